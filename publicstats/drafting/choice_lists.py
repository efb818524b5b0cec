"""What may be chosen for a cell, with names in both languages and their pinyin, for choosing as one types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, product
from typing import Any

from publicstats.analysis.find.folding import fold
from publicstats.analysis.find.term_matching import read_aloud
from publicstats.contract.codelists import (
    BASES,
    CHANGE_BASES,
    COMPARABILITIES,
    FREQUENCIES,
    KINDS,
    REVISIONS,
    STATUSES,
)
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.text.i18n import Text, translate

MOST_READINGS, SHORT = 4, 4
"""Ways to read a name aloud that are listed at most, of names of so many characters."""
_COLUMNS = {column.name: column for schema in SCHEMAS.values() for column in schema.columns}
_UNIT_KINDS = next(column for column in SCHEMAS["units"].columns if column.name == "kind").choices
_CODES: Mapping[str, tuple[str, Sequence[str]]] = {
    "basis": ("basis.name.{}", BASES),
    "kind": ("kind.{}", ("", *KINDS[1:])),
    "status": ("status.{}", tuple(STATUSES)),
    "base": ("base.{}", CHANGE_BASES),
    "comparability": ("comparability.{}", COMPARABILITIES),
    "revision": ("revision.{}", REVISIONS),
    "level": ("level.{}", _COLUMNS["level"].choices),
    "frequency": ("frequency.{}", FREQUENCIES),
    "unit_kind": ("desk.unit_kind.{}", _UNIT_KINDS),
    "better": ("desk.better.{}", ("up", "down")),
    "published_basis": ("desk.published_basis.{}", _COLUMNS["published_basis"].choices),
}
"""The code lists by name: the pattern of their words, and the codes."""
_BLANKS = {"kind": "actual", "status": "normal"}
"""What a blank cell means, where it means something."""


@memoize(1)
def list_choices(edition: Edition) -> dict[str, Any]:
    """The catalogues as rows of id, Chinese name, English name, pinyin; the codes as rows of code and words.

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
        "codes": {name: list(_list_codes(name)) for name in _CODES},
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


def _list_codes(name: str) -> Iterable[list[str]]:
    pattern, codes = _CODES[name]
    for code in codes:
        key = pattern.format(code or _BLANKS.get(name, ""))
        yield [code, translate(key, "zh"), translate(key, "en")]
