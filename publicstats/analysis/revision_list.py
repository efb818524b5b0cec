"""The values of an indicator that were replaced: by final, revised or corrected ones, or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from publicstats.analysis.vintage_story import Step, read_story
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.vintages import REASONS, REPLACED


class Revisions(NamedTuple):
    """The last steps from one value to another, the newest first, and how many there are in all."""

    steps: tuple[Step, ...]
    total: int


@memoize(64)
def list_revisions(edition: Edition, indicator: str, most: int) -> Revisions:
    """The replacements of an indicator's values, those published last first."""
    positions = _find_replaced(edition, indicator)
    through = edition.series.through[positions]
    days = np.array([_find_day(edition, int(position)) for position in through], dtype=np.int64)
    ends = edition.series.keys.spans.end[positions]
    newest = positions[np.lexsort((positions, -ends, -days))]
    names = edition.figures["figure"]
    stories = (read_story(edition, str(names.iat[int(position)])) for position in newest[:most])
    return Revisions(tuple(s.after[0] for s in stories if s is not None and s.after), len(positions))


@memoize(64)
def list_reasons_of_standing(edition: Edition, indicator: str) -> Mapping[str, str]:
    """Of each figure that stands in the place of another: why the one before it was replaced, by its id."""
    names, table = edition.figures["figure"], edition.series
    return {
        str(names.iat[int(table.through[position])]): REASONS[int(table.reason[position])]
        for position in _find_replaced(edition, indicator)
        if table.stands[table.through[position]]
    }


def _find_replaced(edition: Edition, indicator: str) -> np.ndarray:
    is_own = (edition.figures["indicator"] == indicator).to_numpy()
    return np.flatnonzero((edition.series.fate == REPLACED) & is_own)


def _find_day(edition: Edition, position: int) -> int:
    """When a figure was published; 0 where it is computed."""
    source = edition.sources.get(str(edition.figures["source"].iat[position]))
    return source.published.end.toordinal() if source is not None else 0
