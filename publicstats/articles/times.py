"""The times that an article names, in the contract's notation, and the one that a figure speaks of.

今年1月至6月15日 is `2024-01-01/2024-06-15` where the article is of 2024. What cannot be dated for sure
(近年来, “十四五”以来) is a time without a period: it keeps an earlier one from being taken for its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from publicstats.articles.subject_times import find_issue, list_title
from publicstats.articles.text import Article
from publicstats.articles.time_parts import (
    DURING,
    LEAD,
    NOW,
    ONE_BEFORE,
    POINT,
    RELATIVE_YEARS,
    SINCE,
    UNKNOWN,
    YEAR_BEFORE,
    is_number,
    make_day,
    read_small,
    resolve_time,
)
from publicstats.period import Period, parse_period
from publicstats.quantity.numerals import DIGITS


@dataclass(frozen=True)
class Time:
    """A time named in the running text: where, its period (blank: not datable), and of what nature."""

    start: int
    end: int
    period: str
    nature: str
    compared: bool = False
    """Whether other figures are only compared with this time: 比上年, 2019年同期."""
    once: bool = False
    """Whether only the next figure is of this time: 其中3月, 由上年的."""


_TO = "[至到—–~-]"
_NUMERALS = "[一二][〇零九][〇零一二三四五六七八九]{2}"
_TIME = re.compile(
    rf"(?P<lead>截至目前|截至今日|截至|截止到?|到)?(?:(?P<year>(?:19|20)[0-9]{{2}}(?=年)|(?<![0-9])1[0-9]{{2}}(?=年)|{_NUMERALS}(?=年)|今年|去年|上年|前年|明年|后年|本年|当年|同年)年?度?"
    rf"(?:[—–~至到-](?P<year2>(?:19|20)[0-9]{{2}})年)?)?"
    rf"(?:(?P<m1>[0-9]{{1,2}})月?(?:(?P<d1>[0-9]{{1,2}})日(?:[0-9]{{1,2}}[时点])?)?起?{_TO}(?:(?P<m2>[0-9]{{1,2}})月)?(?:(?P<d2>[0-9]{{1,2}})日)?(?<=[月日])"
    rf"|(?P<m>[0-9]{{1,2}})月份?(?:(?P<d>[0-9]{{1,2}})[日号])?"
    rf"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1234])季度|第(?P<season>[一二三四1234])季(?!度)|前(?P<quarters>[二两三23])(?:个)?季度"
    rf"|[前首](?P<months>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})个?月"
    rf"|(?<![0-9.])(?P<day>[0-9]{{1,2}})日(?![均常间])|(?P<whole>全年|年内)|(?P<ends>年末|年底))?"
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
_ONCE = re.compile(r"(?:(?:其中|最高|峰值)(?:为|是)?)$")
_SERIES = re.compile("[，；、（由从]$")
_SERIES_AFTER = re.compile("(?:[为是达有共:]|[末底]?的)?[0-9]")
_AHEAD = re.compile("(?:预计|计划|力争|将|确保|拟|有望)$")
_BEFORE = re.compile(
    r"(?P<year>[上去]年度?同[期月]|同比基数)|(?P<one>上月|前一?个?月|上季度?|上周|前一周|上期)(?!末|底)"
)
_THIS = re.compile(r"(?P<month>本月|当月)|(?P<week>本周|当周|本期|当期|本旬|本季度?|当季度?|这一周)")
_MINGUO = 1911
"""The year before the first of the Republic of China's calendar, in which 114年 is 2025."""
_REPORT = re.compile(
    r"((?:19|20)[0-9]{2})年(?:度)?[^。\n]{0,30}?(?:公报|年报|报告|执行情况|决算|白皮书|质量状况)"
)
_DATELINE = re.compile(
    r"(?:(?P<y>(?:19|20)[0-9]{2})年)?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?:电|讯|[，,]记者|[)）\n]|$)"
)
_FULL_DATE = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
SPRING = 4
FIRST = 200
"""Characters at the beginning in which news say what time they are of."""
HEAD = 160
"""Characters at the beginning in which a title or a dateline stands."""


def find_published(article: Article) -> Period | None:
    """The article's date by its dateline or the full date under its title; none where it has neither."""
    text = article.text
    latest = max(re.findall(r"((?:19|20)[0-9]{2})年", text), default="")
    for match in _DATELINE.finditer(text):
        year = match["y"] or latest
        if year and (day := make_day(int(year), int(match["m"]), int(match["d"]))):
            return parse_period(day.isoformat())
    titled = _FULL_DATE.search(text[:HEAD])
    day = make_day(*map(int, titled.groups())) if titled else None
    return parse_period(day.isoformat()) if day else None


def find_report_year(article: Article) -> int | None:
    """The year that a bulletin or yearly report is about, as its title says; none for other articles."""
    match = _REPORT.search(article.text[:HEAD])
    return int(match[1]) if match else None


def find_subject(article: Article, published: Period | None) -> Time | None:
    """The time that a whole text is about: of its title, or of the issue that it is; none for other texts."""
    if issue := find_issue(article, published):
        return Time(0, 0, issue, DURING)
    title = list_title(article)
    end = title[-1][1] if title else 0
    for time in takewhile(lambda time: time.end <= end, _dated(article, published)):
        plain = time.period and not time.compared and time.nature in (DURING, POINT)
        dated = _DAY.fullmatch(time.period) and time.nature == DURING
        if plain and not dated and not (published and parse_period(time.period).end > published.end):
            return Time(0, 0, time.period, time.nature)
    if year := find_report_year(article):
        return Time(0, 0, str(year), DURING)
    return _find_first(article, published)


def _find_first(article: Article, published: Period | None) -> Time | None:
    """The first span of time that news are of, where it has passed; the day that they are of is none."""
    for time in _dated(article, published):
        if time.start > FIRST:
            return None
        plain = time.period and not time.compared and not time.once and time.nature == DURING
        if plain and not _DAY.fullmatch(time.period):
            ahead = published and parse_period(time.period).end > published.end
            return None if ahead else Time(0, 0, time.period, LEAD)
    return None


def find_times(article: Article, published: Period | None, subject: Time | None = None) -> tuple[Time, ...]:
    """Every time named in the running text, in order; `subject` is the one that the text is about."""
    found = [
        *_near_words(article, published, subject),
        *_dated(article, published, subject),
        *_words(article, published),
    ]
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


def _near_words(article: Article, published: Period | None, subject: Time | None) -> Iterator[Time]:
    """Times that are named by where they stand from the text's own."""
    about = subject.period if subject else ""
    for match in _BEFORE.finditer(article.text):
        yield Time(*match.span(), "", YEAR_BEFORE if match["year"] else ONE_BEFORE, compared=True)
    for match in _THIS.finditer(article.text):
        if match["week"]:
            yield Time(*match.span(), about, DURING if about else UNKNOWN)
            continue
        last = parse_period(about) if about else published
        month = str(last.end)[:7] if last else ""
        yield Time(*match.span(), month, DURING if month else UNKNOWN)


def _dated(article: Article, published: Period | None, subject: Time | None = None) -> Iterator[Time]:
    report = (
        int(subject.period[:4]) if subject and subject.period[:4].isdigit() else find_report_year(article)
    )
    said, latest, sentence = None, report, 0
    ends = [match.start() for match in re.finditer("[。！？\n]", article.text)]
    named_times = (match for match in _TIME.finditer(article.text) if match[0])
    for match in named_times:
        part = {name: value for name, value in match.groupdict().items() if value}
        if "season" in part:
            part["quarter"] = part.pop("season")
        if not part.keys() - {"lead", "tail"}:
            continue
        if (reached := bisect_left(ends, match.start())) != sentence:
            said, sentence = None, reached
        named = part.get("year", "")
        if named and (number := _read_year(named, article)):
            part["year"] = str(number)
        year = _find_year(part, said, report, published)
        if year is None and part.keys() & {"whole", "ends"}:
            year = latest
        explicit = is_number(part.get("year", ""))
        said = year if "year" in part else said
        latest = int(part["year"]) if explicit else latest
        lead = article.text[max(0, match.start() - 3) : match.start()]
        measure = lead[-1:] not in ("为", "是") or article.text.startswith("的", match.end())
        compared = bool(_COMPARED.search(lead) and measure) or part.get("tail") == "同期"
        compared = compared and part.get("lead") is None
        once = bool(
            _ONCE.search(lead) or (_SERIES.search(lead) and _SERIES_AFTER.match(article.text, match.end()))
        )
        if published and _AHEAD.search(lead) and "year" not in part:
            year = published.end.year
        today = _today(part, subject, published)
        read = resolve_time(part, year, today) if year else None
        if read is None and not explicit:
            yield Time(*match.span(), "", UNKNOWN, compared, once)
        elif read is not None:
            yield Time(*match.span(), *read, compared, once)


def _today(part: dict[str, str], subject: Time | None, published: Period | None) -> Period | None:
    """The day until which something is told: in a report 今年以来 ends with what it is about."""
    if part.get("tail") not in ("以来", "起") or not subject or subject.nature != DURING:
        return published
    return parse_period(str(parse_period(subject.period).end))


def _read_year(named: str, article: Article) -> int:
    """A year in digits or numerals, or of the Republic of China in a text that counts so; 0 for words."""
    if not is_number(named):
        return int("".join(str(DIGITS[c]) for c in named)) if set(named) <= DIGITS.keys() else 0
    year = int(named)
    if year > _MINGUO:
        return year
    return year + _MINGUO if "民国" in article.text or article.shown != article.text else 0


def _find_year(
    part: dict[str, str], said: int | None, report: int | None, published: Period | None
) -> int | None:
    """The year of a time, by the words beside it, else by the sentence, the title or the article's date."""
    named = part.get("year", "")
    if is_number(named):
        return int(named)
    if named in RELATIVE_YEARS:
        if report and named in ("上年", "前年", "本年"):
            return report + RELATIVE_YEARS[named]
        return published.end.year + RELATIVE_YEARS[named] if published else None
    if named:
        return said
    if said or report:
        return said or report
    if published is None:
        return None
    if part.keys() & {"whole", "ends"}:
        # In spring 全年 may be the year past or a plan for the present one.
        return published.end.year if published.end.month > SPRING else None
    months = {
        "half": 6 if part.get("half") == "上" else 12,
        "quarter": 3 * read_small(part.get("quarter", "1")),
    }
    month = next((months[name] for name in months if name in part), 0) or read_small(
        part.get("m1") or part.get("m") or "0"
    )
    return published.end.year - (month > published.end.month)
