"""A data folder as it is after some years: invented releases added to a folder, with all that befalls series.

    python -m benchmarks.history DATA OUT [--seed 1] [--years 3] [--figures 100000] [--asof 2026-03-31]
    python -m benchmarks.history DATA OUT [--seed 1] --wide

Nothing in it is a fact. Equal arguments give equal bytes, another seed another history; the last year ends
with October. `--figures` is how many there are in the end: cities are added for more, what comes last is left
out for fewer. `--asof` gives the same history as it was on a day. What happens to which series stands in
`benchmarks/happenings.py`. `--wide` is another folder: 2,000 sources, 500 indicators and 400 charts
(`benchmarks/breadth.py`).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from benchmarks.breadth import write_wide
from benchmarks.happenings import PROVINCES, add_city, happen
from benchmarks.ledger import INVENTED, LAST_MONTH, Book, FullError, month

UNITS = {"件": "count", "人次": "count", "张": "count", "人": "count", "个": "count", "%": "share"}
INDICATORS: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    ("calls", "来电", "Calls", "件", {"additive": "yes", "additive_time": "yes"}),
    ("requests", "诉求", "Requests", "件", {"additive_time": "yes", "frequency": "month"}),
    ("web", "网上诉求", "Online requests", "件", {"successor": "grown_requests"}),
    ("rate", "接通率", "Connection rate", "%", {"better": "up"}),
    ("visits", "结算人次", "Visits settled", "人次", {"better": "up", "additive_time": "yes"}),
    ("beds", "床位", "Beds", "张", {"better": "up", "additive": "yes"}),
    ("net", "人口净增", "Net increase of people", "人", {"signed": "yes", "additive_time": "yes"}),
    ("insured", "参保人数", "People insured", "人", {"frequency": "year"}),
    ("relief", "救助人次", "Visits assisted", "人次", {}),
    ("schools", "课后服务覆盖率", "After-school services", "%", {"frequency": "school_year"}),
    ("sites", "服务点", "Service points", "个", {"additive": "yes"}),
    ("census", "少儿比重", "Share of children", "%", {"frequency": "ten_year"}),
)
HEADLINES = ("grown_city_1", "grown_city_2")
CHARTS = (
    ("cards", "calls", ";".join(HEADLINES), ""),
    ("slope", "rate", "", ""),
    ("columns", "visits", "cn", "period"),
    ("bars", "beds", "", "region"),
)


def write_history(
    base: Path,
    out: Path,
    seed: int = 1,
    years: int = 3,
    figures: int | None = None,
    asof: date | None = None,
) -> int:
    """Writes `base` with invented releases of so many years into `out`; how many figures that has.

    With `asof` only what was published by that day.
    """
    book = Book(base, out, seed, years, figures, asof)
    _describe(book)
    _name_places(book)
    try:
        happen(book)
        while figures is not None:
            add_city(book)
    except FullError:
        pass
    book.close()
    return book.count


def _describe(book: Book) -> None:
    """Adds what the releases speak of: units, indicators, categories, breaks, charts, and what is to come."""
    first, last = book.years[0], book.years[-1]
    for unit, kind in UNITS.items():
        book.add("units", unit, kind=kind)
    for name, zh, en, unit, more in INDICATORS:
        book.indicator(
            name, zh, en, unit, **more, **({"ended": month(book.months[9])} if name == "web" else {})
        )
    for name, zh, en in (("urban", "城镇", "Urban"), ("rural", "乡村", "Rural")):
        book.add("breakdowns", f"grown_{name}", name_zh=f"{zh}（示例）", name_en=f"{en} (example)")
    for name, start in (("rate", f"{last}-01"), ("relief", str(first))):
        cells = {"indicator": f"grown_{name}", "from": start}
        book.add("breaks", f"grown_{name}", note_zh="口径调整。", note_en="Counted in another way.", **cells)
    for order, (kind, name, regions, across) in enumerate(CHARTS):
        words = {"title_zh": f"示例：{name}", "title_en": f"Example: {name}", **INVENTED}
        place = {"theme": book.theme, "order": str(900 + order), "indicators": f"grown_{name}"}
        book.add("charts", f"grown_{kind}", kind=kind, regions=regions, across=across, **words, **place)
    for name, period, expected in (
        ("calls", f"{last}-{LAST_MONTH + 1}", date(last, 12, 12)),
        ("insured", str(last), date(last + 1, 1, 26)),
    ):
        words = {"title_zh": f"{period}通报（示例）", "title_en": f"Bulletin of {period} (example)"}
        cells = {"indicators": f"grown_{name}", "period": period, "expected": expected.isoformat()}
        book.add("releases", f"grown_{name}", **words, **cells)


def _name_places(book: Book) -> None:
    """Adds the country, the provinces that are wanting, and two districts that merge into a third."""
    book.add("regions", "cn", name_zh="全国", name_en="China", level="country")
    for number in range(1, 1 + len(HEADLINES)):
        book.city(number)
    for number in range(1, 1 + PROVINCES - len(book.provinces)):
        words = {"name_zh": f"示例省{number}", "name_en": f"Example Province {number}"}
        book.provinces.append(
            book.add("regions", f"grown_province_{number}", level="province", parent="cn", **words)
        )
    del book.provinces[PROVINCES:]
    ended = {"valid_to": f"{book.years[0] - 1}-12-31", "successor": "grown_new"}
    for name, zh, more in (
        ("east", "东", ended),
        ("west", "西", ended),
        ("new", "新", {"valid_from": f"{book.years[0]}-01-01"}),
    ):
        words = {"name_zh": f"示例{zh}区", "name_en": f"Example {name.title()} District"}
        book.add("regions", f"grown_{name}", level="county", parent=book.provinces[0], **words, **more)


def main() -> None:
    """Writes a folder and says how many figures it has."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--figures", type=int)
    parser.add_argument("--asof", type=date.fromisoformat, metavar="DAY")
    parser.add_argument("--wide", action="store_true")
    o = parser.parse_args()
    if o.wide:
        count = write_wide(o.data, o.out, o.seed)
    else:
        count = write_history(o.data, o.out, o.seed, o.years, o.figures, o.asof)
    sys.stdout.write(f"{count:,} figures in {o.out}\n")


if __name__ == "__main__":
    main()
