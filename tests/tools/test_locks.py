"""A lock that is not what its list asks for is found and named, offline; so is an undeclared import."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools.locks import LISTS, ROOT, find_problems, lock_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The lists and locks of this project, to be spoilt."""
    for name in LISTS:
        shutil.copy(ROOT / name, tmp_path)
        shutil.copy(ROOT / lock_of(name), tmp_path)
    return tmp_path


def replace(path: Path, right: str, wrong: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def test_shipped_locks_are_what_the_lists_ask_for() -> None:
    assert [*find_problems(ROOT)] == []


@pytest.mark.parametrize(
    ("name", "right", "wrong", "sentence"),
    [
        (
            "requirements-dev.txt",
            "pytest==",
            "pytest==1.",
            "requirements-dev.txt asks for pytest==1.9.2.0, which requirements-dev.lock does not hold.",
        ),
        (
            "requirements-dev.txt",
            "pytest==9.2.0",
            "",
            "requirements-dev.lock holds pytest==9.2.0, which requirements-dev.txt does not ask for.",
        ),
        (
            "requirements.txt",
            "numpy==",
            "a_New.Package[extra] == 1.0  # for a reason\nnumpy==",
            "requirements.txt asks for a-new-package==1.0, which requirements.lock does not hold.",
        ),
        (
            "requirements-bench.txt",
            "dash==",
            "dash>=",
            "requirements-bench.txt, line 3: dash>=4.4.1 is not pinned; write name==version.",
        ),
        (
            "requirements-dev.lock",
            "\nnumpy==",
            "\nnumpy==1",
            "requirements-dev.lock does not hold numpy==2.4.6 as requirements.lock does.",
        ),
        (
            "requirements.lock",
            "\nmdurl==",
            "\nfancy==1.0\nmdurl==",
            "requirements.lock holds fancy==1.0 without a hash.",
        ),
    ],
)
def test_disagreement_is_found_and_named(
    name: str, right: str, wrong: str, sentence: str, project: Path
) -> None:
    replace(project / name, right, wrong)
    assert sentence in [*find_problems(project)]


def test_file_pinned_to_other_bytes_in_the_longer_lock_is_found(project: Path) -> None:
    text = (project / "requirements.lock").read_text(encoding="utf-8")
    start = text.index("\nmdurl==")
    entry = text[start : text.index("# via", start)]
    spoilt = entry.replace("--hash=sha256:", "--hash=sha256:00", 1)
    replace(project / "requirements-bench.lock", entry, spoilt)
    problems = [*find_problems(project)]
    assert len(problems) == 1
    assert problems[0].startswith("requirements-bench.lock does not hold mdurl==")


def test_missing_lock_is_named(project: Path) -> None:
    (project / "requirements.lock").unlink()
    assert any("requirements.lock" in problem for problem in find_problems(project))


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("import starlette_extra", "'starlette_extra' imported but missing"),
        (
            "def later():\n    from narwhals import col",
            "'narwhals' imported but it is a transitive dependency",
        ),
        ("import pytest", "'pytest' imported but"),
    ],
)
def test_import_that_no_list_of_the_program_declares_is_found(line: str, finding: str, project: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", project)
    (project / "dashboard.py").write_text(f"import numpy\n{line}\n", encoding="utf-8")
    command = [sys.executable, "-m", "deptry", ".", "--no-ansi", "--ignore", "DEP002"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert finding in run.stderr
    assert "numpy" not in run.stderr


def test_project_says_how_it_is_checked_and_claims_no_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert [*settings] == ["tool"]
    assert "setuptools" not in settings["tool"]
