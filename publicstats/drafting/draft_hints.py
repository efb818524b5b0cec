"""What looks odd about new figures beside their series, by the rules of `analysis.hints`.

An edition is built of the draft's sound rows and the figures near them. What is said of an indicator's rows
is kept until one of them changes.
"""

from __future__ import annotations

import csv
import io
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from threading import Lock
from typing import Any

from publicstats.analysis.hint_words import describe_hint
from publicstats.analysis.hints import Hint, survey_hints
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting.catalogue_tables import write_catalogues
from publicstats.drafting.draft import Cells, Draft, DraftRow
from publicstats.drafting.draft_tables import DraftTables
from publicstats.edition.model import Edition, build_edition
from publicstats.reading.parsed import list_rows
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
    groups: dict[str, list[DraftRow]] = {}
    for row in rows:
        # What is new has no series yet that it could be odd beside.
        if row.number not in wrong and row.cells["indicator"] in edition.indicators:
            groups.setdefault(row.cells["indicator"], []).append(row)
    published = draft.source.get("published", "")
    keys = {name: _name_group(edition, published, group) for name, group in groups.items()}
    asked = {name: group for name, group in groups.items() if _KEPT.find(keys[name]) is None}
    if asked:
        found = _survey(draft, [row for group in asked.values() for row in group], tables, edition)
        for name, group in asked.items():
            own = {row.cells["figure"] for row in group}
            mine = (hint for hint in found if not own.isdisjoint(figure.id for figure in hint.figures))
            _KEPT.keep(keys[name], tuple(mine))
    numbers = {row.cells["figure"]: row.number for row in rows}
    hints = dict.fromkeys(hint for key in keys.values() for hint in _KEPT.find(key) or ())
    return tuple(_tell(hint, numbers, lang) for hint in hints)


def _name_group(edition: Edition, published: str, rows: Sequence[DraftRow]) -> Key:
    return (
        edition.fingerprint,
        published,
        *(tuple(row.cells[column] for column in SAID) for row in rows),
    )


def _tell(hint: Hint, numbers: Mapping[str, int], lang: Lang) -> dict[str, Any]:
    number = next(numbers[figure.id] for figure in hint.figures if figure.id in numbers)
    return {"number": number, "code": hint.code, "words": describe_hint(hint, lang)}


def _survey(
    draft: Draft, rows: Sequence[DraftRow], tables: DraftTables, edition: Edition
) -> tuple[Hint, ...]:
    """The hints of an edition of some rows and the figures near them; none where those make no edition."""
    names = {row.cells["indicator"] for row in rows}
    near = tables.near[tables.near["indicator"].isin(names)]
    beside = list_rows(near, SCHEMAS["figures"].names)
    figures: list[Cells] = [*beside, *(row.cells for row in rows)]
    added: dict[str, list[Cells]] = {"sources": [draft.source] if draft.is_new_source else []}
    for record in draft.new:
        added.setdefault(record.table, []).append(record.cells)
    files = {"figures/draft.csv": _write("figures", figures)}
    for table in EMPTY:
        files[SCHEMAS[table].path] = _write(table, [])
    for table, all_rows in write_catalogues(edition).items():
        kept = _keep_named(table, [*all_rows, *added.get(table, ())], figures)
        files[SCHEMAS[table].path] = _write(table, kept)
    small = build_edition(files).edition
    return survey_hints(small).hints if small else ()


def _keep_named(table: str, rows: Sequence[Cells], figures: Sequence[Mapping[str, str]]) -> list[Cells]:
    """The rows of a catalogue that figures name, places with those around them; all of short ones."""
    if table in WHOLE:
        return list(rows)
    key = "indicator" if table == "breaks" else SCHEMAS[table].key
    named = {figure[key] for figure in figures}
    if table == "regions":
        parents = {row[key]: row["parent"] for row in rows}
        for name in list(named):
            while (name := parents.get(name, "")) and name not in named:
                named.add(name)
    return [
        {**row, **dict.fromkeys(LINKS, "")} if table != "breaks" else row for row in rows if row[key] in named
    ]


def _write(table: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, SCHEMAS[table].names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
