"""Which series speaks for a thing, and with which value: a card never changes what it is about."""

from __future__ import annotations

import pytest

from publicstats.analysis.headline_series import find_headline, list_places
from publicstats.edition.model import Edition
from tests.helpers import Change, add_rows, change, make_edition

HEAD = "figure,indicator,region,breakdown,period,basis,kind,status,printed,source,line,base\n"
CALLS = "requests"
SHANGHAI = ("310000", "")


def make_calls(rows: str, *indicators: Change) -> Edition:
    """An edition of requests alone: `figure,period,basis,kind,status,printed,source` each."""
    lines = []
    for number, row in enumerate(rows.split()):
        name, period, basis, kind, status, printed, source = row.split(",")
        base = "year_before" if basis == "growth" else ""
        lines.append(
            f"{name},{CALLS},310000,,{period},{basis},{kind},{status},{printed},{source},{number + 1},{base}"
        )
    only = [lambda table: table.rows.clear(), add_rows(HEAD + "\n".join(lines))]
    return make_edition(
        figures=only,
        calculations=[lambda table: table.rows.clear()],
        indicators=list(indicators),
    )


MONTHS = """
m1,2024-01,flow,,,100件,paper_a
m2,2024-02,flow,,,110件,paper_a
m3,2024-03,flow,,,120件,paper_a"""


def find(edition: Edition, frequency: str = "") -> str:
    headline = find_headline(edition, CALLS, SHANGHAI, frequency)
    assert headline is not None
    return headline.observation.figure.id


@pytest.mark.parametrize(
    "later",
    [
        "x,2024-04,flow,,forecast,130件,paper_a",
        "x,2024-12,flow,target,,150件,paper_a",
        "x,2024-04-01/2024-04-07,flow,,,30件,paper_a",
        "x,2024-01/2024-04,cumulative,,,460件,paper_a",
        "x,2024,flow,,,1500件,paper_a",
        "x,2024-04,growth,,,3%,paper_a",
        "x,2024-04,flow,,masked,**件,paper_a",
        "x,2024-06-30,stock,,,9件,paper_b",
    ],
    ids=["forecast", "target", "week", "running total", "year", "change", "hidden", "state"],
)
def test_what_is_no_further_month_never_stands_in_for_the_latest_month(later: str) -> None:
    assert find(make_calls(f"{MONTHS}\n{later}")) == "m3"


def test_next_month_becomes_the_latest() -> None:
    assert find(make_calls(f"{MONTHS}\nm4,2024-04,flow,,,130件,paper_b")) == "m4"


def test_three_weeks_speak_where_there_is_nothing_longer() -> None:
    weeks = "w1,2024-W01,flow,,,1件,paper_a w2,2024-W02,flow,,,2件,paper_a w3,2024-W03,flow,,,3件,paper_a"
    assert find(make_calls(weeks)) == "w3"


def test_two_months_do_not_stand_before_three_years() -> None:
    years = " ".join(f"y{y},{y},flow,,,{y}件,paper_a" for y in (2021, 2022, 2023))
    months = "m1,2024-01,flow,,,100件,paper_a m2,2024-02,flow,,,110件,paper_a"
    assert find(make_calls(f"{years} {months}")) == "y2023"


def test_declared_frequency_is_the_headline_whatever_else_is_printed() -> None:
    rows = f"{MONTHS} y,2023,flow,,,1500件,paper_a"
    assert find(make_calls(rows, change(CALLS, frequency="year"))) == "y"
    assert find(make_calls(rows), "year") == "y"


def test_replaced_value_gives_way_to_what_replaced_it() -> None:
    final = "m3b,2024-03,flow,,,119件,paper_b"
    rows = MONTHS.replace("m3,2024-03,flow,,,", "m3,2024-03,flow,,provisional,")
    assert find(make_calls(f"{rows}\n{final}")) == "m3b"


def test_single_quarter_that_totals_give_speaks_before_the_totals() -> None:
    totals = """
    a,2024-01/2024-03,cumulative,,,100件,paper_a
    b,2024-01/2024-06,cumulative,,,250件,paper_a
    c,2024-01/2024-09,cumulative,,,450件,paper_b"""
    edition = make_calls(totals, change(CALLS, additive_time="yes"))
    headline = find_headline(edition, CALLS, SHANGHAI)
    assert headline is not None
    assert headline.observation.period == "2024-Q3"
    assert headline.observation.figure.value == 200


def test_totals_speak_where_nothing_else_is_printed() -> None:
    assert find(make_calls("a,2024-01/2024-09,cumulative,,,450件,paper_b")) == "a"


def test_hidden_value_is_shown_where_nothing_is_known() -> None:
    assert find(make_calls("a,2024,flow,,masked,**件,paper_a")) == "a"


def test_card_without_a_place_is_the_nations_else_the_one_published_first() -> None:
    edition = make_edition()
    assert list_places(edition, "members", (), ()) == [("cn", ""), ("cn", "young"), ("cn", "old")]
    assert list_places(edition, "share", (), ()) == [("310000", "")]


def test_card_row_names_its_places_and_categories() -> None:
    edition = make_edition()
    assert list_places(edition, "members", ("cn",), ("old",)) == [("cn", ""), ("cn", "old")]
    assert list_places(edition, "members", ("310000",), ()) == []
