"""Which figures a reader wants, as one value: the filters, the sort, and what they find.

A `Selection` is what an address says after its question mark: `theme=hotline&region=310000,110000`. Values
of one filter widen it, filters narrow each other. The explore page, the downloads and the API read it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from publicstats.analysis.find import score_figures
from publicstats.analysis.find.facets import FACETS, find_option, list_options
from publicstats.analysis.find.sorting import SORTS, rank_freshness, sort_positions
from publicstats.contract.records import Figure
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.keys import NONE

SEPARATOR = ","
DESCENDING = "-"
MAX_QUERY = 200
"""Characters of a query that are read: no reader types more."""

Pairs = Mapping[str, str] | Mapping[str, Sequence[str]] | Iterable[tuple[str, str]]
Unknown = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Selection:
    """The figures wanted: words, values of each filter (none: any), a key of `SORTS` ("-" before it: down).

    `region` is the place itself, `within` a place and everything below it, `period` a year that the figure's
    period touches, `status` "normal" what is printed without reservation, `series` a figure for all figures
    of its series.
    """

    q: str = ""
    theme: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    figure: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    sort: str = ""

    def parameters(self) -> dict[str, str]:
        """What an address says of it: every part that is not blank, in the order of the fields."""
        parts = {name: getattr(self, name) for name in FIELDS}
        return {
            name: part if isinstance(part, str) else SEPARATOR.join(part)
            for name, part in parts.items()
            if part
        }

    @property
    def is_filtered(self) -> bool:
        """Whether it asks for less than everything."""
        return any(getattr(self, name) for name in ("q", *FACETS))


FIELDS = tuple(field.name for field in fields(Selection))
"""What an address may say of a selection, in the order in which it says it."""


def parse_selection(edition: Edition, pairs: Pairs) -> tuple[Selection, Unknown]:
    """The selection of an address's query, and the (name, value) pairs that name nothing in the edition.

    A value is an id, or a name that only one thing has (`theme=养老`). Values may be joined by commas or
    repeated; names that are no part of a selection are passed over.
    """
    given = _collect(pairs)
    parts: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, str]] = []
    for name in FACETS:
        typed = dict.fromkeys(
            value.strip() for text in given.get(name, ()) for value in text.split(SEPARATOR) if value.strip()
        )
        meant = {value: _find_meant(edition, name, value) for value in typed}
        known = _list_known(edition, name, meant.values())
        parts[name] = known
        unknown += [(name, value) for value in typed if meant[value] not in known]
    sort = next(iter(given.get("sort", ())), "").strip()
    if sort.removeprefix(DESCENDING) not in ("", *SORTS):
        unknown.append(("sort", sort))
        sort = ""
    q = " ".join(" ".join(given.get("q", ())).split())[:MAX_QUERY]
    return Selection(q=q, sort=sort if sort != DESCENDING else "", **parts), tuple(unknown)


def select(edition: Edition, selection: Selection) -> tuple[Figure, ...]:
    """The figures of a selection, sorted. Where there may be many, make records of a page of positions."""
    return tuple(edition.figure(int(position)) for position in select_positions(edition, selection))


@memoize(32, per_figure=True)
def select_positions(edition: Edition, selection: Selection) -> np.ndarray:
    """The positions in `edition.figures` of a selection, sorted.

    Without a sort, the best match first where words are given (of equal ones what stands and is newest), else
    in the order of themes, indicators, places, categories and time.
    """
    positions = np.flatnonzero(_mask(edition, selection))
    key = selection.sort.removeprefix(DESCENDING)
    ranks = sort_positions(edition, key, descending=selection.sort.startswith(DESCENDING))[positions]
    keys = [ranks]
    if selection.q and not key:
        keys += [fresh[positions] for fresh in rank_freshness(edition)]
        keys.append(-score_figures(edition, selection.q)[positions])
    ordered = positions[np.lexsort(keys)].astype(np.int32)
    ordered.setflags(write=False)
    return ordered


@memoize(32, per_figure=True)
def select_leading(edition: Edition, selection: Selection) -> np.ndarray:
    """The first of `select_positions` of each series, in the same order."""
    positions = select_positions(edition, selection)
    codes = code_series(edition)[positions]
    # Of several assignments the last counts: backwards, that is the first. Sorting takes ten times as long.
    first = np.full(len(_count_series(edition)), NONE)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return positions[np.sort(first[first != NONE])]


@memoize(1)
def code_series(edition: Edition) -> np.ndarray:
    """A number for the series of each figure; one of its own for a figure that belongs to none."""
    keys = edition.series.keys
    codes = np.where(keys.own != NONE, keys.own, keys.running)
    codes = np.where(codes != NONE, codes, len(edition.series) + np.arange(len(codes)))
    return codes.astype(np.int32)


@memoize(1)
def _count_series(edition: Edition) -> np.ndarray:
    return np.bincount(code_series(edition))


def count_alike(edition: Edition, position: int) -> int:
    """How many more figures the series of the one at a position has."""
    return int(_count_series(edition)[code_series(edition)[position]]) - 1


def select_standing(edition: Edition, selection: Selection) -> np.ndarray:
    """The positions of a selection that stand, sorted; all of them where figures or sources are named."""
    positions = select_positions(edition, selection)
    if selection.figure or selection.source:
        return positions
    return positions[edition.series.stands[positions]]


@memoize(256)
def count_options(edition: Edition, selection: Selection, name: str) -> Mapping[str, int]:
    """How many figures each option of a filter would give under all the other filters."""
    options = list_options(edition, name)
    if not options:
        return {}
    column = edition.figures[FACETS[name].column]
    codes = column.cat.codes.to_numpy()[_mask(edition, selection, apart=name)]
    tally = np.bincount(codes, minlength=len(column.cat.categories))
    counts = dict(zip(column.cat.categories, tally.tolist(), strict=True))
    return {
        value: sum(counts.get(member, 0) for member in option.members) for value, option in options.items()
    }


def _collect(pairs: Pairs) -> dict[str, list[str]]:
    """The texts of each name, whether a mapping gives one, a list of them, or pairs come one by one."""
    given: dict[str, list[str]] = {}
    for name, value in pairs.items() if isinstance(pairs, Mapping) else pairs:
        given.setdefault(name, []).extend([value] if isinstance(value, str) else value)
    return given


def _find_meant(edition: Edition, name: str, typed: str) -> str:
    """What somebody who typed an address by hand means: an id, or what a name is the only one of."""
    return typed if name in ("figure", "series") else find_option(edition, name, typed) or typed


def _list_known(edition: Edition, name: str, typed: Iterable[str]) -> tuple[str, ...]:
    """Those of the values typed that the edition has, in its own order so that equal selections are equal."""
    wanted = set(typed)
    if not wanted:
        return ()
    if name in ("figure", "series"):
        column = edition.figures["figure"]
        return tuple(column[column.isin(wanted)])
    return tuple(value for value in list_options(edition, name) if value in wanted)


def _mask(edition: Edition, selection: Selection, apart: str = "") -> np.ndarray:
    """Whether each figure meets every filter but the one named `apart`."""
    frame = edition.figures
    mask = np.ones(len(frame), dtype=bool)
    for name, facet in FACETS.items():
        wanted = getattr(selection, name)
        if wanted and name != apart:
            mask &= _meets(edition, frame[facet.column], name, wanted)
    if selection.q:
        mask &= score_figures(edition, selection.q) > 0
    return mask


def _meets(edition: Edition, column: pd.Series, name: str, wanted: tuple[str, ...]) -> np.ndarray:
    if name == "figure":
        return column.isin(wanted).to_numpy()
    if name == "series":
        codes = code_series(edition)
        return np.isin(codes, codes[column.isin(wanted).to_numpy()])
    options = list_options(edition, name)
    return column.isin({member for value in wanted for member in options[value].members}).to_numpy()
