"""A workbook has real numbers, no formulas, and says what a reader must know of them."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from publicstats.downloads.workbook import COLUMNS, write_workbook
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Lang, Text, translate
from tests.downloads.reading import Cell, list_elements, read_part, read_sheets, read_table
from tests.helpers import change, copy, make_edition


def _write(edition: Edition, lang: Lang = "zh") -> bytes:
    return write_workbook(edition, np.arange(len(edition.figures)), lang)


def _read(edition: Edition, name: str, lang: Lang = "zh") -> dict[str, Cell]:
    """The row of a figure, by the names of `COLUMNS`."""
    names = {translate(f"workbook.column.{c.name}", lang): c.name for c in COLUMNS}
    table = read_table(read_sheets(_write(edition, lang))[translate("workbook.sheet.data", lang)])
    [row] = [row for row in table if row[translate("workbook.column.figure", lang)] == name]
    return {names[head]: cell for head, cell in row.items()}


@pytest.mark.parametrize("lang", LANGS)
def test_workbook_has_a_row_for_each_figure_and_three_sheets_named_in_the_language(
    small_edition: Edition, lang: Lang
) -> None:
    sheets = read_sheets(_write(small_edition, lang))
    assert list(sheets) == [
        translate(f"workbook.sheet.{name}", lang) for name in ("data", "notes", "sources")
    ]
    data, _, sources = sheets.values()
    assert len(data) == 1 + len(small_edition.figures)
    assert len(sources) == 1 + len(small_edition.sources)


def test_numbers_are_numbers_and_the_print_is_text(small_edition: Edition) -> None:
    row = _read(small_edition, "members_2024")
    assert (row["value"], row["low"], row["high"], row["printed"]) == (17e6, 17e6, 18e6, "1700多万名")
    assert (row["qualifier"], row["unit"]) == ("超、多、以上", "名")
    assert _read(small_edition, "share_2024")["value"] == 98.7


def test_masked_and_missing_figures_have_no_number_and_say_so(small_edition: Edition) -> None:
    for name, qualifier in (("money_hidden", "数字隐去"), ("requests_missing", "未载数字")):
        row = _read(small_edition, name)
        assert row["qualifier"] == qualifier
        assert {"value", "low", "high"} & set(row) == set()


def test_computed_figure_says_so_and_gives_its_formula(small_edition: Edition) -> None:
    row = _read(small_edition, "members_gain", "en")
    assert (row["status"], row["qualifier"]) == ("Computed here", "computed here")
    assert "source" not in row
    assert _read(small_edition, "money_per_member")["note"] != ""


def test_base_and_revision_are_said_in_words() -> None:
    edition = make_edition(
        figures=[
            change("members_2024", printed="增长3%", basis="growth", base="2018", comparability="comparable"),
            copy("money_2024", figure="fixed", source="paper_b", supersedes="money_2024", revision="final"),
        ]
    )
    row, fixed = _read(edition, "members_2024"), _read(edition, "fixed", "en")
    assert (row["base"], row["comparability"]) == ("与2018年比", "同口径")
    assert (fixed["revision"], fixed["supersedes"]) == ("final", "money_2024")
    assert _read(edition, "members_gain")["base"] == "与上年同期比"


@pytest.mark.parametrize(
    ("printed", "shown"), [("98.70%", "0.0"), ("12345678.901%", "0.000"), ("0.0000001%", "0.0000000")]
)
def test_number_is_shown_with_every_decimal(printed: str, shown: str) -> None:
    edition = make_edition(figures=[change("share_2024", printed=printed)])
    formats = {
        e.attrib["formatCode"] for e in list_elements(read_part(_write(edition), "xl/styles.xml"), "numFmt")
    }
    assert shown in formats


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@x", "\t=1", "http://evil.example", "internal:a!A1"])
def test_text_of_a_cell_is_never_a_formula_or_a_link(small_edition: Edition, text: str) -> None:
    # The reader of CSVs refuses some of these; the workbook does not lean on that.
    sources = {n: replace(s, title=Text(text, text)) for n, s in small_edition.sources.items()}
    edition = replace(small_edition, sources=MappingProxyType(sources))
    file = _write(edition)
    for number in (1, 2, 3):
        sheet = read_part(file, f"xl/worksheets/sheet{number}.xml")
        assert list_elements(sheet, "f") + list_elements(sheet, "hyperlink") == []
    assert read_sheets(file)["来源"][1]["B"] == text


@pytest.mark.parametrize("lang", LANGS)
def test_notes_name_the_edition_and_explain_every_column(small_edition: Edition, lang: Lang) -> None:
    notes = read_sheets(_write(small_edition, lang))[translate("workbook.sheet.notes", lang)]
    first = [row["A"] for row in notes if "A" in row]
    assert {translate(f"workbook.column.{column.name}", lang) for column in COLUMNS} <= set(first)
    assert small_edition.fingerprint in [row.get("B") for row in notes]


def test_same_figures_make_the_same_file(small_edition: Edition) -> None:
    assert _write(small_edition) == _write(small_edition)


def test_no_figures_make_a_workbook_of_headings(small_edition: Edition) -> None:
    data, _, sources = read_sheets(write_workbook(small_edition, np.arange(0), "zh")).values()
    assert (len(data), len(sources)) == (1, 1)
