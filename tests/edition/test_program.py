"""The program's name is another one for whatever an edition may follow from besides the CSVs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from publicstats.edition import program


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two files."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "rules.py").write_text("FEW = 1\n")
    (tmp_path / "zh.po").write_text('msgid "a"\n')
    monkeypatch.setattr(program, "_PACKAGE", tmp_path)
    return tmp_path


def name() -> str:
    program.name_program.cache_clear()
    try:
        return program.name_program()
    finally:
        program.name_program.cache_clear()


def test_name_is_the_same_for_the_same_program(package: Path) -> None:
    first = name()
    (package / "room" / "rules.cpython-311.pyc").write_bytes(b"compiled")
    (package / "page.js").write_text("let a\n")
    assert name() == first


@pytest.mark.parametrize("path", ["room/rules.py", "zh.po", "room/more.py", "en.po"])
def test_other_source_or_word_is_another_program(path: str, package: Path) -> None:
    first = name()
    (package / path).write_text("FEW = 2\n")
    assert name() != first


def test_source_under_another_name_is_another_program(package: Path) -> None:
    first = name()
    (package / "room" / "rules.py").rename(package / "rules.py")
    assert name() != first


def test_other_version_of_a_package_is_another_program(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = name()
    monkeypatch.setattr(pd, "__version__", "0.1")
    assert name() != first


def test_name_is_of_what_runs_and_not_of_what_is_installed_meanwhile(package: Path) -> None:
    program.name_program.cache_clear()
    first = program.name_program()
    (package / "zh.po").write_text('msgid "b"\n')
    assert program.name_program() == first
    program.name_program.cache_clear()
