"""What happens to the series of a made-up history: cities that print by the month, bulletins of a year.

What befalls a city is one of `FATES`, in turn. All numbers are invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from benchmarks.ledger import LAST_MONTH, Book, after, change, month, say

FATES = ("final", "hidden", "double", "corrected", "disputed", "weekly", "so_far")
"""What befalls a city: values settled later, hidden and missing ones, January and February together, a
correction and a withdrawal, another paper's value, weeks, totals since January."""
COUNTS = 40
"""Further counts of each city beyond the first ones."""
PROVINCES = 31
SEASON = (0.93, 0.82, 1.0, 0.99, 1.02, 1.06, 1.16, 1.17, 1.03, 0.96, 0.95, 0.99)
"""What a month has of an average one."""
Month = tuple[int, int]


def happen(book: Book) -> None:
    """Writes every kind of release once, and a city of each fate."""
    for release in (_settle, _count_beds, _count_insured, _change_definitions):
        release(book)
    for _ in FATES:
        add_city(book, further=0)


def add_city(book: Book, further: int = COUNTS) -> None:
    """Adds the next city, with the releases of each month, and so many further counts."""
    book.cities += 1
    region, fate = book.city(book.cities), FATES[(book.cities - 1) % len(FATES)]
    chance = book.draw(region)
    size, growth = chance.randint(20_000, 900_000), chance.uniform(-0.06, 0.09)
    calls = {
        when: round(size * (1 + growth) ** (at / 12) * SEASON[when[1] - 1] * chance.uniform(0.98, 1.02))
        for at, when in enumerate(book.months)
    }
    printed = {
        when: _release_month(book, region, fate, when, _list_known(book, fate, when, calls), chance)
        for when in book.months
    }
    if fate in BEFALL:
        BEFALL[fate](book, region, calls, printed)
    for when in book.months:
        for number in range(1, further + 1):
            name = book.indicator(
                f"count_{number}", f"计数{number}", f"Count {number}", "件", additive_time="yes"
            )
            book.figure(
                name, region, month(when), say(chance.randint(20, 90_000), "件", chance), digest(book, when)
            )


def _list_known(book: Book, fate: str, when: Month, calls: dict[Month, int]) -> dict[Month, int]:
    """The calls as a month's bulletin knows them: one month is too low until it is corrected."""
    wrong, last = book.months[2:4]
    return calls | {wrong: calls[wrong] * 9 // 10} if fate == "corrected" and wrong <= when <= last else calls


def digest(book: Book, when: Month) -> str:
    """The bulletin of a month, in which every city prints."""
    text = month(when)
    return book.source(f"digest_{text}", f"{text}运行通报", f"Bulletin of {text}", after(when, 12))


def _release_month(
    book: Book, region: str, fate: str, when: Month, calls: dict[Month, int], chance: Random
) -> str:
    """One month of a city: its calls, their changes, requests and rate; the id of the calls."""
    year, number = when
    value, period, source, status = calls[when], month(when), digest(book, when), ""
    if fate == "double" and number in (1, 2):
        if number == 1:
            return ""
        value, period = value + calls[year, 1], f"{year}-01/{year}-02"
    if fate == "hidden" and number in (3, 4, 5):  # and nothing at all of May
        hidden = {3: ("**.*万件", "masked"), 4: ("", "missing")}.get(number)
        return book.figure("calls", region, period, hidden[0], source, status=hidden[1]) if hidden else ""
    if fate == "final" and when in book.months[-2:]:
        status = "provisional"
    name = book.figure("calls", region, period, say(value, "件", chance), source, status=status)
    book.figure("requests", region, period, say(value * 6 // 5, "件", chance), source, status=status)
    rate = 91 + chance.uniform(-0.4, 0.4) + 0.12 * book.months.index(when)
    book.figure("rate", region, period, f"{rate:.1f}%", source, status=status)
    for base, before in (("year_before", (year - 1, number)), ("period_before", (year, number - 1))):
        if before in calls and period == month(when):
            book.figure("calls", region, period, change(value, calls[before]), source, "growth", base=base)
    return name


def _settle_later(book: Book, region: str, calls: dict[Month, int], printed: dict[Month, str]) -> None:
    """Final values of the last months, an outlook, targets, and a count that ends with the first year."""
    last = book.years[-1]
    for when in book.months[-2:]:
        source = book.source(f"final_{month(when)}", "核定数", "Settled figures", after(when, 40))
        book.figure("calls", region, month(when), f"{calls[when]}件", source, revision="final")
    source = book.source("outlook", "年末预测", "Outlook", date(last, LAST_MONTH + 1, 16))
    book.figure("calls", region, f"{last}-12", "约90万件", source, status="forecast")
    plan = book.source("plan", "五年规划", "Five-year plan", date(book.years[0], 1, 5))
    for year, aim in (("2025", "98%以上"), ("2030", "力争99.5%以上")):
        book.figure("rate", region, year, aim, plan, kind="target")
    for when in book.months[:10]:
        book.figure("web", region, month(when), f"{calls[when] // 20}件", digest(book, when))


def _correct(book: Book, region: str, calls: dict[Month, int], printed: dict[Month, str]) -> None:
    """A correction, and a value that is withdrawn."""
    march, april = book.months[2:4]
    for when, how, word in ((march, "corrected", "更正"), (april, "withdrawn", "撤回")):
        source = book.source(how, f"{word}启事", f"Notice: {how}", after(april, 60))
        text, status = (f"{calls[when]}件", "") if when == march else ("", "missing")
        more = {"status": status, "supersedes": printed[when], "revision": how}
        book.figure("calls", region, month(when), text, source, **more)


def _dispute(book: Book, region: str, calls: dict[Month, int], printed: dict[Month, str]) -> None:
    """Another paper's value of a month, which does not agree."""
    march = book.months[2]
    source = book.source("paper", "热线成绩单", "A report on the hotline", after(march, 90))
    book.figure("calls", region, month(march), f"{calls[march] * 27 // 25}件", source)


def _print_weeks(book: Book, region: str, calls: dict[Month, int], printed: dict[Month, str]) -> None:
    """The last weeks."""
    last = book.years[-1]
    for week in range(36, 44):
        end = date.fromisocalendar(last, week, 7)
        source = book.source(f"week_{week}", f"第{week}周周报", f"Week {week}", end + timedelta(2))
        book.figure("calls", region, f"{last}-W{week}", f"{calls[last, end.month] // 4 + week}件", source)


def _add_up(book: Book, region: str, calls: dict[Month, int], printed: dict[Month, str]) -> None:
    """Totals since January, by month."""
    for year, number in book.months:
        total = sum(calls[year, k] for k in range(1, number + 1))
        period = f"{year}-01/{year}-{number:02d}" if number < 12 else str(year)
        book.figure("calls", region, period, f"{total}件", digest(book, (year, number)), "cumulative")


BEFALL = {
    "final": _settle_later,
    "corrected": _correct,
    "disputed": _dispute,
    "weekly": _print_weeks,
    "so_far": _add_up,
}
"""What is printed of a city besides its months."""


def _settle(book: Book) -> None:
    """Totals since January by quarter: of the country as cumulative, of a province as a flow."""
    for region, basis in (("cn", "cumulative"), (book.provinces[0], "flow")):
        chance = book.draw(f"visits:{region}")
        totals: dict[Month, int] = {}
        for year, end in [when for when in book.months if when[1] % 3 == 0]:
            totals[year, end] = totals.get((year, end - 3), 0) + chance.randint(30_000_000, 60_000_000)
            spelled = (
                {3: f"{year}-Q1", 6: f"{year}-H1", 12: str(year)} if basis == "flow" else {12: str(year)}
            )
            period = spelled.get(end, f"{year}-01/{year}-{end:02d}")
            source = book.source(f"visits_{year}_{end:02d}", "结算情况", "Settlement", after((year, end), 24))
            book.figure("visits", region, period, f"{totals[year, end] / 1e4:.2f}万人次", source, basis)
            if (year - 1, end) in totals:
                grown = change(totals[year, end], totals[year - 1, end])
                book.figure("visits", region, period, grown, source, "growth", base="year_before")


def _count_beds(book: Book) -> None:
    """Beds and net increase of 31 provinces by year; at the end a release that revises all earlier ones."""
    earlier = range(book.years[0] - 2, book.years[-1])
    bulletins = {
        y: book.source(f"beds_{y}", f"{y}年公报", f"Bulletin of {y}", date(y + 1, 5, 20)) for y in earlier
    }
    for region in book.provinces:
        chance = book.draw(f"beds:{region}")
        size, growth = chance.randint(40_000, 400_000), chance.uniform(-30, 30)
        for y in earlier:
            beds = round(size * chance.uniform(0.95, 1.05))
            book.figure("beds", region, f"{y}-12-31", say(beds, "张", chance), bulletins[y], "stock")
            net = f"{growth * chance.uniform(0.8, 1.2):.2f}万人"
            book.figure("net", region, str(y), net, bulletins[y])
    revises = ";".join(bulletins[y] for y in earlier)
    source = book.source("beds_back", "历年数据修订", "Revised series", date(book.years[-1], 9, 9), revises)
    for region in book.provinces:
        size, chance = (
            book.draw(f"beds:{region}").randint(40_000, 400_000),
            book.draw(f"beds revised:{region}"),
        )
        for y in earlier:
            printed = f"{round(size * chance.uniform(0.95, 1.05))}张"
            book.figure("beds", region, f"{y}-12-31", printed, source, "stock", revision="revised")
    plan = book.source("beds_plan", "床位规划", "Plan for beds", date(book.years[0], 2, 1))
    for year in ("2025", "2030"):
        book.figure("beds", book.provinces[0], f"{year}-12-31", "50万张以上", plan, "stock", kind="target")


def _count_insured(book: Book) -> None:
    """People insured by year and kind: a quick report, then the bulletin; growth in words and in people."""
    for kind in ("grown_urban", "grown_rural"):
        chance = book.draw(f"insured:{kind}")
        before = None
        for y in range(book.years[0] - 3, book.years[-1]):
            people = chance.randint(24_000, 99_000) * 10_000
            quick = book.source(f"quick_{y}", f"{y}年快报", f"Quick report of {y}", date(y + 1, 1, 26))
            annual = book.source(f"annual_{y}", f"{y}年统计公报", f"Yearbook of {y}", date(y + 1, 6, 24))
            cells = {"region": "cn", "period": f"{y}-12-31", "breakdown": kind}
            book.figure(
                "insured",
                printed=f"{people / 1e8:.2f}亿人",
                source=quick,
                basis="stock",
                status="provisional",
                **cells,
            )
            book.figure(
                "insured",
                printed=f"{people // 10_000}万人",
                source=annual,
                basis="stock",
                revision="final",
                **cells,
            )
            if before:
                more = f"{'增加' if people >= before else '减少'}{abs(people - before) // 10_000}万人"
                for printed in (change(people, before), more):
                    book.figure(
                        "insured", printed=printed, source=annual, basis="growth", base="year_before", **cells
                    )
            before = people


def _change_definitions(book: Book) -> None:
    """A unit that changes at a break, districts that merge, school years, censuses."""
    chance = book.draw("definitions")
    for y in range(book.years[0] - 2, book.years[-1]):
        source = book.source(f"annual_{y}", f"{y}年统计公报", f"Yearbook of {y}", date(y + 1, 6, 24))
        unit = "人" if y >= book.years[0] else "人次"
        book.figure("relief", "cn", str(y), f"{chance.uniform(50, 90):.1f}万{unit}", source)
        book.figure("schools", "cn", f"{y}-09/{y + 1}-08", f"{chance.uniform(90, 99):.1f}%", source)
        places = ("grown_new",) if y >= book.years[0] else ("grown_east", "grown_west")
        for place in places:
            book.figure("sites", place, f"{y}-12-31", f"{chance.randint(20, 60)}个", source, "stock")
    for y in (2010, 2020):
        source = book.source(f"census_{y}", f"{y}年人口普查", f"Census of {y}", date(y + 1, 5, 11))
        book.figure("census", "cn", f"{y}-11-01", f"{chance.uniform(15, 19):.2f}%", source, "stock")
