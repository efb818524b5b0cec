"""Sparks: a small line with its last point, from our own markup."""

from __future__ import annotations

import pytest

from publicstats.analysis.courses import Course, find_course
from publicstats.analysis.headline_series import group_series
from publicstats.charts.spark import HEIGHT, LARGE, WIDTH, describe_spark, draw_spark
from tests.downloads.reading import read_svg
from tests.helpers import change, copy, make_edition

SVG = "{http://www.w3.org/2000/svg}"


def _make(*printed: str, status: str = "") -> Course:
    """The share in Shanghai from year to year, blank where nothing is known; the last with a status."""
    years = [(2024 - n, text) for n, text in enumerate(reversed(printed)) if text]
    rows = [
        copy("share_2024", figure=f"s{year}", period=str(year), printed=text, status="")
        for year, text in years[1:]
    ]
    last = change("share_2024", period="2024", printed=years[0][1], status=status)
    edition = make_edition(figures=[last, *rows])
    [[series]] = group_series(edition, "share").values()
    return find_course(edition, series)


def _read(course: Course) -> tuple[list[dict[str, str]], dict[str, str]]:
    """The attributes of a spark's paths, and of its last point."""
    svg = read_svg(draw_spark(course))
    return [path.attrib for path in svg.iter(f"{SVG}path")], next(svg.iter(f"{SVG}circle")).attrib


def test_line_rises_from_left_to_right_and_ends_in_its_last_point() -> None:
    [path], point = _read(_make("90%", "92%", "94%", "96%"))
    assert path["d"].startswith("M4 24L")
    assert (point["cx"], point["cy"]) == ("116", "4")
    assert point["fill"] != "none"


def test_year_without_a_value_breaks_the_line() -> None:
    [path], _ = _read(_make("90%", "92%", "", "94%", "96%"))
    assert path["d"].count("M") == 2


def test_provisional_last_value_is_hollow() -> None:
    _, point = _read(_make("90%", "92%", "94%", "96%", status="provisional"))
    assert point["fill"] == "none"


def test_what_is_expected_is_dashed() -> None:
    [solid, dashed], _ = _read(_make("90%", "92%", "94%", "96%", status="forecast"))
    assert "stroke-dasharray" in dashed
    assert "stroke-dasharray" not in solid


@pytest.mark.parametrize("printed", [("5%", "5%", "5%", "5%"), ("0%", "0%", "0%", "100%")])
def test_every_point_lies_inside_whatever_the_values(printed: tuple[str, ...]) -> None:
    _, point = _read(_make(*printed))
    assert 0 <= float(point["cx"]) <= WIDTH
    assert 0 <= float(point["cy"]) <= HEIGHT


def test_marked_value_has_a_ring_at_its_place_and_a_hidden_one_the_rule_alone() -> None:
    course = _make("90%", "92%", "94%", "96%")
    svg = read_svg(draw_spark(course, course.observations[1], LARGE))
    point, ring = (circle.attrib for circle in svg.iter(f"{SVG}circle"))
    assert float(ring["r"]) > float(point["r"])
    assert float(ring["cx"]) < float(point["cx"])
    assert float(ring["cy"]) > float(point["cy"])
    hidden = _make("90%", "92%", "94%", "96%", "**%", status="masked")
    svg = read_svg(draw_spark(hidden, hidden.observations[-1], LARGE))
    assert len(list(svg.iter(f"{SVG}circle"))) == 1
    assert [path for path in svg.iter(f"{SVG}path") if path.get("stroke-dasharray") == "2 3"]


def test_description_says_how_many_values_and_when() -> None:
    assert describe_spark(_make("90%", "92%", "94%", "96%"), "zh") == "2021年至2024年共4期的走势"
