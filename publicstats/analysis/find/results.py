"""What a query finds: figures by position, and the indicators, places, sources and themes it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from publicstats.analysis.find.folding import split_query
from publicstats.analysis.find.scoring import IDENTICAL, match_records, match_values, score_figures
from publicstats.analysis.find.sorting import rank_freshness
from publicstats.contract.records import Indicator, Region, Source, Theme
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition

Record = TypeVar("Record")


@dataclass(frozen=True)
class Results:
    """What a query finds, each the best match first; `figures` are positions of `edition.figures`."""

    figures: np.ndarray
    indicators: tuple[Indicator, ...]
    places: tuple[Region, ...]
    sources: tuple[Source, ...]
    themes: tuple[Theme, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return not (len(self.figures) or self.indicators or self.places or self.sources or self.themes)


@memoize(32, per_figure=True)
def search(edition: Edition, query: str) -> Results:
    """Everything that has all words of a query, in any order and either language.

    Of equal matches come first what stands, then what was before what is expected, then the newest.
    """
    scores = score_figures(edition, query)
    positions = np.flatnonzero(scores)
    newest = [key[positions] for key in rank_freshness(edition)]
    return Results(
        figures=positions[np.lexsort([*newest, -scores[positions]])],
        indicators=_find(edition, "indicator", query, edition.indicators),
        places=_find(edition, "region", query, edition.regions),
        sources=_find(edition, "source", query, _sort_by_day(edition.sources)),
        themes=_find(edition, "theme", query, edition.themes),
    )


def suggest_queries(edition: Edition, query: str) -> tuple[tuple[str, int], ...]:
    """Shorter queries that find figures where this one finds none: without one word, the most found first."""
    words = split_query(query)
    shorter = [" ".join((*words[:at], *words[at + 1 :])) for at in range(len(words))]
    found = [(text, int((score_figures(edition, text) > 0).sum())) for text in shorter if text]
    return tuple(sorted((pair for pair in found if pair[1]), key=lambda pair: pair[1]))


def _sort_by_day(sources: Mapping[str, Source]) -> dict[str, Source]:
    """Sources, those published last first."""
    return dict(sorted(sources.items(), key=lambda item: item[1].published.end, reverse=True))


def _find(edition: Edition, name: str, query: str, catalogue: Mapping[str, Record]) -> tuple[Record, ...]:
    """The records that every word matches, of equals in their order; first the one that it is the id of."""
    words, named = split_query(query), query.strip()
    each = [match_records(edition, name, word) for word in words] or [{}]
    whole = match_values(edition, name, " ".join(words)) if words else {}
    total = {
        value: sum(scores[value] for scores in each) + whole.get(value, 0)
        for value in catalogue
        if all(value in scores for scores in each)
    }
    if named in catalogue:
        total[named] = IDENTICAL
    return tuple(catalogue[value] for value in sorted(total, key=lambda value: -total[value]))
