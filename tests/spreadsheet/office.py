"""LibreOffice without a window."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools.spreadsheet import find_office


def convert(profile: Path, files: list[Path], target: str, into: Path, infilter: str = "") -> None:
    """Has LibreOffice open the files and save them in another form."""
    options = [f"--infilter={infilter}"] if infilter else []
    command = [str(find_office()), "--headless", f"-env:UserInstallation=file://{profile}", *options]
    subprocess.run(
        [*command, "--convert-to", target, "--outdir", str(into), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=240,
    )


def count_pages(pdf: Path) -> int:
    """How many pages a document has that LibreOffice has saved as PDF."""
    parts = pdf.read_bytes().split(b"<<")
    return sum(b"/Type/Page/" in part or b"/Type/Page\n" in part for part in parts)
