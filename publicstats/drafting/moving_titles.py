"""The title of a report -> that of the next one: ``Hotline in July 2024`` to ``Hotline in August 2024``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from publicstats.period import Period

_QUARTERS = ("first", "second", "third", "fourth")
_NUMERALS = "一二三四"
_MONTHS = "|".join((*calendar.month_name[1:], *calendar.month_abbr[1:]))
_TIMED = re.compile(rf"[0-9]|[上下]半年|[{_NUMERALS}]季|\b(?:{_MONTHS}|quarter|half)\b")


def move_title(title: str, before: Period, after: Period) -> str:
    """The title with the later period in the place of the earlier one; blank where it names another.

    One that names no time at all is that of every report.
    """
    if not _TIMED.search(title):
        return title
    moved = {old: new for old, new in _pair_words(before, after) if old and new}
    words = "|".join(re.escape(old) for old in sorted(moved, key=len, reverse=True))
    pattern = re.compile(rf"(?<![0-9A-Za-z])(?:{words})(?![0-9A-Za-z])")
    found = pattern.sub(lambda match: moved[match[0]], title)
    return found if found != title else ""


def _pair_words(before: Period, after: Period) -> Iterator[tuple[str, str]]:
    """What is written for the end of a period, in either language, and for that of the later one."""
    old, new = before.end, after.end
    yield str(old.year), str(new.year)
    one, other = _read_part(before.text), _read_part(after.text)
    if one[:1] == other[:1] == "Q":
        here, there = int(one[1]) - 1, int(other[1]) - 1
        yield one, other
        yield f"{_QUARTERS[here]} quarter", f"{_QUARTERS[there]} quarter"
        yield f"{_QUARTERS[here].title()} quarter", f"{_QUARTERS[there].title()} quarter"
        yield f"quarter {here + 1}", f"quarter {there + 1}"
        for last in ("季度", "季"):
            for old_name, new_name in ((_NUMERALS[here], _NUMERALS[there]), (here + 1, there + 1)):
                yield f"{old_name}{last}", f"{new_name}{last}"
                yield f"第{old_name}{last}", f"第{new_name}{last}"
    elif one[:1] == other[:1] == "H":
        here, there = int(one[1]) - 1, int(other[1]) - 1
        yield one, other
        yield "上下"[here] + "半年", "上下"[there] + "半年"
        yield f"{_QUARTERS[here]} half", f"{_QUARTERS[there]} half"
        yield f"{_QUARTERS[here].title()} half", f"{_QUARTERS[there].title()} half"
    elif one[:1] == other[:1] == "W":
        for pattern in ("第{}周", "week {}", "Week {}"):
            yield pattern.format(int(one[1:])), pattern.format(int(other[1:]))
    elif "-" in before.text:
        yield from _pair_months(old.month, new.month)
        if before.is_day and after.is_day:
            yield f"{old.month}月{old.day}日", f"{new.month}月{new.day}日"


def _pair_months(old: int, new: int) -> Iterator[tuple[str, str]]:
    for ending in ("月", "月份"):
        yield f"{old}{ending}", f"{new}{ending}"
    yield calendar.month_name[old], calendar.month_name[new]
    yield calendar.month_abbr[old], calendar.month_abbr[new]


def _read_part(text: str) -> str:
    """The quarter, half or week of a period's text: Q2, H1, W44."""
    match = re.search("(?:[QH][1-4]|W[0-9]{2})$", text)
    return match[0] if match else ""
