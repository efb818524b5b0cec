"""Provide LibreOffice for the tests that save CSVs with it: `python -m tools.spreadsheet`.

Where it is neither there nor to be installed, those tests are skipped by name.
"""

import shutil

from tools import system_packages

MISSING = "LibreOffice is not installed: its tests are skipped (Debian: apt-get install libreoffice-calc)."


def main() -> None:
    """Find or install LibreOffice, and say so in one line."""
    found = find_office() or (system_packages.install("libreoffice-calc") and find_office())
    print(f"Spreadsheet for the tests: {found}" if found else MISSING, flush=True)


def find_office() -> str | None:
    """The path of LibreOffice, or None."""
    return shutil.which("soffice")


if __name__ == "__main__":
    main()
