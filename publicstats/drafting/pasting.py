"""The numbers of a pasted table -> the prints of a form's rows: by the names beside them, else by order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from publicstats.contract.records import Region
from publicstats.drafting.pasted_tables import PastedNumber, read_pasted
from publicstats.drafting.surroundings import list_pairs
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_short_name
from publicstats.period import Period, PeriodError, parse_period
from publicstats.quantity import Quantity, QuantityError, parse_quantity

NAMES, ORDER = "names", "order"
"""How numbers found their rows."""
TIES = {
    "year_before": ("同比", "比上年", "较上年", "比去年", "year-on-year", "year on year"),
    "period_before": ("环比", "比上月", "较上月", "比上期", "比上季", "month-on-month"),
}
CHANGED = ("增长", "增速", "增减", "增幅", "变化", "±", "change", "growth")
"""What says that a column holds changes."""
BEFORE = ("上年同期", "去年同期", "上年", "去年", "上月", "上期", "上季")
"""What says that a column is of an earlier period."""
WHOLE = ("合计", "总计", "总数", "全部", "小计", "total")
"""What a row without a category may be called."""
RUNNING = re.compile("累计|年初|(?<![0-9])1(?:月份?)?[-—–~至到][0-9]{1,2}月|year to date|cumulative")
"""What says that a number is of a total that goes on."""
RUNS = 0.3
"""What is added where number and row are both of such a total, or neither is."""
FITS = 0.5
"""The share of a name that must stand beside a number."""
NEAR = Decimal(30)
"""Times that a value may differ from the last one to be of the same scale."""
MOST_PAIRS = 1_500_000
"""Numbers times rows of which the names are compared: a form of a thousand rows, a table of as many."""


@dataclass(frozen=True)
class Pasted:
    """What was found: the prints by the numbers of rows, how, and what found no row."""

    prints: Mapping[int, str] = field(default_factory=dict)
    way: str = ""
    left: tuple[str, ...] = ()
    """Rows of the table of which no number was taken, by their words."""

    def as_dict(self) -> dict[str, object]:
        """The same as JSON."""
        cells = {str(number): {"printed": printed} for number, printed in self.prints.items()}
        return {"cells": cells, "way": self.way, "left": list(self.left)}


@dataclass(frozen=True)
class FormRow:
    """A row of a form that waits for its print; `like` is the figure of the last release."""

    number: int
    cells: Mapping[str, str]
    like: str = ""


def paste_table(text: str, rows: Sequence[FormRow], edition: Edition) -> Pasted:
    """The prints of a form's rows that a pasted table has."""
    numbers = read_pasted(text, edition.units)
    if not numbers or not rows:
        return Pasted()
    named = _match_names(numbers, rows, edition)
    if 2 * len(named) >= len(rows) or len(named) == len(numbers):
        pairs, way = named, NAMES
    elif len(numbers) == len(rows):
        pairs, way = {row.number: number for row, number in zip(rows, numbers, strict=True)}, ORDER
    else:
        pairs, way = named, NAMES
    by_number = {row.number: row for row in rows}
    prints = {at: _print(number, by_number[at], edition) for at, number in pairs.items()}
    used = {number.line for number in pairs.values()}
    left = dict.fromkeys(number.row or number.printed for number in numbers if number.line not in used)
    return Pasted(prints, way if prints else "", tuple(left))


def _match_names(
    numbers: Sequence[PastedNumber], rows: Sequence[FormRow], edition: Edition
) -> dict[int, PastedNumber]:
    """The number of each row that is its alone: nothing that is tied is taken."""
    if len(numbers) * len(rows) > MOST_PAIRS:
        return {}
    judge = _Judge(rows, edition)
    best: dict[int, list[tuple[float, int]]] = {}
    for at, number in enumerate(numbers):
        scores = sorted(((judge.score(number, row), row.number) for row in rows), reverse=True)
        if scores[0][0] > 0 and (len(scores) == 1 or scores[0][0] > scores[1][0]):
            best.setdefault(scores[0][1], []).append((scores[0][0], at))
    found = {}
    for row, claims in best.items():
        claims.sort(reverse=True)
        if len(claims) == 1 or claims[0][0] > claims[1][0]:
            found[row] = numbers[claims[0][1]]
    return found


class _Judge:
    """Says how well the words beside a number name what a row is of; 0 where they name something else."""

    def __init__(self, rows: Sequence[FormRow], edition: Edition) -> None:
        self.edition = edition
        self.many = {
            column: len({row.cells.get(column, "") for row in rows}) > 1
            for column in ("indicator", "region", "breakdown")
        }
        self.categories = {row.cells.get("breakdown", "") for row in rows} - {""}
        self._words = ""
        self._shares: dict[tuple[str, str], float] = {}
        """What was found of the words that were asked for last: many rows share a name."""

    def score(self, number: PastedNumber, row: FormRow) -> float:
        """How well a number fits a row: more for each name that stands beside it."""
        words = f"{number.row} {number.column}".casefold()
        if not _fits_basis(number, row.cells) or not _fits_time(number.column, row.cells):
            return 0
        shares = [
            self._name_region(words, row.cells.get("region", "")) if self.many["region"] else None,
            self._name_category(words, row.cells.get("breakdown", "")) if self.many["breakdown"] else None,
            self._name_indicator(words, row.cells.get("indicator", "")) if self.many["indicator"] else None,
        ]
        named = [share for share in shares if share is not None]
        if any(share < FITS for share in named):
            return 0
        return 1 + sum(named) + (RUNS if _is_running(row.cells) == bool(RUNNING.search(words)) else 0)

    def _name_region(self, words: str, name: str) -> float:
        return self._share(words, "regions", name)

    def _name_category(self, words: str, name: str) -> float:
        if not name:
            others = self._share(words, "breakdowns", "")
            return 1 if others < 1 and (others < FITS or any(word in words for word in WHOLE)) else 0
        return self._share(words, "breakdowns", name)

    def _name_indicator(self, words: str, name: str) -> float:
        return self._share(words, "indicators", name)

    def _share(self, words: str, table: str, name: str) -> float:
        """How much of the names of a record stands in some words; of a blank name, of any category's."""
        if words != self._words:
            self._words, self._shares = words, {}
        if (table, name) not in self._shares:
            names = [name] if name else sorted(self.categories)
            records = filter(None, (getattr(self.edition, table).get(each) for each in names))
            texts = (text for record in records for text in _list_names(record))
            self._shares[table, name] = max((_holds(words, text) for text in texts), default=0)
        return self._shares[table, name]


def _list_names(record: Any) -> Iterator[str]:
    """What a record may be called; a region by its short names, too."""
    yield from (record.name.zh, record.name.en)
    if isinstance(record, Region):
        yield from _list_short_names(record)


def _list_short_names(region: Region) -> Iterator[str]:
    yield from (format_short_name(region, "zh"), format_short_name(region, "en"))
    for ending in ("市", "区", "县"):
        if region.name.zh.endswith(ending) and len(region.name.zh) > 2:
            yield region.name.zh.removesuffix(ending)


def _holds(words: str, name: str) -> float:
    """How much of a name stands in some words; more than 1 where it stands there whole, a longer one more."""
    name = name.casefold()
    if name and name in words:
        return 1 + len(name) / 1000
    pairs = _NAME_PAIRS(name)
    return len(pairs & _WORD_PAIRS(words)) / len(pairs) * 0.99 if pairs else 0


_NAME_PAIRS, _WORD_PAIRS = lru_cache(20_000)(list_pairs), lru_cache(16)(list_pairs)


def _fits_basis(number: PastedNumber, cells: Mapping[str, str]) -> bool:
    """Whether a column of changes meets a row that is one, and of the same base."""
    words = f"{number.row} {number.column}"
    said = next((base for base, ties in TIES.items() if any(tie in words for tie in ties)), "")
    is_change = bool(said) or any(word in words for word in CHANGED)
    if cells.get("basis") != "growth":
        return not is_change
    return is_change and (not said or cells.get("base") in (said, "unstated", ""))


def _is_running(cells: Mapping[str, str]) -> bool:
    """Whether a row is of a total that goes on over several periods."""
    return cells.get("basis") == "cumulative" or "/" in cells.get("period", "")


def _fits_time(column: str, cells: Mapping[str, str]) -> bool:
    """Whether the head of a column is of no other time than the row."""
    tied = any(tie in column for ties in TIES.values() for tie in ties)
    if not tied and any(word in column for word in BEFORE):
        return False
    years, period = _list_years(column), _read_period(cells.get("period", ""))
    return not years or period is None or str(period.end.year) in years


@lru_cache(1_000)
def _list_years(text: str) -> list[str]:
    words = (text[at : at + 4] for at in range(len(text) - 3))
    return [word for word in words if word.isdecimal() and word[:2] in ("19", "20")]


def _print(number: PastedNumber, row: FormRow, edition: Edition) -> str:
    """The number with the unit that the table gives it, else with that of the last release's print."""
    printed = number.printed.replace("−", "-")
    if number.unit:
        return f"{printed}{number.unit}"
    quantity = _read(printed)
    last = edition.find(row.like) if row.like else None
    if quantity is None or quantity.unit or last is None or last.quantity is None:
        return printed
    return f"{printed}{_take_unit(quantity, last.quantity)}"


def _take_unit(quantity: Quantity, last: Quantity) -> str:
    """The unit of the last print, with its scale where the number is of that size."""
    number = last.number.text
    digits = "".join(character for character in number if character in "0123456789.")
    scale = number.lstrip("0123456789.,") if digits else ""
    if scale and quantity.value is not None and digits not in ("", "."):
        value, before = abs(quantity.value), abs(Decimal(digits))
        if not (before and before / NEAR <= value <= before * NEAR):
            scale = ""
    return f"{scale}{last.unit}"


def _read(text: str) -> Quantity | None:
    try:
        return parse_quantity(text)
    except QuantityError:
        return None


@lru_cache(1_000)
def _read_period(text: str) -> Period | None:
    try:
        return parse_period(text) if text else None
    except PeriodError:
        return None
