"""How far a target is, in words: 距2030年目标（70%以上）还差15.7个百分点, 已达到2025年目标（70%以上）."""

from __future__ import annotations

from decimal import Decimal

from publicstats.analysis.observations import Series
from publicstats.analysis.remark_line import Line
from publicstats.analysis.targets import AT_LEAST, AT_MOST, MET, MISSED, OPEN, Target, find_direction
from publicstats.figures.amounts import POINTS, RELATIVE, format_amount, name_change_unit
from publicstats.figures.wording import format_figure
from publicstats.period import Period, format_period, parse_period
from publicstats.series.calendar_periods import find_alignment
from publicstats.text.i18n import Lang, translate

_MOODS = {MET: "good", MISSED: "bad"}


def tell_target(target: Target, series: Series, lang: Lang) -> Line:
    """A target as a line: whether it was met, and before its time comes how far there is to go."""
    direction = find_direction(target.figure)
    least, most = _find_gap(target, direction)
    unit = name_change_unit(POINTS if series.unit.id == RELATIVE else series.unit.id, series.unit)
    amount = format_amount(least, most, unit, lang)
    period = format_period(_name_period(target), lang)
    words = {"period": period, "aim": format_figure(target.figure, lang), "amount": amount}
    key = target.verdict
    if target.verdict == OPEN:
        key = _judge_distance(direction, least, most)
    elif target.verdict == MISSED and amount:
        key = f"missed_{direction}"
    text = translate(f"target.{key}", lang, **words)
    return Line(text, direction=target.verdict, mood=_MOODS.get(target.verdict, ""), cited=target.figure)


def _name_period(target: Target) -> Period:
    """The period that a target is for; what holds at the end of a year is called that year's."""
    period = target.observation.figure.period
    if target.observation.start == target.observation.end and find_alignment(period.end) == "year":
        return parse_period(str(period.end.year))
    return period


def _find_gap(target: Target, direction: str) -> tuple[Decimal | None, Decimal | None]:
    """From where to where what is missing lies: below nothing where the target is passed already."""
    low, high = target.low, target.high
    below = direction == AT_MOST or (direction != AT_LEAST and high is not None and high < 0)
    if not below:
        return low, high
    return (None if high is None else -high), (None if low is None else -low)


def _judge_distance(direction: str, least: Decimal | None, most: Decimal | None) -> str:
    """Which sentence says how far there is to go to a target whose time has not come."""
    if direction not in (AT_LEAST, AT_MOST):
        return "apart" if least is not None and least > 0 else "cannot_tell_yet"
    if least is not None and least > 0:
        return f"to_go_{direction}"
    return "reached" if most is not None and most <= 0 else "cannot_tell_yet"
