"""What looks odd about new figures beside their series, by the rules of `analysis.hints`.

An edition is built of the draft's sound rows and the figures near them. What is said of an indicator's rows
is kept until one of them changes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from threading import Lock
from typing import Any

import pandas as pd

from publicstats.analysis.hint_words import describe_hint
from publicstats.analysis.hints import Hint, survey_hints
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting.catalogue_tables import make_table, table_catalogues
from publicstats.drafting.draft import Cells, Draft, DraftRow
from publicstats.drafting.draft_tables import DraftTables
from publicstats.edition.computing import compute_all
from publicstats.edition.model import Edition, join_edition
from publicstats.period import Period
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE
from publicstats.text.i18n import Lang

KEPT = 500
"""Groups of rows of which the hints are kept."""
SAID = (
    *("indicator", "region", "breakdown", "period", "basis", "kind", "status", "printed", "base"),
    *("comparability", "supersedes", "revision", "figure"),
)
"""The columns that hints are about."""
EMPTY = ("calculations", "charts")
"""Tables that say nothing of whether a figure looks odd."""
WHOLE = ("themes", "units")
"""Catalogues that are taken whole."""
LINKS = ("successor", "revises")
"""Columns that name what may be left out."""
Key = tuple[Any, ...]


class _Kept:
    """The hints of the groups of rows that were asked of last."""

    def __init__(self) -> None:
        self._hints: OrderedDict[Key, tuple[Hint, ...]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key) -> tuple[Hint, ...] | None:
        """The hints of a group; none where they are not known."""
        with self._lock:
            if key in self._hints:
                self._hints.move_to_end(key)
            return self._hints.get(key)

    def keep(self, key: Key, hints: tuple[Hint, ...]) -> None:
        """Keeps the hints of a group, and forgets the oldest of too many."""
        with self._lock:
            self._hints[key] = hints
            while len(self._hints) > KEPT:
                self._hints.popitem(last=False)


_KEPT = _Kept()


def find_draft_hints(
    draft: Draft,
    rows: Sequence[DraftRow],
    wrong: Collection[int],
    tables: DraftTables,
    edition: Edition,
    lang: Lang,
) -> tuple[dict[str, Any], ...]:
    """The hints of rows without errors, each by the number of the row that it is about first."""
    published = draft.source.get("published", "")
    if draft.is_new_source and not isinstance(tables.parsed.periods.get(published), Period):
        return ()
    groups: dict[str, list[DraftRow]] = {}
    for row in rows:
        if row.number not in wrong and _is_known(row.cells, edition):
            groups.setdefault(row.cells["indicator"], []).append(row)
    keys = {name: _name_group(edition, published, group) for name, group in groups.items()}
    asked = {name: group for name, group in groups.items() if _KEPT.find(keys[name]) is None}
    if asked:
        found = _survey([row for group in asked.values() for row in group], tables, edition)
        for name, group in asked.items():
            own = {row.cells["figure"] for row in group}
            mine = (hint for hint in found if not own.isdisjoint(figure.id for figure in hint.figures))
            _KEPT.keep(keys[name], tuple(mine))
    numbers = {row.cells["figure"]: row.number for row in rows}
    hints = dict.fromkeys(hint for key in keys.values() for hint in _KEPT.find(key) or ())
    return tuple(_tell(hint, numbers, lang) for hint in hints)


def _is_known(cells: Cells, edition: Edition) -> bool:
    """Whether all that a row names is there: what is new has no series yet that it could be odd beside."""
    return (
        cells["indicator"] in edition.indicators
        and cells["region"] in edition.regions
        and (not cells["breakdown"] or cells["breakdown"] in edition.breakdowns)
    )


def _name_group(edition: Edition, published: str, rows: Sequence[DraftRow]) -> Key:
    return (
        edition.fingerprint,
        published,
        *(tuple(row.cells[column] for column in SAID) for row in rows),
    )


def _tell(hint: Hint, numbers: Mapping[str, int], lang: Lang) -> dict[str, Any]:
    number = next(numbers[figure.id] for figure in hint.figures if figure.id in numbers)
    return {"number": number, "code": hint.code, "words": describe_hint(hint, lang)}


def _survey(rows: Sequence[DraftRow], tables: DraftTables, edition: Edition) -> tuple[Hint, ...]:
    """The hints of an edition of some rows and the figures near them."""
    numbers, names = {row.number for row in rows}, {row.cells["indicator"] for row in rows}
    figures = tables.parsed.tables["figures"]
    left_out = [file for file, place in tables.places.items() if place.number not in numbers]
    figures = figures[figures["indicator"].isin(names) & ~figures[FILE].isin(left_out)]
    kept = {table: make_table(table, [], SCHEMAS[table].path) for table in EMPTY}
    kept["figures"] = figures.reset_index(drop=True)
    catalogues = table_catalogues(edition) | {"sources": tables.parsed.tables["sources"]}
    for table, frame in catalogues.items():
        kept[table] = frame if table in WHOLE else _keep_named(table, frame, figures)
    parsed = ParsedTables(kept)
    return survey_hints(join_edition(parsed, compute_all(parsed), edition.fingerprint)).hints


def _keep_named(table: str, rows: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The rows of a catalogue that figures name, places with those around them."""
    key = "indicator" if table == "breaks" else SCHEMAS[table].key
    named = set(figures[key])
    if table == "regions":
        parents = dict(zip(rows[key], rows["parent"], strict=True))
        for name in list(named):
            while (name := parents.get(name, "")) and name not in named:
                named.add(name)
    kept = rows[rows[key].isin(named)].reset_index(drop=True)
    return kept.assign(**{name: "" for name in LINKS if name in kept})
