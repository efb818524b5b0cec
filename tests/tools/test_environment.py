"""An environment is what a lock says, to the byte, without a compiler; unchanged, it needs no network."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.locks import ROOT


class Project:
    """A project with the tools of this one, whose packages come from a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        for name in ("pages", "publicstats"):
            (folder / name).mkdir()
        shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))

    def pin(self, name: str, version: str, marker: str = "", digest: str = "") -> str:
        """The entry of a lock for a wheel that is made here, with another hash where one is given."""
        path = self.wheels / f"{name}-{version}-py3-none-any.whl"
        about = f"{name}-{version}.dist-info"
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr(f"{name}.py", f"version = {version!r}\n")
            wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
            wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{about}/RECORD", "")
        digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()
        return f"{name}=={version}{marker} \\\n    --hash=sha256:{digest}\n    # via -r requirements.txt\n"

    def prepare(self, lock: str, *, offline: bool = False) -> subprocess.CompletedProcess[str]:
        """Bring the environment to this lock; offline there are no packages to be had."""
        (self.folder / "requirements.lock").write_text(lock, encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        source = self.folder / "nowhere" if offline else self.wheels
        environment = kept | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(source), "CC": "/bin/false"}
        command = [sys.executable, "-m", "tools.environment", "requirements.lock"]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def read_version(self, name: str) -> str:
        """The version that the environment imports."""
        code = f"import {name}; print({name}.version)"
        python = self.folder / ".venv" / "bin" / "python"
        return subprocess.run(
            [python, "-c", code], capture_output=True, text=True, check=False
        ).stdout.strip()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose environment is made; the tests go on from whatever it then holds."""
    project = Project(tmp_path_factory.mktemp("project"))
    run = project.prepare(project.pin("first", "1.0"))
    assert run.returncode == 0, run.stderr
    return project


def test_lock_is_installed_and_then_needs_no_network(project: Project) -> None:
    lock = project.pin("second", "1.0")
    assert "Installing requirements.lock" in project.prepare(lock).stdout
    assert project.read_version("second") == "1.0"
    again = project.prepare(lock, offline=True)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_changed_pin_is_installed_in_place_of_the_old(project: Project) -> None:
    older, newer = project.pin("third", "1.0"), project.pin("third", "2.0")
    for lock, version in ((older, "1.0"), (newer, "2.0"), (older, "1.0")):
        assert project.prepare(lock).returncode == 0
        assert project.read_version("third") == version


def test_shorter_lock_is_there_once_a_longer_one_is(project: Project) -> None:
    shorter = project.pin("fourth", "1.0")
    assert project.prepare(shorter + project.pin("fifth", "1.0")).returncode == 0
    assert project.prepare(shorter, offline=True).stdout == ""


def test_pin_for_another_machine_is_passed_over(project: Project) -> None:
    lock = project.pin("sixth", "1.0", " ; python_full_version < '3'") + project.pin(
        "sixth", "2.0", " ; python_full_version >= '3'"
    )
    assert project.prepare(lock).returncode == 0
    assert project.read_version("sixth") == "2.0"
    assert project.prepare(lock, offline=True).stdout == ""


def test_file_with_other_bytes_than_pinned_is_refused(project: Project) -> None:
    run = project.prepare(project.pin("seventh", "1.0", digest="0" * 64))
    assert run.returncode == 1
    assert run.stderr.endswith("pip could not install requirements.lock; the reason stands above.\n")
    assert project.read_version("seventh") == ""


def test_package_that_would_have_to_be_built_is_refused(project: Project) -> None:
    source = project.wheels / "eighth-1.0.tar.gz"
    source.write_bytes(b"never opened")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    run = project.prepare(f"eighth==1.0 --hash=sha256:{digest}\n")
    assert run.returncode == 1
    assert "eighth" in run.stderr


def test_environment_that_lost_a_package_is_made_anew(project: Project) -> None:
    lock = project.pin("ninth", "1.0")
    assert project.prepare(lock).returncode == 0
    (about,) = (project.folder / ".venv").rglob("ninth-1.0.dist-info")
    shutil.rmtree(about)
    run = project.prepare(lock)
    assert "making it anew" in run.stdout
    assert project.read_version("ninth") == "1.0"
    assert json.loads((project.folder / ".venv" / "complete.json").read_text()) == ["ninth==1.0"]
