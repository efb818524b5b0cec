"""Computed figures follow what replaced their inputs; checks keep the figures that they name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publicstats.analysis.audits import audit_edition
from publicstats.edition.model import Edition
from tests.helpers import Change, add
from tests.series.making import figure, make

ROWS = figure("100次", "2023", "then"), figure("110次", "2024", "now")
BY_NAME = figure("120次", "2024", "corrected", source="late", supersedes="now", revision="corrected")
AGAIN = figure("110次", "2024", "again", source="late")


def compute(*rows: Change, compare_with: str = "", formula: str = "now - then") -> Edition:
    gain = add(
        calculation="gain",
        indicator="visits",
        region="cn",
        period="2024",
        basis="growth",
        base="year_before",
        formula=formula,
        compare_with=compare_with,
    )
    return make(*rows, calculations=(gain,))


def test_computed_figure_follows_the_correction_of_its_input() -> None:
    edition = compute(*ROWS, BY_NAME)
    gain = edition.find("gain")
    assert gain is not None
    assert gain.value == Decimal(20)
    assert gain.calculation is not None
    assert set(gain.calculation.formula.ids) == {"corrected", "then"}


def test_final_value_takes_the_place_of_a_preliminary_input() -> None:
    quick = figure("110次", "2024", "now", status="provisional")
    edition = compute(ROWS[0], quick, figure("130次", "2024", source="late"))
    gain = edition.find("gain")
    assert gain is not None
    assert gain.value == Decimal(30)


@pytest.mark.parametrize("more", [(), (AGAIN,)], ids=["alone", "repeated"])
def test_repeated_input_is_left_as_it_is(more: tuple[Change, ...]) -> None:
    gain = compute(*ROWS, *more).find("gain")
    assert gain is not None
    assert gain.calculation is not None
    assert set(gain.calculation.formula.ids) == {"now", "then"}


def test_withdrawn_input_leaves_nothing_to_compute_with() -> None:
    withdrawn = figure(
        "", "2024", "gone", source="late", supersedes="now", revision="withdrawn", status="missing"
    )
    gain = compute(*ROWS, withdrawn).find("gain")
    assert gain is not None
    assert gain.value is None


def test_check_keeps_the_figures_that_it_names() -> None:
    edition = compute(*ROWS, BY_NAME, compare_with="10")
    [audit] = audit_edition(edition)
    assert [f.id for f in audit.inputs] == ["now", "then"]
    assert (audit.found.value, audit.verdict) == (Decimal(10), "consistent")


def test_computed_figure_gives_way_to_a_printed_one_and_a_hidden_one_to_it() -> None:
    double = add(
        calculation="double", indicator="visits", region="cn", period="2025", basis="flow", formula="now * 2"
    )
    printed = figure("230次", "2025", "printed")
    hidden = figure("***次", "2025", "hidden", status="masked")
    for row, stands in ((printed, "printed"), (hidden, "double")):
        edition = make(*ROWS, row, calculations=(double,))
        there = edition.figures["figure"][edition.series.stands & (edition.figures["period"] == "2025")]
        assert list(there) == [stands]
