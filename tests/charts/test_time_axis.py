"""The axis of time: its ends, and which of its times are named."""

from __future__ import annotations

from itertools import pairwise

import pytest

from publicstats.analysis.courses import Course, find_course
from publicstats.analysis.headline_series import group_series
from publicstats.charts.time_axis import TimeAxis, build_axis
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import change, copy, make_edition, remove

WIDTH = 440


def _make(*periods: str, **cells: str) -> Course:
    """The longest course of requests in Shanghai with a figure for each period."""
    rows = [
        copy("requests_bj", figure=f"f{n}", region="310000", period=period, printed=f"{n + 1}件", **cells)
        for n, period in enumerate(periods)
    ]
    edition = make_edition(figures=[*rows, remove("requests_sh")])
    groups = group_series(edition, "requests")["310000", ""]
    return max((find_course(edition, series) for series in groups), key=lambda course: len(course.known))


def _name(axis: TimeAxis) -> list[str]:
    return [text for _, text in axis.ticks]


@pytest.mark.parametrize(
    ("periods", "zh", "en"),
    [
        (("2021", "2022", "2023"), ["2021年", "2022年", "2023年"], ["2021", "2022", "2023"]),
        (("2024-Q1", "2024-Q2"), ["一季度<br>2024年", "二季度"], ["Q1<br>2024", "Q2"]),
        (("2024-H1", "2024-H2"), ["上半年<br>2024年", "下半年"], ["H1<br>2024", "H2"]),
        (("2024-11", "2024-12", "2025-01"), ["11月<br>2024年", "12月", "1月<br>2025年"], None),
        (("2022-09/2023-08", "2023-09/2024-08"), ["2022—2023学年", "2023—2024学年"], None),
    ],
)
def test_few_times_are_named_each(periods: tuple[str, ...], zh: list[str], en: list[str] | None) -> None:
    course = _make(*periods)
    assert _name(build_axis([course], "zh", WIDTH)) == zh
    if en is not None:
        assert _name(build_axis([course], "en", WIDTH)) == en


def test_many_months_are_named_by_their_years() -> None:
    months = [f"{2021 + n // 12}-{n % 12 + 1:02d}" for n in range(46)]
    axis = build_axis([_make(*months)], "zh", WIDTH)
    assert _name(axis) == ["2021年", "2022年", "2023年", "2024年"]
    assert [moment.year for moment in axis.years] == [2021, 2022, 2023, 2024]


@pytest.mark.parametrize("lang", LANGS)
def test_years_stand_as_far_apart_as_they_are(lang: Lang) -> None:
    axis = build_axis([_make("2000", "2020", "2021")], lang, WIDTH)
    places = [axis.find_share(moment) for moment, _ in axis.ticks]
    steps = {round(later - earlier, 3) for earlier, later in pairwise(places)}
    assert len(steps) == 1


@pytest.mark.parametrize("width", [60, 120, 300, 640])
@pytest.mark.parametrize(
    "periods",
    [
        tuple(str(year) for year in range(1950, 2024)),
        tuple(f"2024-{n:02d}" for n in range(1, 13)),
        tuple(f"2024-W{n}" for n in range(40, 50)),
        ("2000", "2020", "2021"),
        ("2024-W40",),
    ],
)
def test_some_time_is_named_and_no_name_lies_on_another(periods: tuple[str, ...], width: int) -> None:
    axis = build_axis([_make(*periods)], "zh", width)
    assert axis.ticks
    places = [axis.find_share(moment) * width for moment, _ in axis.ticks]
    assert all(later - earlier > 20 for earlier, later in pairwise(places))


def test_states_at_the_ends_of_years_are_named_so() -> None:
    rows = [copy("share_2024", figure=f"s{year}", period=f"{year}-12-31") for year in (2021, 2022)]
    edition = make_edition(figures=[*rows, change("share_2024", period="2023-12-31")])
    [[series]] = group_series(edition, "share").values()
    axis = build_axis([find_course(edition, series)], "zh", WIDTH)
    assert _name(axis) == ["2021年末", "2022年末", "2023年末"]
