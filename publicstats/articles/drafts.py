"""Draft rows of data/figures/ from an article: what is found, and what fills each row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from publicstats.articles.compared_with import REACH, find_base
from publicstats.articles.filling import Setting, Settings
from publicstats.articles.finding import find_mentions
from publicstats.articles.likeness import Likeness
from publicstats.articles.mentions import Mention
from publicstats.articles.placing import Places
from publicstats.articles.text import Article, read_article
from publicstats.articles.times import find_published, find_subject, find_times
from publicstats.contract.records import Indicator, Region, Source, Unit
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import Edition, plain
from publicstats.period import Period, parse_period
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
    """A proposed row and the position in the text that it comes from."""

    figure: str
    mention: Mention
    line: int
    bare_line: int
    """Where it would begin without the word of a change: rows may leave that out."""
    setting: Setting
    indicator: str
    region: str
    source: str
    context: str
    base: str = ""
    """What a change is measured against."""

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
            "status": "masked" if quantity.qualifier == "masked" else setting.status,
            "printed": self.mention.printed,
            "source": self.source,
            "line": str(self.line),
            "note_zh": notes[LANGS.index("zh")],
            "note_en": notes[LANGS.index("en")],
            "base": self.base,
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


@dataclass(frozen=True)
class Known:
    """What a scan asks of an edition; small, so that it may be handed to another process."""

    regions: Mapping[str, Region]
    indicators: tuple[Indicator, ...]
    units: Mapping[str, Unit]
    stem: str
    """What the ids of the drafts begin with."""
    taken: frozenset[str]
    """Ids of figures that begin so."""


def list_known(edition: Edition, source: Source | None) -> Known:
    """What a scan of an article with this source, or of one without, asks of an edition."""
    stem = source.id if source else "draft"
    ids = edition.figures["figure"]
    taken = frozenset(ids[ids.str.startswith(f"{stem}_")])
    return Known(dict(edition.regions), tuple(edition.indicators.values()), dict(edition.units), stem, taken)


def check_length(pasted: str) -> None:
    """`LengthError` where a text is longer than `MAX_LENGTH`."""
    if len(pasted) > MAX_LENGTH:
        raise LengthError(str(len(pasted)))


def scan_article(
    pasted: str, edition: Edition, *, published: Period | None = None, source: Source | None = None
) -> Scan:
    """The draft rows of an article's text, in order.

    `published` is the article's date, else the source's, else that of its dateline. `LengthError` where the
    text is longer than `MAX_LENGTH`.
    """
    return scan_text(pasted, list_known(edition, source), published, source)


def scan_text(pasted: str, known: Known, published: Period | None, source: Source | None) -> Scan:
    """The same from what is known of an edition."""
    check_length(pasted)
    article = read_article(pasted)
    published = published or (source.published if source else None) or find_published(article)
    subject = find_subject(article, published)
    settings = Settings(article, find_times(article, published, subject), published, subject)
    places = Places(article, known.regions)
    likeness = Likeness(known.indicators, known.units)
    names = _number_ids(known.stem, known.taken)
    found = [(mention, settings.read(mention)) for mention in find_mentions(article, known.units)]
    drafts = tuple(
        Draft(
            figure=next(names),
            mention=mention,
            line=article.lines[mention.start],
            bare_line=article.lines[mention.bare_start],
            setting=setting,
            indicator=likeness.read(article, mention),
            region=places.read(mention),
            source=source.id if source else "",
            context=_context(article, mention),
            base=_base(article, mention, setting),
        )
        for mention, setting in found
    )
    return Scan(article, published, drafts, tuple(known.units))


def _number_ids(stem: str, taken: Collection[str]) -> Iterator[str]:
    """Ids that no figure has: a suggestion, to be changed for one that says what the figure is."""
    number = 0
    while True:
        number += 1
        if (name := f"{stem}_{number}") not in taken:
            yield name


def _base(article: Article, mention: Mention, setting: Setting) -> str:
    if setting.basis != "growth":
        return ""
    period = parse_period(setting.period) if setting.period else None
    before = article.cut(max(0, mention.start - REACH), mention.start)
    return find_base(before, mention.quantity.base, period)


def _context(article: Article, mention: Mention) -> str:
    text = article.cut(0, len(article.text))
    before = text[max(0, mention.start - CONTEXT) : mention.start]
    # An ellipsis first: whatever was pasted, the cell begins no formula.
    return f"…{before}[{mention.printed}]{text[mention.end : mention.end + CONTEXT]}".replace("\n", " ")
