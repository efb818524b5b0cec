"""The times that an article names, in the contract's notation, and the one that a figure speaks of.

今年1月至6月15日 is `2024-01-01/2024-06-15` where the article is of 2024. What cannot be dated for sure
(近年来, “十四五”以来) is a time without a period: it keeps an earlier one from being taken for its own.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from publicstats.articles.text import Article
from publicstats.period import Period, parse_period
from publicstats.quantity.numerals import parse_numeral

POINT, DURING, SINCE, NOW, UNKNOWN = "point", "during", "since", "now", "unknown"


@dataclass(frozen=True)
class Time:
    """A time named in the running text: where, its period (blank: not datable), and of what nature."""

    start: int
    end: int
    period: str
    nature: str
    compared: bool = False
    """Whether other figures are only compared with this time: 比上年, 2019年同期."""


_TO = "[至到—–~-]"
_TIME = re.compile(
    rf"(?P<lead>截至目前|截至今日|截至|截止到?|到)?(?:(?P<year>(?:19|20)[0-9]{{2}}(?=年)|今年|去年|上年|前年|明年|后年|本年|当年|同年)年?度?"
    rf"(?:[—–~至到-](?P<year2>(?:19|20)[0-9]{{2}})年)?)?"
    rf"(?:(?P<m1>[0-9]{{1,2}})月?(?:(?P<d1>[0-9]{{1,2}})日(?:[0-9]{{1,2}}[时点])?)?起?{_TO}(?:(?P<m2>[0-9]{{1,2}})月)?(?:(?P<d2>[0-9]{{1,2}})日)?(?<=[月日])"
    rf"|(?P<m>[0-9]{{1,2}})月份?(?:(?P<d>[0-9]{{1,2}})[日号]?)?"
    rf"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1234])季度|前(?P<quarters>[二两三23])(?:个)?季度"
    rf"|前(?P<months>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})个?月"
    rf"|(?P<day>[0-9]{{1,2}})日(?![均常间])|(?P<whole>全年|年内)|(?P<ends>年末|年底))?"
    rf"(?P<tail>末|底|初|以来|起(?=[，至])|同期)?"
)
_NOW = re.compile(r"(?:截至)?目前|截至发稿|如今|现有|现已|现共有|迄今|至今|截至今[日天]")
_UNKNOWN = re.compile(
    r"近年来?|近[几两三四五十0-9]+年|“?十[一二三四五]+五”?(?:以来|期间|时期)?|多年来|历年|过去|以前|最初|此前|[0-9一二三四五六七八九十]+年来"
)
_SCHOOL_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:[/—–~-]|年至)((?:19|20)[0-9]{2})学年")
_CONGRESS = re.compile("党的(?P<which>十八|十九|二十)大以来")
_CONGRESSES = {"十八": "2012-11", "十九": "2017-10", "二十": "2022-10"}
_COMPARED = re.compile(r"(?:比|较|与|同|恢复[至到]|相当于|是|为)$")
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
_REPORT = re.compile(
    r"((?:19|20)[0-9]{2})年(?:度)?[^。\n]{0,30}?(?:公报|年报|报告|执行情况|决算|白皮书|质量状况)"
)
_DATELINE = re.compile(
    r"(?:(?P<y>(?:19|20)[0-9]{2})年)?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?:电|讯|[，,]记者|[)）\n]|$)"
)
_FULL_DATE = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
SPRING = 4
HEAD = 160
"""Characters at the beginning in which a title or a dateline stands."""


def find_published(article: Article) -> Period | None:
    """The article's date by its dateline or the full date under its title; none where it has neither."""
    text = article.text
    latest = max(re.findall(r"((?:19|20)[0-9]{2})年", text), default="")
    for match in _DATELINE.finditer(text):
        year = match["y"] or latest
        if year and (day := _day(int(year), int(match["m"]), int(match["d"]))):
            return parse_period(day.isoformat())
    titled = _FULL_DATE.search(text[:HEAD])
    day = _day(*map(int, titled.groups())) if titled else None
    return parse_period(day.isoformat()) if day else None


def find_report_year(article: Article) -> int | None:
    """The year that a bulletin or yearly report is about, as its title says; none for other articles."""
    match = _REPORT.search(article.text[:HEAD])
    return int(match[1]) if match else None


def find_times(article: Article, published: Period | None) -> tuple[Time, ...]:
    """Every time named in the running text, in order."""
    found = [*_dated(article, published), *_words(article, published)]
    kept: list[Time] = []
    for time in sorted(found, key=lambda t: (t.start, -t.end)):
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
    return tuple(kept)


def _words(article: Article, published: Period | None) -> Iterator[Time]:
    today = published.text if published else ""
    for match in _NOW.finditer(article.text):
        yield Time(*match.span(), today, NOW if today else UNKNOWN)
    for match in _UNKNOWN.finditer(article.text):
        yield Time(*match.span(), "", UNKNOWN)
    for match in _SCHOOL_YEAR.finditer(article.text):
        yield Time(*match.span(), f"{match[1]}/{match[2]}", DURING)
    for match in _CONGRESS.finditer(article.text):
        yield Time(*match.span(), f"{_CONGRESSES[match['which']]}/{today}" if today else "", SINCE)


Read = tuple[str | None, date]
"""A period and its last day; no period where the words make no date."""


def _dated(article: Article, published: Period | None) -> Iterator[Time]:
    report, said, sentence = find_report_year(article), None, 0
    ends = [match.start() for match in re.finditer("[。！？\n]", article.text)]
    for match in _TIME.finditer(article.text):
        part = {name: value for name, value in match.groupdict().items() if value}
        if not part.keys() - {"lead", "tail"}:
            continue
        if (reached := bisect_left(ends, match.start())) != sentence:
            said, sentence = None, reached
        year = _find_year(part, said, report, published)
        explicit = _is_number(part.get("year", ""))
        said = year if "year" in part else said
        compared = (
            bool(_COMPARED.search(article.text[max(0, match.start() - 3) : match.start()]))
            or part.get("tail") == "同期"
        )
        compared = compared and part.get("lead") is None
        read = _resolve(part, year, published) if year else None
        if read is None and not explicit:
            yield Time(*match.span(), "", UNKNOWN, compared)
        elif read is not None:
            yield Time(*match.span(), *read, compared)


def _is_number(text: str) -> bool:
    """Whether a text is digits: a superscript is one to Python, and no number."""
    return text.isascii() and text.isdigit()


def _find_year(
    part: dict[str, str], said: int | None, report: int | None, published: Period | None
) -> int | None:
    """The year of a time, by the words beside it, else by the sentence, the title or the article's date."""
    named = part.get("year", "")
    if _is_number(named):
        return int(named)
    if named in _RELATIVE:
        return published.end.year + _RELATIVE[named] if published else None
    if named:
        return said
    if said or report:
        return said or report
    if published is None:
        return None
    if part.keys() & {"whole", "ends"}:
        # In spring 全年 may be the year past or a plan for the present one.
        return published.end.year if published.end.month > SPRING else None
    months = {"half": 6 if part.get("half") == "上" else 12, "quarter": 3 * _small(part.get("quarter", "1"))}
    month = next((months[name] for name in months if name in part), 0) or _small(
        part.get("m1") or part.get("m") or "0"
    )
    return published.end.year - (month > published.end.month)


def _resolve(part: dict[str, str], year: int, published: Period | None) -> tuple[str, str] | None:
    """The period and nature of a time whose year is known; none where it makes no date."""
    period, last = _plain(part, year, published)
    if period is None:
        return None
    tail, lead = part.get("tail", ""), part.get("lead", "")
    today = published.text if published else ""
    if tail in ("以来", "起"):
        start = f"{year}-01-01" if period == str(year) and part.get("year") in _RELATIVE else period
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
    last = _day(year, month, int(day)) if day else _month_end(year, month)
    if last is None:
        return None, date(year, 12, 31)
    return (last.isoformat() if day else f"{year}-{month:02d}"), last


def _day_alone(part: dict[str, str], year: int, published: Period | None) -> Read:
    last = _day(year, published.end.month, int(part["day"])) if published else None
    return (last.isoformat(), last) if last else (None, date(year, 12, 31))


def _half(part: dict[str, str], year: int, published: Period | None) -> Read:
    half = 1 if part["half"] == "上" else 2
    return f"{year}-H{half}", _month_end(year, 6 * half) or date.max


def _quarter(part: dict[str, str], year: int, published: Period | None) -> Read:
    quarter = _small(part["quarter"])
    return f"{year}-Q{quarter}", _month_end(year, 3 * quarter) or date.max


def _quarters(part: dict[str, str], year: int, published: Period | None) -> Read:
    quarter = _small(part["quarters"])
    return f"{year}-Q1/{year}-Q{quarter}", _month_end(year, 3 * quarter) or date.max


def _months(part: dict[str, str], year: int, published: Period | None) -> Read:
    month = _small(part["months"])
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
    start, last = _day(year, first, int(part.get("d1", "1"))), _day(year, second, int(part["d2"]))
    if start is None or last is None or start > last:
        return None, end
    return f"{start}/{last}", last


def _small(text: str) -> int:
    """A small number in digits or numerals; 0 where it is none."""
    return int(text) if _is_number(text) else parse_numeral(text) or 0


def _day(year: int, month: int, day: int) -> date | None:
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
