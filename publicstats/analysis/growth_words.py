"""A printed growth rate in words, as printed: 同比下降12.3%, 环比增长3%（可比口径）, 比2018年翻一番."""

from __future__ import annotations

from publicstats.analysis.change import CANNOT_TELL, DOWN, UNCHANGED, UP
from publicstats.analysis.change_words import SAME, tidy
from publicstats.analysis.printed_growth import PERIOD_BEFORE, UNSTATED, YEAR_BEFORE, Conflict
from publicstats.analysis.remark_line import Line
from publicstats.contract.records import Figure
from publicstats.figures.amounts import format_span, name_change_unit
from publicstats.figures.wording import describe_figure, format_figure, name_before
from publicstats.period import format_period, parse_period
from publicstats.series.calendar_periods import find_stretch
from publicstats.text.i18n import LANGS, Lang, Text, translate

_BY_YEAR = ("year", "school_year")


def tell_growth(growth: Figure, lang: Lang) -> Line:
    """A printed rate as a line that cites its figure; good or bad where its sign is certain."""
    direction = find_direction(growth)
    better = growth.indicator.better
    mood = "" if direction not in (UP, DOWN) or not better else "good" if direction == better else "bad"
    printed = format_figure(growth, lang)
    says_so = growth.quantity is not None and growth.quantity.pieces[0][0] == "before"
    key = "printed" if says_so or direction == UNCHANGED else "grown" if direction == UP else "printed_bare"
    # Some prints say it themselves: 同比增长3%.
    against = "" if growth.quantity is not None and growth.quantity.base else _name_base(growth, lang)
    text = translate(f"growth.{key}", lang, against=against, printed=printed)
    text = tidy(text, lang)
    if growth.comparability:
        text += translate(f"growth.{growth.comparability}", lang)
    return Line(text[:1].upper() + text[1:], direction=direction, mood=mood, cited=growth)


def find_direction(growth: Figure) -> str:
    """Whether a printed rate says a rise or a fall."""
    if growth.low is not None and growth.low > 0:
        return UP
    if growth.high is not None and growth.high < 0:
        return DOWN
    return UNCHANGED if growth.value == 0 else CANNOT_TELL


def word_conflict(conflict: Conflict) -> Text:
    """Why a printed rate and the levels that it is of cannot both be right."""
    return Text(*(_word_conflict(conflict, lang) for lang in LANGS))


def _word_conflict(conflict: Conflict, lang: Lang) -> str:
    change = conflict.change
    unit = name_change_unit(change.unit, conflict.series.unit)
    words = {
        "printed": tell_growth(conflict.growth, lang).text,
        "later": describe_figure(change.later.figure, lang),
        "earlier": describe_figure(change.earlier.figure, lang),
        "found": format_span(change.low, change.high, unit, lang),
    }
    return translate("growth.conflict", lang, **words)


def _name_base(growth: Figure, lang: Lang) -> str:
    """What a rate is measured against, as something is compared with it; blank where that is not stated."""
    frequency = find_stretch(growth.period).frequency
    if growth.base in (YEAR_BEFORE, PERIOD_BEFORE) and frequency in _BY_YEAR:
        return translate("growth.on_year", lang)
    if growth.base == YEAR_BEFORE:
        return translate(f"change.yearly.{frequency if frequency in SAME else 'period'}", lang)
    if growth.base == PERIOD_BEFORE:
        return translate(f"growth.before.{name_before(growth.period)}", lang)
    if growth.base in (UNSTATED, ""):
        return ""
    return translate("change.than_named", lang, noun=format_period(parse_period(growth.base), lang))
