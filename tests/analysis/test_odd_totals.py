"""Totals since January against single periods."""

from __future__ import annotations

from publicstats.analysis.hints import find_hints
from tests.helpers import Change
from tests.series.making import figure, make

SINGLES = (41, 38, 44, 43, 46, 47, 52, 51, 45, 42, 43, 44)


def so_far(odd: dict[int, tuple[str, str]], year: int = 2024, last: int = 12) -> list[Change]:
    """Totals since January of each quarter; some typed with another period and basis."""
    rows = []
    for end in range(3, last + 1, 3):
        period = f"{year}-01/{year}-{end:02d}" if end < 12 else str(year)
        period, basis = odd.get(end, (period, "cumulative"))
        rows.append(figure(f"{sum(SINGLES[:end])}00次", period, basis=basis))
    return rows


def months(odd: dict[int, int], year: int = 2024) -> list[Change]:
    return [
        figure(f"{odd.get(month, single)}00次", f"{year}-{month:02d}")
        for month, single in enumerate(SINGLES, 1)
    ]


def find(*figures: Change) -> list[tuple[str, list[str]]]:
    return [(hint.code, [f.period.text for f in hint.figures]) for hint in find_hints(make(*figures))]


def test_total_typed_as_a_month_is_seen_by_the_other_totals() -> None:
    assert find(*so_far({})) == []
    [(code, periods)] = find(*so_far({6: ("2024-06", "flow")}))
    assert (code, periods[0]) == ("total", "2024-06")
    [(code, periods)] = find(*so_far({12: ("2024-12", "flow")}))
    assert (code, periods[0]) == ("total", "2024-12")


def test_first_total_of_a_year_typed_as_a_month_is_seen_by_that_of_the_year_before() -> None:
    rows = [*so_far({}, 2023), *so_far({3: ("2024-03", "flow")}, 2024, 3)]
    [(code, periods)] = find(*rows)
    assert (code, periods) == ("total", ["2024-03", "2023-01/2023-03"])


def test_month_beside_totals_is_no_total() -> None:
    assert find(*so_far({}), figure("4700次", "2024-06")) == []


def test_months_are_compared_with_what_totals_differ_by() -> None:
    totals = [
        figure(f"{sum(SINGLES[:end])}00次", f"2024-01/2024-{end:02d}", basis="cumulative")
        for end in range(2, 12)
    ]
    assert find(*totals, *months({})) == []
    [(code, periods)] = find(*totals, *months({5: 49}))
    assert (code, periods[0]) == ("sum", "2024-05")


def test_year_is_compared_with_its_months() -> None:
    year = figure(f"{sum(SINGLES)}00次", "2024")
    assert find(*months({}), year) == []
    [(code, periods)] = find(*months({}), figure(f"{sum(SINGLES) + 9}00次", "2024"))
    assert (code, periods[0]) == ("sum", "2024")
