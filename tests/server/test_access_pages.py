"""What the pages show to whom: the script asks for itself too, and does not rely on the gate before it."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.contract.codelists import RESERVED_THEMES
from publicstats.contract.columns import ID_PATTERN
from publicstats.server.access import readers
from publicstats.server.access.roles import ADDRESSES, FOR_ANALYSTS, PAGES, Role
from publicstats.server.access.settings import parse_settings
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import FIGURES, change, make_files
from tests.server.test_access_settings import RIGHT
from tests.visiting import list_addresses, read_html, read_text, read_title, turn_to

Visit = Callable[..., AppTest]
CARD = 'class="ps-value'
READER, ANALYST = "figures-reader", "figures-analyst"


@pytest.fixture(autouse=True)
def with_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = parse_settings(tomllib.loads(RIGHT), Path("secrets.toml"))
    monkeypatch.setattr(readers, "load_settings", lambda: settings)


def make_user(*groups: str, seconds: float = 600) -> dict[str, Any]:
    """What `st.user` holds for someone of these groups."""
    return {"is_logged_in": True, "groups": list(groups), "exp": time.time() + seconds}


def test_analyst_sees_every_page(visit: Visit) -> None:
    app = visit(user=make_user(ANALYST))
    assert {"changes", "quality", "sources"} <= set(list_addresses(app))
    app = turn_to(app, "quality")
    assert read_title(app) == translate("page.quality", "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_reader_sees_pages_of_figures_and_is_told_which_are_for_analysts(visit: Visit, lang: Lang) -> None:
    app = visit(user=make_user(READER), lang=lang)
    assert {"", "care", "sources", "audit"} <= set(list_addresses(app))
    for page in set(FOR_ANALYSTS) & set(list_addresses(app)):
        shown = turn_to(app, page)
        assert not shown.exception
        assert read_title(shown) == translate("access.analysts_only", lang)
        assert "<table" not in read_text(shown)


@pytest.mark.parametrize(("group", "sees"), [(READER, False), (ANALYST, True)])
def test_problems_of_the_data_are_shown_to_analysts_only(visit: Visit, group: str, sees: bool) -> None:
    files = make_files(figures=[change("share_2024", printed="98.7公斤")])
    app = visit(user=make_user(group), files=files)
    assert read_title(app) == translate("page.unavailable", "zh")
    assert ("公斤" in read_text(app)) is sees
    assert (FIGURES in read_text(app)) is sees


@pytest.mark.parametrize("lang", LANGS)
def test_person_without_a_role_sees_one_page_with_a_way_out(visit: Visit, lang: Lang) -> None:
    app = visit(user=make_user("other"), lang=lang)
    assert read_title(app) == translate("access.no_role", lang)
    assert f'href="./auth/logout" target="_self">{translate("access.sign_out", lang)}</a>' in read_html(app)
    assert CARD not in read_text(app)


@pytest.mark.parametrize(
    "user",
    [
        {},
        {"is_logged_in": False},
        make_user(ANALYST) | {"is_logged_in": False},
        make_user(ANALYST, seconds=-1),
        {"is_logged_in": True, "groups": [ANALYST]},
    ],
    ids=["nobody", "signed out", "not signed in", "over", "without an end"],
)
@pytest.mark.parametrize("lang", LANGS)
def test_who_is_not_signed_in_sees_the_way_in_and_no_figure(
    visit: Visit, user: dict[str, Any], lang: Lang
) -> None:
    app = visit(user=user, lang=lang)
    assert read_title(app) == translate("access.title", lang)
    assert [button.label for button in app.button] == [translate("access.sign_in", lang)]
    assert CARD not in read_text(app)


def test_session_that_ends_between_two_runs_shows_no_more_figures(visit: Visit) -> None:
    app = visit(user=make_user(READER))
    assert CARD in read_text(app)
    app.user = make_user(READER, seconds=-1)
    app.run()
    assert read_title(app) == translate("access.title", "zh")
    assert CARD not in read_text(app)


def test_every_page_with_a_role_and_every_address_is_no_id_of_a_theme() -> None:
    names = {address.split("/")[1] for address in ADDRESSES} | set(PAGES)
    assert {name for name in names if re.fullmatch(ID_PATTERN, name)} <= RESERVED_THEMES
    assert all(role is Role.ANALYST for page, role in PAGES.items() if page in FOR_ANALYSTS)
