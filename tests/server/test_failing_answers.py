"""An answer that cannot be made is a sentence in the reader's language: no half a file, no traceback."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from publicstats.publishing import Store
from publicstats.text.i18n import LANGS, Lang, translate
from tests.server.sites import open_site

PLACES = [
    ("/api/figures.json", "publicstats.server.api.figures.select_positions"),
    ("/api/figures.csv", "publicstats.server.api.figures.select_positions"),
    ("/api/figures.csv?theme=care", "publicstats.server.api.figures.build_flat_table"),
    ("/api/figures.xlsx", "publicstats.downloads.workbook.write_workbook"),
    ("/api/briefing.docx?theme=care", "publicstats.downloads.briefing.write_theme_briefing"),
    ("/api/briefing.docx?indicator=members", "publicstats.downloads.briefing.write_chosen_briefing"),
    ("/api/brief.docx", "publicstats.downloads.brief.write_overview_brief"),
    ("/api/brief.docx?theme=care", "publicstats.downloads.brief.write_theme_brief"),
    ("/api/brief.docx?q=members", "publicstats.downloads.brief.write_chosen_brief"),
    ("/api/charts/care_bars.svg", "publicstats.server.api.made_files.draw_poster"),
    ("/api/charts/care_bars.png", "publicstats.server.api.made_files.draw_poster"),
    ("/api/checks.json", "publicstats.server.api.catalogues.audit_edition"),
]


def fail(*arguments: Any, **named: Any) -> Any:
    raise ValueError("planted words")


@pytest.fixture
def site(serve_files: Callable[..., Store]) -> TestClient:
    """A site over the small edition."""
    serve_files()
    return open_site()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("address", "place"), PLACES)
def test_failing_answer_is_a_sentence_and_the_next_one_is_whole(
    site: TestClient, address: str, place: str, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = address + ("&" if "?" in address else "?") + f"lang={lang}"
    with monkeypatch.context() as planted:
        planted.setattr(place, fail)
        answer = site.get(path)
    assert answer.status_code == 500
    assert answer.json()["detail"] == translate("answer.failure", lang)
    assert "planted" not in answer.text
    assert "content-disposition" not in answer.headers
    assert site.get(path).status_code == 200
