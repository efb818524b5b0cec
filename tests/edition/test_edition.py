"""What an edition holds once its tables are valid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from publicstats.edition.model import Edition, build_edition
from publicstats.period import parse_period
from tests.helpers import Change, add, change, check, copy, find, make_edition, make_files, remove


def decimals(*numbers: int) -> tuple[Decimal | None, ...]:
    """Whole numbers as the ends of intervals are given."""
    return tuple(Decimal(number) for number in numbers)


def _calculation(name: str, formula: str, **cells: str) -> Change:
    row = {"indicator": "members", "region": "cn", "period": "2024", "basis": "stock"}
    return add(calculation=name, formula=formula, **row | cells)


def test_every_printed_figure_and_every_derived_one_is_listed(small_edition: Edition) -> None:
    printed = [row.split(",")[0] for row in make_files()["figures/figures.csv"].decode().splitlines()[1:]]
    assert list(small_edition.figures["figure"]) == [*printed, "members_gain", "money_per_member"]


def test_check_is_no_figure_but_has_a_result(small_edition: Edition) -> None:
    assert "members_check" not in set(small_edition.figures["figure"])
    assert small_edition.calculations["members_check"].is_check
    assert small_edition.derived["members_check"].value == 5_000_000


def test_printed_figure_has_value_interval_and_source(small_edition: Edition) -> None:
    figure = find(small_edition, "members_2024")
    assert (figure.value, figure.low, figure.high) == decimals(17_000_000, 17_000_000, 18_000_000)
    assert (figure.qualifier, figure.printed, figure.kind) == ("at_least", "1700多万名", "actual")
    assert (figure.unit.id, figure.unit.base, figure.indicator.unit.id) == ("名", "人", "人")
    assert figure.source is not None
    assert (figure.source.id, figure.line, figure.calculation) == ("paper_a", 4, None)


def test_derived_figure_has_an_interval_a_formula_and_a_mark_but_no_source(small_edition: Edition) -> None:
    figure = find(small_edition, "members_gain")
    assert (figure.value, figure.low, figure.high) == decimals(1_000_000, 1_000_000, 3_000_000)
    assert (figure.status, figure.qualifier, figure.source, figure.line) == ("derived", "derived", None, None)
    assert figure.calculation is not None
    assert figure.calculation.formula.ids == ("members_2024", "members_2023")


@pytest.mark.parametrize(("name", "qualifier"), [("money_hidden", "masked"), ("requests_missing", "missing")])
def test_figure_without_digits_is_listed_without_a_number(
    small_edition: Edition, name: str, qualifier: str
) -> None:
    figure = find(small_edition, name)
    assert (figure.value, figure.low, figure.high, figure.qualifier) == (None, None, None, qualifier)
    assert not figure.is_known
    row = small_edition.figures.set_index("figure").loc[name]
    assert row[["value", "low", "high"]].isna().all()


def test_range_counts_by_its_lower_end(small_edition: Edition) -> None:
    figure = find(small_edition, "fee")
    assert (figure.value, figure.low, figure.high) == decimals(1000, 1000, 5000)


def test_figure_without_a_printed_unit_has_its_indicators() -> None:
    edition = make_edition(figures=[change("members_2024", printed="1700多万")])
    assert find(edition, "members_2024").unit.id == "人"


def test_two_sources_on_the_same_thing_both_stand() -> None:
    edition = make_edition(
        figures=[copy("share_2024", figure="share_other", source="paper_a", printed="97%")]
    )
    assert [find(edition, name).value for name in ("share_2024", "share_other")] == [Decimal("98.7"), 97]


def test_themes_and_charts_come_in_their_order_and_the_rest_in_file_order() -> None:
    edition = make_edition(themes=[change("care", order="9")], charts=[change("care_table", order="0")])
    assert list(edition.themes) == ["calls", "care"]
    assert next(chart.id for chart in edition.charts.values() if chart.theme == "care") == "care_table"
    assert list(edition.indicators) == ["members", "share", "money", "average", "requests"]


def test_nobody_can_change_an_edition(small_edition: Edition) -> None:
    with pytest.raises(TypeError):
        small_edition.themes["x"] = small_edition.themes["care"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        small_edition.fingerprint = "x"  # type: ignore[misc]
    frame = small_edition.figures
    frame.loc[0, "printed"] = "changed"
    assert small_edition.figures.loc[0, "printed"] == "近1600万名"


def test_figure_is_found_by_its_id_wherever_it_stands(small_edition: Edition) -> None:
    for position, name in enumerate(small_edition.figures["figure"]):
        assert small_edition.locate(name) == position
        found = small_edition.find(name)
        assert found is not None
        assert found.id == name


@pytest.mark.parametrize("name", ["", "a", "fe", "fees", "zzz", "会员", "\ud800", "members_check"])
def test_id_that_no_figure_has_finds_none(small_edition: Edition, name: str) -> None:
    assert small_edition.locate(name) is None
    assert small_edition.find(name) is None


def test_edition_without_figures_finds_none() -> None:
    edition = make_edition()
    empty = replace(edition, _figures=edition.figures.iloc[:0])
    assert empty.find("fee") is None


def test_edition_knows_each_period_of_its_tables_by_its_canonical_text(shipped_edition: Edition) -> None:
    texts = {*shipped_edition.figures["period"]}
    assert texts <= set(shipped_edition.periods)
    assert all(parse_period(text) == period for text, period in shipped_edition.periods.items())


def test_same_files_make_the_same_edition() -> None:
    one, other = make_edition(), make_edition()
    assert one.fingerprint == other.fingerprint
    assert one.figures.equals(other.figures)
    assert make_edition(figures=[remove("fee")]).fingerprint != one.fingerprint


def test_edit_with_an_error_makes_no_edition() -> None:
    outcome = build_edition(make_files(figures=[change("fee", line="x")]))
    assert outcome.edition is None


def test_calculation_of_a_hidden_figure_is_unknown_and_listed() -> None:
    edition = make_edition(calculations=[_calculation("half", "money_hidden / 2", indicator="money")])
    figure = find(edition, "half")
    assert (figure.value, figure.low, figure.high, figure.is_known) == (None, None, None, False)


def test_calculation_may_use_one_that_stands_below_it() -> None:
    edition = make_edition(
        calculations=[
            change("members_gain", formula="double / 2"),
            _calculation("double", "2 * members_2024"),
        ]
    )
    assert edition.derived["members_gain"].value == 17_000_000


def test_result_counts_in_its_indicators_unit() -> None:
    # 元 by 人 is 元 once more where the indicator says so, and can be compared with printed 元.
    above = _calculation("above", "money_per_member - fee", indicator="average")
    edition = make_edition(calculations=[above])
    average = edition.derived["money_per_member"].value
    assert average is not None
    assert edition.derived["above"].value == pytest.approx(average - 1000)


def test_long_chain_of_calculations_is_computed() -> None:
    chain = [_calculation("c0", "members_2023")]
    chain += [
        _calculation(f"c{number}", f"c{number - 1} + 1", period=f"{1900 + number % 300}")
        for number in range(1, 600)
    ]
    edition = make_edition(calculations=chain)
    assert edition.derived["c599"].value == 16_000_000 + 599


def test_result_beyond_the_bounds_is_refused_on_its_row_alone() -> None:
    powers = [_calculation("p0", "999999999999999999", indicator="share")]
    for number in range(1, 4):
        formula = " * ".join([f"p{number - 1}"] * 38)
        powers.append(_calculation(f"p{number}", formula, indicator="share", period=f"{1900 + number}"))
    problems = check(calculations=powers)
    assert [(row, column, code) for _, row, column, code, _ in problems] == [(6, "formula", "result_large")]


@pytest.mark.parametrize(
    ("formula", "zh", "en"),
    [
        ("money_2024 / members_2024", "经费 ÷ 会员", "Money ÷ Members"),
        ("members_2024 - members_2023", "会员（2024年） − 会员（2023年）", "Members (2024) − Members (2023)"),
        ("sum(members_young, members_old)", "会员（青年） + 会员（老年）", "Members (Young) + Members (Old)"),
        (
            "100 * (members_old / members_young)",
            "100 × (会员（老年） ÷ 会员（青年）)",
            "100 × (Members (Old) ÷ Members (Young))",
        ),
        ("requests_sh - requests_bj", "诉求（2024年1月1日至6月15日） − 诉求（2024年第一季度）", None),
    ],
)
def test_formula_is_put_into_words(formula: str, zh: str, en: str | None) -> None:
    edition = make_edition(
        calculations=[_calculation("x", formula, indicator="share" if "100" in formula else "members")]
    )
    wording = edition.calculations["x"].wording
    assert wording.zh == zh
    assert en is None or wording.en == en


def test_shipped_data_are_valid_and_complete(shipped_edition: Edition) -> None:
    assert shipped_edition.problems == ()
    assert {figure.theme for figure in shipped_edition.indicators.values()} == set(shipped_edition.themes)
    measured = set(shipped_edition.figures["indicator"])
    assert set(shipped_edition.indicators) - measured == set()
    for chart in shipped_edition.charts.values():
        assert set(chart.indicators) & measured
