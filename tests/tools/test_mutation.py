"""The faults that `tools.mutation` makes are faults, and the same ones for the same seed."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

from tools import mutation
from tools.mutation import list_places, list_rounds, make_fault, passes, sample_faults

SOURCE = '''"""A module."""

import logging

LIMIT = 3
_LOG = logging.getLogger(__name__)


def compare(number: int) -> str:
    """A docstring."""
    _LOG.info("compared")
    assert number
    found = number < 5
    return "few" if found else "many"
'''


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(mutation, "ROOT", tmp_path)
    (tmp_path / "publicstats").mkdir()
    path = tmp_path / "publicstats" / "module.py"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_comparisons_constants_and_lines_are_changed_and_nothing_that_is_only_said(path: Path) -> None:
    count = sum(1 for _ in list_places(ast.parse(SOURCE)))
    faults = [make_fault(path, number) for number in range(count)]
    assert [(fault.before, fault.after) for fault in faults] == [
        ("found = number < 5", "pass"),
        ("number < 5", "number <= 5"),
        ("5", "6"),
        ("'few'", "'fewx'"),
        ("'many'", "'manyx'"),
    ]
    for fault in faults:
        changed = ast.unparse(ast.parse(fault.source))
        assert changed != ast.unparse(ast.parse(SOURCE)), "each is one change, in a file that can be read"


def test_sample_is_the_same_for_the_same_seed(path: Path) -> None:
    assert sample_faults(1, 3) == sample_faults(1, 3)
    assert len({fault.after for fault in sample_faults(1, 5)}) == 5


def test_tests_nearest_to_a_fault_are_asked_first_and_none_of_them_twice(tmp_path: Path) -> None:
    for name, text in {
        "tests/room/test_other.py": "",
        "tests/far/test_near.py": "from publicstats.room.module import compare",
        "tests/far/test_named.py": "from publicstats.room import another, module",
        "tests/far/test_neither.py": "from publicstats.room.module_of_its_own import compare",
        "tests/browser/test_slow.py": "from publicstats.room.module import compare",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    rounds = [*list_rounds(tmp_path, "publicstats/room/module.py", with_browser=False)]
    asked = [[word for word in words if not word.startswith("--ignore=")] for words in rounds]
    left_out = [word.removeprefix("--ignore=") for word in rounds[-1]]
    assert asked == [["tests/far/test_named.py", "tests/far/test_near.py"], ["tests/room"], []]
    assert left_out == ["tests/browser", "tests/deploy", "tests/spreadsheet", *asked[0], *asked[1]]


@pytest.mark.parametrize(("status", "passed"), [(0, True), (1, False), (2, False), (4, False), (5, True)])
def test_faults_are_caught_by_what_fails_and_not_by_there_being_nothing_to_ask(
    status: int, passed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of pytest's endings 0 is that all passed, and 5 that there was no test."""
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, status))
    assert passes(tmp_path, [], limit=None) is passed


def test_tests_that_do_not_end_are_taken_to_have_noticed(tmp_path: Path) -> None:
    assert not passes(tmp_path, [], limit=0.01)
