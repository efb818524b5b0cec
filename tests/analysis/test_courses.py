"""The course of a series: where a line is joined and where it is broken, and where values stand in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from publicstats.analysis.courses import Course, find_course, find_day
from publicstats.analysis.headline_series import group_series
from tests.helpers import Change, add, change, copy, make_edition, remove

PLACE = "310000", ""


def _make(figures: Sequence[Change], indicator: str = "requests", **changes: Sequence[Change]) -> Course:
    """The longest course of an indicator in Shanghai whose figures are these."""
    edition = make_edition(figures=[remove("requests_sh"), *figures], **changes)
    found = [find_course(edition, series) for series in group_series(edition, indicator)[PLACE]]
    return max(found, key=lambda course: len(course.observations))


def _month(period: str, printed: str = "300件", **cells: str) -> Change:
    name = f"m_{period}".lower().replace("-", "_").replace("/", "_")
    more = {"figure": name, "region": "310000", "period": period, "printed": printed} | cells
    return copy("requests_bj", **more)


def _split(course: Course) -> list[list[str]]:
    return [[observation.period for observation in stretch] for stretch in course.stretches]


def test_month_without_a_value_breaks_the_line() -> None:
    course = _make([_month(f"2024-{n:02d}") for n in (1, 2, 4, 5)])
    assert _split(course) == [["2024-01", "2024-02"], ["2024-04", "2024-05"]]


@pytest.mark.parametrize(
    "cells", [{"printed": "***件", "status": "masked"}, {"printed": "", "status": "missing"}]
)
def test_masked_or_missing_month_breaks_the_line_and_is_kept(cells: dict[str, str]) -> None:
    course = _make([_month("2024-01"), _month("2024-02", **cells), _month("2024-03"), _month("2024-04")])
    assert _split(course) == [["2024-01"], ["2024-03", "2024-04"]]
    assert [o.period for o in course.hidden] == ["2024-02"]


def test_line_of_every_tenth_year_has_no_gaps() -> None:
    course = _make([_month(year) for year in ("2000", "2010", "2020")])
    assert _split(course) == [["2000", "2010", "2020"]]


def test_year_that_stands_far_from_two_neighbours_is_not_joined() -> None:
    course = _make([_month(year) for year in ("2000", "2020", "2021")])
    assert _split(course) == [["2000"], ["2020", "2021"]]


def test_change_of_counting_breaks_the_line() -> None:
    row = add(
        **{"break": "anew", "indicator": "requests", "from": "2024-03", "note_zh": "新口径", "note_en": "New"}
    )
    course = _make([_month(f"2024-{n:02d}") for n in range(1, 6)], breaks=[row])
    assert _split(course) == [["2024-01", "2024-02"], ["2024-03", "2024-04", "2024-05"]]
    assert [rupture.id for rupture in course.breaks] == ["anew"]


def test_january_and_february_together_stand_alone_and_break_no_line() -> None:
    course = _make([_month("2024-01/2024-02"), *(_month(f"2024-{n:02d}") for n in range(3, 6))])
    assert _split(course) == [["2024-01/2024-02"], ["2024-03", "2024-04", "2024-05"]]


def test_total_of_the_year_begins_anew_with_each_year() -> None:
    spans = ("2023-01/2023-09", "2023", "2024-Q1", "2024-H1")
    course = _make([_month(span, basis="cumulative") for span in spans])
    assert course.series.accumulation == "year_to_date"
    assert [len(stretch) for stretch in course.stretches] == [2, 2]


def test_span_stands_in_its_middle_and_a_running_total_at_its_end() -> None:
    months = _make([_month(f"2024-{n:02d}") for n in (4, 5)])
    assert [find_day(months.series, o) for o in months.known] == [date(2024, 4, 15), date(2024, 5, 16)]
    running = _make([_month(span, basis="cumulative") for span in ("2024-Q1", "2024-H1")])
    assert [find_day(running.series, o) for o in running.known] == [date(2024, 3, 31), date(2024, 6, 30)]


def test_state_stands_at_its_last_day() -> None:
    states = [copy("share_2024", figure=f"s{year}", period=str(year), printed="90%") for year in (2022, 2023)]
    course = _make([change("share_2024", period="2021"), *states], "share")
    assert [find_day(course.series, o) for o in course.known] == [date(y, 12, 31) for y in (2021, 2022, 2023)]


def test_course_of_chosen_figures_has_no_others() -> None:
    course = _make([_month(f"2024-{n:02d}") for n in range(1, 4)])
    kept = course.keep({"m_2024_01", "m_2024_02"})
    assert [o.period for o in kept.observations] == ["2024-01", "2024-02"]
