"""What one edition changed of another, figure by figure."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from publicstats.contract.problems import Problem
from publicstats.contract.records import Figure
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import Edition
from publicstats.figures.wording import describe_figure
from publicstats.publishing.pairing import pair_figures
from publicstats.reading.tables import FILE
from publicstats.series.vintages import REASONS, REPLACED
from publicstats.text.i18n import LANGS, Text

_LOG = logging.getLogger(__name__)
LISTED = 200
"""Figures of one edition that the journal keeps singly; all are counted."""
NAMED = 1000
"""New sources of one edition that the journal names."""
ACTIONS = ("added", "changed", "removed")
MOST = 1_000_000_000
"""More figures than any edition has."""
_WHY = frozenset(REASONS) - {""}
_MAY_BE_MISSING = tuple(name for name, schema in SCHEMAS.items() if schema.optional)
_CONTENT = (*SCHEMAS["figures"].names[1:], "value")
"""The columns that say something of a figure: all but its id."""


@dataclass(frozen=True)
class Change:
    """One figure added, changed or removed: its id and how it read before and after (blank: not there).

    Of one that was added in place of others, `before` is how these read, and `reason` why they gave way.
    """

    action: str
    figure: str
    before: Text
    after: Text
    reason: str = ""
    """One of `series.vintages.REASONS`; blank where a figure took no other's place."""

    @property
    def key(self) -> str:
        """The message that names what happened."""
        return f"standing.reason.{self.reason}" if self.reason else f"changes.{self.action}"


@dataclass(frozen=True)
class Changes:
    """How many figures an edition added, changed and removed, and the first of them one by one."""

    added: int
    changed: int
    removed: int
    listed: tuple[Change, ...]
    replacing: Mapping[str, int] = field(default_factory=dict)
    """How many of those that were added took others' places, by the reason."""
    sources: tuple[str, ...] = ()
    """The ids of the sources from which figures were taken for the first time."""

    @property
    def are_of_all(self) -> bool:
        """Whether there was no edition before, so that all is new and nothing listed."""
        return not (self.changed or self.removed or self.listed)

    @property
    def counts(self) -> dict[str, str]:
        """How many figures were added, changed and removed, as the words about them take it."""
        return {name: str(getattr(self, name)) for name in ACTIONS}

    def as_dict(self) -> dict[str, Any]:
        """The changes as the journal keeps them."""
        return asdict(self) | {"listed": [asdict(change) for change in self.listed]}


def read_changes(record: Any) -> Changes:
    """The changes that a journal record holds; ValueError, LookupError or TypeError where it is none."""
    listed = tuple(_read_change(change) for change in record["listed"])
    added, changed, removed = (read_count(record[action]) for action in ACTIONS)
    return Changes(added, changed, removed, listed, _read_replacing(record), _read_sources(record))


def _read_replacing(record: Any) -> dict[str, int]:
    """How many figures took others' places; journals of older programs say nothing of that."""
    replacing = record.get("replacing", {})
    if not isinstance(replacing, dict) or not replacing.keys() <= _WHY:
        raise ValueError("no reasons")
    return {reason: read_count(count) for reason, count in replacing.items()}


def _read_sources(record: Any) -> tuple[str, ...]:
    """The new sources, of which journals of older programs say nothing either."""
    sources = record.get("sources", [])
    if not isinstance(sources, list) or not all(isinstance(name, str) for name in sources):
        raise ValueError("no sources")
    return tuple(sources)


def read_count(value: object) -> int:
    """A number of figures, out of a record; ValueError where it is none."""
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError(f"no number of figures: {str(value)[:20]}")
    return value


def _read_change(record: Any) -> Change:
    if record["action"] not in ACTIONS:
        raise ValueError("no action")
    figure, _ = _read_texts([record["figure"], ""])
    before, after = (Text(*_read_texts(record[name])) for name in ("before", "after"))
    reason = record.get("reason", "")
    if reason not in REASONS:
        raise ValueError("no reason")
    return Change(record["action"], figure, before, after, reason)


def _read_texts(value: object) -> tuple[str, str]:
    """Two texts that a page can show: what JSON calls a text need not be one in any encoding."""
    match value:
        case [str(first), str(second)]:
            (first + second).encode()
            return first, second
    raise ValueError("no text in two languages")


def compare_editions(before: Edition | None, after: Edition) -> Changes:
    """What `after` changed of `before`: printed figures by their rows, derived ones by their values.

    Without an edition before it everything is new, and nothing worth a list.
    """
    if before is None:
        return Changes(len(after.figures), 0, 0, ())
    pairs = pair_figures(before, after)
    added = list(pairs.list_ids(pairs.after, pairs.added))
    removed = list(pairs.list_ids(pairs.before, pairs.removed))
    changed = list(pairs.list_ids(pairs.after, pairs.find_changed(_CONTENT)))
    replaced = _find_replaced(after, set(added))
    ids = [
        *(("changed", name) for name in changed),
        *(("added", name) for name in sorted(added, key=lambda name: name not in replaced)),
        *(("removed", name) for name in removed),
    ]
    listed = tuple(
        _replace(name, replaced[name], after)
        if action == "added" and name in replaced
        else _describe(action, name, before, after)
        for action, name in ids[:LISTED]
    )
    replacing = Counter(reason for reason, _ in replaced.values())
    sources = _list_sources(after) - _list_sources(before)
    named = tuple(name for name in after.sources if name in sources)[:NAMED]
    return Changes(len(added), len(changed), len(removed), listed, dict(replacing), named)


def _list_sources(edition: Edition) -> set[str]:
    return set(edition.figures["source"].unique()) - {""}


def _find_replaced(edition: Edition, added: set[str]) -> dict[str, tuple[str, list[int]]]:
    """Of the added figures that took others' places why, and the positions of the others."""
    table, names = edition.series, edition.figures["figure"]
    found: dict[str, tuple[str, list[int]]] = {}
    for old in np.flatnonzero(table.fate == REPLACED).tolist():
        replacement = table.find_replacement(old)
        if replacement is not None and (name := str(names.iat[replacement.position])) in added:
            found.setdefault(name, (replacement.reason, []))[1].append(old)
    return found


def _replace(name: str, replaced: tuple[str, list[int]], after: Edition) -> Change:
    reason, positions = replaced
    old = [_words(after.figure(position)) for position in positions]
    before = Text(*("; ".join(words.to(lang) for words in old) for lang in LANGS))
    return Change("added", name, before, _words(after.find(name)), reason)


def find_lost_zeros(before: Edition | None, after: Edition) -> list[Problem]:
    """Warnings for figures that differ only in zeros at the end: spreadsheets make 16.6% of 16.60%.

    Such a figure is published, but it claims another precision than the print.
    """
    if before is None:
        return []
    pairs = pair_figures(before, after)
    changed = pairs.find_changed(["printed"])
    prints = (pairs.before["printed"].iloc[pairs.was[changed]], pairs.after["printed"].iloc[changed])
    found = zip(pairs.list_ids(pairs.after, changed), *(map(str, each) for each in prints), strict=True)
    return [
        Problem(
            "zeros_changed", "figures", typed=now, severity="warning", facts={"figure": name, "before": was}
        )
        for name, was, now in found
        if _without_zeros(was) == _without_zeros(now)
    ]


def find_gone_rows(before: Edition | None, after: Edition) -> list[Problem]:
    """Warnings for files of which all rows are gone: most likely such a file was renamed and is not read."""
    if before is None:
        return []
    gone = {
        SCHEMAS[name].path: len(getattr(before, name))
        for name in _MAY_BE_MISSING
        if getattr(before, name) and not getattr(after, name)
    }
    old, new = before.figures, after.figures
    files = set(old[FILE].unique()) - set(new[FILE].unique()) - {""}  # computed figures stand in no file
    if files:
        left = old.loc[old[FILE].isin(files), ["figure", FILE]]
        still = new["figure"][new["figure"].isin(left["figure"])]
        lost = left.loc[~left["figure"].isin(still), FILE].astype("str")
        gone |= {str(file): int(count) for file, count in lost.value_counts().items() if count}
    return [
        Problem("rows_gone", file, severity="warning", facts={"count": str(count)})
        for file, count in sorted(gone.items())
    ]


def _without_zeros(printed: str) -> str:
    """The print without zeros at the end of its decimals, and without a point that nothing follows."""
    return re.sub(r"\.(?![0-9])", "", re.sub(r"(\.[0-9]*?)0+(?![0-9])", r"\1", printed))


def _describe(action: str, name: str, before: Edition, after: Edition) -> Change:
    old = _word_old(before, name) if action != "added" else Text("", "")
    new = after.find(name) if action != "removed" else None
    return Change(action, name, old, _words(new))


def _word_old(before: Edition, name: str) -> Text:
    """How a figure read before; its print alone where it cannot be worded.

    An edition that older rules let in keeps no newer one from being published.
    """
    try:
        return _words(before.find(name))
    except Exception:  # noqa: BLE001 - whatever was let in once, the new edition is what matters
        _LOG.warning("a figure of the edition before cannot be worded", exc_info=True, extra={"figure": name})
        position = before.locate(name)
        printed = "" if position is None else str(before.figures["printed"].iloc[position])
        return Text(printed or name, "")


def _words(figure: Figure | None) -> Text:
    if figure is None:
        return Text("", "")
    zh, en = (describe_figure(figure, lang) for lang in LANGS)
    return Text(zh, en)
