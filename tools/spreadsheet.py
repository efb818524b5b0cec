"""Provide LibreOffice for the tests that save CSVs and open downloads with it: `python -m tools.spreadsheet`.

Where it is neither there nor to be installed, those tests are skipped by name.
"""

import shutil
from pathlib import Path

from tools import system_packages

PACKAGES = ("libreoffice-calc", "libreoffice-writer")
MISSING = (
    "LibreOffice is not installed: its tests are skipped "
    "(Debian: apt-get install libreoffice-calc libreoffice-writer)."
)


def main() -> None:
    """Find or install LibreOffice, and say so in one line."""
    found = find_office() or (system_packages.install(*PACKAGES) and find_office())
    print(f"Spreadsheet for the tests: {found}" if found else MISSING, flush=True)


def find_office() -> str | None:
    """The path of LibreOffice, or None where it is not there or has one of the two programs only."""
    office = shutil.which("soffice")
    if office is None:
        return None
    # Debian packs the programs one by one; elsewhere it comes whole, and these files are not there.
    programs = list(Path(office).resolve().parent.glob("libs[cw]lo.so"))
    return None if len(programs) == 1 else office


if __name__ == "__main__":
    main()
