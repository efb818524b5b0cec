"""The menu: what stands under which heading, for whom, and where the reader is."""

import re

import pytest

from pages.menu import GROUPS, write_menu
from publicstats.edition.model import Edition
from publicstats.server.access import FOR_ANALYSTS, Role
from publicstats.text.i18n import LANGS, Lang, translate


@pytest.mark.parametrize("lang", LANGS)
def test_menu_lists_every_theme_and_page_under_its_heading(shipped_edition: Edition, lang: Lang) -> None:
    menu = write_menu(shipped_edition, Role.ANALYST, "", lang)
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", menu)
    assert headings == [translate(f"menu.{name}", lang) for name in ("themes", *GROUPS)]
    tail = "" if lang == "zh" else f"?lang={lang}"
    pages = ["", *shipped_edition.themes, *GROUPS["browse"], *GROUPS["work"]]
    assert re.findall(r'href="([^"]+)"', menu) == [f"./{page}{tail}" for page in pages]


def test_one_entry_says_that_the_reader_is_there_and_none_on_a_page_that_is_not_listed(
    shipped_edition: Edition,
) -> None:
    for page in ("", "hotline", "calendar"):
        menu = write_menu(shipped_edition, Role.READER, page, "zh")
        assert re.findall(r'href="\./([^"]*)" target="_self" aria-current="page"', menu) == [page]
    assert "aria-current" not in write_menu(shipped_edition, Role.READER, "figure", "zh")


def test_pages_of_analysts_are_in_their_menu_alone(shipped_edition: Edition) -> None:
    for role in (Role.READER, Role.ANALYST):
        listed = set(re.findall(r'href="\./([^"?]*)"', write_menu(shipped_edition, role, "", "zh")))
        assert listed >= {"audit", "calendar"}
        # Those on which one thing is mended are reached from there.
        pages = set(FOR_ANALYSTS) - {"mend", "acknowledge"}
        assert (pages <= listed) is (role is Role.ANALYST)
        assert bool(set(FOR_ANALYSTS) & listed) is (role is Role.ANALYST)
