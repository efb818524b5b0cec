"""What an edition follows from besides the CSVs: the program, and what it computes with."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

import babel
import numpy as np
import pandas as pd
import pyarrow as pa

_SOURCES = (".py", ".po")
_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def name_program() -> str:
    """A digest (SHA-256) of the program's sources and words, of Python and of packages that it computes with.

    It is worked out once, so that it is of what runs and not of what is installed over it meanwhile. Nothing
    else has a part in an edition: no setting, no day (only pages ask for it), no order of a set.
    """
    versions = [sys.version, sys.byteorder, *(each.__version__ for each in (babel, np, pd, pa))]
    digest = hashlib.sha256("\0".join(versions).encode())
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _SOURCES):
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
