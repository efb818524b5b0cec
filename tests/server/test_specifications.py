"""What a browser asks for to draw a chart alive: the specification of its picture, kept by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from publicstats.analysis.chart_figures import list_chart_figures, list_charts
from publicstats.analysis.provenance import trace_figures
from publicstats.charts import KINDS, NARROW, WIDE, find_script
from publicstats.controls import chart_blocks
from publicstats.edition.model import Edition
from publicstats.publishing import Store
from publicstats.server.shell.page import DESK_PARTS, KEPT, LIVE_PARTS, find_version, write_live_script
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import change, make_files, save
from tests.server.sites import open_site

SITE = open_site()
PLOT = re.compile(r'data-live="([^"]+)" data-versions="([^"]+)"')


def list_asked(edition: Edition, lang: Lang) -> list[str]:
    """The address of each drawing of every theme's page, in both layouts, as the page's script makes it."""
    asked = []
    for theme in edition.themes:
        for shown in list_chart_figures(edition, list_charts(edition, theme)):
            if shown.chart.kind not in KINDS:
                continue
            block = chart_blocks.write_block(shown, trace_figures(edition, shown.figures, lang), lang)
            for address, versions in PLOT.findall(block):
                path = unescape(address).removeprefix(".")
                pairs = zip((NARROW, WIDE), versions.split(" "), strict=True)
                glue = "&" if "?" in path else "?"
                asked += [f"{path}{glue}width={width}&v={version}" for width, version in pairs]
    return asked


@pytest.mark.parametrize("lang", LANGS)
def test_every_drawing_of_a_page_is_found_by_its_address_and_kept_for_good(
    edition: Edition, lang: Lang
) -> None:
    asked = list_asked(edition, lang)
    assert len(asked) >= 8
    for address in asked:
        answer = SITE.get(address)
        assert answer.status_code == 200, answer.text
        drawing = answer.json()
        assert drawing["name"] == address.rpartition("=")[2]
        assert answer.headers["cache-control"] == KEPT
        assert any(trace.get("customdata") for trace in drawing["data"])


def test_version_that_is_gone_is_answered_by_the_one_of_today_which_is_not_kept(
    serve_files: Callable[..., Store],
) -> None:
    store = serve_files()
    assert store.snapshot.edition is not None
    address = next(path for path in list_asked(store.snapshot.edition, "zh") if "care_bars" in path)
    name = SITE.get(address).json()["name"]
    save(make_files(figures=[change("members_young", printed="301万人")]), store.data)
    store.check()
    answer = SITE.get(address)
    assert answer.json()["name"] != name
    assert "301万人" in json.dumps(answer.json(), ensure_ascii=False)
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("care_bars/9.json", 404),
        ("care_bars/-1.json", 404),
        ("care_bars/٠.json", 404),
        ("care_table/0.json", 404),
        ("nothing/0.json", 404),
        ("care_bars/0.json?width=1", 400),
        ("care_bars/0.json?v=123456789", 400),
    ],
)
def test_drawing_that_there_is_none_of_is_refused_in_a_sentence(
    edition: Edition, path: str, status: int
) -> None:
    answer = SITE.get(f"/api/charts/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("name", [*LIVE_PARTS, *DESK_PARTS])
def test_part_that_only_some_pages_need_is_kept_for_a_year_by_its_hash(name: str) -> None:
    kept = SITE.get(f"{name}?v={find_version(name)}", headers={"accept-encoding": "br"})
    assert kept.headers["cache-control"] == KEPT
    assert kept.headers["content-encoding"] == "br"
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    assert kept.headers["content-type"].startswith(kind)
    assert SITE.get(f"{name}?v=0").headers["cache-control"] == "no-cache"


def test_plotly_comes_as_it_is_installed() -> None:
    assert SITE.get("/plotly.js").text == find_script().read_text(encoding="utf-8")


def test_what_live_charts_say_stands_in_both_languages() -> None:
    found = re.search(r"const SAID = (.*);", write_live_script())
    assert found is not None
    words: dict[str, dict[str, Any]] = json.loads(found[1])
    assert list(words) == list(LANGS)
    assert words["zh"].keys() == words["en"].keys()
    assert all(said.isascii() for said in words["en"].values())
    assert not any(said.isascii() for said in words["zh"].values())


def test_page_names_the_parts_by_their_hashes() -> None:
    page = SITE.get("/page.js").text
    assert all(f".{name}?v={find_version(name)}" in page for name in (*LIVE_PARTS, *DESK_PARTS))
