"""The things an edition holds, one record class a table, with ids resolved and cells parsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from publicstats.contract.codelists import DAYS, OVER_TIME
from publicstats.formula.calculation import Formula, Value
from publicstats.period import Period
from publicstats.quantity import Quantity
from publicstats.text.i18n import Text


@dataclass(frozen=True, slots=True)
class Theme:
    """A section of the site."""

    id: str
    title: Text
    summary: Text
    icon: str
    order: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or measure word; `base` is the unit it is the same as, itself where it is none's.

    `name_en` reads after any number but one, `name_en_one` after one.
    """

    id: str
    base: str
    name_en: str
    name_en_one: str
    kind: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured."""

    id: str
    theme: str
    name: Text
    unit: Unit
    better: str
    additive: bool
    update_days: int | None
    definition: Text
    signed: bool = False
    """Whether there may be less than nothing of it, as of a net increase."""
    frequency: str = ""
    """How often it appears; blank: found for each series."""
    additive_time: bool = False
    """Whether its periods add up over time, as visits and money do."""
    ended: Period | None = None
    """Since when it is no longer printed."""
    successor: str = ""
    """The indicator that took its place."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place; `row` and `column` are its cell on the tile map."""

    id: str
    name: Text
    level: str
    parent: str
    row: int | None
    column: int | None
    valid_from: date | None = None
    valid_to: date | None = None
    """Its first and last day as a place of its own, where it was formed or has ended since."""
    successor: tuple[str, ...] = ()
    """The places that took its place."""

    @property
    def is_tile(self) -> bool:
        """Whether the place has a cell on the map."""
        return self.row is not None and self.column is not None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A category inside an indicator."""

    id: str
    name: Text
    order: int


@dataclass(frozen=True, slots=True)
class Source:
    """One article or document."""

    id: str
    title: Text
    publisher: Text
    published: Period
    published_basis: str
    document: str
    note: Text
    revises: tuple[str, ...] = ()
    """The sources whose figures of the same observations its own replace."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A card row or a chart on a theme page."""

    id: str
    theme: str
    order: int
    kind: str
    title: Text
    indicators: tuple[str, ...]
    regions: tuple[str, ...]
    across: str
    note: Text
    breakdowns: tuple[str, ...] = ()
    """The categories that it shows; none: all."""
    frequency: str = ""
    """What its figures are of; blank: found for each series."""

    @property
    def is_over_time(self) -> bool:
        """Whether it shows more than the latest value of each series."""
        return self.kind in OVER_TIME or self.across == "period"


@dataclass(frozen=True, slots=True)
class Break:
    """A change of what is counted; blank `region` and `breakdown` stand for all of them."""

    id: str
    indicator: str
    region: str
    breakdown: str
    start: Period
    """The first period that is counted anew: the column `from`."""
    note: Text


@dataclass(frozen=True, slots=True)
class Release:
    """What is to be published of some indicators for a period, and the day on which it is expected."""

    id: str
    title: Text
    indicators: tuple[str, ...]
    period: Period
    expected: date
    note: Text


@dataclass(frozen=True, slots=True)
class Calculation:
    """A figure computed from others or, with `compare_with`, a check of one."""

    id: str
    indicator: str
    region: str
    breakdown: str
    period: Period
    basis: str
    formula: Formula
    compare_with: str
    note: Text
    wording: Text
    """The formula with indicator names in place of ids."""
    base: str = ""
    """What a growth is measured against: `year_before`, `period_before`, `unstated` or a period."""
    unit: str = ""
    """The unit that a change (%, 个百分点) or a period after a break counts in; blank: its indicator's."""
    rule: str = ""
    """The rule that it is one case of; blank where it has a row of its own."""

    @property
    def is_check(self) -> bool:
        """Whether the result is compared with a figure or number, not shown as a figure of its own."""
        return bool(self.compare_with)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of calculations without a period: what is computed wherever its inputs stand.

    `formula` is of indicators and `days`, the length of a period; `compare_with` an indicator or a number.
    """

    id: str
    indicator: str
    region: str
    """Blank: every place."""
    breakdown: str
    """Blank: with any category or none; `-`: without one."""
    basis: str
    formula: Formula
    compare_with: str
    note: Text

    @property
    def is_check(self) -> bool:
        """Whether its results are compared with something, not shown as figures."""
        return bool(self.compare_with)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The indicators of its formula, without `days`."""
        return tuple(name for name in self.formula.ids if name != DAYS)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What an analyst says of hints: why they are all right.

    A blank cell is of all rules, all figures, all indicators, all places.
    """

    id: str
    hint: str
    figure: str
    reason: Text
    indicator: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, printed (`quantity`, `source`, `line`) or derived (`computed`, `calculation`)."""

    id: str
    indicator: Indicator
    region: Region
    breakdown: Breakdown | None
    period: Period
    basis: str
    kind: str
    status: str
    printed: str
    quantity: Quantity | None
    unit: Unit
    source: Source | None
    line: int | None
    note: Text
    base: str = ""
    """What a growth is measured against: `year_before`, `period_before`, `unstated` or a period."""
    comparability: str = ""
    """How a growth rate compares, where levels as printed do not give it: as `constant_prices`."""
    supersedes: tuple[str, ...] = ()
    """The figures that this one replaces by its own row."""
    revision: str = ""
    """What kind of replacement it is: `final`, `revised`, `corrected` or `withdrawn`."""
    calculation: Calculation | None = None
    computed: Value | None = None
    is_replaced: bool = False
    """Whether another figure has taken its place: it is what was printed then."""

    @property
    def value(self) -> Decimal | None:
        """The number in the figure's unit; none where digits are hidden or missing."""
        if self.computed is not None:
            return self.computed.value
        return self.quantity.value if self.quantity else None

    @property
    def low(self) -> Decimal | None:
        """The lower end of what the figure allows; none where open or unknown."""
        if self.computed is not None:
            return self.computed.low
        return self.quantity.low if self.quantity else None

    @property
    def high(self) -> Decimal | None:
        """The upper end of what the figure allows; none where open or unknown."""
        if self.computed is not None:
            return self.computed.high
        return self.quantity.high if self.quantity else None

    @property
    def qualifier(self) -> str:
        """The figure's qualifier, as `exact`, `at_least` or `masked`."""
        if self.quantity is None:
            return "derived" if self.computed is not None else "missing"
        return self.quantity.qualifier

    @property
    def is_qualified(self) -> bool:
        """Whether the print says more than a number: over, nearly, about, a range."""
        return self.qualifier not in ("exact", "derived")

    @property
    def is_known(self) -> bool:
        """Whether there is a number to draw."""
        return self.value is not None
