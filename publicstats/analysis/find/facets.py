"""The filters of a selection: what each looks at, its options, and which cells an option stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from publicstats.analysis.find.folding import fold
from publicstats.contract.codelists import BASES, DERIVED, KINDS, STATUSES
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Text, translate

NORMAL = "normal"
"""How an address says the blank status."""


class Option(NamedTuple):
    """One value of a filter: its label, and the cells of the filter's column that it stands for."""

    label: Text
    members: tuple[str, ...]


Options = dict[str, Option]


@dataclass(frozen=True)
class Facet:
    """One filter; its name is the address's, and the word for it is `selection.<name>`."""

    name: str
    column: str
    """The column of `edition.figures` that it looks at."""
    build_options: Callable[[Edition], Options]


@memoize(64)
def list_options(edition: Edition, name: str) -> Mapping[str, Option]:
    """The options of a filter by value, in the order in which readers expect them.

    The filters `figure` and `series` take any id of a figure and have none to offer.
    """
    return FACETS[name].build_options(edition)


def find_option(edition: Edition, name: str, typed: str) -> str | None:
    """The value of a filter that a text is: the value itself, else the only one of that name.

    A name is meant in either language, by all of it, else by its beginning, else by a part. None where it is
    the name of none, or of several.
    """
    if typed in list_options(edition, name):
        return typed
    return find_named(_index_labels(edition, name), typed)


def find_named(labels: Iterable[tuple[str, str]], typed: str) -> str | None:
    """The only value whose name a text is, else whose name it begins, else is a part of; names are folded."""
    word, labels = fold(typed), tuple(labels)
    if not word:
        return None
    for is_meant in (str.__eq__, str.startswith, str.__contains__):
        meant = {value for label, value in labels if is_meant(label, word)}
        if meant:
            return meant.pop() if len(meant) == 1 else None
    return None


@memoize(64)
def _index_labels(edition: Edition, name: str) -> tuple[tuple[str, str], ...]:
    """The names of a filter's options in both languages, each with the value."""
    options = list_options(edition, name).items()
    return tuple((fold(option.label.to(lang)), value) for value, option in options for lang in LANGS)


def _build_themes(edition: Edition) -> Options:
    return {
        theme.id: Option(theme.title, tuple(i.id for i in edition.indicators.values() if i.theme == theme.id))
        for theme in edition.themes.values()
    }


def _build_indicators(edition: Edition) -> Options:
    return {i.id: Option(i.name, (i.id,)) for i in edition.indicators.values()}


def _build_regions(edition: Edition) -> Options:
    return {r.id: Option(r.name, (r.id,)) for r in edition.regions.values()}


def _build_areas(edition: Edition) -> Options:
    """Each place with all that lies below it by `parent`, itself first."""
    below: dict[str, list[str]] = {name: [name] for name in edition.regions}
    for name in edition.regions:
        above = edition.regions[name].parent
        while above:
            below[above].append(name)
            above = edition.regions[above].parent
    return {name: Option(edition.regions[name].name, tuple(members)) for name, members in below.items()}


def _build_years(edition: Edition) -> Options:
    """Each year that a period touches, the latest first; a period of unknown start counts by its end."""
    years: dict[int, list[str]] = {}
    for text in edition.figures["period"].cat.categories:
        period = edition.periods[text]
        start = period.start or period.end
        for year in range(start.year, period.end.year + 1):
            years.setdefault(year, []).append(text)
    return {
        str(year): Option(Text(f"{year}年", str(year)), tuple(members))
        for year, members in sorted(years.items(), reverse=True)
    }


def _build_sources(edition: Edition) -> Options:
    return {s.id: Option(s.title, (s.id,)) for s in edition.sources.values()}


def _build_figures(edition: Edition) -> Options:
    return {}


def _build_words(words: Mapping[str, tuple[str, str]], edition: Edition) -> Options:
    """Options that are the same in every edition: value -> (key of its word, cell)."""
    return {
        value: Option(Text(*(translate(key, lang) for lang in LANGS)), (cell,))
        for value, (key, cell) in words.items()
    }


_BASES = {basis: (f"basis.name.{basis}", basis) for basis in BASES}
_KINDS = {kind: (f"kind.{kind}", kind) for kind in KINDS}
_STATUSES = {status or NORMAL: (f"status.{status or NORMAL}", status) for status in (*STATUSES, DERIVED)}

FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("theme", "indicator", _build_themes),
        Facet("indicator", "indicator", _build_indicators),
        Facet("region", "region", _build_regions),
        Facet("within", "region", _build_areas),
        Facet("period", "period", _build_years),
        Facet("basis", "basis", partial(_build_words, _BASES)),
        Facet("kind", "kind", partial(_build_words, _KINDS)),
        Facet("status", "status", partial(_build_words, _STATUSES)),
        Facet("source", "source", _build_sources),
        Facet("figure", "figure", _build_figures),
        Facet("series", "figure", _build_figures),
    )
}
"""Every filter, in the order in which the page shows them."""
