"""LibreOffice opens what readers take along: numbers as numbers, footnotes at the foot, pages counted."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from publicstats.downloads.briefing import write_theme_briefing
from publicstats.downloads.workbook import write_workbook
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Lang, translate
from tests.spreadsheet.office import convert, count_pages
from tools.spreadsheet import MISSING, find_office

pytestmark = pytest.mark.skipif(find_office() is None, reason=MISSING)
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def opened(shipped_edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what LibreOffice makes of the shipped workbooks (CSV) and of two briefings (PDF)."""
    folder = tmp_path_factory.mktemp("taken")
    every = np.arange(len(shipped_edition.figures))
    for lang in LANGS:
        (folder / f"figures.{lang}.xlsx").write_bytes(write_workbook(shipped_edition, every, lang))
        theme = shipped_edition.themes["red_cross"]
        (folder / f"red_cross.{lang}.docx").write_bytes(write_theme_briefing(shipped_edition, theme, lang))
    convert(folder / "profile", sorted(folder.glob("*.xlsx")), ALL_SHEETS, folder)
    convert(folder / "profile", sorted(folder.glob("*.docx")), "pdf", folder)
    convert(folder / "profile", sorted(folder.glob("*.docx")), "fodt", folder)
    return folder


@pytest.mark.parametrize("lang", LANGS)
def test_workbook_has_the_figures_with_their_numbers(
    opened: Path, shipped_edition: Edition, lang: Lang
) -> None:
    sheet = opened / f"figures.{lang}-{translate('workbook.sheet.data', lang)}.csv"
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    figure, value = (translate(f"workbook.column.{name}", lang) for name in ("figure", "value"))
    shown = {row[figure]: row[value] for row in rows}
    assert list(shown) == list(shipped_edition.figures["figure"])
    expected = {name: shipped_edition.find(name) for name in shown}
    for name, found in expected.items():
        assert found is not None
        if found.computed is None:
            assert (shown[name] and float(shown[name])) == ("" if found.value is None else float(found.value))


@pytest.mark.parametrize("lang", LANGS)
def test_briefing_opens_with_its_figures_footnotes_and_sources(
    opened: Path, shipped_edition: Edition, lang: Lang
) -> None:
    document = (opened / f"red_cross.{lang}.fodt").read_text(encoding="utf-8")
    assert document.count('text:note-class="footnote"') > 20
    text = re.sub("<[^>]*>", "", document)
    words = [
        translate("briefing.sources", lang),
        shipped_edition.themes["red_cross"].title.to(lang),
        "[1]",
        "***",
    ]
    words.append({"zh": "1700多万名", "en": "over 17 million"}[lang])
    words.append({"zh": "本站计算，计算式：", "en": "Computed here as"}[lang])
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("lang", LANGS)
def test_briefing_fits_on_few_pages(opened: Path, lang: Lang) -> None:
    assert 3 <= count_pages(opened / f"red_cross.{lang}.pdf") <= 12
