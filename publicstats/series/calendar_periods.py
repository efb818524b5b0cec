"""What stretch of the calendar a period is: its frequency, and its number among those of that frequency.

``2024-Q2``, ``2024-04/2024-06`` and ``2024-04-01/2024-06-30`` are all quarter 8097, the one after 8096.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from publicstats.contract.codelists import FREQUENCIES
from publicstats.period import OPEN, Period

MONTH_LENGTHS = range(28, 32)
"""Days of a span that is no calendar month and counts as the month in which it ends."""
DOUBLE = 100
"""The shape of January and February together, which many bulletins print as one."""
SHORT = frozenset({"day", "week", "ten_days"})
"""Frequencies that are no headline where a longer one stands."""
CODES = {name: code for code, name in enumerate(FREQUENCIES)}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "five_year": 60, "ten_year": 120}
"""Months of a period of the frequencies that begin with a month of their own."""
A_YEAR = {"ten_days": 36, "month": 12, "quarter": 4, "half": 2, "year": 1, "school_year": 1}
"""Periods of a year, where each year has as many."""
_SPELLED = {"month": "{0}-{1:02d}", "quarter": "{0}-Q{1}", "half": "{0}-H{1}", "year": "{0}"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of days as a period of its frequency; those of one frequency and shape compare."""

    frequency: str
    number: int
    """Its place among the periods of its frequency, one more for the next."""
    shape: int = 0
    """What kind of span of that frequency it is: a month from the 19th on has another shape than a calendar
    month, January and February together another than a month."""


def find_stretch(period: Period) -> Stretch:
    """The stretch that a span of days is; an irregular one is numbered by its last day."""
    start, end = period.start, period.end
    if start is None:
        return Stretch("irregular", end.toordinal())
    days = (end - start).days + 1
    if days == 1:
        return Stretch("day", end.toordinal())
    if days == 7:
        return Stretch("week", number_day(end, "week"), start.weekday())
    whole = _find_months(start, end)
    if whole is not None:
        return whole
    if _is_ten_days(start, end):
        return Stretch("ten_days", number_day(end, "ten_days"))
    if days in MONTH_LENGTHS:
        return Stretch("month", number_day(end, "month"), start.day)
    return Stretch("irregular", end.toordinal(), days)


def _find_months(start: date, end: date) -> Stretch | None:
    """The stretch of whole calendar months, where they are one of a frequency."""
    if start.day != 1 or not _is_month_end(end):
        return None
    months = 12 * (end.year - start.year) + end.month - start.month + 1
    for frequency, length in MONTHS.items():
        if months == length and (12 * start.year + start.month - 1 - _origin(length)) % length == 0:
            return Stretch(frequency, number_day(end, frequency))
    if (months, start.month) == (12, 9):
        return Stretch("school_year", start.year)
    if (months, start.month) == (2, 1):
        return Stretch("month", number_day(end, "month"), DOUBLE)
    return Stretch("irregular", end.toordinal(), -months)


def number_day(day: date, frequency: str) -> int:
    """The number of the period of a frequency in which a day falls; of an irregular one the day itself."""
    months = 12 * day.year + day.month - 1
    if frequency in MONTHS:
        length = MONTHS[frequency]
        return (months - _origin(length)) // length
    if frequency == "week":
        return (day.toordinal() - 1) // 7
    if frequency == "ten_days":
        return 3 * months + min(2, (day.day - 1) // 10)
    if frequency == "school_year":
        return day.year - (day.month < 9)
    return day.toordinal()


def find_year_before(number: int, frequency: str) -> int | None:
    """The number of the same period a year earlier; none where there is none, as of week 53."""
    if frequency in A_YEAR:
        return number - A_YEAR[frequency]
    if frequency == "week":
        year, week, _ = date.fromordinal(7 * number + 1).isocalendar()
        try:
            return number_day(date.fromisocalendar(year - 1, week, 1), "week")
        except ValueError:
            return None
    if frequency in ("day", "irregular"):
        day = date.fromordinal(number)
        try:
            return day.replace(year=day.year - 1).toordinal()
        except ValueError:
            return None
    return None


def spell(number: int, frequency: str, shape: int = 0) -> str:
    """How the period of a number is written in the CSVs: 2024-Q2; blank where there is no such form."""
    if shape == DOUBLE:
        return "{0}-01/{0}-02".format(number // 12)
    if shape or frequency not in _SPELLED:
        return ""
    parts = 12 // MONTHS[frequency]
    return _SPELLED[frequency].format(number // parts, number % parts + 1)


def spell_span(start: int, end: int) -> str:
    """How a span of days, from ordinal to ordinal, is always written in an id: 2024-Q2, 2024-01/2024-09.

    Of all ways of writing it the shortest that a period of the contract has; a start of 0 is open.
    """
    last = date.fromordinal(end)
    if not start:
        return f"{OPEN}/{last}"
    first = date.fromordinal(start)
    if first == last:
        return str(last)
    stretch = find_stretch(Period("", first, last))
    if stretch.frequency in _SPELLED and not stretch.shape:
        return spell(stretch.number, stretch.frequency)
    if stretch.frequency == "week" and not stretch.shape:
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}"
    if first.day > 1 or not _is_month_end(last):
        return f"{first}/{last}"
    if (first.month, last.month) == (1, 12):
        return f"{first.year}/{last.year}"
    return f"{first:%Y-%m}/{last:%Y-%m}"


def find_end(number: int, frequency: str) -> date:
    """The last day of the period of a number."""
    if frequency in MONTHS:
        length = MONTHS[frequency]
        year, month = divmod((number + 1) * length + _origin(length) - 1, 12)
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    ends: dict[str, Callable[[], date]] = {
        "week": lambda: date.fromordinal(7 * number + 7),
        "school_year": lambda: date(number + 1, 8, 31),
        "ten_days": lambda: _end_ten_days(number),
    }
    return ends[frequency]() if frequency in ends else date.fromordinal(number)


def find_alignment(day: date) -> str:
    """The longest of year, half, quarter and month that ends with a day; blank where no month does."""
    if not _is_month_end(day):
        return ""
    return next(f for f in ("year", "half", "quarter", "month") if day.month % MONTHS[f] == 0)


def _origin(length: int) -> int:
    """The month from which periods of so many months are counted: plans run from a year ending in 1 or 6."""
    return 12 if length > 12 else 0


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _is_ten_days(start: date, end: date) -> bool:
    same = (start.year, start.month) == (end.year, end.month)
    return same and ((start.day, end.day) in ((1, 10), (11, 20)) or (start.day == 21 and _is_month_end(end)))


def _end_ten_days(number: int) -> date:
    months, part = divmod(number, 3)
    year, month = divmod(months, 12)
    last = (10, 20, calendar.monthrange(year, month + 1)[1])[part]
    return date(year, month + 1, last)
