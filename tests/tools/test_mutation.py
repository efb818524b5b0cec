"""The faults that `tools.mutation` makes are faults, and the same ones for the same seed."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tools import mutation
from tools.mutation import list_places, make_fault, sample_faults

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
