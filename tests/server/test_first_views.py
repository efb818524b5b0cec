"""What the shell shows before Streamlit has drawn the page is what the page shows, or nothing."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from threading import Event

import anyio
import pytest
from markupsafe import escape
from starlette.types import Scope

from pages.plain import find_plain_page, list_first_pages
from publicstats.controls import Writing, render_title
from publicstats.edition.model import Edition
from publicstats.framework.static_files import static_folder
from publicstats.markup.elements import BLANK
from publicstats.publishing import Store, shared_store
from publicstats.server.shell import first_views
from publicstats.server.shell.first_views import LONGEST, Drawn, Find, FirstViews
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


def make_views(find: Find = find_plain_page) -> FirstViews:
    return FirstViews(find, list_first_pages)


def write_all(edition: Edition) -> FirstViews:
    views = make_views()
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
        ("", "embed_options=dark_theme"),
        ("", "lang=zh&lang=en"),
        ("", f"from={'a' * LONGEST}"),
        ("", "from=%FF"),
        ("", "年份"),
    ):
        assert views.find(make_scope(address, query)) == "", (address, query)
    assert FirstViews().find(make_scope("")) == ""


@pytest.mark.parametrize("query", ["lang=fr", "a&b=", "from=mail"])
def test_words_in_an_address_that_no_page_knows_change_nothing_of_its_first_view(
    query: str, edition: Edition
) -> None:
    title = f">{translate('page.overview', 'zh')}</h1>"
    assert title in make_views().find(make_scope("", query))


def test_view_is_written_for_the_first_who_asks_and_kept(edition: Edition) -> None:
    written: list[str] = []

    def write(edition: Edition, name: str) -> None:
        written.append(name)
        render_title(name)

    page = Writing(write)
    views = make_views(lambda edition, lang, address, query: (page, (query["of"],)))
    for _ in range(2):
        assert ">one</h1>" in views.find(make_scope("any", "of=one"))
        assert ">two</h1>" in views.find(make_scope("any", "of=two"))
    assert written == ["one", "two"]


def test_page_waits_for_its_first_view_no_longer_than_a_moment_and_the_next_reader_has_it(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, done = Event(), Event()

    def write(edition: Edition) -> None:
        go_on.wait(10)
        render_title("late")
        done.set()

    page = Writing(write)
    views = make_views(lambda edition, lang, address, query: (page, ()))
    monkeypatch.setattr(first_views, "PATIENCE", 0.5)
    assert anyio.run(views.find_in_time, make_scope("any")) == ""
    go_on.set()
    assert done.wait(10)
    monkeypatch.setattr(first_views, "PATIENCE", 10)
    assert ">late</h1>" in anyio.run(views.find_in_time, make_scope("any"))


def test_failure_in_finding_a_page_is_logged_and_leaves_the_shell_alone(
    edition: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(edition: Edition, lang: Lang, address: str, query: Mapping[str, str]) -> Drawn | None:
        raise LookupError("no")

    assert make_views(fail).find(make_scope("any")) == ""
    assert [record.message for record in caplog.records] == ["first view cannot be written"]


def test_nothing_is_written_ahead_that_is_written_already(edition: Edition) -> None:
    write_all(edition)
    make_views().write_ahead(edition, lambda: pytest.fail("there is no work left"))


def test_page_that_cannot_be_written_says_so_and_the_others_are_written(
    edition: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(edition: Edition, lang: Lang) -> None:
        raise ValueError("no")

    broken = Writing(fail)

    def find(edition: Edition, lang: Lang, address: str, query: Mapping[str, str]) -> Drawn | None:
        found = find_plain_page(edition, lang, address, query)
        return (broken, (lang,)) if address == "care" else found

    views = make_views(find)
    views.write_ahead(edition, lambda: True)
    for lang in LANGS:
        assert translate("part.failed", lang) in views.find(make_scope("care", f"lang={lang}"))
    assert views.find(make_scope("calls"))
    found = [(record.message, record.page, record.lang) for record in caplog.records]  # type: ignore[attr-defined]
    assert found[: len(LANGS)] == [("part cannot be drawn", "care", lang) for lang in LANGS]


def test_another_edition_has_its_own_views_and_the_old_ones_are_forgotten(
    serve_files: Callable[..., Store], tmp_path: Path
) -> None:
    store = serve_files()
    old = store.snapshot.edition
    assert old is not None
    views = write_all(old)
    before = views.find(make_scope(""))
    save(make_files(themes=[change("care", title_zh="另一个")]), tmp_path / "data")
    store.check()
    assert "另一个" not in before
    assert "另一个" in views.find(make_scope(""))
    gone = weakref.ref(old)
    del old
    gc.collect()
    assert gone() is None


def test_shell_has_the_first_view_and_is_unchanged_without(edition: Edition) -> None:
    view = write_all(edition).find(make_scope(""))
    with_view, without = (rewrite_shell(SHELL, "zh", content).decode() for content in (view, BLANK))
    assert with_view == without.replace("<template", f"{view}<template")
    assert escape(edition.fingerprint) in view


def test_nothing_is_asked_for_before_the_first_view_and_streamlit_begins_once_it_is_seen(
    edition: Edition,
) -> None:
    shell = (static_folder() / "index.html").read_bytes()
    view = write_all(edition).find(make_scope(""))
    before, _, after = rewrite_shell(shell, "zh", view).decode().partition(view)
    assert re.findall(r'<script[^>]* src=|rel="(?:stylesheet|modulepreload|preload)"', before) == []
    assert ".ps-first" in before.partition("<style>")[2].partition("</style>")[0]
    later, _, ours = after.partition("<template")[2].partition("</template>")
    assert re.search(r'<script type="module"[^>]* src="\./static/js/index\.', later)
    assert len(re.findall('rel="modulepreload"', later)) > 20
    assert re.findall(r'<script src="\./([a-z.]+)\?v=', ours) == ["page.js"]
    assert "/static/" not in ours


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
