"""Everything that readers, programs and analysts may ask of an edition, asked without a browser.

Pages are drawn as the server draws them, but by no session, so that one takes a few milliseconds; plotly's
process is replaced by `StubPlotter`, which holds every drawing to be plain JSON.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from random import Random
from xml.etree import ElementTree

import streamlit as st
from starlette.testclient import TestClient

from pages import explore, present, quality, regions, scan
from pages.plain import find_plain_page, list_first_pages
from publicstats.analysis.audits import audit_edition
from publicstats.analysis.suggested_charts import suggest_charts
from publicstats.downloads import build_flat_table, write_csv, write_json
from publicstats.edition.model import Edition
from publicstats.publishing import Snapshot
from publicstats.publishing.changes import compare_editions, find_lost_zeros
from publicstats.server.api.addresses import OPERATIONS
from publicstats.text.i18n import LANGS, Lang

Asking = tuple[str, Callable[[], object]]
"""What is asked, in words, and the asking of it."""
SLOW = 0.4
"""The share of editions of which each kind of picture and document, which take half a second, is made."""
QUERIES = ("1", "养老", "hotline 2024", "100万", "sybx", "9" * 40)


class StubPlotter:
    """Draws nothing, but takes only what plotly's process would: JSON whose numbers are numbers."""

    def draw(self, spec: str, width: int) -> str:
        """A blank picture."""
        json.loads(spec, parse_constant=self.refuse)
        return f'<svg class="main-svg" width="{width}" height="40"></svg>'

    @staticmethod
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} in a drawing")


def list_askings(edition: Edition, client: TestClient, before: Edition, random: Random) -> Iterator[Asking]:
    """Every page, answer, file and command; of things that there are many of, some."""
    for lang in LANGS:
        yield from _list_pages(edition, lang, random)
    yield from _list_answers(edition, client, random)
    yield "export", lambda: (write_csv(build_flat_table(edition)), write_json(build_flat_table(edition)))
    yield "audit", lambda: json.dumps([found.as_dict() for found in audit_edition(edition)], allow_nan=False)
    yield "changes", lambda: (compare_editions(before, edition), compare_editions(edition, before))
    yield "lost zeros", lambda: find_lost_zeros(before, edition)


def _list_pages(edition: Edition, lang: Lang, random: Random) -> Iterator[Asking]:
    names = list(edition.figures["figure"])
    queries: dict[str, list[dict[str, str]]] = {
        "indicator": [{"indicator": value} for value in _choose(list(edition.indicators), random)],
        "sources": [{"source": value} for value in _choose(list(edition.sources), random)],
        "audit": [{"figure": value} for value in _choose(names, random)],
        "figure": [{"figure": value} for value in _choose(names, random)],
    }
    for address in (*list_first_pages(edition), *queries):
        for query in queries.get(address, [{}]):
            found = find_plain_page(edition, lang, address, query)
            assert found is not None
            writing, arguments = found
            yield f"page {address} {query} {lang}", partial(writing.write, edition, *arguments)
    asked: list[tuple[str, Callable[[], None], dict[str, str]]] = []
    for render, parameter, values in (
        (regions.render_page, "region", list(edition.regions)),
        (regions.render_page, "indicator", list(edition.indicators)),
        (present.render_page, "theme", list(edition.themes)),
        (explore.render_page, "q", [*QUERIES, *(i.name.zh[:60] for i in edition.indicators.values())]),
        (explore.render_page, "sort", ["value", "-value", "period", "-source", "place"]),
    ):
        page: Callable[[], None] = partial(render, edition, lang)
        asked += [(render.__module__, page, {parameter: value}) for value in _choose(values, random)]
    snapshot = Snapshot(edition=edition, problems=edition.problems, is_current=True)
    asked.append(("quality", partial(quality.render_page, snapshot, edition, lang), {}))
    asked.append(("scan", partial(scan.render_page, edition, lang), {}))
    for name, page, query in asked:
        yield f"page {name} {query} {lang}", partial(_visit, page, query)


def _choose(values: list[str], random: Random) -> list[str]:
    """No value, the last two, and two others."""
    return list(dict.fromkeys(["", *values[-2:], *random.sample(values, min(2, len(values)))]))


def _visit(page: Callable[[], None], query: dict[str, str]) -> None:
    """Draws a page at an address."""
    st.query_params.from_dict({name: value for name, value in query.items() if value})
    st.session_state.clear()
    try:
        page()
    finally:
        st.query_params.clear()


def _list_answers(edition: Edition, client: TestClient, random: Random) -> Iterator[Asking]:
    """Every address of the API in both languages; what takes long to make, once, in either."""
    figures, themes = list(edition.figures["figure"]), list(edition.themes)
    charts = [
        *edition.charts,
        *(c.id for i in edition.indicators.values() for c in suggest_charts(edition, i)),
    ]
    for operation in OPERATIONS:
        path = f"/api{operation.path}"
        paths, langs = [path], list(LANGS)
        if "{figure}" in path:
            paths = [path.format(figure=name) for name in random.sample(figures, min(3, len(figures)))]
        elif "{chart}" in path:
            paths = [path.format(chart=name, panel=0) for name in random.sample(charts, min(1, len(charts)))]
        elif path.endswith(".docx"):
            paths = [random.choice([path, *(f"{path}?theme={name}" for name in themes)])]
        if operation.path.endswith((".svg", ".png", ".docx")):
            langs = [random.choice(LANGS)] if random.random() < SLOW else []
        for found, lang in product(paths, langs):
            yield f"GET {found} {lang}", partial(_ask, client, found, lang)


def _ask(client: TestClient, path: str, lang: Lang) -> None:
    """Asks for an answer and reads it as whoever takes it would."""
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status_code in (200, 404) if "/charts/" in path else answer.status_code == 200, answer.text[
        :200
    ]
    kind, body = answer.headers["content-type"].partition(";")[0], answer.content
    if kind.endswith("json"):
        json.loads(body, parse_constant=StubPlotter.refuse)
    elif kind == "text/csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
    elif kind == "text/calendar":
        assert body.endswith(b"END:VCALENDAR\r\n")
        assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    elif kind == "image/svg+xml":
        ElementTree.fromstring(body)  # noqa: S314 - made here
    elif body.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(body))
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))  # noqa: S314 - made here
    else:
        assert body.startswith(b"\x89PNG")


class Listener(logging.Handler):
    """Keeps what is logged as an error: a part of a page that could not be drawn is no exception."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a record."""
        self.heard.append(record.getMessage())
