"""A hint that was looked at is acknowledged in the browser, with the reason, and is told no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.analysis.hint_words import describe_hint
from publicstats.analysis.hints import find_hints
from publicstats.editing.acknowledging_rows import SCOPES
from publicstats.publishing import shared_store
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import read_rows
from tests.pages.test_mend import saving  # noqa: F401 - a fixture
from tests.pages.test_quality_pages import make_doubtful
from tests.visiting import read_html, read_text, read_title, turn_to

Visit = Callable[..., AppTest]
HINT = {"hint": "disagreement", "figure": "paper_a_000"}
FILE = "acknowledgements.csv"


def fill(
    app: AppTest, scope: str = "figure", zh: str = "两报口径不同。", en: str = "The papers differ."
) -> None:
    app.text_input(key="reason_zh").set_value(zh)
    app.text_input(key="reason_en").set_value(en)
    app.radio(key="reason_scope").set_value(scope)


def press(app: AppTest, action: str) -> str:
    app.button(key=f"acknowledge_{action}").click().run()
    assert not app.exception
    assert "ps-failed" not in read_html(app)
    return read_text(app)


def count_open() -> int:
    edition = shared_store().snapshot.edition
    assert edition is not None
    return sum(not hint.is_acknowledged for hint in find_hints(edition))


@pytest.mark.parametrize("lang", LANGS)
def test_hint_on_the_quality_page_leads_to_its_row_and_to_its_form(visit: Visit, lang: Lang) -> None:
    html = read_html(visit("quality", files=make_doubtful(2), lang=lang))
    assert "./acknowledge?hint=disagreement&amp;figure=paper_a_000" in html
    assert "./mend?file=figures%2Ffigures.csv&amp;row=15&amp;column=printed&amp;figure=paper_a_000" in html
    app = visit("acknowledge", files=make_doubtful(2), lang=lang, **HINT)
    assert read_title(app) == translate("page.acknowledge", lang)
    edition = shared_store().snapshot.edition
    assert edition is not None
    assert any(describe_hint(hint, lang) in read_text(app) for hint in find_hints(edition))


@pytest.mark.usefixtures("saving")
@pytest.mark.parametrize(("scope", "left"), [("figure", 2), ("series", 0), ("indicator", 0), ("region", 0)])
def test_acknowledged_hint_is_told_no_more_and_so_are_those_of_its_kind(
    visit: Visit, tmp_path: Path, scope: str, left: int
) -> None:
    assert scope in SCOPES
    app = visit("acknowledge", files=make_doubtful(3), **HINT)
    assert count_open() == 3
    fill(app, scope)
    assert translate("sending.saved", "zh") in press(app, "save")
    assert shared_store().check().is_current
    assert count_open() == left
    assert translate("sending.published", "zh") in read_text(app.run())
    assert "./acknowledge?hint=disagreement&amp;figure=paper_a_000" not in read_html(turn_to(app, "quality"))
    assert read_rows((tmp_path / "data" / FILE).read_bytes())[1][1] == "disagreement"


@pytest.mark.usefixtures("saving")
def test_file_that_is_missing_is_made_and_taken_back(visit: Visit, tmp_path: Path) -> None:
    files = make_doubtful(1)
    del files[FILE]
    app = visit("acknowledge", files=files, **HINT)
    fill(app)
    press(app, "save")
    assert (tmp_path / "data" / FILE).exists()
    app.button(key="undo").click().run()
    assert not (tmp_path / "data" / FILE).exists()
    assert app.text_input(key="reason_zh").value == "两报口径不同。"


@pytest.mark.usefixtures("saving")
@pytest.mark.parametrize("texts", [("", "Seen"), ("核", " "), ("=1+1", "Seen"), ("核", "x" * 2001)])
def test_reason_is_needed_in_both_languages_and_by_the_rules_of_cells(
    visit: Visit, tmp_path: Path, texts: tuple[str, str]
) -> None:
    app = visit("acknowledge", files=make_doubtful(1), **HINT)
    before = (tmp_path / "data" / FILE).read_bytes()
    fill(app, "figure", *texts)
    press(app, "save")
    assert (tmp_path / "data" / FILE).read_bytes() == before
    assert app.text_input(key="reason_en").value == texts[1]


def test_where_saving_is_off_the_file_is_offered(visit: Visit) -> None:
    app = visit("acknowledge", files=make_doubtful(1), **HINT)
    fill(app)
    text = press(app, "check")
    assert translate("outlook.sound", "zh") in text
    assert translate("sending.off", "zh") in text
    assert len(app.get("download_button")) == 1


@pytest.mark.parametrize("asked", [{}, {"hint": "falls", "figure": "x"}, {"hint": "<b>", "figure": "fee"}])
def test_address_of_no_hint_says_so(visit: Visit, asked: dict[str, str]) -> None:
    app = visit("acknowledge", **asked)
    assert not app.exception
    assert not app.text_input
    assert translate("acknowledge.gone" if asked else "acknowledge.ask", "zh") in read_text(app)
