"""An analyst's preview on the real pages: its figures, a banner on each, and nobody else's page touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.editing import Edit, NewRow
from publicstats.publishing import previews as kept
from publicstats.publishing import shared_store
from publicstats.publishing.trials import shared_trials
from publicstats.server import seen
from publicstats.server.access.readers import Reader
from publicstats.server.access.roles import Role
from publicstats.text.i18n import LANGS, Lang, translate
from tests.edits import make_edit, make_preview, mend
from tests.helpers import FIGURES, change, make_files, save
from tests.visiting import list_drawings, read_html, read_text, read_title, turn_to

Visit = Callable[..., AppTest]
OLD, NEW = "1700多万名", "1900多万名"
PAGES = ("", "care", "explore", "regions", "indicator", "present", "sources", "changes", "scan", "quality")


@pytest.fixture
def see(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """`see(edit)`: the browser of every session from now on has the cookie of a preview of this edit."""

    def keep(edit: Edit | None, sign_in: str = "") -> str:
        token = shared_trials().previews.keep(make_preview(edit, sign_in)) if edit else ""
        monkeypatch.setattr(seen, "read_cookies", lambda: {seen.COOKIE: token} if edit else {})
        return token

    return keep


def draw(app: AppTest, address: str = "") -> str:
    return read_text(turn_to(app, address) if address else app.run())


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_of_a_preview_says_that_it_is_one(
    visit: Visit, see: Callable[..., str], lang: Lang
) -> None:
    app = visit(lang=lang)
    see(make_edit())
    app.run()
    for address in (
        "",
        "care",
        "explore",
        "regions",
        "indicator",
        "present",
        "sources",
        "changes",
        "scan",
        "quality",
    ):
        shown = turn_to(app, address)
        assert not shown.exception
        html = read_html(shown)
        assert html.count('class="ps-preview"') == 1, address
        assert f'role="status"><strong>{translate("preview.title", lang)}' in html, address
        assert translate("changes.counts", lang, added="1", changed="0", removed="0") in html, address


def test_cards_charts_and_tables_show_what_the_edit_makes(visit: Visit, see: Callable[..., str]) -> None:
    app = visit()
    assert NEW not in draw(app)
    see(make_edit(breakdown="young", printed="377万人", figure="young_2025"))
    text = draw(app, "care")
    assert "377万人" in text
    assert any("377万人" in drawing for drawing in list_drawings(app))
    assert translate("edition.preview", "zh") in text
    see(None)
    assert "377万人" not in draw(app, "care")
    assert "ps-preview" not in read_html(app)


def test_new_theme_of_an_edit_is_a_page_of_the_preview_alone(visit: Visit, see: Callable[..., str]) -> None:
    cells = {"theme": "water", "title_zh": "供水", "title_en": "Water", "order": "3"}
    app = visit()
    see(Edit((NewRow("themes.csv", cells),)))
    app.run()
    assert read_title(turn_to(app, "water")) == "供水"


def test_draft_page_stays_with_what_is_published(
    visit: Visit, see: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr("pages.scan.render_page", lambda edition, lang: given.append(edition))
    app = visit()
    see(make_edit())
    app.run()
    turn_to(app, "scan")
    assert given == [shared_store().snapshot.edition]


def test_quality_page_has_the_warnings_of_the_preview_and_says_so(
    visit: Visit, see: Callable[..., str]
) -> None:
    app = visit()
    see(mend("近1600.0万名"))
    app.run()
    text = draw(app, "quality")
    assert translate("quality.preview", "zh") in text
    assert translate("quality.current", "zh") not in text


def test_preview_takes_no_room_of_the_drawings_that_all_readers_share(
    visit: Visit, see: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit()
    monkeypatch.setattr("publicstats.controls.sharing._draw", lambda *_: pytest.fail("it is shared"))
    see(make_edit())
    for address in ("", "care", "explore", "quality"):
        text = draw(app, address)
        assert translate("part.failed", "zh") not in text


def test_reader_with_the_cookie_of_an_analyst_sees_what_is_published(
    visit: Visit, see: Callable[..., str]
) -> None:
    visit()
    see(make_edit())
    assert seen.find_seen(Reader(Role.READER)).preview is None
    assert not seen.find_seen(Reader(Role.READER)).is_over
    assert seen.find_seen(Reader(Role.ANALYST)).preview is not None


def test_cookie_of_another_sign_in_shows_what_is_published(visit: Visit, see: Callable[..., str]) -> None:
    app = visit()
    see(make_edit(), "somebody else's")
    text = draw(app)
    assert OLD in text
    assert NEW not in text
    assert translate("preview.over", "zh") in text


def test_preview_that_is_over_says_so_and_shows_what_is_published(
    visit: Visit, see: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit()
    see(make_edit())
    assert NEW in draw(app)
    before = seen.find_seen(Reader(Role.ANALYST)).name(every_edit=False)
    monkeypatch.setattr(kept, "LASTING", timedelta(0))
    assert seen.find_seen(Reader(Role.ANALYST)).name(every_edit=False) != before
    text = draw(app)
    assert NEW not in text
    assert translate("preview.over", "zh") in text


def test_preview_follows_what_others_publish_and_says_that_it_moved(
    visit: Visit, see: Callable[..., str], tmp_path: Path
) -> None:
    app = visit()
    see(make_edit())
    draw(app)
    before = seen.find_seen(Reader(Role.ANALYST)).name(every_edit=False)
    save(make_files(figures=[change("members_young", printed="310万人")]), tmp_path / "data")
    shared_store().check()
    assert seen.find_seen(Reader(Role.ANALYST)).name(every_edit=False) != before
    text = draw(app, "care")
    assert "310万人" in text
    assert NEW in text
    assert translate("preview.moved", "zh") in text


def test_preview_that_does_not_fit_any_more_gives_the_reason_above_what_is_published(
    visit: Visit, see: Callable[..., str], tmp_path: Path
) -> None:
    app = visit()
    see(mend("近1500万名"))
    draw(app)
    save(make_files(figures=[change("members_2023", printed="近1550万名")]), tmp_path / "data")
    shared_store().check()
    text = draw(app)
    assert translate("preview.unfit", "zh") in text
    assert "近1550万名" in text
    assert FIGURES in text


def test_preview_ends_by_itself_once_the_csvs_say_the_same(
    visit: Visit, see: Callable[..., str], tmp_path: Path
) -> None:
    app = visit()
    see(mend("近1500万名"))
    draw(app)
    save(make_files(figures=[change("members_2023", printed="近1500万名")]), tmp_path / "data")
    shared_store().check()
    assert translate("preview.over", "zh") in draw(app)
    assert seen.find_seen(Reader(Role.ANALYST)).is_over


def test_preview_of_what_mends_the_only_folder_is_shown_where_nothing_is_published(
    visit: Visit, see: Callable[..., str]
) -> None:
    app = visit(files=make_files(figures=[change("members_2023", printed="近1600万公斤")]))
    assert read_title(app) == translate("page.unavailable", "zh")
    see(mend("近1600万名", was="近1600万公斤"))
    app.run()
    assert read_title(app) == translate("page.overview", "zh")
