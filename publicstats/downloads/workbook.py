"""Figures as a workbook (XLSX) of three sheets: the data, what to know of it, and the sources.

Numbers are real ones; a text is never a formula or a link, whatever it holds.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from publicstats.contract.codelists import BASES, COMPARABILITIES, DERIVED, KINDS, REVISIONS, STATUSES
from publicstats.contract.records import Source
from publicstats.downloads.imprint import format_imprint
from publicstats.downloads.table import build_flat_table
from publicstats.edition.model import Edition
from publicstats.figures.citing import format_source
from publicstats.figures.wording import format_base, format_basis, format_figure
from publicstats.text.i18n import Lang, translate

QUALIFIERS = ("exact", "at_least", "nearly", "at_most", "about", "range", "masked", "missing", DERIVED)
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook of an edition that is not published says it was made: files of equal figures are equal."""
_RULES = ("numbers", "masked", "join", "computed")
_SOURCE = ("number", "title", "publisher", "published", "document", "note", "reference")
_WIDE, _LINE = 0x2E7F, 15
"""Characters from here on take two places; points of a line."""
_MAX_TEXT, _MAX_HEIGHT = 32_767, 409
"""Characters of a cell, and points of a row, as the format has them."""
_HEAD = {"bold": True, "bg_color": "#e5e7eb", "bottom": 1, "text_wrap": True, "valign": "top"}


@dataclass(frozen=True)
class Column:
    """A column of the data sheet: the key of its words, its width in characters, and the flat table's own."""

    name: str
    width: int
    csv: str = ""
    kind: str = "text"


COLUMNS = (
    Column("indicator", 30, "indicator_zh, indicator_en"),
    Column("place", 16, "region_zh, region_en"),
    Column("breakdown", 16, "breakdown"),
    Column("said", 24),
    Column("printed", 16, "printed"),
    Column("value", 16, "value", "number"),
    Column("low", 16, "low", "number"),
    Column("high", 16, "high", "number"),
    Column("unit", 10, "unit"),
    Column("qualifier", 12, "qualifier"),
    Column("time", 26, "period"),
    Column("start", 12, "period_start", "date"),
    Column("end", 12, "period_end", "date"),
    Column("basis", 16, "basis"),
    Column("base", 16, "base"),
    Column("comparability", 14, "comparability"),
    Column("kind", 10, "kind"),
    Column("status", 12, "status"),
    Column("revision", 10, "revision"),
    Column("supersedes", 28, "supersedes"),
    Column("superseded_by", 28, "superseded_by"),
    Column("source", 8, "source", "number"),
    Column("line", 8, "line", "number"),
    Column("note", 40),
    Column("figure", 28, "figure"),
)
"""The data sheet's columns, in order."""


def write_workbook(edition: Edition, positions: np.ndarray, lang: Lang) -> bytes:
    """The figures at these positions of `edition.figures` as the bytes of an XLSX file."""
    flat = build_flat_table(edition, positions)
    numbers = _number_sources(edition, flat)
    target = io.BytesIO()
    book = _Book(target, edition, lang)
    book.add_data(list_data(edition, positions, flat, numbers, lang))
    book.add_notes(list_notes(edition, flat, lang))
    book.add_sources(list_sources(edition, numbers, lang))
    book.close()
    return target.getvalue()


def _number_sources(edition: Edition, flat: pd.DataFrame) -> dict[str, int]:
    """The number of each source that a figure names, in the order of sources.csv."""
    named = set(flat["source"])
    return {name: number for number, name in enumerate((s for s in edition.sources if s in named), 1)}


def list_data(
    edition: Edition, positions: np.ndarray, flat: pd.DataFrame, numbers: Mapping[str, int], lang: Lang
) -> Iterable[tuple[str, ...]]:
    """The cells of each figure as texts, in the order of `COLUMNS`."""
    breakdowns = {name: breakdown.name.to(lang) for name, breakdown in edition.breakdowns.items()}
    times = {
        pair: format_basis(pair[0], edition.periods[pair[1]], lang)
        for pair in set(zip(flat["basis"], flat["period"], strict=True))
    }
    words: dict[str, Callable[[str], str]] = {
        name: {value: translate(f"{name}.{value}", lang) for value in values}.__getitem__
        for name, values in (
            ("qualifier", QUALIFIERS),
            ("kind", KINDS),
            ("status", ("normal", *filter(None, STATUSES), DERIVED)),
            ("comparability", COMPARABILITIES),
            ("revision", REVISIONS),
        )
    }
    bases = {name: translate(f"basis.name.{name}", lang) for name in BASES}
    against = {base: format_base(base, lang) for base in flat["base"].unique()}
    for position, row in zip(positions, flat.to_dict("records"), strict=True):
        figure = edition.figure(int(position))
        yield (
            row[f"indicator_{lang}"],
            row[f"region_{lang}"],
            breakdowns.get(row["breakdown"], ""),
            format_figure(figure, lang),
            row["printed"],
            *(row[name] for name in ("value", "low", "high", "unit")),
            words["qualifier"](row["qualifier"] or figure.qualifier),
            times[row["basis"], row["period"]],
            row["period_start"],
            row["period_end"],
            bases[row["basis"]],
            against[row["base"]],
            words["comparability"](row["comparability"]) if row["comparability"] else "",
            words["kind"](row["kind"]),
            words["status"](row["status"] or "normal"),
            words["revision"](row["revision"]) if row["revision"] else "",
            row["supersedes"],
            row["superseded_by"],
            str(numbers.get(row["source"], "")),
            row["line"],
            figure.note.to(lang) or (figure.calculation.wording.to(lang) if figure.calculation else ""),
            row["figure"],
        )


def list_notes(edition: Edition, flat: pd.DataFrame, lang: Lang) -> list[tuple[str, ...]]:
    """What to know of the data, as rows of up to three texts; a row of one text is a heading."""
    rows: list[tuple[str, ...]] = [
        (translate("workbook.about", lang),),
        (translate("cite.edition", lang), format_imprint(edition, lang)),
        (translate("workbook.fingerprint", lang), edition.fingerprint),
        (translate("workbook.count", lang), str(len(flat))),
        *((translate("workbook.rule", lang), translate(f"workbook.rule_{name}", lang)) for name in _RULES),
        (translate("workbook.columns", lang),),
    ]
    for column in COLUMNS:
        name = translate(f"workbook.column.{column.name}", lang)
        rows.append((name, translate(f"workbook.about.{column.name}", lang), column.csv))
    rows.append((translate("workbook.column.qualifier", lang),))
    rows += [
        (translate(f"qualifier.{name}", lang), translate(f"workbook.qualifier.{name}", lang), name)
        for name in QUALIFIERS
    ]
    rows.append((translate("workbook.column.status", lang),))
    for status, code in (*STATUSES.items(), (DERIVED, "I")):
        words = translate(f"status.{status or 'normal'}", lang)
        rows.append((words, translate("workbook.obs_status", lang, code=code), status))
    return rows


def list_sources(edition: Edition, numbers: Mapping[str, int], lang: Lang) -> list[tuple[str, ...]]:
    """A row for each source in full, after a row of headings."""
    rows: list[tuple[str, ...]] = [tuple(translate(f"workbook.source.{name}", lang) for name in _SOURCE)]
    for name, number in numbers.items():
        source = edition.sources[name]
        rows.append((str(number), *_describe_source(source, lang)))
    return rows


def _describe_source(source: Source, lang: Lang) -> tuple[str, ...]:
    published = source.published.text
    if source.published_basis == "inferred":
        published = translate("cite.inferred", lang, date=published)
    return (
        source.title.to(lang),
        source.publisher.to(lang) or translate("sources.publisher_unknown", lang),
        published,
        source.document,
        source.note.to(lang),
        format_source(source, lang),
    )


class _Book:
    """A workbook that is being written."""

    def __init__(self, target: io.BytesIO, edition: Edition, lang: Lang) -> None:
        self.lang = lang
        self.book = xlsxwriter.Workbook(
            target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.book.set_properties(
            {
                "title": translate("site.title", lang),
                "subject": format_imprint(edition, lang),
                "created": (edition.since or UNDATED).astimezone(UTC).replace(tzinfo=None),
            }
        )
        self.head = self.book.add_format(_HEAD)
        self.bold = self.book.add_format({"bold": True})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.numbers: dict[int, Any] = {}

    def add_data(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Adds the sheet of figures: its header stays in sight and filters."""
        sheet = self.book.add_worksheet(translate("workbook.sheet.data", self.lang))
        for number, column in enumerate(COLUMNS):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, translate(f"workbook.column.{column.name}", self.lang), self.head)
        last = 0
        for last, row in enumerate(rows, 1):
            for number, (column, text) in enumerate(zip(COLUMNS, row, strict=True)):
                if text:
                    self._write(sheet, last, number, column.kind, text)
        _set_paper(sheet)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)

    def _write(self, sheet: Any, row: int, column: int, kind: str, text: str) -> None:
        if kind == "number":
            number = Decimal(text)
            sheet.write_number(row, column, float(number), self._format_of(number))
        elif kind == "date" and text >= "1900-03-01":
            sheet.write_datetime(row, column, date.fromisoformat(text), self.day)
        else:
            # The words of a long formula may be more than a cell holds, which would leave it blank.
            sheet.write_string(row, column, text if len(text) <= _MAX_TEXT else f"{text[: _MAX_TEXT - 1]}…")

    def _format_of(self, number: Decimal) -> Any:
        """A number format with as many decimals as the number has, so that none is rounded away in sight."""
        digits = max(0, -int(number.as_tuple().exponent))
        if digits not in self.numbers:
            self.numbers[digits] = self.book.add_format(
                {"num_format": "0" + "." * bool(digits) + "0" * digits}
            )
        return self.numbers[digits]

    def add_notes(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Adds the sheet of what to know."""
        widths = (22, 90, 30)
        sheet = self._add_texts("notes", widths)
        for number, row in enumerate(rows):
            sheet.set_row(number, _find_height(row if len(row) > 1 else (), widths))
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, self.bold if len(row) == 1 else self.wrap)

    def add_sources(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Adds the sheet of sources."""
        widths = (8, 50, 30, 20, 30, 40, 80)
        sheet = self._add_texts("sources", widths)
        for number, row in enumerate(rows):
            sheet.set_row(number, _find_height(row, widths))
            for column, text in enumerate(row):
                if number and not column:
                    sheet.write_number(number, column, int(text), self.wrap)
                else:
                    sheet.write_string(number, column, text, self.wrap if number else self.head)
        sheet.freeze_panes(1, 0)

    def _add_texts(self, name: str, widths: Iterable[int]) -> Any:
        sheet = self.book.add_worksheet(translate(f"workbook.sheet.{name}", self.lang))
        _set_paper(sheet)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def close(self) -> None:
        """Writes it."""
        self.book.close()


def _find_height(row: Iterable[str], widths: Iterable[int]) -> int:
    """The height in points that a row's texts need, broken for columns of these widths in characters."""
    lines = [
        -(-sum(2 if ord(c) > _WIDE else 1 for c in text) // width)
        for text, width in zip(row, widths, strict=False)
    ]
    return min(_LINE * max(1, *lines, 1), _MAX_HEIGHT)


def _set_paper(sheet: Any) -> None:
    """Prints a sheet as wide as the paper, A4 across."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
