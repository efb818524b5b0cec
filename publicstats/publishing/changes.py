"""What one edition changed of another, figure by figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.figures.wording import describe_figure
from publicstats.text.i18n import LANGS, Text

LISTED = 200
"""Figures of one edition that the journal keeps singly; all are counted."""
_CONTENT = [
    "indicator",
    "region",
    "breakdown",
    "period",
    "basis",
    "kind",
    "status",
    "printed",
    "source",
    "line",
    "note_zh",
    "note_en",
]


@dataclass(frozen=True)
class Change:
    """One figure added, changed or removed: its id and how it read before and after (blank: not there)."""

    action: str
    figure: str
    before: Text
    after: Text


@dataclass(frozen=True)
class Changes:
    """How many figures an edition added, changed and removed, and the first of them one by one."""

    added: int
    changed: int
    removed: int
    listed: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, str]:
        """How many figures were added, changed and removed, as the words about them take it."""
        return {name: str(getattr(self, name)) for name in ("added", "changed", "removed")}

    def as_dict(self) -> dict[str, Any]:
        """The changes as the journal keeps them."""
        return asdict(self) | {"listed": [asdict(change) for change in self.listed]}


def read_changes(record: Mapping[str, Any]) -> Changes:
    """The changes that a journal record holds."""
    listed = tuple(
        Change(str(c["action"]), str(c["figure"]), Text(*c["before"]), Text(*c["after"]))
        for c in record["listed"]
    )
    return Changes(int(record["added"]), int(record["changed"]), int(record["removed"]), listed)


def compare_editions(before: Edition | None, after: Edition) -> Changes:
    """What `after` changed of `before`: printed figures by their rows, derived ones by their values.

    Without an edition before it everything is new, and nothing worth a list.
    """
    if before is None:
        return Changes(len(after.figures), 0, 0, ())
    new, old = _contents(after), _contents(before)
    added = new.index.difference(old.index, sort=False)
    removed = old.index.difference(new.index, sort=False)
    both = new.index.intersection(old.index, sort=False)
    changed = both[(new.loc[both] != old.loc[both]).any(axis=1).to_numpy()]
    ids = [
        *(("changed", name) for name in changed),
        *(("added", name) for name in added),
        *(("removed", name) for name in removed),
    ]
    listed = tuple(_describe(action, str(name), before, after) for action, name in ids[:LISTED])
    return Changes(len(added), len(changed), len(removed), listed)


def find_lost_zeros(before: Edition | None, after: Edition) -> list[Problem]:
    """Warnings for figures that differ only in zeros at the end: spreadsheets make 16.6% of 16.60%.

    Such a figure is published, but it claims another precision than the print.
    """
    if before is None:
        return []
    old = before.figures.set_index("figure")["printed"].astype("str")
    new = after.figures.set_index("figure")["printed"].astype("str")
    both = new.index.intersection(old.index, sort=False)
    changed = both[(new.loc[both] != old.loc[both]).to_numpy()]
    pairs = ((str(name), str(old[name]), str(new[name])) for name in changed)
    return [
        Problem(
            "zeros_changed", "figures", typed=now, severity="warning", facts={"figure": name, "before": was}
        )
        for name, was, now in pairs
        if _without_zeros(was) == _without_zeros(now)
    ]


def _without_zeros(printed: str) -> str:
    """The print without zeros at the end of its decimals, and without a point that nothing follows."""
    return re.sub(r"\.(?![0-9])", "", re.sub(r"(\.[0-9]*?)0+(?![0-9])", r"\1", printed))


def _contents(edition: Edition) -> pd.DataFrame:
    """Every figure's cells as texts, by id."""
    frame = edition.figures.set_index("figure")
    contents = frame[_CONTENT].astype("str")
    contents["value"] = frame["value"].map(repr)
    return contents


def _describe(action: str, name: str, before: Edition, after: Edition) -> Change:
    old = before.find(name) if action != "added" else None
    new = after.find(name) if action != "removed" else None
    return Change(action, name, _words(old), _words(new))


def _words(figure: Figure | None) -> Text:
    if figure is None:
        return Text("", "")
    zh, en = (describe_figure(figure, lang) for lang in LANGS)
    return Text(zh, en)
