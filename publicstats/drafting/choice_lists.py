"""What may be chosen for a cell, with names in both languages and their pinyin, for choosing as one types."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice, product
from typing import Any

from publicstats.analysis.find.folding import fold
from publicstats.analysis.find.term_matching import read_aloud
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.text.i18n import Text

MOST_READINGS, SHORT = 4, 4
"""Ways to read a name aloud that are listed at most, of names of so many characters."""


@memoize(1)
def list_choices(edition: Edition) -> dict[str, Any]:
    """The catalogues as rows of id, Chinese name, English name, pinyin.

    Indicators have their theme and unit besides. Pinyin stands in full and as initials: ``jiuye jy``.
    """
    sources = sorted(edition.sources.values(), key=lambda s: (s.published.end, s.id), reverse=True)
    return {
        "indicators": [[*_name(i.id, i.name), i.theme, i.unit.id] for i in edition.indicators.values()],
        "regions": [_name(region.id, region.name) for region in edition.regions.values()],
        "breakdowns": [_name(breakdown.id, breakdown.name) for breakdown in edition.breakdowns.values()],
        "units": [_name(unit.id, Text(unit.id, unit.name_en)) for unit in edition.units.values()],
        "themes": [_name(theme.id, theme.title) for theme in edition.themes.values()],
        "sources": [_name(source.id, source.title) for source in sources],
    }


def _name(name: str, text: Text) -> list[str]:
    return [name, text.zh, text.en, spell(text.zh)]


@cache
def spell(name: str) -> str:
    """How a Chinese name is typed by its sound: in full and by initials, as its phrases have it.

    ``重庆`` is ``chongqing cq``; characters that are read in several ways give several spellings.
    """
    readings = read_aloud(fold(name).replace(" ", ""))
    ways = list(islice(product(*readings), MOST_READINGS if len(readings) <= SHORT else 1))
    spelled: Iterable[str] = ["".join(way) for way in ways]
    initials = ["".join(syllable[:1] for syllable in way) for way in ways]
    return " ".join(dict.fromkeys((*spelled, *initials)))
