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
