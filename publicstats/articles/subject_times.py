"""The period that a whole text is about, as its issue or its date says; and periods moved in time."""

from __future__ import annotations

import re
from datetime import timedelta

from publicstats.articles.text import BREAK, Article
from publicstats.period import Period, PeriodError, parse_period

TITLE_LINES, TITLE_LENGTH, HEAD = 4, 70, 300
"""Lines of a title at most, the length of one, and the characters in which an issue says what it covers."""
_WEEKLY = re.compile("周报|一周|每周|本周|上周|周通报|周快报|周讯")
_MONTHLY = re.compile("月报|月刊|月度|月通报|月讯")
_OF_MONTH = re.compile(r"[0-9]月份?(?![0-9份])")
"""A month that a title names, and no day of it: the report is of it, whenever it came."""
_QUARTERLY = re.compile("季报|季度|季刊")
_WEEK = re.compile(
    r"(?:(?P<y>20[0-9]{2})年)?(?P<m1>[0-9]{1,2})月(?P<d1>[0-9]{1,2})日?[-—–~至到]"
    r"(?:(?P<m2>[0-9]{1,2})月)?(?P<d2>[0-9]{1,2})日"
)
_ISSUE = re.compile(r"(?P<year>20[0-9]{2})年(?:度)?第?(?P<number>[0-9]{1,2})(?P<kind>[期周])")
_YEARS = re.compile(r"(?<![0-9-])[0-9]{4}(?=[-/]|$)")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_NUMBERED = re.compile(r"(?P<year>[0-9]{4})-(?P<kind>[QW]?)(?P<number>[0-9]{1,2})")
_MOST = {"": 12, "Q": 4, "W": 53}
"""Months, quarters and weeks of a year."""
_LATEST_WEEKDAY = 2
"""A weekly of Monday to Wednesday is of the week before; of a later day it may be of either."""


def list_title(article: Article) -> list[tuple[int, int]]:
    """Where the lines of the title stand: the first short ones that are no sentences."""
    found, start = [], 0
    for line in article.text[: TITLE_LINES * (TITLE_LENGTH + 1)].split(BREAK)[:TITLE_LINES]:
        end = start + len(line)
        if (
            len(line) > TITLE_LENGTH
            or "。" in line
            or (article.lines[start : start + 1] and (article.lines[start] in article.tables))
        ):
            break
        found.append((start, end))
        start = end + 1
    return found


def find_issue(article: Article, published: Period | None) -> str:
    """The period of an issue of a periodical, said in its head, by its number, or the one before its date."""
    title = BREAK.join(article.text[start:end] for start, end in list_title(article))
    if _WEEKLY.search(title):
        return _find_week(article.text[:HEAD], published) or _number(title, "周") or _week_before(published)
    if _MONTHLY.search(title):
        return _number(title, "期") or ("" if _OF_MONTH.search(title) else _before(published, 1))
    if _QUARTERLY.search(title) and "期" in title:
        return _number(title, "季")
    return ""


def move_years(text: str, years: int = -1) -> str:
    """The same period of another year; blank where there is none (29 February)."""
    moved = _YEARS.sub(lambda match: str(int(match[0]) + years), text)
    return moved if _is_period(moved) else ""


def move_one(text: str) -> str:
    """The month before a month, the quarter before a quarter, the week before a week; blank for others."""
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return _move_week(text)
    year, number, most = int(match["year"]), int(match["number"]) - 1, _MOST[match["kind"]]
    year, number = (year, number) if number else (year - 1, most)
    width = 1 if match["kind"] == "Q" else 2
    moved = f"{year}-{match['kind']}{number:0{width}d}"
    return moved if _is_period(moved) else moved.replace("W53", "W52")


def _move_week(text: str) -> str:
    """The week before a week that is printed by its first and last day; blank for other stretches."""
    if not _is_period(text):
        return ""
    period = parse_period(text)
    week = timedelta(days=7)
    if period.start is None or period.end - period.start != week - timedelta(days=1) or "W" in text:
        return ""
    return f"{period.start - week}/{period.end - week}"


def count_from_new_year(text: str) -> str:
    """The period from the beginning of its year to the end of a period, by months or days as printed."""
    if (match := _MONTH.fullmatch(text)) is not None:
        return f"{match[1]}-01/{text}" if match[2] != "01" else text
    last = text.rpartition("/")[2]
    if not _is_period(last) or text.startswith(".."):
        return ""
    end = parse_period(last).end
    return f"{end.year}-01-01/{end}"


def _find_week(head: str, published: Period | None) -> str:
    match = _WEEK.search(head)
    if match is None or not (match["y"] or published):
        return ""
    year = int(match["y"]) if match["y"] else published.end.year if published else 0
    first, last = f"{int(match['m1']):02d}-{int(match['d1']):02d}", int(match["m2"] or match["m1"])
    text = f"{year}-{first}/{year}-{last:02d}-{int(match['d2']):02d}"
    if published and not match["y"] and text[:10] > str(published.end):
        text = move_years(text)
    return text if _is_period(text) else ""


def _number(title: str, kind: str) -> str:
    """The period that the number of an issue says: the eighth of a monthly of 2025 is August."""
    match = _ISSUE.search(title)
    if match is None:
        return ""
    number = int(match["number"])
    forms = {"周": f"{match['year']}-W{number:02d}", "期": f"{match['year']}-{number:02d}"}
    text = forms.get(kind, f"{match['year']}-Q{number}")
    return text if (match["kind"] == "周") == (kind == "周") and _is_period(text) else ""


def _week_before(published: Period | None) -> str:
    if published is None or published.end.weekday() > _LATEST_WEEKDAY:
        return ""
    monday = published.end - timedelta(days=published.end.weekday() + 7)
    return f"{monday}/{monday + timedelta(days=6)}"


def _before(published: Period | None, months: int) -> str:
    if published is None:
        return ""
    count = published.end.year * 12 + published.end.month - 1 - months
    return f"{count // 12}-{count % 12 + 1:02d}"


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except PeriodError:
        return False
    return True
