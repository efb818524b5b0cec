"""What a cell said before a spreadsheet, or a hasty hand, rewrote it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from publicstats.period import PeriodError, parse_period

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = f"(?P<name>{'|'.join(_MONTHS)})[a-z]*"
_DAY_ZERO = date(1899, 12, 30)
"""The day that spreadsheets count as 0."""

_SPREADSHEET_DATES = (
    rf"{_MONTH}-(?P<short>[0-9][0-9])",
    rf"(?P<day>[0-9]{{1,2}})-{_MONTH}-(?:(?P<year>[0-9]{{4}})|(?P<short>[0-9][0-9]))",
    r"(?P<serial>[34567][0-9]{4})",
    r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?:(?P<year>[0-9]{4})|(?P<short>[0-9][0-9]))",
    r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})\s+[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?",
)
_OTHER_DATES = (
    r"(?P<year>[0-9]{4})\s*年?",
    r"(?P<year>[0-9]{4})[-/.年](?P<month>[0-9]{1,2})月?(?:[-/.]?(?P<day>[0-9]{1,2})[日号]?)?",
    r"(?P<year>[0-9]{4})(?P<month>[0-9][0-9])(?P<day>[0-9][0-9])",
    r"(?P<year>[0-9]{4})[- ]?(?P<part>[qh][0-9])",
    r"(?P<year>[0-9]{4})[- ]?年?[- ]?(?:w|第)(?P<week>[0-9]{1,2})周?",
    r"(?P<year>[0-9]{4})年?[-—–/至](?P<until>[0-9]{4})(?P<school>学年)",
    r"(?P<year>[0-9]{4})年?[-—–至](?P<until>[0-9]{4})年?",
    r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月?[-—–至](?P<last>[0-9]{1,2})月",
)
_PARTS = {f"第{numeral}季度": f"q{number}" for number, numeral in enumerate("一二三四", start=1)}
_PARTS |= {"上半年": "h1", "下半年": "h2"}


def is_spreadsheet_date(text: str) -> bool:
    """Whether a text is a date as spreadsheets write it into a CSV: May-24, 45443, 5/31/2024."""
    written = any(re.fullmatch(pattern, text.strip().lower()) for pattern in _SPREADSHEET_DATES)
    return written and guess_period(text) != ""


def guess_period(text: str) -> str:
    """The period that a text stands for, as it should be written; blank where there is no telling."""
    tidy = text.strip().lower()
    for words, part in _PARTS.items():
        tidy = tidy.replace(f"年{words}", f"-{part}").replace(words, f"-{part}")
    for pattern in (*_SPREADSHEET_DATES, *_OTHER_DATES):
        match = re.fullmatch(pattern, tidy)
        if match:
            meant = _write_period({name: part for name, part in match.groupdict().items() if part})
            return meant if _is_period(meant) else ""
    return ""


def guess_region(text: str) -> str:
    """The region code that became 310000.0 or 3.1E+05, or lost zeros at its beginning; else blank."""
    match = re.fullmatch(
        r"(?P<whole>[0-9]{6})\.0+|(?P<base>[0-9](?:\.[0-9]+)?)e\+?0?5|(?P<short>[0-9]{1,5})", text.lower()
    )
    if match is None:
        return ""
    if match["base"]:
        return str(round(float(match["base"]) * 100_000))
    return match["whole"] or match["short"].zfill(6)


def guess_integer(text: str) -> str:
    """The whole number that became 116.0 or 1,160; blank for any other text."""
    match = re.fullmatch(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.0+)?", text)
    return match[1].replace(",", "") if match else ""


def _write_period(parts: dict[str, str]) -> str:
    """The period of a date's parts: year or two digits of it, month or its name, day; or days since day 0."""
    if "serial" in parts:
        return (_DAY_ZERO + timedelta(days=int(parts["serial"]))).isoformat()
    year = parts.get("year") or f"20{parts['short']}"
    if "part" in parts:
        return f"{year}-{parts['part'].upper()}"
    if "week" in parts:
        return f"{year}-W{int(parts['week']):02d}"
    if "school" in parts:
        return f"{year}-09/{parts['until']}-08"
    if "until" in parts:
        return f"{year}/{parts['until']}"
    if "last" in parts:
        return f"{year}-{int(parts['month']):02d}/{year}-{int(parts['last']):02d}"
    month = _MONTHS.index(parts["name"]) + 1 if "name" in parts else int(parts.get("month", 0))
    if month > 12 and "day" in parts:
        parts["day"], month = str(month), int(parts["day"])
    day = int(parts.get("day", 0))
    return year + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except PeriodError:
        return False
    return True
