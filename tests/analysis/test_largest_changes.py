"""What changed most is what a statistician would call so: certain, like with like, and of late."""

from __future__ import annotations

import pytest

from publicstats.analysis.largest_changes import MOST, list_largest_changes, tell_largest_changes
from publicstats.edition.model import Edition
from tests.helpers import Change, add, change, copy, make_edition


def _year(name: str, year: int, printed: str, **cells: str) -> Change:
    indicator = cells.pop("indicator", "requests")
    return copy("requests_sh", figure=name, indicator=indicator, period=str(year), printed=printed, **cells)


def _list(edition: Edition, theme: str = "calls") -> list[tuple[str, str]]:
    return [(each.figure.id, f"{each.size:.3f}") for each in list_largest_changes(edition, theme)]


def _make(*figures: Change, **tables: list[Change]) -> Edition:
    return make_edition(figures=[*figures], **tables)


def test_change_is_the_least_share_of_the_earlier_value_that_is_certain() -> None:
    edition = _make(_year("a", 2022, "1000件"), _year("b", 2023, "1200件"))
    assert _list(edition) == [("b", "0.200")]
    [(figure, line)] = tell_largest_changes(edition, "calls", "zh")
    assert (figure.id, line.text, line.direction) == ("b", "比上年上升20%", "up")


def test_of_one_indicator_the_largest_change_is_told_whatever_its_direction() -> None:
    edition = _make(
        *(_year("a", 2022, "1000件"), _year("b", 2023, "1100件")),
        *(_year("c", 2022, "1000件", region="110000"), _year("d", 2023, "700件", region="110000")),
    )
    assert _list(edition) == [("d", "0.300")]


def test_rates_and_counts_stand_in_one_order_by_their_share() -> None:
    shares = [
        copy("share_2024", figure=f"s{y}", period=f"{y}-05-31", printed=p)
        for y, p in ((2025, "50.0%"), (2026, "60.0%"))
    ]
    members = [
        copy("members_2024", figure=f"m{y}", period=str(y), printed=p)
        for y, p in ((2025, "2001万人"), (2026, "2201万人"))
    ]
    edition = make_edition(figures=[*shares, *members])
    assert _list(edition, "care") == [("s2026", "0.198"), ("m2026", "0.099")]


def test_month_is_compared_with_that_of_the_year_before_and_not_with_the_season() -> None:
    edition = _make(
        _year("a", 2023, "1000件"),
        change("a", period="2023-05"),
        _year("b", 2023, "3000件"),
        change("b", period="2023-06"),
    )
    assert _list(edition) == []
    edition = _make(
        _year("a", 2023, "1000件"),
        change("a", period="2023-05"),
        _year("b", 2024, "1500件"),
        change("b", period="2024-05"),
    )
    assert _list(edition) == [("b", "0.500")]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"printed": "1000件"}, {"printed": "1000件"}),
        ({"printed": "约1000件"}, {"printed": "约1020件"}),
        ({"printed": "1000件"}, {"printed": "2000件", "status": "forecast"}),
        ({"printed": "1000件"}, {"printed": "2000件", "kind": "target"}),
        ({"printed": "1000件"}, {"printed": "***件", "status": "masked"}),
        ({"printed": "2件"}, {"printed": "6件"}),
        ({"printed": "1000件"}, {"printed": "3000件", "breakdown": "young"}),
    ],
)
def test_what_is_not_certain_settled_or_alike_is_no_change(
    earlier: dict[str, str], later: dict[str, str]
) -> None:
    assert _list(_make(_year("a", 2022, **earlier), _year("b", 2023, **later))) == []


def test_there_is_no_change_across_a_break() -> None:
    rupture = add(
        **{"break": "new", "indicator": "requests", "from": "2023", "note_zh": "口径调整", "note_en": "New"}
    )
    assert _list(_make(_year("a", 2022, "1000件"), _year("b", 2023, "3000件"), breaks=[rupture])) == []


@pytest.mark.parametrize("cells", [{"signed": "yes"}, {"ended": "2024"}])
def test_what_has_ended_or_may_be_below_zero_is_left_out(cells: dict[str, str]) -> None:
    figures = _year("a", 2022, "1000件"), _year("b", 2023, "3000件")
    assert _list(_make(*figures, indicators=[change("requests", **cells)])) == []


def test_value_behind_the_others_has_not_changed_of_late() -> None:
    edition = _make(
        *(_year("a", 2021, "1000件"), _year("b", 2022, "3000件")),
        *(_year("c", 2022, "1000件", region="110000"), _year("d", 2023, "1100件", region="110000")),
    )
    assert _list(edition) == [("d", "0.100")]


def test_printed_rate_is_said_in_its_own_words() -> None:
    rate = _year("r", 2023, "增长20.3%", basis="growth", base="year_before")
    edition = _make(_year("a", 2022, "1000件"), _year("b", 2023, "1203件"), rate)
    assert [line.text for _, line in tell_largest_changes(edition, "calls", "zh")] == ["比上年增长20.3%"]


def test_no_more_than_a_few_are_told_and_none_where_nothing_is_known(small_edition: Edition) -> None:
    assert list_largest_changes(small_edition, "nowhere") == ()
    named = [copy("requests", indicator=f"i{n}", name_zh=f"指标{n}", name_en=f"I {n}") for n in range(9)]
    figures = [
        _year(f"f{n}_{year}", year, f"{1000 + (year - 2022) * 100 * (n + 1)}件", indicator=f"i{n}")
        for n in range(9)
        for year in (2022, 2023)
    ]
    found = list_largest_changes(make_edition(indicators=named, figures=figures), "calls")
    assert [each.figure.id for each in found] == [f"f{n}_2023" for n in range(8, 8 - MOST, -1)]
