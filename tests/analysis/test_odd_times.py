"""Periods with a year mistyped, and values of a time that was not over."""

from __future__ import annotations

import pytest

from publicstats.analysis.hint_words import describe_hint
from publicstats.analysis.hints import find_hints
from tests.helpers import Change, add
from tests.series.making import figure, make

YEARS = range(2015, 2025)
SOURCES = tuple(
    add(
        source=f"bulletin_{year}",
        title_zh=f"{year}年公报",
        title_en=f"Bulletin of {year}",
        published=f"{year + 1}-03-15",
        published_basis="printed",
        document=f"b{year}.txt",
    )
    for year in YEARS
)


def bulletins(odd: dict[int, str], **cells: str) -> list[Change]:
    """A value a year, each of its bulletin; the periods of some are typed otherwise."""
    return [
        figure(
            f"{1000 + 13 * (year - 2015)}次",
            odd.get(year, str(year)),
            f"of_{year}",
            source=f"bulletin_{year}",
            **cells,
        )
        for year in YEARS
    ]


def find(*figures: Change) -> list[tuple[str, str]]:
    hints = find_hints(make(*figures, sources=SOURCES))
    return [(hint.code, hint.figures[0].id) for hint in hints]


def test_bulletins_that_appear_as_usual_give_no_hint() -> None:
    assert find(*bulletins({})) == []


@pytest.mark.parametrize("year", [2018, 2024])
def test_year_that_is_one_too_early_is_seen_by_the_day_of_publication(year: int) -> None:
    assert find(*bulletins({year: str(year - 1)})) == [("year", f"of_{year}")]


def test_hint_on_a_year_says_which_way_it_is_wrong_and_which_cell_to_mend() -> None:
    edition = make(*bulletins({2024: "2023"}), sources=SOURCES)
    [hint] = find_hints(edition)
    assert "早写了 1 年" in describe_hint(hint, "zh")
    assert "1 year(s) too early" in describe_hint(hint, "en")
    assert {figure.id for figure in hint.figures} == {"of_2024", "of_2023"}


def test_earlier_year_beside_the_new_one_is_a_comparison_and_no_slip() -> None:
    beside = figure("1104次", "2023", "compared", source="bulletin_2024")
    assert find(*bulletins({}), beside) == []


def test_correction_may_come_years_later() -> None:
    late = figure(
        "1040次", "2017", "late_one", source="bulletin_2024", supersedes="of_2017", revision="corrected"
    )
    rest = list(bulletins({}))
    assert find(*rest, late) == []


def test_value_of_a_year_that_was_not_over_is_a_target_where_others_come_after_it() -> None:
    plan = add(
        source="plan",
        title_zh="工作要点",
        title_en="Plan of work",
        published="2025-02-01",
        published_basis="printed",
        document="p.txt",
    )
    rows = [*bulletins({}), figure("1300次", "2025", "aim", source="plan")]
    hints = find_hints(make(*rows, sources=(*SOURCES, plan)))
    assert [(hint.code, hint.figures[0].id) for hint in hints] == [("target", "aim")]


def test_value_that_is_just_the_target_is_seen_where_it_is_far_from_the_trend() -> None:
    aim = figure("1500次", "2024", "aim", kind="target", source="bulletin_2015")
    rows = bulletins({})[:-1]
    assert find(*rows, figure("1117次", "2024", "was", source="bulletin_2024"), aim) == []
    assert find(*rows, figure("1500次", "2024", "was", source="bulletin_2024"), aim) == [("target", "was")]
