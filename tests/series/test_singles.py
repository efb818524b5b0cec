"""Single periods that totals of the year give: the values worked out on paper, and where there are none."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.contract.codelists import DERIVED
from tests.helpers import Change, add, change
from tests.series.making import BREAK, figure, list_singles, make

H1, NINE = "2024-01/2024-06", "2024-01/2024-09"


def test_second_quarter_is_the_half_year_less_the_first_quarter() -> None:
    edition = make(figure("1000次", "2024-Q1"), figure("2500次", H1), figure("4100次", NINE))
    assert list_singles(edition) == {"2024-Q2": "1500", "2024-Q3": "1600"}


def test_single_period_of_rounded_totals_allows_all_that_they_allow() -> None:
    # 1.0万 is 9,500 to 10,500 and 2.5万 is 24,500 to 25,500: between 14,000 and 16,000.
    edition = make(figure("1.0万次", "2024-Q1"), figure("2.5万次", H1), figure("4.0万次", NINE))
    single = edition.find("visits_cn_2024_q2_single")
    assert single is not None
    assert (single.low, single.high) == (Decimal(14000), Decimal(16000))
    assert (single.basis, single.status) == ("flow", DERIVED)


def test_single_period_says_that_earlier_totals_are_taken_as_unrevised() -> None:
    edition = make(figure("1000次", "2024-Q1"), figure("2500次", H1), figure("4100次", NINE))
    single = edition.find("visits_cn_2024_q2_single")
    assert single is not None
    assert "假定此前累计未经修订" in single.note.zh


def test_months_are_derived_from_totals_by_month() -> None:
    edition = make(
        figure("100次", "2024-01"),
        figure("180次", "2024-01/2024-02", basis="cumulative"),
        figure("300次", "2024-01/2024-03", basis="cumulative"),
    )
    assert list_singles(edition) == {"2024-02": "80", "2024-03": "120"}


@pytest.mark.parametrize(
    "rows",
    {
        "a total that is preliminary": (
            figure("1000次", "2024-Q1"),
            figure("2500次", NINE, status="provisional"),
        ),
        "a total that was estimated": (
            figure("1000次", "2024-Q1", status="estimated"),
            figure("2500次", H1),
            figure("0次", "2023-01/2023-09"),
        ),
        "a total that is hidden": (
            figure("1000次", "2024-Q1"),
            figure("***次", H1, status="masked"),
            figure("10次", "2023-01/2023-09"),
        ),
        "totals that may fall": (figure("2500次", "2024-H1"), figure("2400次", NINE)),
        "rounded totals whose difference may be below zero": (
            figure("2.5万次", "2024-H1"),
            figure("2.5万次", NINE),
        ),
        "totals of two years": (figure("2500次", "2023-01/2023-09"), figure("2600次", NINE)),
        "two totals of one day that disagree": (
            figure("1000次", "2024-Q1"),
            figure("2500次", H1),
            figure("2700次", H1, source="late"),
            figure("10次", "2023-01/2023-09"),
        ),
        "a stretch that is no month, quarter or half": (
            figure("1000次", "2024-Q1"),
            figure("2500次", "2024-01/2024-05"),
        ),
    }.items(),
    ids=lambda pair: pair[0],
)
def test_nothing_is_derived_from(rows: tuple[str, tuple[Change, ...]]) -> None:
    assert list_singles(make(*rows[1])) == {}


def test_nothing_is_derived_for_what_does_not_add_up_over_time() -> None:
    rows = figure("1000次", "2024-Q1"), figure("2500次", H1), figure("4100次", NINE)
    assert list_singles(make(*rows, indicators=[change("visits", additive_time="")])) == {}


def test_nothing_is_derived_in_a_year_that_a_break_cuts() -> None:
    rows = [
        figure(n, f"{year}{end}")
        for year in (2024, 2025)
        for n, end in (("1000次", "-Q1"), ("2500次", "-H1"))
    ]
    rows += [figure("4100次", NINE)]
    cut = add(**{"break": "b", "indicator": "visits", "from": "2024-05", "note_zh": "甲", "note_en": "A"})
    assert list_singles(make(*rows, breaks=[cut])) == {"2025-Q2": "1500"}
    # A break on 1 January lies between two years, and cuts none.
    assert set(list_singles(make(*rows, breaks=[BREAK]))) == {"2024-Q2", "2024-Q3", "2025-Q2"}


def test_single_period_after_a_break_counts_in_what_its_totals_count() -> None:
    rows = [figure("1000次", "2025-Q1"), figure("2500人", "2026-01/2026-03", basis="cumulative")]
    rows += [figure("4000人", "2026-01/2026-06", basis="cumulative"), figure("5500人", "2026-01/2026-09")]
    cut = add(**{"break": "b", "indicator": "visits", "from": "2026", "note_zh": "甲", "note_en": "A"})
    edition = make(*rows, breaks=[cut])
    assert list_singles(edition) == {"2026-Q2": "1500", "2026-Q3": "1500"}
    frame = edition.figures
    found = [edition.find(name) for name in frame["figure"][frame["status"] == "derived"]]
    assert {figure.unit.id for figure in found if figure} == {"人"}
    # They stand in one series with the first quarter that was printed in persons, not with that of visits.
    series = {edition.series.list_series(edition.locate(figure.id) or 0)[0] for figure in found if figure}
    assert len(series) == 1
    [code] = series
    members = [edition.figure(int(at)) for at in edition.series.list_members(code)]
    assert [figure.period.text for figure in members] == ["2026-01/2026-03", "2026-Q2", "2026-Q3"]


def test_printed_single_period_stands_and_none_is_derived_beside_it() -> None:
    edition = make(
        figure("1000次", "2024-Q1"), figure("2500次", H1), figure("4100次", NINE), figure("1510次", "2024-Q2")
    )
    assert list_singles(edition) == {"2024-Q3": "1600"}


def test_hidden_single_period_is_derived_and_gives_way() -> None:
    hidden = figure("***次", "2024-Q2", "hidden", status="masked")
    edition = make(figure("1000次", "2024-Q1"), figure("2500次", H1), figure("4100次", NINE), hidden)
    assert list_singles(edition)["2024-Q2"] == "1500"
    position = edition.locate("hidden")
    assert position is not None
    assert not edition.series.stands[position]


def test_single_period_follows_the_final_total() -> None:
    edition = make(
        figure("1000次", "2024-Q1"),
        figure("2500次", H1, "half_first", status="provisional"),
        figure("2600次", H1, source="late"),
        figure("4100次", NINE),
    )
    assert list_singles(edition) == {"2024-Q2": "1600", "2024-Q3": "1500"}


@settings(max_examples=6)
@given(st.lists(st.integers(1, 10**6), min_size=4, max_size=4), st.integers(0, 3), st.randoms())
def test_derived_single_periods_add_up_to_the_total(singles: list[int], places: int, random: object) -> None:
    totals = [sum(singles[: n + 1]) for n in range(4)]
    ends = ("2024-Q1", H1, NINE, "2024")
    rows = [figure(f"{total}次", end) for total, end in zip(totals, ends, strict=True)]
    random.shuffle(rows)  # type: ignore[attr-defined]
    found = list_singles(make(*rows))
    assert [found[f"2024-Q{n + 1}"] for n in (1, 2, 3)] == [str(single) for single in singles[1:]]
    assert singles[0] + sum(int(value) for value in found.values()) == totals[-1]


@settings(max_examples=6)
@given(st.lists(st.integers(10**4, 10**6), min_size=4, max_size=4))
def test_derived_single_period_contains_the_true_one(singles: list[int]) -> None:
    totals = [sum(singles[: n + 1]) for n in range(4)]
    rows = [
        figure(f"{(Decimal(total) / 10000).quantize(Decimal('0.1'), ROUND_HALF_UP)}万次", end)
        for total, end in zip(totals, ("2024-Q1", H1, NINE, "2024"), strict=True)
    ]
    edition = make(*rows)
    for name in list_singles(edition):
        single = edition.find(f"visits_cn_{name.lower().replace('-', '_')}_single")
        assert single is not None
        assert single.low is not None
        assert single.high is not None
        assert single.low >= 0
        assert single.low <= singles[int(name[-1]) - 1] <= single.high
