"""How fresh a value is, in words: 数据截至2026年9月，按周期应于11月中旬更新."""

from __future__ import annotations

from publicstats.analysis.freshness import Ended, Freshness, Overdue
from publicstats.analysis.observations import Series
from publicstats.analysis.remark_line import Line
from publicstats.period import format_last_day, format_period, format_ten_days, parse_period
from publicstats.text.i18n import Lang, translate


def tell_freshness(freshness: Freshness, lang: Lang) -> Line:
    """A line that says up to when there are figures and when the next was due, or when they ended."""
    text = _word_end(freshness, lang) if isinstance(freshness, Ended) else _word_overdue(freshness, lang)
    return Line(text, mood="calm")


def _word_overdue(overdue: Overdue, lang: Lang) -> str:
    until = name_last_day(overdue, lang)
    if overdue.announced is not None:
        day = format_period(parse_period(overdue.due.isoformat()), lang)
        return translate("freshness.announced", lang, until=until, day=day)
    due = format_ten_days(overdue.due, lang, overdue.latest.end.year)
    return translate("freshness.pace", lang, until=until, due=due)


def name_last_day(overdue: Overdue, lang: Lang) -> str:
    """Up to when there are figures of a series."""
    return format_last_day(overdue.latest.figure.period, lang)


def name_due(overdue: Overdue, lang: Lang) -> str:
    """About when the next figures of a series were due, with the year."""
    return format_ten_days(overdue.due, lang)


def name_series(series: Series, lang: Lang) -> str:
    """What a series is of: indicator, place and category."""
    things = (series.indicator, series.region, series.breakdown)
    return " · ".join(thing.name.to(lang) for thing in things if thing is not None)


def _word_end(ended: Ended, lang: Lang) -> str:
    names = translate("list.enumeration", lang).join(thing.name.to(lang) for thing in ended.followers)
    suffix = "_by" if names else ""
    if ended.is_place:
        last = ended.series.region.valid_to
        assert last is not None
        day = format_period(parse_period(last.isoformat()), lang)
        return translate(f"freshness.place_ended{suffix}", lang, day=day, names=names)
    assert ended.series.indicator.ended is not None
    period = format_period(ended.series.indicator.ended, lang)
    return translate(f"freshness.ended{suffix}", lang, period=period, names=names)
