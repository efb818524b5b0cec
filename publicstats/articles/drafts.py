"""Draft rows of data/figures/ from an article: what is found, and what fills each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from publicstats.articles.filling import Setting, Settings
from publicstats.articles.finding import find_mentions
from publicstats.articles.likeness import Likeness
from publicstats.articles.mentions import Mention
from publicstats.articles.regions import Places
from publicstats.articles.text import Article, read_article
from publicstats.articles.times import find_published, find_times
from publicstats.contract.records import Source
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import Edition, plain
from publicstats.period import Period
from publicstats.text.i18n import LANGS, translate

MAX_LENGTH = 50_000
"""Characters that are read at most: the longest archived page has 13,000."""
CONTEXT = 12
"""Characters shown on either side of a figure, for the analyst's eye only; never stored in data/."""
EXTRA = ("qualifier", "value", "unit", "confidence", "context")
COLUMNS = (*SCHEMAS["figures"].names, *EXTRA)
"""The columns of a draft: those of data/figures/*.csv, and what only helps to confirm it."""


class LengthError(ValueError):
    """A text longer than `MAX_LENGTH`."""


@dataclass(frozen=True)
class Draft:
    """A proposed row and the place in the text that it comes from."""

    figure: str
    mention: Mention
    line: int
    setting: Setting
    indicator: str
    region: str
    source: str
    context: str

    @property
    def row(self) -> dict[str, str]:
        """The draft by the names of `COLUMNS`; what is not sure is blank."""
        quantity, setting = self.mention.quantity, self.setting
        repeats = str(self.mention.repeats)
        notes = [translate("scan.repeats", lang, line=repeats) if repeats != "0" else "" for lang in LANGS]
        return dict.fromkeys(COLUMNS, "") | {
            "figure": self.figure,
            "indicator": self.indicator,
            "region": self.region,
            "period": setting.period,
            "basis": setting.basis,
            "kind": setting.kind,
            "status": "masked" if quantity.qualifier == "masked" else "",
            "printed": self.mention.printed,
            "source": self.source,
            "line": str(self.line),
            "note_zh": notes[LANGS.index("zh")],
            "note_en": notes[LANGS.index("en")],
            "qualifier": quantity.qualifier,
            "value": plain(quantity.value),
            "unit": quantity.unit,
            "confidence": str(self.mention.confidence),
            "context": self.context,
        }


@dataclass(frozen=True)
class Scan:
    """All that was found in an article."""

    article: Article
    published: Period | None
    drafts: tuple[Draft, ...]
    units: tuple[str, ...]
    """The units that data/units.csv has."""

    @cached_property
    def new_units(self) -> tuple[str, ...]:
        """Units of the drafts that must be added to data/units.csv first."""
        found = dict.fromkeys(draft.mention.quantity.unit for draft in self.drafts)
        return tuple(unit for unit in found if unit and unit not in self.units)


def scan_article(
    pasted: str, edition: Edition, *, published: Period | None = None, source: Source | None = None
) -> Scan:
    """The draft rows of an article's text, in order.

    `published` is the article's date, else the source's, else that of its dateline. `LengthError` where the
    text is longer than `MAX_LENGTH`.
    """
    if len(pasted) > MAX_LENGTH:
        raise LengthError(str(len(pasted)))
    article = read_article(pasted)
    published = published or (source.published if source else None) or find_published(article)
    settings = Settings(article, find_times(article, published), published)
    places = Places(article, edition.regions)
    likeness = Likeness(edition.indicators.values(), edition.units)
    stem = source.id if source else "draft"
    names = _number_ids(stem, set(edition.figures["figure"]))
    drafts = tuple(
        Draft(
            figure=next(names),
            mention=mention,
            line=article.lines[mention.start],
            setting=settings.read(mention),
            indicator=likeness.read(article, mention),
            region=places.read(mention.start),
            source=source.id if source else "",
            context=_context(article, mention),
        )
        for mention in find_mentions(article, edition.units)
    )
    return Scan(article, published, drafts, tuple(edition.units))


def _number_ids(stem: str, taken: set[str]) -> Iterator[str]:
    """Ids that no figure has: a suggestion, to be changed for one that says what the figure is."""
    number = 0
    while True:
        number += 1
        if (name := f"{stem}_{number}") not in taken:
            yield name


def _context(article: Article, mention: Mention) -> str:
    text = article.shown
    before = text[max(0, mention.start - CONTEXT) : mention.start]
    # An ellipsis first: whatever was pasted, the cell begins no formula.
    return f"…{before}[{mention.printed}]{text[mention.end : mention.end + CONTEXT]}".replace("\n", " ")
