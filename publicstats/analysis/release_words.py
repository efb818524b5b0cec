"""The state of a release in words: 已逾期12天，尚缺：热线受理量."""

from __future__ import annotations

from datetime import date

from publicstats.analysis.release_calendar import COME, LATE, Announced
from publicstats.period import format_period, parse_period
from publicstats.text.i18n import Lang, format_number, translate


def format_date(day: date, lang: Lang) -> str:
    """A day in words: 2026年11月12日."""
    return format_period(parse_period(day.isoformat()), lang)


def word_state(announced: Announced, lang: Lang) -> str:
    """When a release came; or by how many days it is late, and what is missing of one that came in part."""
    if announced.state == COME:
        if announced.come is None:
            return translate("calendar.state_come", lang)
        return translate("calendar.state_come_on", lang, day=format_date(announced.come, lang))
    words = []
    if announced.state == LATE:
        key = "calendar.state_late_day" if announced.days_late == 1 else "calendar.state_late"
        words.append(translate(key, lang, days=format_number(announced.days_late, lang)))
    else:
        words.append(translate("calendar.state_expected", lang))
    if announced.figures:
        names = translate("list.enumeration", lang).join(i.name.to(lang) for i in announced.missing)
        words.append(translate("calendar.state_missing", lang, names=names))
    return translate("list.comma", lang).join(words)
