"""A data folder as wide as a country's: thousands of sources, hundreds of indicators and charts, invented.

Each office prints a bulletin a month, in which its own indicators stand: counts of a month, rates of cities,
beds of many places by year, visits by category, applications of a quarter, and what is counted once a year.
`python -m benchmarks.history DATA OUT --wide` writes one; equal arguments give equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.ledger import INVENTED, LAST_MONTH, Book, after, month, say

SOURCES, INDICATORS, CHARTS = 2_000, 500, 400
"""How many a wide folder has, those of the folder that it grew from included."""
A_THEME, A_PLACE = 13, 5
"""Indicators to a theme, and sources to a place."""
YEARS = 3
COMPARED, CATEGORIES = 40, 3
"""Places in which one thing is counted, and categories that add up to a total."""
SUBJECTS = (
    ("就业", "employment"), ("救助", "relief"), ("殡葬", "funeral services"), ("供水", "water supply"),
    ("供热", "heating"), ("公交", "buses"), ("住房", "housing"), ("图书馆", "libraries"),
    ("体育场馆", "sports grounds"), ("环卫", "street cleaning"), ("消防", "fire services"),
    ("司法援助", "legal aid"), ("婚姻登记", "marriage registration"), ("户籍", "household registers"),
    ("出入境", "exit and entry"), ("不动产登记", "property registration"), ("托育", "nurseries"),
    ("特殊教育", "special schools"), ("公园", "parks"), ("邮政", "post"), ("食品抽检", "food inspections"),
    ("残疾人服务", "disability services"),
    ("社区医院", "community clinics"), ("血液采供", "blood supply"), ("志愿服务", "volunteering"),
    ("消费维权", "consumer complaints"), ("信访", "petitions"), ("气象服务", "weather services"),
)  # fmt: skip
"""What themes are about."""
Month = tuple[int, int]


@dataclass(frozen=True)
class Thing:
    """An invented indicator: its number among them, its subject in both languages, and its office."""

    number: int
    zh: str
    en: str
    office: int

    def name(self, word: str) -> str:
        """Its id without the prefix."""
        return f"{word}_{self.number}"


@dataclass(frozen=True)
class Shape:
    """One way of printing an indicator: its words, unit, its chart, and what a bulletin prints of it."""

    word: str
    zh: str
    en: str
    unit: str
    kind: str
    across: str
    write: Callable[[Book, Thing, str, Month, str], None]
    cells: tuple[tuple[str, str], ...] = ()


def write_wide(
    base: Path,
    out: Path,
    seed: int = 1,
    sources: int = SOURCES,
    indicators: int = INDICATORS,
    charts: int = CHARTS,
) -> int:
    """Writes `base` with invented bulletins into `out`, so many rows of each; how many figures it has."""
    book = Book(base, out, seed, YEARS, None)
    have = {table: len(book.list_rows(table)) for table in ("sources", "indicators", "charts", "themes")}
    themes = [_add_theme(book, number) for number in range(1, 1 + indicators // A_THEME - have["themes"])]
    book.provinces = book.provinces or [
        book.add("regions", "cn", name_zh="全国", name_en="China", level="country")
    ]
    for number in range(1, 1 + sources // A_PLACE):
        _add_city(book, number)
    offices = -(-(sources - have["sources"]) // len(book.months))
    things: dict[str, list[tuple[Thing, Shape]]] = {theme: [] for theme in themes}
    for number in range(indicators - have["indicators"]):
        theme = book.theme = themes[number % len(themes)]
        zh, en = SUBJECTS[themes.index(theme) % len(SUBJECTS)]
        thing, shape = Thing(number, zh, en, number % offices), SHAPES[number // len(themes) % len(SHAPES)]
        things[theme].append((thing, shape))
        _add_indicator(book, thing, shape)
    _add_charts(book, things, charts - have["charts"])
    _print_bulletins(
        book, [pair for pairs in things.values() for pair in pairs], offices, sources - have["sources"]
    )
    book.close()
    return book.count


def _add_theme(book: Book, number: int) -> str:
    zh, en = SUBJECTS[number % len(SUBJECTS)]
    words = {"title_zh": f"{zh}（示例{number}）", "title_en": f"{en.capitalize()} (example {number})"}
    words |= {"summary_zh": f"编造的{zh}数据。", "summary_en": f"Invented figures on {en}."}
    return book.add("themes", f"grown_theme_{number}", icon="badge", order=str(100 + number), **words)


def _add_city(book: Book, number: int) -> str:
    words = {"name_zh": f"示例市{number}", "name_en": f"Example City {number}"}
    parent = book.provinces[number % len(book.provinces)]
    return book.add("regions", _name_city(number), level="city", parent=parent, **words)


def _name_city(number: int) -> str:
    return f"grown_city_{number}"


def _add_indicator(book: Book, thing: Thing, shape: Shape) -> None:
    """An indicator, the release in which it is to come next, and its categories."""
    name = thing.name(shape.word)
    zh, en = f"{thing.zh}{shape.zh}{thing.number}", f"{thing.en.capitalize()}: {shape.en} {thing.number}"
    book.indicator(name, zh, en, shape.unit, **dict(shape.cells))
    if shape.write is _print_parts:
        for part in range(1, 1 + CATEGORIES):
            words = {
                "name_zh": f"{thing.zh}第{part}类{thing.number}",
                "name_en": f"{thing.en}, kind {part} of {thing.number}",
            }
            book.add("breakdowns", f"grown_{name}_{part}", **words)
    year = book.years[-1]
    if shape.write in (_print_month, _print_rates):  # these are late within the month, those expected
        day = (
            date(year, LAST_MONTH + 2, 12) if shape.write is _print_month else date(year, LAST_MONTH + 1, 20)
        )
        words = {"title_zh": f"{zh}通报", "title_en": f"Bulletin: {en}", "indicators": f"grown_{name}"}
        period = f"{year}-{LAST_MONTH + 1}"
        book.add("releases", f"grown_{name}", period=period, expected=day.isoformat(), **words)


def _add_charts(book: Book, things: dict[str, list[tuple[Thing, Shape]]], most: int) -> None:
    """Of each theme cards and a table, then a chart of each indicator, theme by theme in turn."""
    added = 0
    for turn in range(2 + max(map(len, things.values()), default=0) * 2):
        for theme, pairs in things.items():
            if added == most:
                return
            names = [f"grown_{thing.name(shape.word)}" for thing, shape in pairs]
            if turn < 2:
                kind, across, shown = ("cards", "table")[turn], "", names[: 4 * (1 + turn)]
                zh, en = ("要览", "一览")[turn], ("At a glance", "All figures")[turn]
            else:
                thing, shape = pairs[(turn - 2) % len(pairs)]
                kind, across, shown = shape.kind, shape.across, [names[(turn - 2) % len(pairs)]]
                zh, en = (
                    f"{thing.zh}{shape.zh}{thing.number}",
                    f"{thing.en.capitalize()}: {shape.en} {thing.number}",
                )
                if turn - 2 >= len(pairs):
                    kind, across, zh, en = "table", "", f"{zh}一览", f"All of {en}"
            words = {"title_zh": zh, "title_en": en, **INVENTED}
            place = {"theme": theme, "order": str(turn + 1), "indicators": ";".join(shown)}
            book.add("charts", f"{theme}_{turn}", kind=kind, across=across, **words, **place)
            added += 1


def _print_bulletins(book: Book, things: list[tuple[Thing, Shape]], offices: int, most: int) -> None:
    """The bulletins of all offices, month by month, until there are enough sources."""
    of_office: dict[int, list[tuple[Thing, Shape]]] = {}
    for thing, shape in things:
        of_office.setdefault(thing.office, []).append((thing, shape))
    for count in range(most):
        at, office = divmod(count, offices)
        when = book.months[at]
        source = book.source(
            f"bulletin_{office}_{month(when)}",
            f"示例局{office}{month(when)}通报",
            f"Bulletin of Example Office {office}, {month(when)}",
            after(when, 8),
            publisher=f"示例局{office} / Example Office {office}",
        )
        for thing, shape in of_office.get(office, ()):
            shape.write(book, thing, thing.name(shape.word), when, source)


def _print_month(book: Book, thing: Thing, name: str, when: Month, source: str) -> None:
    """A count of the country in a month."""
    chance = book.draw(f"{name}:{when}")
    value = 20_000 + 700 * thing.number + 40 * book.months.index(when) + chance.randint(0, 2_000)
    book.figure(name, "cn", month(when), say(value, "件", chance), source)


def _print_rates(book: Book, thing: Thing, name: str, when: Month, source: str) -> None:
    """The rates of two cities in a month."""
    for city in (1 + thing.number % 30, 31 + thing.number % 30):
        rate = (
            82
            + thing.number % 9
            + 0.12 * book.months.index(when)
            + book.draw(f"{name}:{city}:{when}").uniform(0, 1)
        )
        book.figure(name, _name_city(city), month(when), f"{rate:.1f}%", source)


def _print_places(book: Book, thing: Thing, name: str, when: Month, source: str) -> None:
    """What many places had at the end of the year before, once a year."""
    year, number = when
    if number != 3:
        return
    for city in range(1, 1 + COMPARED):
        value = 900 + 37 * city + 11 * (year - book.years[0]) + book.draw(f"{name}:{city}").randint(0, 900)
        book.figure(name, _name_city(city), f"{year - 1}-12-31", f"{value}张", source, "stock")


def _print_parts(book: Book, thing: Thing, name: str, when: Month, source: str) -> None:
    """Visits of half a year by category, and their total, which a row checks."""
    year, number = when
    if number not in (7, 1):
        return
    period = f"{year}-H1" if number == 7 else f"{year - 1}-H2"
    chance = book.draw(f"{name}:{period}")
    parts = [chance.randint(3_400, 3_800) for _ in range(CATEGORIES)]
    names = [
        book.figure(name, "cn", period, f"{value}人次", source, breakdown=f"grown_{name}_{part}")
        for part, value in enumerate(parts, 1)
    ]
    total = book.figure(name, "cn", period, f"{sum(parts)}人次", source)
    cells = {
        "indicator": f"grown_{name}",
        "region": "cn",
        "period": period,
        "basis": "flow",
        "compare_with": total,
    }
    book.add("calculations", f"{total}_check", formula=f"sum({', '.join(names)})", **cells, **INVENTED)


def _print_quarter(book: Book, thing: Thing, name: str, when: Month, source: str) -> None:
    """Applications of a quarter in one city."""
    year, number = when
    if number % 3 == 0:
        chance, city = book.draw(f"{name}:{when}"), _name_city(1 + thing.number % 200)
        value = chance.randint(4_000, 4_600)
        book.figure(name, city, f"{year}-Q{number // 3}", say(value, "张", chance), source)


def _print_year(book: Book, thing: Thing, name: str, when: Month, source: str) -> None:
    """People of a year, as of its last day."""
    year, number = when
    if number == 2:
        value = 60_000 + 900 * thing.number + 700 * (year - book.years[0])
        book.figure(name, "cn", f"{year - 1}-12-31", f"{value / 10_000:.2f}万人", source, "stock")


SHAPES = (
    Shape("cases", "办件量", "cases handled", "件", "line", "", _print_month, (("additive_time", "yes"),)),
    Shape(
        "on_time", "按时办结率", "share completed on time", "%", "line", "", _print_rates, (("better", "up"),)
    ),
    Shape("beds", "席位", "places offered", "张", "bars", "region", _print_places, (("additive", "yes"),)),
    Shape(
        "visits", "服务人次", "visits", "人次", "columns", "breakdown", _print_parts, (("additive", "yes"),)
    ),
    Shape("certificates", "发证数", "certificates issued", "张", "columns", "period", _print_quarter),
    Shape("people", "登记人数", "people registered", "人", "slope", "", _print_year),
)
"""In what ways indicators are printed, in turn."""
