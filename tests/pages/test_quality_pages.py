"""The page for analysts is bounded: problems, hints and sources come in pages of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import coverage_tables, quality
from publicstats.publishing import shared_store
from tests.helpers import add, change, make_files, save
from tests.pages.test_source_pages import make_many
from tests.visiting import read_html, read_text, turn_to

Visit = Callable[..., AppTest]


def make_doubtful(count: int) -> dict[str, bytes]:
    """A folder in which two papers print different numbers so often."""
    return make_files(
        figures=[
            add(
                figure=f"{paper}_{number:03}",
                indicator="requests",
                region="cn",
                period=str(1950 + number),
                basis="flow",
                printed=printed,
                source=paper,
                line="20",
            )
            for number in range(count)
            for paper, printed in (("paper_a", "100件"), ("paper_b", "200件"))
        ]
    )


def test_sources_come_in_pages(visit: Visit) -> None:
    files = make_many(coverage_tables.SHOWN + 5)
    text = read_text(visit("quality", files=files))
    assert "第1页，共2页" in text
    assert 'href="./quality?page=2#coverage"' in text
    assert 'id="coverage"' in text
    last = read_text(visit("quality", files=files, page="2"))
    assert last.count("号公报</th>") < coverage_tables.SHOWN


@pytest.mark.parametrize(("count", "is_turned"), [(3, False), (quality.PROBLEMS + 3, True)])
def test_problems_of_an_edit_come_in_pages(visit: Visit, tmp_path: Path, count: int, is_turned: bool) -> None:
    app = visit("quality")
    rows = [
        add(figure=f"wrong_{number:03}", indicator="nothing", period="2024", basis="flow", printed="1件")
        for number in range(count)
    ]
    save(make_files(figures=rows), tmp_path / "data")
    assert not shared_store().check().is_current
    html = read_html(turn_to(app, "quality"))
    assert "ps-failed" not in html
    assert ('href="./quality?problems=2#problems"' in html) == is_turned
    if is_turned:
        app.query_params["problems"] = "2"
        assert "ps-failed" not in read_html(app.run())


def test_hints_come_in_pages_and_each_rule_says_how_many_it_has(visit: Visit) -> None:
    files = make_doubtful(quality.HINTS + 4)
    first = read_text(visit("quality", files=files))
    assert 'href="./quality?hints=2#hints"' in first
    assert f"（{quality.HINTS + 4} 条）" in first
    last = read_text(visit("quality", files=files, hints="2"))
    assert f"（{quality.HINTS + 4} 条）" in last
    years = [set(re.findall(r"(\d{4})年）", html)) for html in (first, last)]
    assert years[0].isdisjoint(years[1])
    assert len(years[1]) == 4


@pytest.mark.parametrize("query", [{"page": "-1"}, {"hints": "x"}, {"problems": "1000000000"}])
def test_any_number_of_a_page_shows_one(visit: Visit, query: dict[str, str]) -> None:
    app = visit("quality", files=make_files(figures=[change("fee", note_zh="x")]), **query)
    assert not app.exception
    assert "ps-failed" not in read_html(app)
