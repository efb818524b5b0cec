"""Where a figure stands in its series: what comes before and after it, the first and the latest."""

from __future__ import annotations

import pytest

from publicstats.analysis.series_position import Position, find_position
from publicstats.edition.model import Edition
from tests.helpers import Change, change, copy, make_edition


def _make(*more: Change, years: int = 5, **cells: str) -> Edition:
    rows = [
        copy("share_2024", figure=f"s{year}", period=str(year), printed=f"{year - 1940}%", basis="flow")
        for year in range(2024 - years + 1, 2024)
    ]
    return make_edition(figures=[change("share_2024", period="2024", basis="flow", **cells), *rows, *more])


def _read(position: Position | None) -> list[tuple[str, tuple[str, ...]]]:
    return [(step.figure.id, step.roles) for step in position.steps] if position else []


def test_steps_are_the_first_the_ones_beside_it_itself_and_the_latest() -> None:
    assert _read(find_position(_make(years=8), "s2020")) == [
        ("s2017", ("first",)),
        ("s2019", ("before",)),
        ("s2020", ("own",)),
        ("s2021", ("after",)),
        ("share_2024", ("latest",)),
    ]


def test_what_is_several_of_them_stands_once() -> None:
    edition = _make(years=2)
    assert _read(find_position(edition, "s2023")) == [
        ("s2023", ("first", "own")),
        ("share_2024", ("after", "latest")),
    ]
    assert _read(find_position(edition, "share_2024")) == [
        ("s2023", ("first", "before")),
        ("share_2024", ("own", "latest")),
    ]


def test_figure_alone_in_its_series_has_no_position() -> None:
    edition = _make(years=1)
    assert find_position(edition, "share_2024") is None
    assert find_position(edition, "no_such") is None


def test_forecast_is_after_the_latest_and_not_it() -> None:
    edition = _make(copy("share_2024", figure="ahead", period="2025", basis="flow", status="forecast"))
    assert _read(find_position(edition, "ahead"))[-2:] == [
        ("share_2024", ("before", "latest")),
        ("ahead", ("own",)),
    ]


@pytest.mark.parametrize(("years", "has_line"), [(3, False), (4, True)])
def test_line_needs_four_known_values(years: int, has_line: bool) -> None:
    position = find_position(_make(years=years), "share_2024")
    assert position is not None
    assert position.has_line is has_line


def test_hidden_figure_stands_in_its_series() -> None:
    position = find_position(_make(change("share_2024", printed="**%", status="masked")), "share_2024")
    assert position is not None
    assert not position.here.is_known
    assert _read(position)[-1] == ("share_2024", ("own",))
    assert ("s2023", ("before", "latest")) in _read(position)


def test_place_of_a_replaced_figure_is_that_of_the_one_in_its_place() -> None:
    edition = make_edition(
        figures=[
            change("share_2024", period="2024", basis="flow"),
            copy("share_2024", figure="old", period="2023", basis="flow", source="paper_a"),
            copy(
                "share_2024",
                figure="new",
                period="2023",
                basis="flow",
                printed="85%",
                supersedes="old",
                revision="final",
            ),
        ]
    )
    assert _read(find_position(edition, "old")) == [
        ("new", ("first", "current")),
        ("share_2024", ("after", "latest")),
    ]


def test_of_values_that_disagree_each_page_has_its_own() -> None:
    cells = {"period": "2024", "basis": "flow", "printed": "50%", "source": "paper_a"}
    edition = _make(copy("share_2024", figure="other", **cells))
    for name in ("share_2024", "other"):
        assert _read(find_position(edition, name))[-1] == (name, ("own", "latest"))


def test_latest_target_is_the_last_one() -> None:
    aims = [
        copy("share_2024", figure=f"aim{year}", period=str(year), basis="flow", kind="target")
        for year in (2030, 2035)
    ]
    assert _read(find_position(_make(*aims), "aim2030")) == [
        ("aim2030", ("first", "own")),
        ("aim2035", ("after", "latest")),
    ]
