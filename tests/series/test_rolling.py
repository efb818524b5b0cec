"""Rules that roll: where they apply, what they give, what precedes them. All answers are worked by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from publicstats.analysis.audits import audit_edition
from publicstats.edition import rolled
from publicstats.edition.model import Edition
from publicstats.formula.calculation import Formula, Value, compute
from tests.helpers import Change, add, add_rows, change
from tests.series.making import figure, make

INDICATORS = add_rows("""\
indicator,theme,name_zh,name_en,unit,better,additive,additive_time,definition_zh,definition_en
daily,care,日均就诊,Visits per day,次,,,,就诊次数除以天数,Visits divided by days
persons,care,人口,Persons,人,,,,常住人口,Residents
staff,care,职工,Staff,人,,,,在编职工,Staff
each,care,每人就诊,Visits per person,次/人,,,,就诊次数除以人口,Visits divided by residents
spent,care,开支,Spent,元,,,yes,支出,Money spent
cost,care,次均开支,Cost per visit,元/次,,,,支出除以就诊,Money divided by visits
ratio,care,职工比重,Share of staff,%,,,,职工占人口,Staff among residents""")
UNITS = add_rows("""\
unit,same_as,name_en,kind
次/人,,visits per person,ratio
元/次,,yuan per visit,ratio""")
DAILY = {"calculation": "daily", "indicator": "daily", "basis": "flow", "formula": "visits / days"}
EACH = {"calculation": "each", "indicator": "each", "basis": "flow", "formula": "visits / persons"}
RATIO = {"calculation": "ratio", "indicator": "ratio", "basis": "stock", "formula": "100 * staff / persons"}


def people(printed: str, period: str, indicator: str = "persons", **cells: str) -> Change:
    """A row of a state."""
    return figure(printed, period, indicator=indicator, basis="stock", **cells)


def roll(*figures: Change, rules: Iterable[dict[str, str]], **changes: Iterable[Change]) -> Edition:
    """The edition of some figures and rules."""
    rows = [*(add(**rule) for rule in rules), *changes.pop("calculations", ())]
    indicators = (INDICATORS, *changes.pop("indicators", ()))
    return make(*figures, calculations=rows, units=(UNITS,), indicators=indicators, **changes)


def list_results(edition: Edition, rule: str) -> dict[str, str]:
    """What a rule gives: the exact value of each figure by its id."""
    return {
        name: str(edition.derived[name].value) for name, c in edition.calculations.items() if c.rule == rule
    }


def list_codes(edition: Edition) -> list[tuple[str, str]]:
    """The codes of warnings about rules, with the input that is missing."""
    return [(p.code, p.facts.get("id", "")) for p in edition.problems if p.code.startswith("rule")]


def test_rule_is_computed_for_every_period_with_its_own_days() -> None:
    edition = roll(
        figure("910", "2024-Q1"),
        figure("900", "2023-Q1"),
        figure("290", "2024-02"),
        figure("366", "2024"),
        rules=[DAILY],
    )
    assert list_results(edition, "daily") == {
        "daily_cn_2024_q1": "10",  # 91 days
        "daily_cn_2023_q1": "10",  # 90 days
        "daily_cn_2024_02": "10",  # 29 days
        "daily_cn_2024": "1",  # 366 days
    }


def test_figure_of_a_rule_is_like_any_computed_one() -> None:
    edition = roll(figure("910", "2024-Q1", "seen"), rules=[DAILY | {"note_zh": "说明", "note_en": "A note"}])
    found = edition.find("daily_cn_2024_q1")
    assert found is not None
    assert found.calculation is not None
    assert (found.status, found.basis, found.period.text, found.note.en) == (
        "derived",
        "flow",
        "2024-Q1",
        "A note",
    )
    assert found.calculation.formula.text == "seen / 91"
    assert found.calculation.wording == ("就诊 ÷ 91天", "Visits ÷ 91 days")
    assert found.calculation.rule == "daily"


def test_state_is_taken_at_the_last_day_of_the_period() -> None:
    edition = roll(
        figure("800", "2024-Q1"),
        figure("900", "2024-H1"),
        people("40人", "2024-03-31"),
        people("30人", "2024-06"),
        people("20人", "2024-05"),
        rules=[EACH],
    )
    assert list_results(edition, "each") == {"each_cn_2024_q1": "20", "each_cn_2024_h1": "30"}


def test_rule_of_states_is_computed_for_every_day_of_which_all_are_known() -> None:
    edition = roll(
        people("200人", "2023"),
        people("50人", "2023", "staff"),
        people("400人", "2024-06-30"),
        people("40人", "2024-06", "staff"),
        people("7人", "2024", "staff"),
        rules=[RATIO],
    )
    # 30 June is written in two ways, so its day is written.
    assert list_results(edition, "ratio") == {"ratio_cn_2023": "25", "ratio_cn_2024_06_30": "10"}


def test_place_and_category_are_those_in_which_all_inputs_stand() -> None:
    figures = [
        figure("10", "2023", region="310000", breakdown="old"),
        people("5人", "2023", region="310000", breakdown="old"),
        figure("30", "2023", region="310000"),
        people("5人", "2023", region="110000"),
        figure("80", "2023", region="110000"),
        people("8人", "2023", region="cn", breakdown="young"),
        figure("80", "2023", region="cn"),
    ]
    everywhere = {"each_310000_old_2023": "2", "each_110000_2023": "16"}
    assert list_results(roll(*figures, rules=[EACH]), "each") == everywhere
    without = roll(*figures, rules=[EACH | {"breakdown": "-"}])
    assert list_results(without, "each") == {"each_110000_2023": "16"}
    old = roll(*figures, rules=[EACH | {"breakdown": "old"}])
    assert list_results(old, "each") == {"each_310000_old_2023": "2"}
    beijing = roll(*figures, rules=[EACH | {"region": "110000"}])
    assert list_results(beijing, "each") == {"each_110000_2023": "16"}


def test_totals_of_the_year_so_far_count_for_their_own_days_and_single_periods_for_theirs() -> None:
    edition = roll(
        figure("900", "2023-Q1"),
        figure("1810", "2023-01/2023-06", basis="cumulative"),
        figure("2730", "2023-01/2023-09", basis="cumulative"),
        rules=[DAILY],
    )
    assert list_results(edition, "daily") == {
        "daily_cn_2023_q1": "10",
        "daily_cn_2023_h1": "10",
        "daily_cn_2023_01_2023_09": "10",
        "daily_cn_2023_q2": "10",  # 910 of 91 days
        "daily_cn_2023_q3": "10",  # 920 of 92 days
    }
    single = edition.find("daily_cn_2023_q2")
    assert single is not None
    assert single.calculation is not None
    assert single.calculation.formula.text == "visits_cn_2023_q2_single / 91"


def test_total_since_another_day_is_for_rules_of_such_totals_alone() -> None:
    total = figure("1000", "2021-07/2024-03", basis="cumulative")
    money = figure("5000元", "2021-07/2024-03", indicator="spent", basis="cumulative")
    cost = {"calculation": "cost", "indicator": "cost", "formula": "spent / visits"}
    assert list_codes(roll(total, money, rules=[cost | {"basis": "flow"}])) == [("rule_empty", "spent")]
    edition = roll(total, money, rules=[cost | {"basis": "cumulative"}])
    assert list_results(edition, "cost") == {"cost_cn_2021_07_2024_03": "5"}


def test_open_start_has_no_days() -> None:
    total = figure("1000", "../2024-03-31", basis="cumulative")
    assert list_codes(roll(total, rules=[DAILY | {"basis": "cumulative"}])) == [("rule_never", "")]
    edition = roll(total, rules=[DAILY | {"basis": "cumulative", "formula": "visits / 2"}])
    assert list_results(edition, "daily") == {"daily_cn_until_2024_03_31": "500"}


def test_printed_figure_precedes_a_dated_row_and_that_a_rule() -> None:
    printed = figure("9", "2023-Q1", "said", indicator="daily")
    by_hand = add(
        calculation="by_hand",
        indicator="daily",
        region="cn",
        period="2023-Q2",
        basis="flow",
        formula="second / 91",
    )
    edition = roll(
        figure("900", "2023-Q1"),
        figure("910", "2023-Q2", "second"),
        figure("920", "2023-Q3"),
        printed,
        rules=[DAILY],
        calculations=[by_hand],
    )
    assert list_results(edition, "daily") == {"daily_cn_2023_q3": "10"}
    assert str(edition.derived["by_hand"].value) == "10"


def test_hidden_figure_gives_way_to_what_a_rule_gives() -> None:
    hidden = figure("***次", "2023-Q1", "hidden", indicator="daily", status="masked")
    edition = roll(figure("900", "2023-Q1"), hidden, rules=[DAILY])
    position = edition.locate("hidden")
    assert position is not None
    standing = edition.series.find_standing(position)
    assert edition.figure(standing).id == "daily_cn_2023_q1"


@pytest.mark.parametrize(("printed", "status", "result"), [("***次", "masked", "10"), ("990次", "", "11")])
def test_rule_takes_a_dated_row_where_the_figure_is_hidden_and_else_what_is_printed(
    printed: str, status: str, result: str
) -> None:
    by_hand = add(
        calculation="by_hand",
        indicator="visits",
        region="cn",
        period="2023-Q1",
        basis="flow",
        formula="before / 2",
    )
    # A total of the half year gives the second quarter as well, which no row of a series has yet.
    edition = roll(
        figure("1800", "2020", "before"),
        figure(printed, "2023-Q1", status=status),
        figure("900", "2022-01/2022-03", basis="cumulative"),
        figure("1810", "2022-01/2022-06", basis="cumulative"),
        rules=[DAILY],
        calculations=[by_hand],
    )
    found = list_results(edition, "daily")
    assert found["daily_cn_2023_q1"] == result
    assert found["daily_cn_2022_q2"] == "10"


@pytest.mark.parametrize(
    "cells", [{"status": "forecast"}, {"status": "estimated"}, {"kind": "target"}, {"kind": "rule"}]
)
def test_what_is_not_yet_so_is_no_input(cells: dict[str, str]) -> None:
    edition = roll(figure("900", "2023-Q1", **cells), rules=[DAILY])
    assert list_results(edition, "daily") == {}
    assert list_codes(edition) == [("rule_empty", "visits")]


def test_provisional_figure_is_an_input_and_its_final_value_takes_its_place() -> None:
    first = figure("900", "2023-Q1", status="provisional", source="early")
    assert list_results(roll(first, rules=[DAILY]), "daily") == {"daily_cn_2023_q1": "10"}
    final = figure("990", "2023-Q1", source="late")
    assert list_results(roll(first, final, rules=[DAILY]), "daily") == {"daily_cn_2023_q1": "11"}


def test_values_that_disagree_are_no_input() -> None:
    edition = roll(figure("900", "2023-Q1"), figure("990", "2023-Q1", source="late"), rules=[DAILY])
    assert list_results(edition, "daily") == {}


def test_division_by_nothing_gives_no_figure_and_stops_nobody() -> None:
    edition = roll(
        figure("9", "2023"), people("0人", "2023"), figure("9", "2024"), people("3人", "2024"), rules=[EACH]
    )
    assert list_results(edition, "each") == {"each_cn_2024": "3"}


def test_period_that_a_break_cuts_is_left_out() -> None:
    anew = add(
        **{
            "break": "anew",
            "from": "2024-02",
            "note_zh": "新口径",
            "note_en": "New rules",
            "indicator": "visits",
        }
    )
    figures = [figure("900", "2023-Q1"), figure("910", "2024-Q1"), figure("910", "2024-Q2")]
    edition = roll(*figures, rules=[DAILY], breaks=[anew])
    assert list_results(edition, "daily") == {"daily_cn_2023_q1": "10", "daily_cn_2024_q2": "10"}
    elsewhere = roll(*figures, rules=[DAILY], breaks=[anew, change("anew", region="310000")])
    assert len(list_results(elsewhere, "daily")) == 3


def test_break_of_what_is_computed_cuts_as_well() -> None:
    anew = add(
        **{
            "break": "anew",
            "from": "2024-02",
            "note_zh": "新口径",
            "note_en": "New rules",
            "indicator": "daily",
        }
    )
    edition = roll(figure("900", "2023-Q1"), figure("910", "2024-Q1"), rules=[DAILY], breaks=[anew])
    assert list_results(edition, "daily") == {"daily_cn_2023_q1": "10"}


def test_figures_counted_in_another_unit_from_a_break_on_are_no_input() -> None:
    anew = add(
        **{
            "break": "anew",
            "from": "2024-01",
            "note_zh": "新口径",
            "note_en": "New rules",
            "indicator": "visits",
        }
    )
    edition = roll(figure("900次", "2023-Q1"), figure("910人", "2024-Q1"), rules=[DAILY], breaks=[anew])
    assert list_results(edition, "daily") == {"daily_cn_2023_q1": "10"}


def test_single_period_counted_in_another_unit_is_no_input() -> None:
    anew = add(
        **{
            "break": "anew",
            "from": "2024",
            "note_zh": "新口径",
            "note_en": "New rules",
            "indicator": "visits",
        }
    )
    totals = [figure(f"{n}人", f"2024-01/2024-{m}", basis="cumulative") for n, m in ((10, "03"), (30, "06"))]
    totals.append(figure("60人", "2024-01/2024-09", basis="cumulative"))
    edition = roll(figure("900次", "2023-Q1"), *totals, rules=[DAILY], breaks=[anew])
    assert {name for name in edition.derived if name.endswith("_single")}
    assert list_results(edition, "daily") == {"daily_cn_2023_q1": "10"}


def test_rule_takes_results_of_rules_whatever_their_order() -> None:
    half = {"calculation": "half", "indicator": "cost", "basis": "flow", "formula": "spent / daily"}
    figures = [figure("910", "2024-Q1"), figure("500元", "2024-Q1", indicator="spent")]
    for rules in ([half, DAILY], [DAILY, half]):
        edition = roll(*figures, rules=rules)
        assert list_results(edition, "half") == {"half_cn_2024_q1": "50"}
        made = edition.calculations["half_cn_2024_q1"]
        assert "daily_cn_2024_q1" in made.formula.ids


def test_rule_of_states_takes_results_of_rules_of_states_under_the_same_period() -> None:
    double = {"calculation": "double", "indicator": "each", "basis": "stock", "formula": "2 * ratio"}
    edition = roll(people("200人", "2024-06"), people("50人", "2024-06", "staff"), rules=[double, RATIO])
    assert list_results(edition, "double") == {"double_cn_2024_06": "50"}


def test_first_of_two_rules_for_one_thing_is_kept() -> None:
    other = DAILY | {"calculation": "other", "formula": "visits / 10"}
    edition = roll(figure("910", "2024-Q1"), rules=[DAILY, other])
    assert list_results(edition, "daily") == {"daily_cn_2024_q1": "10"}
    assert list_results(edition, "other") == {}
    assert list_codes(edition) == []


def test_intervals_of_inputs_are_those_of_results() -> None:
    edition = roll(figure("9.1万", "2024-Q1"), rules=[DAILY])
    found = edition.derived["daily_cn_2024_q1"]
    row = edition.figures[edition.figures["figure"] == "daily_cn_2024_q1"].iloc[0]
    # 90,500 to 91,500 divided by 91 days.
    for name, wanted in (("value", 1000), ("low", 90_500 / 91), ("high", 91_500 / 91)):
        assert float(getattr(found, name)) == pytest.approx(wanted)
        assert row[name] == pytest.approx(wanted)


def test_result_belongs_to_a_series() -> None:
    edition = roll(figure("910", "2024-Q1"), figure("900", "2023-Q1"), rules=[DAILY])
    first, last = (edition.locate(f"daily_cn_{year}_q1") for year in (2023, 2024))
    assert first is not None
    assert last is not None
    [code] = edition.series.list_series(first)
    assert list(edition.series.list_members(code)) == [first, last]
    assert edition.series.frequency(code) == "quarter"


def test_check_compares_with_the_figure_of_its_place_and_period() -> None:
    rule = RATIO | {"calculation": "check", "compare_with": "ratio"}
    edition = roll(
        *(people("200人", year) for year in ("2021", "2022", "2023")),
        *(people("50人", year, "staff") for year in ("2021", "2022", "2023")),
        people("25.0%", "2021", "ratio"),
        people("26.0%", "2022", "ratio"),
        rules=[rule],
    )
    verdicts = {audit.calculation.id: audit.verdict for audit in audit_edition(edition)}
    assert verdicts == {"check_cn_2021": "consistent", "check_cn_2022": "inconsistent"}
    assert edition.find("check_cn_2021") is None  # a check is no figure


def test_check_may_compare_with_a_number() -> None:
    rule = RATIO | {"calculation": "check", "compare_with": "25"}
    edition = roll(people("200人", "2021"), people("50人", "2021", "staff"), rules=[rule])
    assert [audit.verdict for audit in audit_edition(edition)] == ["consistent"]


def test_check_with_a_row_of_its_own_precedes_that_of_a_rule() -> None:
    by_hand = add(
        calculation="by_hand",
        indicator="ratio",
        region="cn",
        period="2021",
        basis="stock",
        formula="100 * few / all",
        compare_with="said",
    )
    edition = roll(
        people("200人", "2021", name="all"),
        people("50人", "2021", "staff", name="few"),
        people("25.0%", "2021", "ratio", name="said"),
        rules=[RATIO | {"calculation": "check", "compare_with": "ratio"}],
        calculations=[by_hand],
    )
    assert edition.checks == ("by_hand",)


def test_rule_that_never_applies_says_which_input_is_missing_or_that_no_period_has_all() -> None:
    assert list_codes(roll(figure("9", "2023"), rules=[EACH])) == [("rule_empty", "persons")]
    apart = roll(figure("9", "2023"), people("3人", "2024"), rules=[EACH])
    assert list_codes(apart) == [("rule_never", "")]


def test_rule_that_is_preceded_everywhere_does_apply() -> None:
    edition = roll(figure("900", "2023-Q1"), figure("9", "2023-Q1", indicator="daily"), rules=[DAILY])
    assert list_codes(edition) == []


def test_ids_that_would_be_the_same_or_too_long_end_in_a_digest() -> None:
    taken = figure("7", "2020", "daily_cn_2024_q1")
    edition = roll(figure("910", "2024-Q1"), taken, rules=[DAILY])
    names = list(list_results(edition, "daily"))
    assert "daily_cn_2020" in names
    [other] = [name for name in names if name != "daily_cn_2020"]
    assert other.startswith("daily_cn_2024_q1_")
    long = roll(figure("910", "2024-Q1"), rules=[DAILY | {"calculation": "d" * 118}])
    [name] = [name for name, c in long.calculations.items() if c.rule]
    assert len(name) == 120


def test_formula_of_a_rule_may_grow_longer_than_one_that_is_typed() -> None:
    names = [f"v{'x' * 110}_{number}" for number in range(3)]
    figures = [figure("1", str(2020 + at), name) for at, name in enumerate(names)]
    edition = roll(*figures, rules=[DAILY | {"formula": f"sum({', '.join(['visits'] * 60)})"}])
    found = edition.calculations["daily_cn_2020"]
    assert len(found.formula.text) > 1000
    assert edition.derived["daily_cn_2020"].value == 60


def test_words_of_the_table_stay_in_order_when_results_join_it() -> None:
    edition = roll(figure("910", "2024-Q1"), figure("900", "2023-12"), rules=[DAILY])
    for name in ("indicator", "period", "status", "source"):
        words = edition.figures[name]
        assert list(words.cat.categories) == sorted(words.unique()), name
    assert edition.figures["status"].tolist() == ["", "", "derived", "derived"]


LINKS = 1_500


@pytest.fixture
def tangled() -> Edition:
    """Rules of which each uses the two before it: anew for each user, the first would take for ever."""
    names = [f"link_{number}" for number in range(LINKS)]
    indicators = [
        add(
            indicator=name,
            theme="care",
            name_zh=f"{name} 人口",
            name_en=name,
            unit="人",
            definition_zh=f"{name} 人口数量",
            definition_en=f"All of {name}",
        )
        for name in names
    ]
    uses = zip(["persons", "persons", *names], ["persons", *names], names, strict=False)
    rules = [
        {"calculation": name, "indicator": name, "basis": "stock", "formula": f"({one} + {other}) / 2"}
        for one, other, name in uses
    ]
    return roll(people("500", "2023"), rules=rules, indicators=indicators)


def test_chain_of_rules_is_worked_out_once_and_not_once_for_each_link(
    tangled: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0

    def count(formula: Formula, inputs: Mapping[str, Value]) -> Value:
        nonlocal calls
        calls += 1
        return compute(formula, inputs)

    monkeypatch.setattr(rolled, "compute", count)
    last = list(tangled.derived)[-1]
    assert tangled.derived[last].value == 500
    assert calls <= LINKS
    assert all(value.value == 500 for value in tangled.derived.values())
    assert calls <= LINKS


def test_results_of_rules_that_are_kept_for_others_are_bounded(
    tangled: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rolled, "KEPT", 100)
    names = list(tangled.derived)
    assert all(tangled.derived[name].value == 500 for name in (*names, *reversed(names[-150:])))
