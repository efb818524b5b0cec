"""How a value compares with an earlier one: by how much at least and at most, and whether up or down."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from publicstats.analysis.observations import (
    Observation,
    Series,
    find_side_of,
    list_observations,
)
from publicstats.edition.model import Edition
from publicstats.figures.amounts import POINTS, RELATIVE
from publicstats.formula.calculation import Bounded, Value
from publicstats.period import Period
from publicstats.series.calendar_periods import find_year_before

UP, DOWN, UNCHANGED, CANNOT_TELL = "up", "down", "unchanged", "cannot_tell"
_COUNT, _SHARE = "count", "share"
_RELATIVE_KINDS = (_COUNT, "money")
_STEP = Decimal("0.000001")
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class Change:
    """From one observation to a later one: the change lies from `low` to `high` (none: open), in `unit`.

    `unit` is ``%`` for a relative change, 个百分点 between percentages, else the series' own.
    """

    earlier: Observation
    later: Observation
    low: Decimal | None
    high: Decimal | None
    unit: str
    verdict: str

    @property
    def is_certain(self) -> bool:
        """Whether it is known to be a rise, a fall or neither."""
        return self.verdict != CANNOT_TELL


def find_previous_change(edition: Edition, series: Series, latest: Observation) -> Change | None:
    """Against the period before; none for totals that go on growing, or where nothing like it is known."""
    if series.is_running:
        return None
    observations = [o for o in list_observations(edition, series.code) if _is_like(o, latest)]
    if series.frequency == "irregular":
        before = [o for o in observations if o.end < latest.start]
    else:
        before = [o for o in observations if o.number == latest.number - 1]
    return _compare(edition, series, before[-1], latest) if before else None


def find_yearly_change(edition: Edition, series: Series, latest: Observation) -> Change | None:
    """Against the same period a year earlier; none where nothing like it is known."""
    if series.accumulation == "cumulative" or (series.frequency == "irregular" and not series.is_running):
        return None
    number = find_year_before(latest.number, series.frequency)
    before = [
        o for o in list_observations(edition, series.code) if o.number == number and _is_like(o, latest)
    ]
    return _compare(edition, series, before[-1], latest) if before else None


def find_changes(
    edition: Edition, series: Series, latest: Observation
) -> tuple[Change | None, Change | None]:
    """The changes against the period before and the year before, both in one unit."""
    changes = find_previous_change(edition, series, latest), find_yearly_change(edition, series, latest)
    if len({change.unit for change in changes if change}) > 1:
        previous, yearly = (c and measure_change(series, c.earlier, c.later, series.unit.id) for c in changes)
        return previous, yearly
    return changes


def find_change_since(edition: Edition, series: Series, latest: Observation, base: Period) -> Change | None:
    """Against a period that is named; none where nothing like the latest is known of it."""
    before = [
        o
        for o in list_observations(edition, series.code)
        if o.end == base.end < latest.end and _is_like(o, latest)
    ]
    return _compare(edition, series, before[-1], latest) if before else None


def find_change_unit(series: Series, base: Observation | None = None) -> str:
    """What changes of a series are said in (see `Change`). A base that may be nothing allows no ratio."""
    if series.unit.kind == _SHARE:
        return POINTS if series.unit.id == RELATIVE else series.unit.id
    relative = series.unit.kind in _RELATIVE_KINDS and series.basis != "growth"
    if relative and (base is None or (base.low is not None and base.low > 0)):
        return RELATIVE
    return series.unit.id


def measure_change(series: Series, earlier: Observation, later: Observation, unit: str = "") -> Change:
    """The change between two observations that compare, in a unit, where that is not found."""
    unit = unit or find_change_unit(series, earlier)
    is_relative = unit == RELATIVE and series.unit.kind != _SHARE
    ends = (_loosen(series, observation) for observation in (earlier, later))
    low, high = bound_change(*ends, is_relative=is_relative)
    return Change(earlier, later, low, high, unit, judge(earlier, later))


def _loosen(series: Series, observation: Observation) -> Bounded:
    """The ends of an observation, whole numbers of what is measured taken as rounded.

    People and cases are counted, prices are set; an average of 29 微克/立方米 lies from 28.5 to 29.5.
    """
    value, low = observation.figure.value, observation.low
    is_whole = low is not None and low == observation.high and low % 1 == 0
    if series.unit.kind == _COUNT or series.kind != "actual" or not is_whole or observation.figure.computed:
        return observation
    assert low is not None  # as it is whole
    return Value(value, low - _HALF, low + _HALF)


def judge(earlier: Observation, later: Observation) -> str:
    """Whether the later one is certainly more or less, the same as far as is printed, or none can be told."""
    if _lies_above(later, earlier):
        return UP
    if _lies_above(earlier, later):
        return DOWN
    a, b = earlier.figure, later.figure
    alone = len(earlier.figures) == len(later.figures) == 1
    same = (a.value, a.low, a.high) == (b.value, b.low, b.high) and not (a.is_qualified or b.is_qualified)
    return UNCHANGED if alone and same else CANNOT_TELL


def _compare(edition: Edition, series: Series, earlier: Observation, later: Observation) -> Change | None:
    """The change, where no change of counting lies between."""
    side = find_side_of(edition, series, later)
    if side is None or find_side_of(edition, series, earlier) != side:
        return None
    return measure_change(series, earlier, later)


def _is_like(one: Observation, other: Observation) -> bool:
    return one.is_known and not one.is_ahead and one.shape == other.shape


def _lies_above(one: Observation, other: Observation) -> bool:
    if one.low is None or other.high is None:
        return False
    return one.low > other.high or (one.low == other.high and other.excludes_high)


def bound_change(
    earlier: Bounded, later: Bounded, *, is_relative: bool
) -> tuple[Decimal | None, Decimal | None]:
    """The least and the largest change that the two allow, rounded outwards; a relative one in %."""
    with localcontext(prec=40):
        # What came to less than nothing is furthest from the end of its base that is nearest to nothing.
        least_of, most_of = earlier.high, earlier.low
        if is_relative and later.low is not None and later.low < 0:
            least_of = earlier.low
        if is_relative and later.high is not None and later.high < 0:
            most_of = earlier.high
        least, most = _step(later.low, least_of, is_relative), _step(later.high, most_of, is_relative)
        low = None if least is None else least.quantize(_STEP, ROUND_FLOOR)
        high = None if most is None else most.quantize(_STEP, ROUND_CEILING)
    return low, high


def _step(to: Decimal | None, since: Decimal | None, is_relative: bool) -> Decimal | None:
    if to is None or since is None:
        return None
    return _HUNDRED * (to / since - 1) if is_relative else to - since


def is_good(change: Change, better: str) -> bool | None:
    """Whether a certain change is for the better; none where that is not said, or not certain."""
    if better not in (UP, DOWN) or change.verdict not in (UP, DOWN):
        return None
    return change.verdict == better
