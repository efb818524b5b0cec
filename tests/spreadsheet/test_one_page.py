"""LibreOffice lays out briefings of a grown folder: brief ones are one page, full ones can be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.history import write_history
from publicstats.analysis.find.selection import Selection
from publicstats.downloads.brief import write_chosen_brief, write_overview_brief, write_theme_brief
from publicstats.downloads.briefing import write_theme_briefing
from publicstats.edition.model import Edition, load_edition
from publicstats.text.i18n import LANGS
from tests.helpers import DATA
from tests.spreadsheet.office import convert, count_pages
from tools.spreadsheet import MISSING, find_office

pytestmark = pytest.mark.skipif(find_office() is None, reason=MISSING)
MOST_PAGES = 24
TODAY = date(2026, 12, 1)
SELECTIONS = {
    "every": Selection(kind=("actual",)),
    "beds": Selection(q="床位"),
    "provinces": Selection(within=("cn",), basis=("stock",)),
    "nothing": Selection(q="zzzz"),
}


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """Three years of releases over the shipped data."""
    write_history(DATA, tmp_path / "data", seed=1, years=3)
    grown = load_edition(tmp_path / "data").edition
    assert grown is not None
    return grown


def test_brief_of_every_theme_and_selection_is_one_page(edition: Edition, tmp_path: Path) -> None:
    for lang in LANGS:
        files = {
            name: write_theme_brief(edition, theme, lang, TODAY) for name, theme in edition.themes.items()
        }
        files |= {name: write_chosen_brief(edition, s, lang, TODAY) for name, s in SELECTIONS.items()}
        files["overview"] = write_overview_brief(edition, lang, TODAY)
        for name, file in files.items():
            (tmp_path / f"{name}.{lang}.docx").write_bytes(file)
    convert(tmp_path / "profile", sorted(tmp_path.glob("*.docx")), "pdf", tmp_path)
    pages = {path.stem: count_pages(path) for path in tmp_path.glob("*.pdf")}
    assert len(pages) == len(LANGS) * (len(edition.themes) + len(SELECTIONS) + 1)
    assert {name for name, count in pages.items() if count != 1} == set()


def test_full_briefing_stays_readable_where_a_theme_has_grown(edition: Edition, tmp_path: Path) -> None:
    for lang in LANGS:
        file = write_theme_briefing(edition, edition.themes["health_insurance"], lang)
        (tmp_path / f"full.{lang}.docx").write_bytes(file)
    convert(tmp_path / "profile", sorted(tmp_path.glob("*.docx")), "pdf", tmp_path)
    pages = [count_pages(path) for path in tmp_path.glob("*.pdf")]
    assert len(pages) == len(LANGS)
    assert max(pages) <= MOST_PAGES
