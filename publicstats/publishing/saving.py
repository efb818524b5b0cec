"""Saving an edit into the CSVs of a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from publicstats.reading.folder import load_files


def sign_files(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """What these files of a folder are now, for whoever is to say later what an edit was made for."""
    return sign_contents(load_files(folder), names)


def sign_contents(files: Mapping[str, bytes], names: Iterable[str]) -> dict[str, str]:
    """Sixteen hexadecimal digits of each file's bytes; blank where there is no such file."""
    return {name: hashlib.sha256(files[name]).hexdigest()[:16] if name in files else "" for name in names}
