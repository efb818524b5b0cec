"""What a one-page brief tells: the headlines of a theme, of all themes, or of chosen figures."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from publicstats.analysis.headline_series import choose_headline, split_natures
from publicstats.analysis.headlines import list_card_figures, list_headlines
from publicstats.analysis.observations import Series, read_series
from publicstats.contract.records import Figure, Theme
from publicstats.edition.model import Edition

MOST = 24
"""Headlines that are worked out: more than a page holds."""


class Headlines(NamedTuple):
    """The first headlines, and how many there are in all."""

    figures: tuple[Figure, ...]
    total: int


def list_theme_lines(edition: Edition, theme: Theme) -> Headlines:
    """Those of a theme's first card row; of a theme without one, of its figures."""
    figures = list_card_figures(edition, theme)
    if figures:
        return Headlines(figures[:MOST], len(figures))
    wanted = [indicator.id for indicator in edition.indicators.values() if indicator.theme == theme.id]
    mask = edition.figures["indicator"].isin(wanted).to_numpy() & edition.series.stands
    return list_chosen_lines(edition, np.flatnonzero(mask))


def list_overview_lines(edition: Edition) -> Headlines:
    """The first headline of each theme, in the order of the themes."""
    found = (list_headlines(edition, theme) for theme in edition.themes.values())
    figures = tuple(headlines[0] for headlines in found if headlines)
    return Headlines(figures[:MOST], len(figures))


def list_chosen_lines(edition: Edition, positions: np.ndarray) -> Headlines:
    """One figure for each thing at each place: of the series that speaks for it the latest that was chosen.

    `positions` are those of the chosen figures in `edition.figures`; the things come in their order.
    """
    frame = edition.figures.iloc[positions]
    names = [frame[column].cat.codes.to_numpy() for column in ("indicator", "region", "breakdown")]
    if not len(positions):
        return Headlines((), 0)
    _, first, group = np.unique(np.stack(names), axis=1, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    chosen = (positions[group == code] for code in order[:MOST].tolist())
    return Headlines(tuple(_choose(edition, members) for members in chosen), len(order))


def _choose(edition: Edition, positions: np.ndarray) -> Figure:
    """Of figures of one thing at one place the one to tell: what was before what is to be, and the latest."""
    codes = {position: edition.series.list_series(position) for position in positions.tolist()}
    every = dict.fromkeys(code for listed in codes.values() for code in listed)
    found = [series for code in every if (series := read_series(edition, code)) is not None]
    if not found:
        return edition.figure(int(positions[-1]))
    speaking = choose_headline(edition, _pick(found)).series.code
    figures = [edition.figure(position) for position, listed in codes.items() if speaking in listed]
    return max(figures, key=_rank)


def _pick(found: list[Series]) -> list[Series]:
    """Series of one nature: of what is, else of what holds or is aimed at."""
    actual = [series for series in found if series.kind == "actual"] or found
    return next(iter(split_natures(actual).values()))


def _rank(figure: Figure) -> tuple[bool, int]:
    return figure.is_known and figure.status != "forecast", figure.period.end.toordinal()
