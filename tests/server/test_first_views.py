"""What the shell shows before Streamlit has drawn the page is what the page shows, or nothing."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape
from starlette.types import Scope

from pages.plain import list_plain_pages
from publicstats.controls import Writing
from publicstats.edition.model import Edition
from publicstats.markup.elements import BLANK
from publicstats.publishing import Store, shared_store
from publicstats.server.shell import first_views
from publicstats.server.shell.first_views import FirstViews
from publicstats.server.shell.page import rewrite_shell
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import change, make_files, save
from tests.hostile import make_hostile_files
from tests.server.conftest import make_store
from tests.visiting import forget, read_html, start, turn_to

TEXTS = {
    "a",
    "button",
    "caption",
    "dd",
    "dl",
    "dt",
    "h1",
    "h2",
    "input",
    "li",
    "p",
    "span",
    "summary",
    "td",
    "th",
}
FRAMES = {"details", "div", "form", "nav", "section", "table", "tbody", "thead", "tr", "ul"}
"""The elements that pages consist of."""
SHELL = b"<html><head></head><body><div id='root'></div></body></html>"


def make_scope(address: str, query: str = "") -> Scope:
    return {"type": "http", "path": f"/{address}", "query_string": query.encode()}


def write_all(edition: Edition) -> FirstViews:
    views = FirstViews(list_plain_pages)
    views.write_ahead(edition, lambda: True)
    return views


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("address", ["", "care"])
def test_first_view_has_each_part_of_the_page_as_it_is_drawn(
    address: str,
    lang: Lang,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    serve: Callable[[Store], Store],
) -> None:
    folder = tmp_path / "data"
    make_store(tmp_path, make_files())
    app = turn_to(start(tmp_path, monkeypatch, folder, lang=lang), address)
    store = serve(shared_store())
    assert store.snapshot.edition is not None
    view = write_all(store.snapshot.edition).find(make_scope(address, f"lang={lang}"))
    assert read_html(app)
    for part in app.main.html:
        assert part.value in view
    assert view.count("<h1") == 1
    forget()


def test_address_without_a_first_view_gets_the_shell_alone(edition: Edition) -> None:
    views = write_all(edition)
    assert views.find(make_scope(""))
    assert views.find(make_scope("care", "lang=en"))
    for address, query in (
        ("explore", ""),
        ("nowhere", ""),
        ("", "embed=true"),
        ("", "lang=fr"),
        ("", "a&lang=en"),
    ):
        assert views.find(make_scope(address, query)) == "", (address, query)
    assert FirstViews().find(make_scope("")) == ""


def test_view_is_there_once_the_page_was_drawn_for_anybody(serve_files: Callable[..., Store]) -> None:
    edition = serve_files().snapshot.edition
    assert edition is not None
    views = FirstViews(list_plain_pages)
    page, arguments = list_plain_pages(edition, "en")["calls"]
    page.write(edition, *arguments)
    assert views.find(make_scope("calls", "lang=en"))
    assert views.find(make_scope("calls")) == ""


def test_nothing_is_written_ahead_that_is_written_already(edition: Edition) -> None:
    write_all(edition)
    FirstViews(list_plain_pages).write_ahead(edition, lambda: pytest.fail("there is no work left"))


def test_page_that_cannot_be_written_says_so_and_the_others_are_written(
    edition: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(edition: Edition, lang: Lang) -> None:
        raise ValueError("no")

    broken = Writing(fail)
    views = FirstViews(lambda edition, lang: list_plain_pages(edition, lang) | {"care": (broken, (lang,))})
    views.write_ahead(edition, lambda: True)
    for lang in LANGS:
        assert translate("part.failed", lang) in views.find(make_scope("care", f"lang={lang}"))
    assert views.find(make_scope("calls"))
    found = [(record.message, record.page, record.lang) for record in caplog.records]  # type: ignore[attr-defined]
    assert found == [("part cannot be drawn", "care", lang) for lang in LANGS]


def test_another_edition_has_its_own_views_and_the_old_ones_are_forgotten(
    serve_files: Callable[..., Store], tmp_path: Path
) -> None:
    store = serve_files()
    old = store.snapshot.edition
    assert old is not None
    views = write_all(old)
    assert views.find(make_scope(""))
    save(make_files(themes=[change("care", title_zh="另一个")]), tmp_path / "data")
    store.check()
    assert views.find(make_scope("")) == ""
    gone = weakref.ref(old)
    del old
    gc.collect()
    assert gone() is None


def test_shell_ends_with_the_first_view_and_is_unchanged_without(edition: Edition) -> None:
    view = write_all(edition).find(make_scope(""))
    with_view, without = (rewrite_shell(SHELL, "zh", content).decode() for content in (view, BLANK))
    assert with_view == without.replace("</body>", f"{view}</body>")
    assert escape(edition.fingerprint) in view


def test_way_out_is_on_a_first_view_where_readers_sign_in(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = write_all(edition)
    assert "auth/logout" not in views.find(make_scope(""))
    monkeypatch.setattr(first_views, "HAS_SIGN_IN", True)
    assert views.find(make_scope("")).count('href="./auth/logout"') == 1


class Harm(HTMLParser):
    """What only a text of a CSV can have put into the HTML."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element or an attribute that our pages have none of."""
        if tag not in TEXTS | FRAMES:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"src", "action", "style"}:
                self.found.append(name)
            if name == "href" and not (value or "").startswith(("./", "?")):
                self.found.append(value or "")


def test_texts_of_the_csvs_are_never_html_in_a_first_view(
    serve_files: Callable[..., Store], edition: Edition
) -> None:
    """Nothing looks it through on its way, as Streamlit's client does with the page itself."""
    hostile = serve_files(make_hostile_files()).snapshot.edition
    assert hostile is not None
    views = write_all(hostile)
    for address in ("", *hostile.themes):
        for lang in LANGS:
            view = views.find(make_scope(address, f"lang={lang}"))
            assert "hostile()" in view
            assert Harm(view).found == [], (address, lang)


def test_view_lies_in_elements_named_as_streamlits_are_one_inside_the_other(edition: Edition) -> None:
    view = write_all(edition).find(make_scope(""))
    names = ("stApp ps-first", "stMain", "stMainBlockContainer", "stHtml")
    assert view.startswith("".join(f'<div class="{name}">' for name in names))
