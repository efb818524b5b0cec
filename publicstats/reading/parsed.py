"""What the rules look at: the text tables, and what their cells say once parsed.

Each distinct text is parsed once, here, for the rules and for the edition alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.columns import ID_PATTERN, REGION_PATTERN
from publicstats.contract.schema import SCHEMAS
from publicstats.formula.calculation import Formula, FormulaError, parse_formula
from publicstats.period import Period, PeriodError, parse_period
from publicstats.quantity import Quantity, QuantityError, parse_quantity
from publicstats.reading.packing import Origins
from publicstats.reading.tables import FILE, ROW

MAX_CHAIN = 20
"""Steps of a chain at the most, from a place to its country or a calculation to what is printed."""
PERIOD_CELLS = tuple(
    (schema.name, column)
    for schema in SCHEMAS.values()
    for column in schema.columns
    if column.type in ("period", "day", "base")
)
"""The columns that name periods, with their tables; those of type `base` may hold one of their words."""
Answer = TypeVar("Answer")
KEY_PATTERNS = {"id": ID_PATTERN, "region": REGION_PATTERN}
"""How ids are written, by the type of their column."""


@dataclass
class ParsedTables:
    """The tables that could be read, by name, with every distinct cell parsed once."""

    tables: Mapping[str, pd.DataFrame]
    partial: frozenset[str] = frozenset()
    """Tables of which rows could not be read: an id that is missing there may be in one of them."""
    headers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The columns of each file in their order there; a file that is not here has all."""
    answers: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False)
    """What questions by `once` came to."""
    origins: Mapping[str, Origins] = field(default_factory=dict, repr=False)
    """Of files that were edited: where each row stood before."""
    prints: dict[str, Quantity | QuantityError] = field(default_factory=dict, repr=False)
    """What the printed texts that were asked for say; shared where rows are asked on their own."""
    _found: dict[tuple[str, str], Sequence[str]] = field(default_factory=dict, repr=False)
    """The distinct cells of columns that have been asked for."""

    @cached_property
    def dated(self) -> Mapping[str, pd.DataFrame]:
        """The tables, of calculations only the rows that name their period: those of ids of figures."""
        frame = self.tables.get("calculations")
        return self.tables if frame is None else {**self.tables, "calculations": frame[frame["period"] != ""]}

    @cached_property
    def rules(self) -> pd.DataFrame:
        """The rows of calculations without a period: those of ids of indicators."""
        frame = self.tables.get("calculations")
        if frame is None:
            return pd.DataFrame(columns=[*SCHEMAS["calculations"].names, FILE, ROW], dtype="str")
        return frame[frame["period"] == ""]

    @cached_property
    def texts(self) -> dict[str, pa.ChunkedArray]:
        """All cells of each table, column after column: whether any of them is odd is asked of all at once.

        pandas takes ten times as long to start, for each column.
        """
        return {
            name: pa.chunked_array(
                [part for column in SCHEMAS[name].names for part in list_parts(frame[column])],
                pa.large_string(),
            )
            for name, frame in self.tables.items()
        }

    @cached_property
    def quantities(self) -> dict[str, Quantity | QuantityError]:
        """What each distinct `printed` text says, or why it says nothing."""
        return {
            text: found
            for text in self.distinct("figures", "printed")
            if (found := self.read_print(text)) is not None
        }

    def read_print(self, text: str) -> Quantity | QuantityError | None:
        """What a printed text says, or why it says nothing; none for a blank one.

        For the few that are asked for one by one: `quantities` parses all of a million figures.
        """
        if text and text not in self.prints:
            self.prints[text] = _try_quantity(text)
        return self.prints.get(text)

    @cached_property
    def periods(self) -> dict[str, Period | PeriodError]:
        """What each distinct period text names, or why it names none; what stands for none is left out."""
        return {
            text: _try_period(text)
            for table, column in PERIOD_CELLS
            for text in self.distinct(table, column.name)
            if text and text not in column.choices
        }

    @cached_property
    def times(self) -> dict[str, Period]:
        """What each distinct period text names; without those that name nothing."""
        return {text: found for text, found in self.periods.items() if isinstance(found, Period)}

    @cached_property
    def published(self) -> dict[str, date]:
        """The last day on which each source may have been published."""
        table = self.tables.get("sources")
        if table is None:
            return {}
        named = zip(table["source"], table["published"].map(self.times.get), strict=True)
        return {source: period.end for source, period in named if isinstance(period, Period)}

    @cached_property
    def formulas(self) -> dict[str, Formula | FormulaError]:
        """What each distinct formula computes, or why it computes nothing."""
        return {text: _try_formula(text) for text in self.distinct("calculations", "formula") if text}

    @cached_property
    def units(self) -> dict[str, str]:
        """Each unit's base unit: 名 -> 人. An unknown or circular one stands for itself."""
        table = self.tables.get("units")
        if table is None:
            return {}
        direct = dict(list_cells(table, "unit", "same_as"))
        chains = {unit: follow(unit, direct) for unit in direct}
        # Units in a circle are the same too: the circle is a problem of its own.
        return {
            unit: min(chain) if len(chain) > 1 and chain[-1] == unit else chain[-1]
            for unit, chain in chains.items()
        }

    @cached_property
    def sound_units(self) -> dict[str, str]:
        """The base units of those whose chain ends well: not in a circle, and not at an unknown unit."""
        table = self.tables.get("units")
        ends = set() if table is None else set(table["unit"][table["same_as"] == ""])
        return {unit: base for unit, base in self.units.items() if base in ends}

    def distinct(self, table: str, column: str) -> Sequence[str]:
        """The distinct cells of a column, in order; none where the table could not be read."""
        if table not in self.tables:
            return ()
        cells = (table, column)
        if cells not in self._found:
            # pandas takes ten times as long to give texts one by one.
            texts = pa.array(self.tables[table][column], pa.large_string())
            self._found[cells] = tuple(texts.unique().to_pylist())
        return self._found[cells]

    def leaves_out(self, file: str, column: str) -> bool:
        """Whether a file has no column of that name, so that its cells are blank for another reason."""
        return column not in self.headers.get(file, (column,))

    def defines_all(self, *tables: str) -> bool:
        """Whether every id that the tables define is known: no row is left out, no id blank or miswritten."""
        return all(table in self.tables and table not in self.unsure for table in tables)

    @cached_property
    def unsure(self) -> frozenset[str]:
        """Tables of which an id is not known: one that is missing there may be that one."""
        blank = {name for name in self.tables if pc.any(pc.equal(self.list_ids(name), "")).as_py()}
        return self.partial | blank | self.miswritten.keys()

    @cached_property
    def miswritten(self) -> dict[str, pd.Series]:
        """Which rows have an id that is not written as ids are, of the tables that have such rows."""
        found = {}
        for name, frame in self.tables.items():
            key = SCHEMAS[name].columns[0]
            if key.type in KEY_PATTERNS:
                sound = pc.match_substring_regex(self.list_ids(name), f"^(?:{KEY_PATTERNS[key.type]})?$")
                if not pc.all(sound, min_count=0).as_py():
                    found[name] = ~pd.Series(sound.to_pylist(), frame.index, dtype=bool)
        return found

    def list_ids(self, table: str) -> pa.Array | pa.ChunkedArray:
        """The ids of a table, one a row, as Arrow has them."""
        return pa.array(self.tables[table][SCHEMAS[table].key], pa.large_string())

    def find_unknown(self, table: str, ids: Collection[str]) -> set[str]:
        """Which of some ids no row of a table defines. Of a million rows only those named are looked at."""
        defined = self.list_ids(table)
        named = pc.is_in(defined, pa.array(list(ids), pa.large_string()))
        return set(ids).difference(defined.filter(named).to_pylist())

    def keys(self, table: str) -> frozenset[str]:
        """The ids that a table defines."""
        return frozenset(self.distinct(table, SCHEMAS[table].key))

    @cached_property
    def files(self) -> Mapping[str, tuple[str, ...]]:
        """The files of each table of which there are rows."""
        return {name: tuple(map(str, frame[FILE].unique())) for name, frame in self.tables.items()}

    def find_new(self, table: str) -> npt.NDArray[np.bool_]:
        """Which rows did not stand in another version of their file; where none is known, all."""
        frame = self.tables[table]
        new = np.ones(len(frame), dtype=bool)
        for file in self.files[table]:
            if file in self.origins:
                new[(frame[FILE] == file).to_numpy()] = self.origins[file] < 0
        return new


def once(ask: Callable[[ParsedTables], Answer]) -> Callable[[ParsedTables], Answer]:
    """A question of parsed tables that is answered once; what it gives must not be changed."""

    @wraps(ask)
    def answer(parsed: ParsedTables) -> Answer:
        if ask not in parsed.answers:
            parsed.answers[ask] = ask(parsed)
        found: Answer = parsed.answers[ask]
        return found

    return answer


def list_rows(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a table by column, as plain texts: a tenth of what pandas takes for its records."""
    for row in list_cells(frame, *names):
        yield dict(zip(names, row, strict=True))


def list_cells(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The cells of some columns row by row, as plain texts and numbers."""
    return zip(*(pa.array(frame[name]).to_pylist() for name in names), strict=True)


def list_parts(cells: pd.Series) -> list[pa.Array]:
    """A column's texts as Arrow has them: in parts where it was put together."""
    texts = pa.array(cells, pa.large_string())
    return texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]


def follow(start: str, links: Mapping[str, str]) -> list[str]:
    """The chain from `start` along `links` to its end; in a circle, once around and back to `start`.

    One that is too long, which is a problem of its own, is left where it is.
    """
    chain = [start]
    while (following := links.get(chain[-1])) and following not in chain and len(chain) <= MAX_CHAIN:
        chain.append(following)
    return [*chain, start] if following == start else chain


def _try_quantity(text: str) -> Quantity | QuantityError:
    try:
        return parse_quantity(text)
    except QuantityError as error:
        return error


def _try_period(text: str) -> Period | PeriodError:
    try:
        return parse_period(text)
    except PeriodError as error:
        return error


def _try_formula(text: str) -> Formula | FormulaError:
    try:
        return parse_formula(text)
    except FormulaError as error:
        return error
