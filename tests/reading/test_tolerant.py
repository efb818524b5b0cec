"""What the tolerant reader does where the cells cannot be told apart."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from publicstats.contract.problems import Problem
from publicstats.reading.tolerant import count_rows, read_records


@pytest.fixture
def short_cells() -> Iterator[None]:
    """The reader takes cells of four characters at most."""
    before = csv.field_size_limit(4)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("short_cells")
def test_rows_of_a_text_with_a_cell_that_no_reader_takes_are_its_lines() -> None:
    assert count_rows("a\nfar too long\nc") == 3


def test_rows_are_counted_with_a_line_break_inside_quotes_as_one() -> None:
    assert count_rows('a\n"b\nb"\nc') == 3


def test_slip_of_quotes_in_the_first_row_is_a_problem_of_that_row() -> None:
    problems: list[Problem] = []
    assert list(read_records("units.csv", '"unit"x,same_as\n', problems)) == []
    assert [(p.code, p.row, p.typed) for p in problems] == [("quoting", 1, '"unit"x,same_as')]
