"""A change in words, with sign, base and certainty: 同比上升3.2%, 较上月分不出升降, 比2010年增加12万人.

What is compared with is said by the frequency: one message each for what comes before, and for the same
period a year earlier; what has no such name is said by its period.
"""

from __future__ import annotations

from decimal import Decimal

from publicstats.analysis.change import (
    CANNOT_TELL,
    UNCHANGED,
    UP,
    Change,
    is_good,
)
from publicstats.analysis.observations import Observation, Series
from publicstats.analysis.remark_line import Line
from publicstats.figures.amounts import POINTS, RELATIVE, format_amount, format_span, name_change_unit
from publicstats.period import format_period
from publicstats.series.calendar_periods import find_alignment, find_end
from publicstats.text.i18n import Lang, translate

_NAMED = ("half", "five_year", "ten_year", "irregular")
"""Frequencies of which the period before is said by its own name: 上半年 is the first half."""
_YEARS = ("year", "school_year")
SAME = ("day", "week", "ten_days", "month", "quarter", "half")
"""Frequencies of which English names the period of a year earlier."""
_ENDED = ("month", "quarter", "year")
"""Frequencies of which the end has a name: 上月末, 上年末."""
_COUNTED = ("count", "money")
_MOODS = {True: "good", False: "bad", None: ""}


def tell_change(change: Change, series: Series, lang: Lang, *, is_yearly: bool = False) -> Line:
    """A change as a line, in its detail between what bounds it lies where its direction is open."""
    unit = name_change_unit(change.unit, series.unit)
    name = _name_year_before if is_yearly else _name_previous
    noun, against = name(series, change.earlier, change.later, lang)
    if is_yearly and change.unit == RELATIVE and not counts_years(series):
        against = translate(f"change.yearly.{_name_same(series, change.later)}", lang)
    words = {"noun": noun, "against": against}
    mood = _MOODS[is_good(change, series.indicator.better)]
    if change.verdict == UNCHANGED:
        key = "unchanged" if change.low == change.high == 0 else "unchanged_as_printed"
        return Line(translate(f"change.{key}", lang, **words), direction=UNCHANGED)
    if change.verdict == CANNOT_TELL:
        text = translate("change.cannot_tell", lang, **words)
        span = format_span(change.low, change.high, unit, lang)
        detail = translate("change.span", lang, span=span) if span else ""
        return Line(text, detail, direction=CANNOT_TELL)
    low, high = (change.low, change.high) if change.verdict == UP else _turn(change.high, change.low)
    amount = format_amount(low, high, unit, lang)
    text = translate(f"change.{_find_verb(change, series)}_{change.verdict}", lang, amount=amount, **words)
    return Line(tidy(text, lang), direction=change.verdict, mood=mood)


def tidy(text: str, lang: Lang) -> str:
    """A sentence without the gap that a blank in its middle leaves in English."""
    return text if lang == "zh" else " ".join(text.split())


def counts_years(series: Series) -> bool:
    """Whether the period before is the year before, so that there is one change and not two."""
    return series.frequency in _YEARS and not series.is_running


def _name_year_before(
    series: Series, earlier: Observation, later: Observation, lang: Lang
) -> tuple[str, str]:
    """The same period a year earlier: what it is called, and how something is compared with it."""
    if counts_years(series):
        return _name_previous(series, earlier, later, lang)
    noun = translate(f"change.same.{_name_same(series, later)}", lang)
    return noun, translate("change.than", lang, noun=noun)


def _name_same(series: Series, later: Observation) -> str:
    """What the period of a year earlier is the same of: the month, where it is one."""
    whole = series.frequency in SAME and not series.is_running and not later.shape
    return series.frequency if whole else "period"


def _name_previous(series: Series, earlier: Observation, later: Observation, lang: Lang) -> tuple[str, str]:
    """The period before: what it is called, and how something is compared with it."""
    if series.frequency in _NAMED:
        noun = format_period(earlier.figure.period, lang)
        return noun, translate("change.than_named", lang, noun=noun)
    kind = series.frequency
    if series.basis == "stock":
        if kind in _ENDED and all(_is_at_end(o, kind) for o in (earlier, later)):
            kind += "_end"
        elif kind == "year" and (earlier.end.month, earlier.end.day) == (later.end.month, later.end.day):
            kind = "year_same"
    noun = translate(f"change.before.{kind}", lang)
    than = "than_named" if counts_years(series) else "than"
    return noun, translate(f"change.{than}", lang, noun=noun)


def _is_at_end(observation: Observation, frequency: str) -> bool:
    return bool(find_alignment(observation.end)) and observation.end == find_end(
        observation.number, frequency
    )


def _find_verb(change: Change, series: Series) -> str:
    """What a change in its unit is called: a rate rises, one that should rise is raised, things increase."""
    if change.unit == POINTS and series.indicator.better == UP:
        return "raised"
    counted = series.unit.kind in _COUNTED and change.unit == series.unit.id
    return "more" if counted else "rise"


def _turn(high: Decimal | None, low: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """The ends of a fall as those of its size."""
    return (None if high is None else -high), (None if low is None else -low)
