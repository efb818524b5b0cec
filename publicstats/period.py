"""The time a figure speaks of: ``2024-01-01/2024-06-15`` <-> first day, last day, wording.

Forms, from docs/data-contract.md: ``2023``, ``2024-Q1``, ``2024-H1``, ``2024-05``, ``2026-W44`` (the week of
ISO 8601), ``2024-05-31``, ``2024-01-01/2024-06-15`` (either end may be any of the former) and
``../2024-07-17`` (open start). A text stays as it was typed; periods of one `span` are one time.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from publicstats.text.characters import HALF_WIDTH

OPEN = ".."
_SIMPLE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>[0-9]{2})"
    r"|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)
_SAID_ONCE = re.compile(r"(?<!half of) [0-9]{4}$")
_MONTHS = re.compile(r"([0-9]{4})-([0-9]{2})/([0-9]{4})-([0-9]{2})")
_YEARS = re.compile(r"([0-9]{4})/([0-9]{4})")
_WEEKS = re.compile(r"([0-9]{4})-W([0-9]{2})/([0-9]{4})-W([0-9]{2})")
_FIELD = re.compile("MMMM|[yMd]")
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_TEN_DAYS = {"zh": ("上旬", "中旬", "下旬"), "en": ("early ", "mid-", "late ")}
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")


class PeriodError(ValueError):
    """A text that is not a period; `reason` is a stable word for why."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text[:80]!r}")
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days; `start` is none where only its end is known. `text` is its canonical form.

    ``2024-H1`` and ``2024-01/2024-06`` are two texts of one `span`.
    """

    text: str
    start: date | None
    end: date

    @property
    def is_day(self) -> bool:
        """Whether the period is one day."""
        return self.start == self.end

    @property
    def span(self) -> tuple[date | None, date]:
        """First and last day: equal for all ways of writing one stretch of time."""
        return self.start, self.end


def parse_period(text: str) -> Period:
    """The period that `text` names; `PeriodError` if it names none."""
    tidy = text.translate(HALF_WIDTH).strip().upper()
    slashed = _SLASHED.fullmatch(tidy)
    if slashed:
        year, month, day = (int(part) for part in slashed.groups())
        tidy = f"{year:04d}-{month:02d}-{day:02d}"
    if not tidy:
        raise PeriodError("empty", text)
    first, slash, last = tidy.partition("/")
    if not slash:
        return Period(tidy, *_days(first, text))
    start = None if first == OPEN else _days(first, text)[0]
    end = _days(last, text)[1]
    if start is not None and start > end:
        raise PeriodError("order", text)
    return Period(tidy, start, end)


def format_period(period: Period, lang: str = "zh") -> str:
    """The period in words: 2024年1月1日至6月15日, 1 January – 15 June 2024."""
    first, slash, last = period.text.partition("/")
    if not slash:
        return _wording(first, lang)
    if first == OPEN:
        return f"至{_wording(last, lang)}" if lang == "zh" else f"up to {_wording(last, lang)}"
    start, end = _wording(first, lang), _wording(last, lang)
    named = _name_months(period, lang) or _name_years(period, lang) or _name_weeks(period, lang)
    if named:
        return named
    if first[:4] == last[:4] and len(first) > 4 and len(last) > 4:
        # The year is said once, but not as in "first half of – second half of 2024".
        start, end = (start, end[5:]) if lang == "zh" else (_SAID_ONCE.sub("", start), end)
    return _join(start, end, lang)


def format_ten_days(day: date, lang: str = "zh", said: int | None = None) -> str:
    """About when a day is: 2026年11月中旬, mid-November 2026; in Chinese without the year that was `said`."""
    part = _TEN_DAYS[lang][min(2, (day.day - 1) // 10)]
    if lang == "zh":
        return _word_day(day, "M月" if day.year == said else "y年M月") + part
    return part + _word_day(day, "MMMM y")


def format_last_day(period: Period, lang: str = "zh") -> str:
    """Up to when a period goes: the period itself, of a stretch the month that it ends with, else the day."""
    if "/" not in period.text:
        return format_period(period, lang)
    is_month_end = period.end.day == calendar.monthrange(period.end.year, period.end.month)[1]
    return _wording(period.end.isoformat()[: 7 if is_month_end else 10], lang)


def _join(start: str, end: str, lang: str) -> str:
    return f"{start}至{end}" if lang == "zh" else f"{start} – {end}"


def _name_months(period: Period, lang: str) -> str:
    """Months as bulletins name them, 2024年1—2月, and the school year; blank for any other period."""
    match = _MONTHS.fullmatch(period.text)
    if match is None:
        return ""
    year, first, until, last = (int(part) for part in match.groups())
    if (first, last) == (9, 8) and until == year + 1:
        return f"{year}—{until}学年" if lang == "zh" else f"school year {year}–{until % 100 or until:02d}"
    return f"{year}年{first}—{last}月" if lang == "zh" and year == until else ""


def _name_years(period: Period, lang: str) -> str:
    """Years from one to another, as of a five-year plan: 2021—2025年; blank for any other period."""
    match = _YEARS.fullmatch(period.text)
    if match is None:
        return ""
    return f"{match[1]}—{match[2]}年" if lang == "zh" else f"{match[1]}–{match[2]}"


def _name_weeks(period: Period, lang: str) -> str:
    """Weeks of one year from one to another, and their days; blank for any other period."""
    match = _WEEKS.fullmatch(period.text)
    if match is None or match[1] != match[3] or period.start is None:
        return ""
    first, last = int(match[2]), int(match[4])
    if lang == "zh":
        return f"{match[1]}年第{first}周至第{last}周（{_word_days(period.start, period.end, lang)}）"
    return f"weeks {first} – {last} of {match[1]} ({_word_days(period.start, period.end, lang)})"


def _word_days(start: date, end: date, lang: str) -> str:
    """From day to day; the years, and a month twice, are said where they differ only."""
    year, day = ("y年", "d日") if lang == "zh" else (" y", "d")
    month = "M月d日" if lang == "zh" else "d MMMM"
    first = last = month
    if start.year != end.year:
        first = last = year + month if lang == "zh" else month + year
    elif start.month == end.month:
        first, last = (month, day) if lang == "zh" else (day, month)
    return _join(_word_day(start, first), _word_day(end, last), lang)


def _word_day(day: date, pattern: str) -> str:
    """A day by a pattern as Babel's: 5 January 2024 by `d MMMM y`. Babel reads a whole locale for it."""
    said = {"y": str(day.year), "MMMM": _MONTH_NAMES[day.month - 1], "M": str(day.month), "d": str(day.day)}
    return _FIELD.sub(lambda field: said[field[0]], pattern)


def _days(text: str, whole: str) -> tuple[date, date]:
    """First and last day of a simple period."""
    match = _SIMPLE.fullmatch(text)
    if match is None:
        raise PeriodError("unreadable", whole)
    year = int(match["year"])
    if not 1900 <= year <= 2199:
        raise PeriodError("year", whole)
    if match["week"]:
        return _week_days(year, int(match["week"]), whole)
    first, last = 1, 12
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        first = last - 2
    elif match["half"]:
        last = 6 * int(match["half"])
        first = last - 5
    elif match["month"]:
        first = last = int(match["month"])
    try:
        if match["day"]:
            day = date(year, first, int(match["day"]))
            return day, day
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        raise PeriodError("no_such_day", whole) from None


def _week_days(year: int, week: int, whole: str) -> tuple[date, date]:
    """Monday and Sunday of a week as ISO 8601 counts them: the first has the year's first Thursday."""
    try:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        raise PeriodError("no_such_week", whole) from None


def _wording(text: str, lang: str) -> str:
    match = _SIMPLE.fullmatch(text)
    if match is None:  # pragma: no cover - a Period holds only what _days has read
        return text
    year = match["year"]
    if match["quarter"]:
        return (
            f"{year}年第{'一二三四'[int(match['quarter']) - 1]}季度"
            if lang == "zh"
            else f"Q{match['quarter']} {year}"
        )
    if match["half"]:
        halves = ("上半年", "下半年") if lang == "zh" else ("first half of ", "second half of ")
        half = halves[int(match["half"]) - 1]
        return f"{year}年{half}" if lang == "zh" else f"{half}{year}"
    if match["week"]:
        number, days = int(match["week"]), _word_days(*_days(text, text), lang)
        return f"{year}年第{number}周（{days}）" if lang == "zh" else f"week {number} of {year} ({days})"
    if match["day"]:
        pattern = "y年M月d日" if lang == "zh" else "d MMMM y"
    elif match["month"]:
        pattern = "y年M月" if lang == "zh" else "MMMM y"
    else:
        return f"{year}年" if lang == "zh" else year
    first, _ = _days(text, text)
    return _word_day(first, pattern)
