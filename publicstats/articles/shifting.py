"""Periods and ids of one report -> those of the next: 2024-07 to 2024-08, calls_2024_07 to calls_2024_08."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from publicstats.period import OPEN, Period, PeriodError, parse_period

AGREED = 0.5
"""The share of figures that must have moved by as many months before all are taken to have."""
_TOKEN = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?))?"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Step:
    """By how much a report is later than another: whole months, or days where it is no monthly one."""

    months: int
    days: int = 0

    def move(self, period: Period) -> Period | None:
        """The period so much later; none where it has none, as a year has a month later."""
        return read_period(shift_days(period, self.days) if self.days else shift_period(period, self.months))

    def move_day(self, end: date) -> date:
        """The last day of a report so much later than one with that last day."""
        return end + timedelta(self.days) if self.days else add_months(end, self.months)

    def moves(self, end: date, last: date) -> bool:
        """Whether what ends on a day moves with a report that ends `last`: then, a step or a year before."""
        if self.days:
            return (last - end).days in (0, abs(self.days))
        return count_months(end, last) in (0, 12, abs(self.months))


def find_step(pairs: Sequence[tuple[Period, Period]]) -> Step | None:
    """How much later the figures of one report are than those of another; none where they do not agree."""
    months = Counter(
        step for before, after in pairs if (step := count_months(before.end, after.end)) is not None
    )
    steps = months or Counter((after.end - before.end).days for before, after in pairs)
    if not steps:
        return None
    (step, votes), total = steps.most_common(1)[0], sum(steps.values())
    if votes <= AGREED * total:
        return None
    return Step(step) if months else Step(0, step)


def count_months(before: date, after: date) -> int | None:
    """The months from the end of a month to that of another; none where a day is no such end."""
    if not (_ends_month(before) and _ends_month(after)):
        return None
    return 12 * (after.year - before.year) + after.month - before.month


def add_months(end: date, step: int) -> date:
    """The end of the month so many months after that of a day."""
    ahead, month = divmod(end.month - 1 + step, 12)
    year = end.year + ahead
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def name_month(day: date) -> Period:
    """The month of a day."""
    return parse_period(f"{day:%Y-%m}")


def shift_period(period: Period, step: int) -> str:
    """The period so many months later, written as the first is; blank where it has none, as a year has.

    A total since 1 January stays one; one from another day keeps its beginning.
    """
    first, slash, last = period.text.partition("/")
    if not slash:
        return _shift(first, step) if "-W" not in first else ""
    end = _shift(last, step)
    if not end or first == OPEN:
        return end and f"{OPEN}/{end}"
    if period.start is None:
        return ""
    length = 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1
    if (period.start.month, period.start.day) == (1, 1) and period.start.year == period.end.year:
        start = end[:4] + first[4:]
        return end if start == end else f"{start}/{end}"
    start = _shift(first, step) if length <= abs(step) else first
    return f"{start}/{end}" if start else ""


def shift_days(period: Period, days: int) -> str:
    """The days or the week so many days later; blank for any other period."""
    if period.start is None or (period.end - period.start).days >= abs(days):
        return ""
    start, end = period.start + timedelta(days), period.end + timedelta(days)
    if "-W" in period.text:
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}" if period.start.isocalendar()[2] == 1 and "/" not in period.text else ""
    return f"{end}" if period.is_day else f"{start}/{end}"


def _shift(token: str, step: int) -> str:
    match = _TOKEN.fullmatch(token)
    if match is None:
        return ""
    year = int(match["year"])
    for name, months in (("q", 3), ("h", 6)):
        if match[name]:
            if step % months:
                return ""
            ahead, part = divmod(int(match[name]) - 1 + step // months, 12 // months)
            return f"{year + ahead}-{name.upper()}{part + 1}"
    if not match["m"]:
        return "" if step % 12 else str(year + step // 12)
    ahead, month = divmod(int(match["m"]) - 1 + step, 12)
    year, month = year + ahead, month + 1
    if not match["d"]:
        return f"{year}-{month:02d}"
    day, last = int(match["d"]), calendar.monthrange(year, month)[1]
    if _ends_month(date(int(match["year"]), int(match["m"]), day)):
        day = last
    return f"{year}-{month:02d}-{day:02d}" if day <= last else ""


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def reshape_id(name: str, before: Period, after: Period) -> str:
    """An id with the new period in the place of the old one; blank where it names none."""
    old, new = _spell(before), _spell(after)
    for spelling in sorted(old.keys() & new.keys(), key=lambda s: (-len(old[s]), s)):
        pattern = rf"(?<![0-9]){re.escape(old[spelling])}(?![0-9]|_(?:[0-9]{{1,2}}|[qh][1-4])(?![0-9]))"
        found = list(re.finditer(pattern, name))
        if found:
            match = found[-1]
            return name[: match.start()] + new[spelling] + name[match.end() :]
    return ""


def append_period(name: str, period: Period) -> str:
    """An id that ends with a period."""
    return f"{name}_{re.sub(r'[^a-z0-9]+', '_', period.text.lower()).strip('_')}"


def _spell(period: Period) -> dict[str, str]:
    """How ids write the end of a period, by a name for each way."""
    end, last = period.end, period.text.rpartition("/")[2]
    match = _TOKEN.fullmatch(last)
    year, month = end.year, end.month
    ways = {
        "year": f"{year}",
        "month": f"{year}_{month:02d}",
        "month_joined": f"{year}{month:02d}",
        "month_short": f"{year}_{month}",
        "month_m": f"{year}m{month:02d}",
        "month_m_short": f"{year}m{month}",
        "month_m_apart": f"{year}_m{month:02d}",
        "month_two": f"{year % 100:02d}{month:02d}",
        "name": f"{year}_{_NAMES[month - 1]}",
        "name_joined": f"{year}{_NAMES[month - 1]}",
        "name_first": f"{_NAMES[month - 1]}_{year}",
        "name_first_joined": f"{_NAMES[month - 1]}{year}",
        "long_name": f"{calendar_name(month)}_{year}",
        "long_name_last": f"{year}_{calendar_name(month)}",
        "day": f"{end:%Y_%m_%d}",
        "day_joined": f"{end:%Y%m%d}",
    }
    if period.start is not None and "/" in period.text and period.start.year == year:
        ways["range"] = f"{year}_{period.start.month:02d}_{month:02d}"
        ways["range_short"] = f"{year}_{period.start.month}_{month}"
    if "-W" in last:
        ways |= {"week": last.lower().replace("-", ""), "week_apart": last.lower().replace("-", "_")}
    for part in ("q", "h"):
        if match and match[part]:
            ways |= {f"{part}": f"{year}{part}{match[part]}", f"{part}_apart": f"{year}_{part}{match[part]}"}
    return ways


def calendar_name(month: int) -> str:
    """The English name of a month as ids have it: july."""
    return calendar.month_name[month].lower()


def read_period(text: str) -> Period | None:
    """The period that a cell names; none where it is blank or names none."""
    try:
        return parse_period(text) if text else None
    except PeriodError:
        return None
