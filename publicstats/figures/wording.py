"""How a figure, its place, its time and its source are said, in either language.

Every page, chart, download and alt text takes its words from here.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from publicstats.contract.codelists import CHANGE_BASES
from publicstats.contract.records import Figure, Region, Source, Unit
from publicstats.figures.computed import find_ends, find_point, round_computed
from publicstats.formula.calculation import Value
from publicstats.period import OPEN, Period, format_period, parse_period
from publicstats.quantity import format_quantity, strip_unit
from publicstats.series.calendar_periods import find_stretch
from publicstats.text.i18n import Lang, format_number, format_short, translate

PROVINCE_SUFFIXES = (
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "特别行政区",
    "省",
    "市",
    " Uygur Autonomous Region",
    " Zhuang Autonomous Region",
    " Hui Autonomous Region",
    " Autonomous Region",
    " Special Administrative Region",
    " Province",
    " Municipality",
)
"""The words for kinds of provincial units, the longer before those they end with."""
BEFORE = ("week", "month", "quarter")
"""Frequencies of which English names the period before."""
_NO_UNIT = Unit("", "", "", "", "")
_LEVELS = {"《": "《》〈〉", "“": "“”‘’"}
"""The marks of even levels, opening and closing, then those of odd ones, by what the text stands in."""


def format_figure(figure: Figure, lang: Lang) -> str:
    """The figure with its qualifier and unit: 超1700万名, over 17 million members."""
    if figure.computed is not None:
        return _format_computed(figure, lang)
    if figure.quantity is None:
        return translate("figure.missing", lang)
    if lang == "en":
        return format_quantity(figure.quantity, "en", format_unit(figure.unit, "en", figure.value))
    text = format_quantity(figure.quantity)
    # The unit is the indicator's where the print leaves it to the noun that follows.
    return text if figure.quantity.unit or not figure.unit.id else f"{text}（{figure.unit.id}）"


def format_count(count: int, lang: Lang) -> str:
    """How many figures there are of something: 13项数据, 13 figures, 1 figure."""
    return translate(
        "regions.count_one" if count == 1 else "regions.count", lang, count=format_number(count, lang)
    )


def format_bare(figure: Figure, lang: Lang) -> str:
    """The figure with its qualifier, its unit left to the heading: 超1700万. A percentage keeps its sign."""
    if figure.unit.kind == "share":
        return format_figure(figure, lang)
    quantity = strip_unit(figure.quantity) if figure.quantity else None
    return format_figure(replace(figure, quantity=quantity, unit=_NO_UNIT), lang)


def format_unit(unit: Unit, lang: Lang, value: Decimal | None = None) -> str:
    """A unit's name, the singular for one in English; blank where English needs no word."""
    if lang == "zh":
        return unit.id
    return unit.name_en_one if value == 1 else unit.name_en


def format_value(value: Decimal, unit: Unit, lang: Lang) -> str:
    """A plain number in a unit, for computed figures and the ends of intervals."""
    name = format_unit(unit, lang, value)
    glue = "" if lang == "zh" or name in ("", "%", "‰") else " "
    return f"{format_scaled(value, lang)}{glue}{name}"


def format_interval(figure: Figure, lang: Lang) -> str:
    """The values that the figure allows: 1700万名 至 1800万名; blank for an exact one or none."""
    if not figure.is_known or figure.low == figure.high or figure.qualifier == "range":
        return ""
    if figure.computed is not None:
        # One that is no point is said by its ends already.
        is_point = find_point(figure.computed) is not None
        return format_range(figure.computed, figure.unit, lang) if is_point else ""
    return _format_ends(figure.low, figure.high, figure.unit, lang)


def format_range(found: Value, unit: Unit, lang: Lang) -> str:
    """The interval of a computed value, rounded outwards; the value alone where it is exact."""
    if not found.is_known or found.value is None:
        return translate("figure.masked", lang)
    if found.low is None and found.high is None:
        return translate("figure.interval_any", lang)
    if found.low == found.high:
        return format_value(round_computed(found, found.value), unit, lang)
    low = None if found.low is None else round_computed(found, found.low, ROUND_FLOOR, 1)
    high = None if found.high is None else round_computed(found, found.high, ROUND_CEILING, 1)
    return _format_ends(low, high, unit, lang)


def _format_ends(low: Decimal | None, high: Decimal | None, unit: Unit, lang: Lang) -> str:
    ends = {
        name: format_value(end, unit, lang) for name, end in (("low", low), ("high", high)) if end is not None
    }
    name = {1: "interval_from" if "low" in ends else "interval_to", 2: "interval"}[len(ends)]
    return translate(f"figure.{name}", lang, **ends)


def format_place(figure: Figure, lang: Lang) -> str:
    """The region, and the breakdown where there is one: 山西省 · 跨省住院."""
    return " · ".join(filter(None, (figure.region.name.to(lang), format_breakdown(figure, lang))))


def format_short_name(region: Region, lang: Lang) -> str:
    """A province's name without the word for its kind: 上海, 内蒙古; other places' names as they are."""
    name = region.name.to(lang)
    if region.level != "province":
        return name
    suffix = next((s for s in PROVINCE_SUFFIXES if name.endswith(s) and len(name) > len(s) + 1), "")
    return name.removesuffix(suffix)


def format_breakdown(figure: Figure, lang: Lang) -> str:
    """The name of the figure's breakdown; blank for the whole."""
    return figure.breakdown.name.to(lang) if figure.breakdown else ""


def format_time(figure: Figure, lang: Lang) -> str:
    """The figure's period with what it means for its basis: 截至2023年12月31日, 2024年，同比."""
    if figure.basis == "growth" and figure.base not in ("", "unstated"):
        period, base = format_period(figure.period, lang), figure.base
        if base == "year_before":
            return translate("basis.growth_year_before", lang, period=period)
        if base == "period_before":
            return translate(f"basis.growth_period_before.{name_before(figure.period)}", lang, period=period)
        return translate(
            "basis.growth_since", lang, period=period, base=format_period(parse_period(base), lang)
        )
    return format_basis(figure.basis, figure.period, lang)


def name_before(period: Period) -> str:
    """What English calls the period before this one (`BEFORE`), else `period`."""
    frequency = find_stretch(period).frequency
    return frequency if frequency in BEFORE else "period"


def format_basis(basis: str, period: Period, lang: Lang) -> str:
    """A period with what it means for a basis."""
    if basis == "cumulative" and period.text.startswith(OPEN):
        basis = "cumulative_open"
    return translate(f"basis.{basis}", lang, period=format_period(period, lang))


def format_base(base: str, lang: Lang) -> str:
    """What a growth is measured against, in words: 同比; blank for nothing."""
    if base in CHANGE_BASES:
        return translate(f"base.{base}", lang)
    return translate("base.period", lang, period=format_period(parse_period(base), lang)) if base else ""


def format_nature(figure: Figure, lang: Lang) -> str:
    """What a reader must know before using the figure: target, standard, estimated, hidden, replaced."""
    words = []
    if figure.kind != "actual":
        words.append(translate(f"kind.{figure.kind}", lang))
    if figure.status:
        words.append(translate(f"status.{figure.status}", lang))
    if figure.is_replaced:
        words.append(translate("figure.replaced", lang))
    return translate("list.comma", lang).join(words)


def format_title(source: Source, lang: Lang) -> str:
    """The article's title, marked as one: 《…》, “…”; a title within it takes 〈…〉, ‘…’."""
    title = source.title.to(lang)
    return f"《{nest_marks(title, '《')}》" if lang == "zh" else f"“{nest_marks(title, '“')}”"


def nest_marks(text: str, outer: str) -> str:
    """A text that will stand within 《》 or “”, its own such marks made those of the next level.

    GB/T 15834: 〈 within 《, ‘ within “, and turn about further in.
    """
    levels = _LEVELS[outer]
    depth, nested = 1, []
    for mark in text:
        place = levels.find(mark)
        if place < 0:
            nested.append(mark)
            continue
        closes = place % 2
        depth = max(depth - closes, 1)
        nested.append(levels[2 * (depth % 2) + closes])
        depth += 1 - closes
    return "".join(nested)


def format_citation(figure: Figure, lang: Lang) -> str:
    """Where the figure stands: title and line; for a derived one, its formula."""
    if figure.calculation is not None:
        return translate("figure.formula", lang, formula=figure.calculation.wording.to(lang))
    if figure.source is None:
        return ""
    return translate(
        "figure.cite", lang, source=format_title(figure.source, lang), line=str(figure.line or "")
    )


def describe_figure(figure: Figure, lang: Lang) -> str:
    """One clause with everything needed to read the figure: what, where, when, how much."""
    name, place, time = figure.indicator.name.to(lang), format_place(figure, lang), format_time(figure, lang)
    if lang == "zh":
        return f"{name}（{place}，{time}）{format_figure(figure, lang)}"
    return f"{name} ({place}, {time}): {format_figure(figure, lang)}"


def _format_computed(figure: Figure, lang: Lang) -> str:
    """The result as far as its interval bears it out: a point, a range, or the one end that it has."""
    computed = figure.computed
    if computed is None or computed.value is None:
        return translate("figure.masked", lang)
    point = find_point(computed)
    if point is not None:
        about = "" if computed.low == computed.high == point else translate("figure.about", lang)
        return about + format_value(point, figure.unit, lang)
    low, high = find_ends(computed)
    if low is None and high is None:
        return translate("figure.interval_any", lang)
    if low is None or high is None:
        end, name = (low, "least") if low is not None else (high, "most")
        assert end is not None
        return translate(f"figure.at_{name}", lang, end=format_value(end, figure.unit, lang))
    # 19%至26%, but 19 to 26% and 83至88人.
    whole = lang == "zh" and figure.unit.kind == "share"
    first = format_value(low, figure.unit, lang) if whole else format_scaled(low, lang)
    ends = {"low": first, "high": format_value(high, figure.unit, lang)}
    return translate("figure.between", lang, **ends)


def format_scaled(value: Decimal, lang: Lang) -> str:
    """A number of any size as a reader would say it, all its digits kept: 1,520.17, 1954.64万."""
    return format_short(value, lang, None)
