"""A time in words whose year is known -> its period in the contract's notation, and of what nature it is."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from publicstats.period import Period
from publicstats.quantity.numerals import parse_numeral

POINT, DURING, SINCE, NOW, UNKNOWN = "point", "during", "since", "now", "unknown"
LEAD = "lead"
"""The time that news begin with: flows further down are of it, states are not."""
YEAR_BEFORE, ONE_BEFORE = "year_before", "one_before"
"""Times that say where they stand from the one that holds: 上年同期, 上月."""
RELATIVE_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}

Read = tuple[str | None, date]
"""A period and its last day; no period where the words make no date."""


def resolve_time(part: dict[str, str], year: int, published: Period | None) -> tuple[str, str] | None:
    """The period and nature of a time whose year is known; none where it makes no date."""
    period, last = _plain(part, year, published)
    if period is None:
        return None
    tail, lead = part.get("tail", ""), part.get("lead", "")
    today = published.text if published else ""
    if tail in ("以来", "起"):
        start = f"{year}-01-01" if period == str(year) and part.get("year") in RELATIVE_YEARS else period
        return (f"{start}/{today}", SINCE) if published and str(published.end) >= start else None
    if tail == "初":
        return None
    if tail in ("末", "底") or "ends" in part:
        return last.isoformat(), POINT
    if lead and lead != "到":
        return period, POINT
    return period, DURING


def _plain(part: dict[str, str], year: int, published: Period | None) -> tuple[str | None, date]:
    """The period without the words around it, and its last day."""
    for name, read in _READERS:
        if name in part:
            return read(part, year, published)
    return str(year), date(year, 12, 31)


def _month(part: dict[str, str], year: int, published: Period | None) -> Read:
    month, day = int(part["m"]), part.get("d")
    last = make_day(year, month, int(day)) if day else _month_end(year, month)
    if last is None:
        return None, date(year, 12, 31)
    return (last.isoformat() if day else f"{year}-{month:02d}"), last


def _day_alone(part: dict[str, str], year: int, published: Period | None) -> Read:
    last = make_day(year, published.end.month, int(part["day"])) if published else None
    return (last.isoformat(), last) if last else (None, date(year, 12, 31))


def _half(part: dict[str, str], year: int, published: Period | None) -> Read:
    half = 1 if part["half"] == "上" else 2
    return f"{year}-H{half}", _month_end(year, 6 * half) or date.max


def _quarter(part: dict[str, str], year: int, published: Period | None) -> Read:
    quarter = read_small(part["quarter"])
    return f"{year}-Q{quarter}", _month_end(year, 3 * quarter) or date.max


def _quarters(part: dict[str, str], year: int, published: Period | None) -> Read:
    quarter = read_small(part["quarters"])
    return f"{year}-Q1/{year}-Q{quarter}", _month_end(year, 3 * quarter) or date.max


def _months(part: dict[str, str], year: int, published: Period | None) -> Read:
    month = read_small(part["months"])
    last = _month_end(year, month)
    return (f"{year}-01/{year}-{month:02d}" if last and month > 1 else None), last or date.max


def _years(part: dict[str, str], year: int, published: Period | None) -> Read:
    last = int(part["year2"])
    return (f"{year}/{last}" if last > year else None), date(last, 12, 31)


def _range(part: dict[str, str], year: int, published: Period | None) -> Read:
    first, end = int(part["m1"]), date(year, 12, 31)
    second = int(part.get("m2") or (first if "d1" in part else 0))
    if not (1 <= first <= 12 and 1 <= second <= 12 and first <= second):
        return None, end
    if "d2" not in part:
        return f"{year}-{first:02d}/{year}-{second:02d}", _month_end(year, second) or end
    start, last = make_day(year, first, int(part.get("d1", "1"))), make_day(year, second, int(part["d2"]))
    if start is None or last is None or start > last:
        return None, end
    return f"{start}/{last}", last


def is_number(text: str) -> bool:
    """Whether a text is digits: a superscript is one to Python, and no number."""
    return text.isascii() and text.isdigit()


def read_small(text: str) -> int:
    """A small number in digits or numerals; 0 where it is none."""
    return int(text) if is_number(text) else parse_numeral(text) or 0


def make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


_READERS: tuple[tuple[str, Callable[[dict[str, str], int, Period | None], Read]], ...] = (
    ("m1", _range),
    ("m", _month),
    ("day", _day_alone),
    ("half", _half),
    ("quarter", _quarter),
    ("quarters", _quarters),
    ("months", _months),
    ("year2", _years),
)
"""How each form of a time is read, by the part of the pattern that only it has."""
