"""The checks in pages: what cannot be right first, by verdict, and of one figure."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.audit import SHOWN
from publicstats.markup.checks import LISTED
from tests.helpers import add, make_files
from tests.visiting import read_html, read_text

Visit = Callable[..., AppTest]


def make_many(count: int) -> dict[str, bytes]:
    """A folder with so many more checks: the first is wrong, the second cannot be told."""
    compared = ["1", "money_hidden", *["1600"] * count]
    formulas = ["members_old", "money_2024", *["members_2023 / 10000"] * count]
    return make_files(
        calculations=[
            add(
                calculation=f"check_{number:02}",
                indicator="money" if number == 1 else "members",
                region="cn",
                period="2024",
                basis="flow" if number == 1 else "stock",
                formula=formulas[number],
                compare_with=compared[number],
                note_zh=f"第{number}项",
                note_en=f"No. {number}",
            )
            for number in range(count)
        ]
    )


def list_checks(app: AppTest) -> list[str]:
    return re.findall(r"第(\d+)项</dd>", read_text(app))


def test_checks_come_in_pages_those_that_cannot_be_right_first(visit: Visit) -> None:
    first = visit("audit", files=make_many(SHOWN + 3))
    assert list_checks(first)[:2] == ["0", "1"]
    assert read_text(first).count("ps-section") == SHOWN
    last = visit("audit", files=make_many(SHOWN + 3), page="2")
    assert len(list_checks(last)) == 4
    assert set(list_checks(first)).isdisjoint(list_checks(last))
    assert "第2页，共2页" in read_text(last)


@pytest.mark.parametrize(("verdict", "shown"), [("inconsistent", ["0"]), ("cannot_tell", ["1"])])
def test_checks_of_a_verdict_are_chosen_by_a_link(visit: Visit, verdict: str, shown: list[str]) -> None:
    whole = read_text(visit("audit", files=make_many(SHOWN + 3)))
    assert f'href="./audit?verdict={verdict}"' in whole
    app = visit("audit", files=make_many(SHOWN + 3), verdict=verdict)
    assert list_checks(app) == shown
    assert (
        read_text(app).count('aria-current="true" class') + read_text(app).count('aria-current="true"') >= 1
    )


@pytest.mark.parametrize("query", [{"verdict": "good"}, {"figure": "nobody"}, {"page": "x"}, {"page": "-1"}])
def test_address_that_names_no_checks_shows_all(visit: Visit, query: dict[str, str]) -> None:
    app = visit("audit", files=make_many(SHOWN + 3), **query)
    assert not app.exception
    assert list_checks(app)[:2] == ["0", "1"]


def test_checks_of_a_figure_say_that_they_are_its_alone_and_lead_to_all(visit: Visit) -> None:
    text = read_text(visit("audit", figure="members_young"))
    assert "仅列所选数据参与的核对" in text
    assert 'href="./audit"' in text
    assert "仅列" not in read_text(visit("audit", figure="money_2024")), "it takes part in none"


def test_check_of_many_figures_lists_some_and_leads_to_all(visit: Visit) -> None:
    rows = [
        add(
            figure=f"part_{number:02}",
            indicator="requests",
            region="310000",
            period=f"2024-01-{number + 1:02}",
            basis="flow",
            printed="10件",
            source="paper_a",
            line="20",
        )
        for number in range(LISTED + 3)
    ]
    names = ", ".join(f"part_{number:02}" for number in range(LISTED + 3))
    check = add(
        calculation="total",
        indicator="requests",
        region="310000",
        period="2024-01",
        basis="flow",
        formula=f"sum({names})",
        compare_with=str(10 * (LISTED + 3)),
    )
    html = read_html(visit("audit", files=make_files(figures=rows, calculations=[check]), figure="part_00"))
    assert html.count("<tr") == 1 + LISTED
    assert "part_14" in re.findall(r'href="(./explore\?figure=[^"]+)"', html)[0]
