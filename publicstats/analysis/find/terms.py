"""The texts that belong to each indicator, category, place, period, source and kind of an edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from publicstats.analysis.find.facets import list_options
from publicstats.analysis.find.term_matching import Term, make_term
from publicstats.contract.records import Indicator, Region, Source
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.period import format_period
from publicstats.text.i18n import LANGS, Text

SHORT_FORMS = {
    "医疗保险": "医保",
    "医疗保障": "医保",
    "社会保险": "社保",
    "社会保障": "社保",
    "养老保险": "养老险",
}
"""What officials type for what is printed in full: either finds the other."""
_RANK = re.compile(r"(?<=..)(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|[省市区县镇村])$")
"""What readers leave out of a place's name: 上海 is all of it."""
RELATED = 0.5
"""What the name of a theme, or of the place above, counts for beside the name itself."""
PROSE = 0.25
"""What a definition, summary or publisher counts for."""

Terms = Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True)
class Dimension:
    """One thing that belongs to a figure: the column that names it, its texts by cell, and its weight."""

    column: str
    list_terms: Callable[[Edition], Terms]
    weight: float = 1.0


@memoize(16)
def list_terms(edition: Edition, name: str) -> Terms:
    """The terms of each value of a dimension, or of each theme by its id."""
    return _build_themes(edition) if name == "theme" else DIMENSIONS[name].list_terms(edition)


def read_ahead(edition: Edition, may_go_on: Callable[[], bool]) -> None:
    """Reads all names aloud before the first search asks for that: a second for some thousands.

    `may_go_on` waits for the right moment, or gives False to end it.
    """
    for name in (*DIMENSIONS, "theme"):
        if not may_go_on():
            return
        list_terms(edition, name)


def _name(text: Text, weight: float = 1.0) -> list[Term]:
    """The terms of a name: both languages, and its short form where officials use one."""
    forms = [text.zh, text.en]
    for full, short in SHORT_FORMS.items():
        if full in text.zh:
            forms.append(text.zh.replace(full, short))
    return [make_term(form, weight) for form in dict.fromkeys(forms) if form]


def _prose(text: Text) -> list[Term]:
    """The terms of a sentence: found by its characters, not by pinyin, which would find it by chance."""
    return [Term(make_term(part).text, PROSE) for part in text if part]


def _build_themes(edition: Edition) -> Terms:
    return {t.id: (*_name(t.title), *_prose(t.summary)) for t in edition.themes.values()}


def _build_indicators(edition: Edition) -> Terms:
    def gather(indicator: Indicator) -> Iterable[Term]:
        yield from _name(indicator.name)
        yield from _name(edition.themes[indicator.theme].title, RELATED)
        yield from _prose(indicator.definition)

    return {i.id: tuple(gather(i)) for i in edition.indicators.values()}


def _build_regions(edition: Edition) -> Terms:
    """Each place by its name, and by those above it but the country, which would find everything."""

    def gather(region: Region) -> Iterable[Term]:
        yield from _name(region.name)
        yield make_term(_RANK.sub("", region.name.zh))
        above = edition.regions.get(region.parent)
        while above is not None and above.parent:
            yield from _name(above.name, RELATED)
            above = edition.regions.get(above.parent)

    return {r.id: tuple(gather(r)) for r in edition.regions.values()}


def _build_breakdowns(edition: Edition) -> Terms:
    return {b.id: tuple(_name(b.name)) for b in edition.breakdowns.values()}


def _build_sources(edition: Edition) -> Terms:
    def gather(source: Source) -> Iterable[Term]:
        yield from _name(source.title)
        yield from _prose(source.publisher)

    return {s.id: tuple(gather(s)) for s in edition.sources.values()}


def _build_periods(edition: Edition) -> Terms:
    """Each period in both languages, as typed, and by the years that it touches."""
    years: dict[str, list[Term]] = {}
    for year, option in list_options(edition, "period").items():
        for text in option.members:
            ends = str(edition.periods[text].end.year) == year
            years.setdefault(text, []).append(Term(year, 1.0 if ends else RELATED))
    return {
        text: (
            *terms,
            Term(text),
            *(Term(make_term(format_period(edition.periods[text], lang)).text) for lang in LANGS),
        )
        for text, terms in years.items()
    }


def _build_words(name: str) -> Callable[[Edition], Terms]:
    """The words of a filter whose options are the same in every edition, by their cells."""
    return lambda edition: {
        member: tuple(make_term(text) for text in option.label)
        for option in list_options(edition, name).values()
        for member in option.members
    }


DIMENSIONS: dict[str, Dimension] = {
    "indicator": Dimension("indicator", _build_indicators),
    "breakdown": Dimension("breakdown", _build_breakdowns),
    "region": Dimension("region", _build_regions, 0.9),
    "period": Dimension("period", _build_periods, 0.8),
    "source": Dimension("source", _build_sources, 0.4),
    "kind": Dimension("kind", _build_words("kind"), 0.4),
    "status": Dimension("status", _build_words("status"), 0.4),
}
"""What a figure is found by, besides what is printed."""
