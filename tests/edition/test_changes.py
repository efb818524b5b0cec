"""Changes stand under the indicator whose change they are, and count in what their formula gives."""

from typing import Any

import pytest

from tests.helpers import add, change, check, copy, find, make_edition, make_panels

ROW: dict[str, Any] = {"region": "cn", "period": "2024", "basis": "growth", "base": "2023"}
EARLIER = copy("share_2024", figure="share_2023", period="2023-05-31", printed="90.0%")


@pytest.mark.parametrize(
    ("indicator", "formula", "unit"),
    [
        ("share", "share_2024 - share_2023", "个百分点"),
        ("share", "100 * (share_2024 - share_2023) / share_2023", "%"),
        ("members", "100 * (members_2024 / members_2023 - 1)", "%"),
        ("members", "members_2024 - members_2023", "人"),
        ("members", "(members_2024 - members_2023) / 2", "人"),
        ("members", "members_said + 0", "%"),
    ],
)
def test_computed_change_counts_in_what_its_formula_gives(indicator: str, formula: str, unit: str) -> None:
    said = copy("members_2024", figure="members_said", printed="增长3%", basis="growth", base="2023")
    edition = make_edition(
        units=[add(unit="个百分点", name_en="percentage points", kind="ratio")],
        figures=[EARLIER, said],
        calculations=[add(calculation="x", indicator=indicator, formula=formula, **ROW)],
    )
    assert find(edition, "x").unit.id == unit


def test_change_is_checked_against_a_printed_one_of_its_unit_only() -> None:
    said = copy("members_2024", figure="members_said", printed="增长3%", basis="growth", base="2023")
    found = add(
        calculation="x",
        indicator="members",
        formula="100 * (members_2024 / members_2023 - 1)",
        compare_with="members_said",
        **ROW,
    )
    assert check(figures=[said], calculations=[found]) == []
    more = change("x", formula="members_2024 - members_2023")
    assert check(figures=[said], calculations=[found, more]) == [
        ("calculations.csv", 5, "compare_with", "compare_units", "members_said")
    ]


def test_change_without_a_base_counts_in_its_indicators_unit_as_ever() -> None:
    gain = add(
        calculation="x",
        indicator="share",
        region="cn",
        period="2024",
        basis="growth",
        formula="share_2024 - share_2023",
    )
    assert ("formula_points") in {p[3] for p in check(figures=[EARLIER], calculations=[gain])}


def test_no_drawing_shows_a_change_beside_the_level_of_the_same_observation() -> None:
    said = copy("members_2024", figure="members_said", printed="增长3%", basis="growth", base="2023")
    drawn = [f.id for panel in make_panels("care_members", figures=[said]) for f in panel.points]
    assert "members_said" not in drawn
    assert "members_2024" in drawn


def test_changes_alone_are_drawn() -> None:
    alone = change("requests_bj", printed="增长3%", basis="growth", base="year_before")
    other = change("requests_sh", printed="增长4%", basis="growth", base="year_before", period="2024-Q1")
    rest = [change(name, indicator="money") for name in ("requests_total", "requests_missing")]
    chart = change("calls_bars", indicators="requests")
    cells = [change("requests_total", printed="500余万元")]
    (panel,) = make_panels("calls_bars", figures=[alone, other, *rest, *cells], charts=[chart])
    assert {f.id for f in panel.points} == {"requests_bj", "requests_sh"}
