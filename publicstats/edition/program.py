"""What an edition follows from besides the CSVs: the program, and what it computes with."""

from __future__ import annotations

import hashlib
import os
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
    for folder, inner, names in os.walk(_PACKAGE):  # of half the time that pathlib takes
        inner.sort()
        for name in sorted(name for name in names if name.endswith(_SOURCES)):
            data = Path(folder, name).read_bytes()
            digest.update(f"{folder.removeprefix(str(_PACKAGE))}/{name}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
