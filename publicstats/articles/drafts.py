"""Draft rows of data/figures/ from an article: what is found, and what fills each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from publicstats.articles.compared_with import REACH, find_base, find_column_base
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
EXTRA = ("qualifier", "value", "unit", "confidence", "like", "to_add", "context")
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
    breakdown: str = ""
    comparability: str = ""
    like: str = ""
    """The figure of an earlier article from which the row is filled."""
    base_unit: str = ""
    """The unit that its unit is the same as (名: 人), itself where it is none's."""
    new_unit: str = ""
    """Its unit, where data/units.csv has none such."""
    new_place: str = ""
    """The place named before it, where data/regions.csv has none such."""

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
            "breakdown": self.breakdown,
            "comparability": self.comparability,
            "like": self.like,
            "to_add": "; ".join(self._list_missing()),
            "qualifier": quantity.qualifier,
            "value": plain(quantity.value),
            "unit": quantity.unit,
            "confidence": str(self.mention.confidence),
            "context": self.context,
        }

    def _list_missing(self) -> Iterator[str]:
        """What must be added to the catalogues before the row can be saved: ``units.csv: 公顷``."""
        if self.new_unit:
            yield f"{SCHEMAS['units'].path}: {self.new_unit}"
        if self.new_place and not self.region:
            yield f"{SCHEMAS['regions'].path}: {self.new_place}"


@dataclass(frozen=True)
class Scan:
    """All that was found in an article."""

    article: Article
    published: Period | None
    drafts: tuple[Draft, ...]
    like: Source | None = None
    """The earlier article from which rows are filled."""
    like_text: bool = False
    """Whether its text was at hand."""
    new_source: str = ""
    """The id that the article may be registered by, as the earlier one is."""

    @property
    def new_units(self) -> tuple[str, ...]:
        """Units of the drafts that must be added to data/units.csv first."""
        return tuple(dict.fromkeys(draft.new_unit for draft in self.drafts if draft.new_unit))

    @property
    def new_places(self) -> tuple[str, ...]:
        """Places of the drafts that must be added to data/regions.csv first."""
        return tuple(dict.fromkeys(d.new_place for d in self.drafts if d.new_place and not d.region))


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


def scan_text(pasted: str, known: Known, published: Period | None, source: Source | None) -> Scan:
    """The draft rows of an article's text by its own words, in order.

    `published` is the article's date, else the source's, else that of its dateline.
    """
    check_length(pasted)
    article = read_article(pasted)
    published = published or (source.published if source else None) or find_published(article)
    subject = find_subject(article, published)
    settings = Settings(article, find_times(article, published, subject), published, subject)
    places = Places(article, known.regions)
    likeness = Likeness(known.indicators, known.units)
    found = [(mention, settings.read(mention)) for mention in find_mentions(article, known.units)]
    drafts = tuple(
        Draft(
            figure=_number_id(number, known),
            mention=mention,
            line=article.lines[mention.start],
            bare_line=article.lines[mention.bare_start],
            setting=setting,
            indicator=likeness.read(article, mention),
            region=places.read(mention),
            source=source.id if source else "",
            context=_context(article, mention),
            base=_base(article, mention, setting),
            base_unit=known.units[unit].base if (unit := mention.quantity.unit) in known.units else unit,
            new_unit="" if unit in known.units else unit,
            new_place=places.name_unknown(mention.start),
        )
        for number, (mention, setting) in enumerate(found, 1)
    )
    return Scan(article, published, drafts)


def _number_id(number: int, known: Known) -> str:
    """An id that no figure has: a suggestion, to be changed for one that says what the figure is.

    The number is that of the draft in its article, however many of the others are rows by now.
    """
    name = f"{known.stem}_{number}"
    return free_id(name, known.taken.__contains__) if name in known.taken else name


def free_id(name: str, is_taken: Callable[[str], bool]) -> str:
    """The id with the first number behind it by which it is nobody's."""
    return next(free for n in count(2) if not is_taken(free := f"{name}_{n}"))


def _base(article: Article, mention: Mention, setting: Setting) -> str:
    if setting.basis != "growth":
        return ""
    period = parse_period(setting.period) if setting.period else None
    if cell := mention.cell:
        measured = [article.text[slice(*span)] for span in cell.measured]
        return find_column_base(
            article.text[slice(*cell.head)] + article.text[slice(*cell.label)], measured, period
        )
    before = article.text[max(0, mention.start - REACH) : mention.start]
    return find_base(before, mention.quantity.base, period)


def _context(article: Article, mention: Mention) -> str:
    text = article.cut(0, len(article.text))
    before = text[max(0, mention.start - CONTEXT) : mention.start]
    # An ellipsis first: whatever was pasted, the cell begins no formula.
    return f"…{before}[{mention.printed}]{text[mention.end : mention.end + CONTEXT]}".replace("\n", " ")
