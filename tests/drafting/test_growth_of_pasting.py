"""What is pasted costs work that grows with its length, whatever it is made of."""

from __future__ import annotations

import pytest

from publicstats.drafting import pasted_tables
from publicstats.drafting.pasted_tables import MOST_CELLS, read_pasted
from publicstats.quantity import Quantity, parse_quantity

UNITS = ("件", "%")


@pytest.mark.parametrize("part", ["甲\t1\t", "1件\t甲\t1\t", "甲\t1\n", "甲,1,"])
def test_each_cell_is_read_a_few_times_however_many_stand_beside_it(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count(length: int) -> int:
        read = []

        def parse(text: str) -> Quantity:
            read.append(text)
            return parse_quantity(text)

        monkeypatch.setattr(pasted_tables, "parse_quantity", parse)
        read_pasted(part * length, UNITS)
        return len(read)

    assert count(400) <= 2 * count(200) + 20


def test_table_of_more_lines_than_cells_may_be_is_not_parted() -> None:
    assert read_pasted("1万\n" * (MOST_CELLS + 1), UNITS) == []
    assert len(read_pasted("1万\n" * 50, UNITS)) == 50


def test_long_words_and_heads_beside_a_number_are_cut() -> None:
    heads = "".join(f"头{line}\t件\n" for line in range(30))
    (number,) = read_pasted(f"{heads}{'热' * 5_000}（\t5", UNITS)
    assert len(number.row) == pasted_tables.LONGEST_WORDS
    assert number.column == " ".join(["件"] * pasted_tables.MOST_HEADS)
    assert number.unit == "件"


def test_unit_that_its_row_names_goes_before_that_of_its_column() -> None:
    numbers = read_pasted("名称\t数量（件）\t占比\n热线受理量\t12\t3%\n办结（%）\t98\t5件", UNITS)
    assert [(number.printed, number.unit) for number in numbers] == [
        ("12", "件"),
        ("3%", ""),
        ("98", "%"),
        ("5件", ""),
    ]
