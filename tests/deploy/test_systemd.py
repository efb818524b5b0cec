"""The systemd unit: systemd reads it without a warning, and the dashboard runs under its limits."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.deploy.site import ROOT, need_program
from tests.deploy.unit import UNIT, limit_calls, read_values

EXPOSURE = 12
"""Tenths of a point: what `systemd-analyze security` may find at most (100 is a service without limits)."""


def write_unit(folder: Path) -> Path:
    """The unit for one port, with programs that are on this machine in place of those of a deployment."""
    text = UNIT.read_text(encoding="utf-8")
    for program in ("/opt/publicstats/.venv/bin/python", "/usr/bin/curl"):
        assert f"={program} " in text
        text = text.replace(f"={program} ", f"={sys.executable} ")
    path = folder / UNIT.name.replace("@", "@8501")
    path.write_text(text, encoding="utf-8")
    return path


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [need_program("systemd-analyze"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_systemd_reads_the_unit_without_a_warning(tmp_path: Path) -> None:
    run = analyze("verify", "--man=no", write_unit(tmp_path))
    assert (run.returncode, run.stderr) == (0, "")


def test_unit_is_as_confined_as_its_readme_says(tmp_path: Path) -> None:
    run = analyze("security", "--offline=true", f"--threshold={EXPOSURE}", write_unit(tmp_path))
    assert run.returncode == 0, run.stdout
    readme = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    assert f"exposure level of {EXPOSURE / 10}" in readme


def test_limits_of_the_unit_refuse_what_a_dashboard_never_does() -> None:
    tries = (
        "import mmap, os\n"
        "for act in (lambda: os.nice(1), lambda: os.chroot('/'), lambda: mmap.mmap(-1, 4096, prot=7)):\n"
        "    try: act()\n"
        "    except OSError: print('refused')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", tries], env=limit_calls(), capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["refused"] * 3, run.stderr


def test_unit_starts_the_dashboard_of_this_project() -> None:
    (start,) = read_values("ExecStart")
    assert start.endswith("python -m streamlit run dashboard.py --server.port=%i")


def test_systemd_reads_what_the_readme_adds_for_saving_and_lets_only_the_figures_be_written(
    tmp_path: Path,
) -> None:
    readme = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^  ```ini\n(.*?)^  ```$", readme, re.MULTILINE | re.DOTALL)
    added = (
        next(text for text in lines if "PUBLICSTATS_SAVING=on" in text).replace("\n  ", "\n").strip() + "\n"
    )
    unit = write_unit(tmp_path)
    folder = tmp_path / f"{unit.name}.d"
    folder.mkdir()
    (folder / "saving.conf").write_text(added, encoding="utf-8")
    run = analyze("verify", "--man=no", unit)
    assert (run.returncode, run.stderr) == (0, "")
    data = re.search(r"PUBLICSTATS_DATA=(\S+)", unit.read_text(encoding="utf-8"))
    assert data is not None
    assert f"ReadWritePaths={data[1]}\n" in added
    assert "ReadOnlyPaths=\nReadOnlyPaths=/opt/publicstats\n" in added
