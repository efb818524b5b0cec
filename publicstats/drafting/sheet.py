"""The sheet that a desk works on: a text with its marks, and a row for each figure, filled as far as known.

>>> SheetRow(1, {"printed": "57处"}, "figures/parks.csv").state
'open'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publicstats.text.i18n import Lang

FORM = 1
"""Which form of sheets this is: what a browser has kept of another is not taken up."""
OPEN, COVERED = "open", "covered"
"""A row to be confirmed, and one that the edition has already."""


@dataclass(frozen=True)
class SheetRow:
    """A row of data/figures as far as it is known; `number` is that of its mark in the text."""

    number: int
    cells: Mapping[str, str]
    """By the columns of figures; blank where not even a guess is made."""
    file: str
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The likeliest ids of a column, best first."""
    guessed: tuple[str, ...] = ()
    """The columns whose cell is a guess, to be looked at; `figure` and `file` among them: suggestions, which
    change with what they are made of."""
    state: str = OPEN
    like: str = ""
    """The figure of an earlier article that it is filled from."""
    context: str = ""
    to_add: str = ""
    """What the catalogues lack: ``units.csv: 公顷``."""


@dataclass(frozen=True)
class SourceCard:
    """The row of sources.csv: a new one, or the one that there is."""

    is_new: bool
    cells: Mapping[str, str]
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """All that a desk needs of one article or release."""

    lang: Lang
    title: str
    edition: str
    """The fingerprint of the edition that it was made for."""
    key: str
    """Names the progress that a browser keeps."""
    text: tuple[tuple[str, int], ...]
    """Stretches of the text, each with the number of the row that it is the mark of, or 0."""
    source: SourceCard
    rows: tuple[SheetRow, ...]
    news: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Units and places that the text names and the catalogues lack."""

    def as_dict(self) -> dict[str, Any]:
        """The sheet as JSON."""
        return {
            "form": FORM,
            "key": self.key,
            "edition": self.edition,
            "lang": self.lang,
            "title": self.title,
            "text": [list(stretch) for stretch in self.text],
            "source": {
                "new": self.source.is_new,
                "cells": dict(self.source.cells),
                "guessed": list(self.source.guessed),
            },
            "rows": [_write_row(row) for row in self.rows],
            "news": {name: list(words) for name, words in self.news.items()},
        }


def _write_row(row: SheetRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "cells": dict(row.cells),
        "file": row.file,
        "candidates": {name: list(ids) for name, ids in row.candidates.items()},
        "guessed": list(row.guessed),
        "state": row.state,
        "like": row.like,
        "context": row.context,
        "to_add": row.to_add,
    }
