"""Hostile cells: refused where they could do harm by themselves, text and nothing else in every answer."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import build_edition
from publicstats.publishing import Store
from publicstats.server.api import addresses
from publicstats.server.api.operations import Operation
from tests.downloads.reading import read_events
from tests.helpers import list_problems, save
from tests.hostile import ACCEPTED, MARKUP, REFUSED, is_free, make_coded_files, make_hostile_files
from tests.server.sites import open_site

LIVE = {"a", "f", "foreignObject", "hyperlink", "image", "instrText", "script", "use"}
"""Elements that run, fetch or lead somewhere: formulas of sheets, fields of documents, scripts and links."""
NUMBER = re.compile(r"[+-]?[0-9].*")
OPERATIONS = [operation for operation in addresses.OPERATIONS if operation.path != "/openapi.json"]


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("hostile")
    store = Store(save(make_hostile_files(), folder / "data"), folder / "state")
    store.check()
    assert store.snapshot.edition is not None
    return store


@pytest.fixture
def site(serve: Callable[[Store], Store], hostile_store: Store) -> TestClient:
    serve(hostile_store)
    return open_site()


@pytest.mark.parametrize("code", REFUSED)
def test_text_that_does_harm_by_itself_is_refused_in_every_column(code: str) -> None:
    problems = list_problems(build_edition(make_hostile_files(REFUSED[code])))
    flagged = {
        (file.partition("/")[0].removesuffix(".csv"), column, code) for file, _, column, code, _ in problems
    }
    free = {(name, c.name, code) for name, schema in SCHEMAS.items() for c in schema.columns if is_free(c)}
    assert free <= flagged


@pytest.mark.parametrize("name", SCHEMAS)
def test_markup_in_place_of_a_code_is_refused(name: str) -> None:
    outcome = build_edition(make_coded_files(name))
    assert outcome.edition is None
    assert {problem.severity for problem in outcome.problems} == {"error"}


def list_texts(content: Any) -> Iterator[str]:
    """Every text of a JSON document."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from list_texts(part)


def find_live(body: bytes) -> list[str]:
    """What a spreadsheet, word processor or browser would run or fetch in a file of XML parts or an SVG."""
    if body.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(body))
        parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    else:
        parts = [body] if b"<svg" in body[:500] else []
    return [found for part in parts for found in _list_live(ElementTree.fromstring(part))]  # noqa: S314 - made here


def list_xml_texts(body: bytes) -> Iterator[str]:
    """The text of every element of an SVG, or of the parts of an archive."""
    archive = zipfile.ZipFile(io.BytesIO(body)) if body.startswith(b"PK") else None
    names = [name for name in archive.namelist() if name.endswith(".xml")] if archive else []
    for part in [archive.read(name) for name in names] if archive else [body]:
        for element in ElementTree.fromstring(part).iter():  # noqa: S314 - made here
            yield element.text or ""


def _list_live(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in LIVE:
            yield name
        for key, value in element.attrib.items():
            attribute = key.rpartition("}")[2]
            if attribute == "href" or attribute.startswith("on") or value == "External":
                yield f"{name} {attribute}"


WORDLESS = ("/edition.json", "/checks.json", "/series.json")
"""Answers that hold no text of the tables but ids and prints."""

DRAWN_MARKS = re.compile(r"</?b>|<br>|</?extra>")
"""The marks that a drawing's own texts have."""


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_answer_holds_hostile_texts_as_texts(site: TestClient, operation: Operation) -> None:
    answer = site.get(f"/api{operation.path}".format(figure="members_2024", chart="care_bars", panel=0))
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == operation.media_type != "text/html"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if operation.media_type == "application/json":
        texts = list(list_texts(json.loads(answer.content)))
        if "{panel}" in operation.path:  # plotly reads marks in these
            assert [text for text in texts if "<" in DRAWN_MARKS.sub("", text)] == []
            texts = [unescape(text.replace("<br>", "")) for text in texts]
        assert operation.path in WORDLESS or any(ACCEPTED in text for text in texts)
    elif operation.media_type == "text/csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert any(ACCEPTED in cell for row in rows for cell in row)
        runs = [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r") and cell]
        assert [cell for cell in runs if not NUMBER.fullmatch(cell)] == []
    elif operation.media_type == "text/calendar":
        [event] = read_events(answer.content)
        assert ACCEPTED in event["SUMMARY"]
        assert f"{ACCEPTED} releases.note_zh" in event["DESCRIPTION"]
    elif operation.media_type != "image/png":
        assert find_live(answer.content) == []
        assert any(MARKUP in text for text in list_xml_texts(answer.content))


@pytest.mark.parametrize("value", [ACCEPTED[:150], "=1+1", "\u202e", "{detail}", "%0d%0aset-cookie:a=b"])
def test_refusal_quotes_what_was_typed_as_text(site: TestClient, value: str) -> None:
    answer = site.get("/api/figures.json", params={"theme": value})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in answer.headers
    assert answer.json()["detail"]


def test_what_finds_live_parts_can_be_seen_to_work() -> None:
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<c xmlns='urn:x'><f>1+1</f></c>")
        archive.writestr("xl/_rels/a.rels", "<r Id='1' TargetMode='External'/>")
    assert find_live(sheet.getvalue()) == ["f", "r TargetMode"]
    assert find_live(b"<svg onload='x()'><a href='http://evil.example'/></svg>") == [
        "svg onload",
        "a",
        "a href",
    ]
    assert find_live(b"<svg>&lt;script&gt; onload=x()</svg>") == []
