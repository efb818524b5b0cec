"""Which figure stands for which, over a whole table: by hand, and whatever the order of its rows."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.analysis.series_rows import describe_observations, describe_series
from publicstats.edition.model import Edition
from publicstats.series.vintages import REPEATS
from tests.helpers import Change, change
from tests.series.making import figure, find_latest, find_series, make

TODAY = date(2026, 11, 26)
ROWS = (
    figure("1000次", "2024-Q1"),
    figure("2500次", "2024-H1"),
    figure("4100次", "2024-01/2024-09", status="provisional"),
    figure("4200次", "2024-01/2024-09", "nine_final", source="late"),
    figure("1.1万次", "2023"),
    figure("11200次", "2023", source="early"),
    figure("12000次", "2023", "other", source="late"),
    figure("90次", "2025", "wrong"),
    figure("95次", "2025", "right", source="late", supersedes="wrong", revision="corrected"),
    figure("90次", "2025", "repeated", source="paper_b"),
    figure("800次", "2026", status="forecast"),
    figure("增长3%", "2024", basis="growth", base="year_before"),
)


def find_fate(edition: Edition, name: str) -> tuple[str, str]:
    """What stands in the place of a figure, and why; its own name and nothing where it stands."""
    position = edition.locate(name)
    assert position is not None
    found = edition.series.find_replacement(position)
    standing = str(edition.figures["figure"].iat[edition.series.find_standing(position)])
    return standing, found.reason if found else ""


def test_correction_replaces_what_it_names_and_what_repeats_that() -> None:
    edition = make(*ROWS)
    assert find_fate(edition, "wrong") == ("right", "corrected")
    assert find_fate(edition, "repeated") == ("right", "corrected")
    assert find_fate(edition, "right") == ("right", "")


def test_correction_leaves_what_another_source_prints_of_its_own() -> None:
    edition = make(
        figure("90次", "2025", "wrong"),
        figure("60次", "2025", "own", source="early"),
        figure("95次", "2025", "right", source="late", supersedes="wrong", revision="corrected"),
    )
    assert find_fate(edition, "own") == ("own", "")


def test_revision_that_names_nothing_replaces_what_was_printed_before_it() -> None:
    edition = make(
        figure("90次", "2025", "first"),
        figure("60次", "2025", "second", source="early"),
        figure("95次", "2025", "final", source="late", revision="final"),
    )
    assert find_fate(edition, "first") == find_fate(edition, "second") == ("final", "final")


def test_of_two_that_replace_one_the_later_counts_whatever_the_order_of_the_rows() -> None:
    rows = (
        figure("90次", "2025", "wrong"),
        figure("96次", "2025", "newest", source="later", supersedes="wrong;newer"),
        figure("95次", "2025", "newer", source="late", supersedes="wrong"),
    )
    for order in (rows, rows[::-1]):
        position = (edition := make(*order)).locate("wrong")
        assert position is not None
        replacement = edition.series.find_replacement(position)
        assert replacement is not None
        assert edition.figures["figure"].iat[replacement.position] == "newest"


def test_chain_of_replacements_ends_at_what_stands() -> None:
    edition = make(
        figure("90次", "2025", "first"),
        figure("95次", "2025", "second", source="late", supersedes="first"),
        figure("96次", "2025", "third", source="later", supersedes="second"),
    )
    assert find_fate(edition, "first")[0] == "third"


def test_figure_of_a_wrong_period_gives_way_to_the_one_that_names_it() -> None:
    edition = make(
        figure("90次", "2024", "typed_wrong"),
        figure("90次", "2025", "moved", source="late", supersedes="typed_wrong", revision="corrected"),
    )
    assert find_fate(edition, "typed_wrong") == ("moved", "corrected")


def test_release_that_revises_another_replaces_its_figures() -> None:
    edition = make(
        figure("90次", "2024", "a"),
        figure("80次", "2023", "b"),
        figure("91次", "2024", source="late"),
        sources=[change("late", revises="paper_a")],
    )
    assert find_fate(edition, "a") == ("visits_cn_flow_late_2024", "revised")
    assert find_fate(edition, "b") == ("b", "")


def test_members_of_a_series_are_those_that_stand_in_order_of_time() -> None:
    edition = make(
        figure("3次", "2024"),
        figure("1次", "2022"),
        figure("2次", "2023"),
        figure("2次", "2023", source="late"),
    )
    series = find_series(edition)
    assert [edition.figures["period"].iat[int(p)] for p in edition.series.list_members(series.code)] == [
        "2022",
        "2023",
        "2024",
    ]


@settings(max_examples=6)
@given(st.permutations(range(len(ROWS))))
def test_order_of_the_rows_is_of_no_matter(order: list[int]) -> None:
    def tell(edition: Edition) -> tuple[list[str], list[str]]:
        return (
            sorted(map(str, describe_series(edition, TODAY))),
            sorted(map(str, describe_observations(edition))),
        )

    assert tell(make(*(ROWS[n] for n in order))) == tell(make(*ROWS))


@pytest.mark.parametrize("source", ["early", "late"])
def test_repetition_changes_nothing_but_that_it_is_there(source: str) -> None:
    rows: tuple[Change, ...] = (figure("1000次", "2023"), figure("1200次", "2024", source="paper_b"))
    before, after = make(*rows), make(*rows, figure("1200次", "2024", "again", source=source))
    assert int((after.series.fate == REPEATS).sum()) == 1
    for edition in (before, after):
        assert find_latest(edition, find_series(edition)).figure.value == 1200
    [one], [two] = ([dict(r) for r in describe_series(e, TODAY)] for e in (before, after))
    own = ("latest_figure", "overdue_days")
    assert {k: v for k, v in one.items() if k not in own} == {k: v for k, v in two.items() if k not in own}


@settings(max_examples=4)
@given(st.lists(st.integers(10_000, 999_999), min_size=20, max_size=20))
def test_two_prints_of_one_number_never_disagree(numbers: list[int]) -> None:
    """Both are printed of one number, each to its own digits: their intervals meet."""
    rows = []
    for year, number in enumerate(numbers, 2000):
        for digits, source in ((year % 3, "paper_a"), (year // 3 % 3, "late")):
            step = Decimal(1).scaleb(-digits)
            printed = (Decimal(number) / 10000).quantize(step, ROUND_HALF_UP)
            rows.append(figure(f"{printed}万次", str(year), source=source))
    assert int(make(*rows).series.stands.sum()) == len(numbers)
