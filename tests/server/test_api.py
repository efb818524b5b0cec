"""The API gives what the edition holds under the contract's names, and says in words what it refuses."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from publicstats.analysis.audits import audit_edition
from publicstats.analysis.series_rows import SERIES_COLUMNS, describe_series
from publicstats.analysis.suggested_charts import find_chart
from publicstats.contract.schema import SCHEMAS
from publicstats.downloads import COLUMNS, build_flat_table, write_csv
from publicstats.downloads.poster import list_drawn_panels
from publicstats.edition.model import Edition
from publicstats.publishing import Store
from publicstats.server import api
from publicstats.server.api import figures, made_files
from publicstats.server.api.addresses import OPERATIONS
from publicstats.server.api.parameters import LANGUAGE
from publicstats.text.i18n import LANGS
from tests.downloads.reading import read_part, read_texts
from tests.helpers import FIGURES, ROOT, change, make_files, read_rows, save

Serve = Callable[..., Store]
CLIENT = TestClient(Starlette(routes=api.ROUTES))
NAMED = {"figure": "members_2024", "chart": "care_bars", "panel": "0"}
"""What stands in the braces of an address."""
TABLES = ["themes", "indicators", "regions", "breakdowns", "units", "sources"]


def get(path: str, **headers: str):
    return CLIENT.get(f"/api/{path}", headers=headers)


@pytest.mark.parametrize("table", TABLES)
def test_catalogue_is_given_whole_under_the_names_of_its_columns(edition: Edition, table: str) -> None:
    rows = get(f"{table}.json").json()[table]
    key = SCHEMAS[table].key
    assert [row[key] for row in rows] == list(getattr(edition, table))
    texts = {name for name in SCHEMAS[table].names if name.endswith("_zh")}
    assert texts <= set(rows[0])


def test_figures_are_the_rows_of_the_flat_table(edition: Edition) -> None:
    answer = get("figures.json?sort=source").json()
    assert answer["total"] == len(edition.figures)
    expected = {row["figure"]: row for row in build_flat_table(edition).to_dict("records")}
    assert {row["figure"]: row for row in answer["figures"]} == expected
    assert list(answer["figures"][0]) == COLUMNS


def test_series_are_those_that_the_command_tells(edition: Edition) -> None:
    answer = get("series.json").json()
    assert answer["edition"] == edition.fingerprint
    assert answer["series"] == list(describe_series(edition, datetime.now().astimezone().date()))
    assert {tuple(row) for row in answer["series"]} == {SERIES_COLUMNS}


def test_csv_is_what_the_export_writes_in_the_order_asked_for(edition: Edition) -> None:
    text = get("figures.csv").content.decode("utf-8-sig")
    exported = write_csv(build_flat_table(edition)).decode("utf-8-sig")
    assert text.splitlines()[0] == exported.splitlines()[0]
    assert sorted(text.splitlines()) == sorted(exported.splitlines())


def test_long_csv_is_sent_in_parts_that_make_the_same_table(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = get("figures.csv?sort=value").content
    monkeypatch.setattr(figures, "CHUNK", 3)
    parts = get("figures.csv?sort=value&status=normal,masked,missing,derived")
    assert parts.content == whole
    assert len(list(csv.reader(io.StringIO(whole.decode())))) == len(edition.figures) + 1


def test_pages_lead_to_each_other_and_together_hold_every_figure_once(edition: Edition) -> None:
    path, found, pages = "figures.json?theme=care&limit=3", [], 0
    while path:
        answer = get(path).json()
        found += [row["figure"] for row in answer["figures"]]
        assert ("previous" in answer["links"]) == (pages > 0)
        pages, path = pages + 1, answer["links"].get("next", "")
    assert len(found) == len(set(found)) == answer["total"]
    assert pages == -(-answer["total"] // 3)
    assert get("figures.json?offset=999").json()["figures"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("figure=members_2024", {"members_2024"}),
        ("figure=members_2024,members_2023", {"members_2024", "members_2023"}),
        ("figure=members_2024&figure=members_2023", {"members_2024", "members_2023"}),
        ("status=missing", {"requests_missing"}),
        ("region=110000&theme=calls", {"requests_bj"}),
    ],
)
def test_filters_are_those_of_a_selection(edition: Edition, query: str, found: set[str]) -> None:
    rows = get(f"figures.json?{query}").json()["figures"]
    assert {row["figure"] for row in rows} == found
    table = csv.DictReader(io.StringIO(get(f"figures.csv?{query}").content.decode("utf-8-sig")))
    assert {row["figure"] for row in table} == found


def test_figure_has_an_address_of_its_own(edition: Edition) -> None:
    row = get("figures/members_2024.json").json()
    assert (row["printed"], row["value"], row["edition"]) == ("1700多万名", "17000000", edition.fingerprint)


def test_checks_are_those_of_the_audit(edition: Edition) -> None:
    assert get("checks.json").json()["checks"] == [audit.as_dict() for audit in audit_edition(edition)]


def test_answers_are_the_editions_and_sent_anew_only_after_another(serve_files: Serve) -> None:
    store = serve_files()
    assert store.snapshot.edition is not None
    tags = {}
    for path in (f"/api{operation.path}".format(**NAMED) for operation in OPERATIONS):
        first = CLIENT.get(path)
        assert first.status_code == 200
        assert first.headers["etag"].startswith(f'"{store.snapshot.edition.fingerprint}-')
        assert first.headers["cache-control"] == "no-cache"
        tags[path] = {"if-none-match": f'"other", W/{first.headers["etag"]}'}
        assert CLIENT.get(path, headers=tags[path]).status_code == 304
        asked = CLIENT.head(path)
        assert (asked.status_code, asked.content, asked.headers["etag"]) == (200, b"", first.headers["etag"])
    save(make_files(figures=[change("members_2024", printed="1800多万名")]), store.data)
    store.check()
    for path, known in tags.items():
        again = CLIENT.get(path, headers=known)
        assert again.status_code == 200
        assert again.headers["etag"] not in known["if-none-match"]


def test_tag_is_the_same_in_every_process(edition: Edition) -> None:
    for operation in OPERATIONS:
        wanted = operation.parse(edition, NAMED)
        assert " at 0x" not in repr(wanted), operation.path


def test_other_selections_of_an_edition_have_other_tags(edition: Edition) -> None:
    paths = ("figures.json", "figures.json?offset=1", "figures.json?theme=care", "figures.csv?theme=care")
    assert len({get(path).headers["etag"] for path in paths}) == len(paths)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("nothing.json", 404, "/api/openapi.json"),
        ("figures/nothing.json", 404, "nothing"),
        ("figures.json?theme=nothing", 404, "nothing"),
        ("figures.json?them=care", 400, "theme, indicator"),
        ("themes.json?limit=1", 400, "limit"),
        ("figures.json?limit=1001", 400, "1000"),
        ("figures.json?limit=ten", 400, "ten"),
        ("figures.json?offset=-1", 400, "-1"),
        ("figures.json?offset=١", 400, "offset"),
        ("figures.json?limit=5&limit=6", 400, "limit"),
        ("figures.json?basis=stok", 400, "stock, flow"),
        ("figures.json?sort=size", 400, "-value"),
        (f"figures.json?q={'x' * 201}", 400, "200"),
        ("figures.json?theme=%3Cscript%3E", 404, "<script>"),
        ("charts/nothing.png", 404, "nothing"),
        ("charts/members-by_age.svg", 404, "members-by_age"),
        ("charts/care_cards.png", 404, "care_cards"),
        ("briefing.docx?theme=nothing", 404, "nothing"),
        ("brief.docx?theme=nothing", 404, "nothing"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_refusal_says_in_words_what_is_wrong(
    edition: Edition, path: str, status: int, words: str, lang: str
) -> None:
    answer = get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["status"]) == (status, status)
    assert words in problem["detail"]
    assert problem["detail"].endswith("。" if lang == "zh" else "."), problem["detail"]
    assert "etag" not in answer.headers


FILES = [
    *("charts/care_bars.png", "charts/care_bars.svg", "figures.xlsx"),
    *("briefing.docx?theme=care", "brief.docx?theme=care", "brief.docx"),
]


@pytest.mark.parametrize("path", FILES)
def test_file_speaks_the_language_asked_for(edition: Edition, path: str) -> None:
    glue = "&" if "?" in path else "?"
    answers = [get(f"{path}{glue}lang={lang}") for lang in LANGS]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len({answer.content for answer in answers}) == 2
    assert len({answer.headers["etag"] for answer in answers}) == 2
    assert get(path).content == answers[0].content


@pytest.mark.parametrize("path", FILES)
def test_file_has_a_name_of_its_edition(edition: Edition, path: str) -> None:
    named = get(path).headers["content-disposition"]
    assert named.startswith("attachment; filename=")
    assert edition.fingerprint[:12] in named


@pytest.mark.parametrize("chart", ["members-over_time", "members-by_breakdown", "requests-by_region"])
def test_chart_that_an_indicators_page_suggests_has_a_picture(edition: Edition, chart: str) -> None:
    assert get(f"charts/{chart}.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize("chart", ["care_members", "members-over_time", "calls_bars"])
def test_figures_of_a_chart_are_a_table_beside_its_picture(edition: Edition, chart: str) -> None:
    rows = read_rows(get(f"charts/{chart}.csv").content)
    found = find_chart(edition, chart)
    assert found is not None
    panels = list_drawn_panels(edition, found)
    shown = {figure.id for panel in panels for figure in (*panel.cited, *panel.masked)}
    assert rows[0][0] == "figure"
    assert {row[0] for row in rows[1:]} == shown
    assert len(rows) == len(shown) + 1


@pytest.mark.parametrize("lang", LANGS)
def test_workbook_of_too_many_figures_is_refused_and_the_csv_named(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(made_files, "MAX_ROWS", 3)
    answer = get(f"figures.xlsx?lang={lang}")
    assert answer.status_code == 400
    assert "/api/figures.csv" in answer.json()["detail"]
    assert get("figures.xlsx?figure=members_2024").status_code == 200


def test_briefing_of_a_theme_alone_has_its_form_and_any_other_selection_that_of_chosen_figures(
    edition: Edition,
) -> None:
    titles = {
        query: read_texts(read_part(get(f"briefing.docx?{query}").content, "docProps/core.xml"), "title")
        for query in ("theme=care", "theme=care&kind=target", "theme=care,calls", "figure=members_2024,fee")
    }
    assert titles.pop("theme=care") == ["养老数据简报"]
    assert set(map(tuple, titles.values())) == {("所选数据简报",)}


def test_brief_is_of_a_theme_of_a_selection_or_of_everything(edition: Edition) -> None:
    titles = {
        query: read_texts(read_part(get(f"brief.docx?{query}").content, "docProps/core.xml"), "title")
        for query in ("", "theme=care", "theme=care&kind=target", "figure=members_2024")
    }
    assert list(titles.values()) == [
        ["民生服务数据一页简报"],
        ["养老一页简报"],
        *([["所选数据一页简报"]] * 2),
    ]


def test_brief_of_another_day_is_another(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    tags = []
    for day in (1, 1, 2):
        monkeypatch.setattr(made_files, "find_today", lambda day=day: date(2024, 12, day))
        tags.append(get("brief.docx").headers["etag"])
    assert tags[0] == tags[1] != tags[2]


@pytest.mark.parametrize("name", ["%0A", "%20", ",", "members_2024,members_2024", "members_2024%20"])
def test_address_of_one_figure_takes_the_id_of_one_and_nothing_else(edition: Edition, name: str) -> None:
    answer = CLIENT.get(f"/api/figures/{name}.json")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(edition: Edition, method: str) -> None:
    answer = CLIENT.request(method, "/api/themes.json")
    assert (answer.status_code, answer.json()["status"]) == (405, 405)
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_without_an_edition_every_address_says_so(serve_files: Serve) -> None:
    serve_files({**make_files(), FIGURES: b"nonsense"})
    for operation in OPERATIONS:
        answer = CLIENT.get(f"/api{operation.path}")
        assert (answer.status_code, answer.json()["status"]) == (503, 503)


@pytest.mark.parametrize("path", ["figures.json?limit=2", "figures.csv?theme=care"])
def test_answer_is_made_once_for_an_edition(
    serve_files: Serve, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    made: list[Edition] = []

    def build(edition: Edition, positions: np.ndarray) -> pd.DataFrame:
        made.append(edition)
        return build_flat_table(edition, positions)

    monkeypatch.setattr(figures, "build_flat_table", build)
    store = serve_files()
    assert get(path).content == get(path).content
    assert len(made) == 1
    save(make_files(figures=[change("members_2024", printed="1800多万名")]), store.data)
    store.check()
    assert get(path).status_code == 200
    assert len(made) == 2


def test_docs_name_every_address_and_parameter() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for operation in OPERATIONS:
        assert f"`/api{operation.path}`" in text, operation.path
        for parameter in (*operation.parameters, LANGUAGE):
            assert f"`{parameter.name}`" in text, parameter.name
