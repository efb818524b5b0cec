"""The Python that .venv is made from: one that the locks are for, and a sentence where there is none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.locks import PYTHONS, ROOT

PICKY = """#!/bin/sh
echo "{version}"
"""


def find(folder: Path, pythons: dict[str, str], asked: str = "") -> subprocess.CompletedProcess[str]:
    """What the script says on a machine with these commands, each of a version."""
    for name, version in pythons.items():
        (folder / name).write_text(PICKY.format(version=version), encoding="utf-8")
        (folder / name).chmod(0o755)
    command = ["/bin/sh", str(ROOT / "tools" / "find_python.sh"), asked]
    return subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("pythons", "found"),
    [
        ({"python3": "3.11.2"}, "python3"),
        ({"python3": "3.10.12", "python3.12": "3.12.1"}, "python3.12"),
        ({"python3": "3.15.0", "python3.14": "3.14.2"}, "python3.14"),
        ({"python3.14": "3.14.2", "python3.11": "3.11.7"}, "python3.11"),
        ({"python": "3.13.0", "python3.8": "3.8.18"}, "python"),
    ],
)
def test_python_that_the_locks_are_for_is_found(pythons: dict[str, str], found: str, tmp_path: Path) -> None:
    run = find(tmp_path, pythons)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"{found}\n", "")


@pytest.mark.parametrize("version", PYTHONS)
def test_every_version_of_the_locks_is_found_without_a_word(version: str, tmp_path: Path) -> None:
    run = find(tmp_path, {f"python{version}": f"{version}.1"})
    assert (run.returncode, run.stdout, run.stderr) == (0, f"python{version}\n", "")


@pytest.mark.parametrize(
    ("pythons", "sentence"),
    [
        ({"python3": "3.10.12"}, "python3 is Python 3.10.12; Python 3.11 to 3.14 is needed: "),
        ({"python": "2.7.18"}, "python is Python 2.7.18; Python 3.11 to 3.14 is needed: "),
        ({"python3.9": "3.9.2"}, "python3.9 is Python 3.9.2; Python 3.11 to 3.14 is needed: "),
        ({}, "Python 3.11 to 3.14 is needed: "),
    ],
)
def test_where_only_older_ones_are_found_one_sentence_says_which(
    pythons: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    run = find(tmp_path, pythons)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith(sentence)
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("3.10.13", "PYTHON={} is Python 3.10.13; Python 3.11 to 3.14 is needed.\n"),
        ("3.1.5", "PYTHON={} is Python 3.1.5; Python 3.11 to 3.14 is needed.\n"),
        (None, "PYTHON={} does not start; Python 3.11 to 3.14 is needed.\n"),
    ],
)
def test_named_python_that_cannot_be_used_is_refused(
    version: str | None, sentence: str, tmp_path: Path
) -> None:
    asked = str(tmp_path / "mine")
    run = find(tmp_path, {"mine": version} if version else {}, asked)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", sentence.format(asked))


def test_python_newer_than_the_locks_is_taken_with_a_word(tmp_path: Path) -> None:
    run = find(tmp_path, {"python3": "3.15.0"})
    assert (run.returncode, run.stdout) == (0, "python3\n")
    assert run.stderr == "python3 is Python 3.15.0; nobody has tried that, only 3.11 to 3.14.\n"
