"""Drawings that have to look right whatever the data: the panels of the golden drawings, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from publicstats.analysis.panels import Panel
from tests.helpers import GROWTH, Change, add, change, clear, copy, make_panels

LONG = "全市各级政务服务便民热线平台受理并按期办结且经回访确认满意的企业和群众诉求总件数"
LONG_EN = "Requests of enterprises and residents accepted by all hotlines of the city and settled in time"
PROVINCES = (
    *("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽"),
    *("福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州"),
    *("云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门"),
)


def _chart(kind: str, indicators: str = "requests", across: str = "", regions: str = "") -> list[Change]:
    title = {"title_zh": "诉求", "title_en": "Requests"}
    cells = {"kind": kind, "indicators": indicators, "across": across, "regions": regions}
    return [change("calls_bars", **title, **cells)]


def _make(figures: Iterable[Change], charts: list[Change], **tables: Iterable[Change]) -> tuple[Panel, ...]:
    return make_panels("calls_bars", figures=[clear, *figures], calculations=[clear], charts=charts, **tables)


def _figure(number: int, printed: str, **cells: str) -> Change:
    row = {
        "indicator": "requests",
        "region": "310000",
        "period": "2024",
        "basis": "flow",
        "source": "paper_a",
    }
    return add(figure=f"f{number}", printed=printed, line=str(number + 1), **(row | cells))


def _series(period: str, printed: Iterable[str], **cells: str) -> list[Change]:
    """A figure for each printed text, its number in the place of {} in the period and in other cells."""
    return [_figure(n, text, period=period.format(n + 1), **cells) for n, text in enumerate(printed)]


def make_districts() -> tuple[Panel, ...]:
    """Two districts of one name, each in a city of its own."""
    city = {"level": "city", "parent": "cn"}
    district = {"name_zh": "鼓楼区", "name_en": "Gulou District", "level": "county"}
    regions = [
        add(region="320100", name_zh="南京市", name_en="Nanjing", **city),
        add(region="320300", name_zh="徐州市", name_en="Xuzhou", **city),
        add(region="320106", parent="320100", **district),
        add(region="320302", parent="320300", **district),
    ]
    figures = [
        _figure(n, text, region=place)
        for n, (place, text) in enumerate((("320106", "3.2万件"), ("320302", "1.9万件")))
    ]
    return _make(figures, _chart("bars", across="region"), regions=regions)


def make_ages() -> tuple[Panel, ...]:
    """Adults in one place beside children in another."""
    figures = [
        _figure(0, "512件", breakdown="young", region="310000"),
        _figure(1, "87件", breakdown="old", region="110000"),
    ]
    names = [
        change("young", name_zh="成人", name_en="Adults"),
        change("old", name_zh="儿童", name_en="Children"),
    ]
    return _make(figures, _chart("bars", across="breakdown"), breakdowns=names)


def make_area() -> tuple[Panel, ...]:
    """京津冀 beside 山西, in a chart that is across indicators."""
    regions = [
        add(region="jingjinji", name_zh="京津冀", name_en="Beijing–Tianjin–Hebei", level="area", parent="cn"),
        add(region="140000", name_zh="山西省", name_en="Shanxi", level="province", parent="cn"),
    ]
    figures = [
        _figure(0, "120件", region="jingjinji"),
        _figure(1, "45件", region="140000", indicator="orders"),
    ]
    orders = copy("requests", indicator="orders", name_zh="工单", name_en="Work orders")
    return _make(
        figures, _chart("bars", "requests;orders", "indicator"), regions=regions, indicators=[orders]
    )


def _provinces() -> list[Change]:
    return [
        add(region=f"p{n:02d}", name_zh=name, name_en=f"Province {n + 1}", level="province", parent="cn")
        for n, name in enumerate(PROVINCES)
    ]


def make_provinces() -> tuple[Panel, ...]:
    """33 provinces as bars."""
    figures = [_figure(n, f"{900 - 21 * n}件", region=f"p{n:02d}") for n in range(len(PROVINCES))]
    return _make(figures, _chart("bars", across="region"), regions=_provinces())


def make_province_lines() -> tuple[Panel, ...]:
    """33 provinces over five years."""
    figures = [
        _figure(5 * n + year, f"{900 - 21 * n + 30 * year}件", region=f"p{n:02d}", period=str(2020 + year))
        for n in range(len(PROVINCES))
        for year in range(5)
    ]
    return _make(figures, _chart("line"), regions=_provinces())


def make_months(kind: str) -> tuple[Panel, ...]:
    """The twelve months of a year."""
    values = (51, 48, 63, 66, 70, 74, 83, 88, 71, 62, 60, 57)
    return _make(
        _series("2024-{:02d}", [f"{value}.4万件" for value in values]), _chart(kind, across="period")
    )


def make_falls(kind: str) -> tuple[Panel, ...]:
    """Changes that are all falls, by small amounts."""
    printed = [f"下降{value}%" for value in ("1.2", "0.8", "2.6", "0.3", "1.9")]
    figures = _series("202{}", printed, **GROWTH)
    return _make(figures, _chart(kind, across="period"))


def make_giant() -> tuple[Panel, ...]:
    """One huge value among tiny ones."""
    printed = ("9.43亿件", "12件", "3件", "0件", "近40件")
    figures = [_figure(n, text, region=f"p{n:02d}") for n, text in enumerate(printed)]
    return _make(figures, _chart("bars", across="region"), regions=_provinces())


def make_many_series() -> tuple[Panel, ...]:
    """Thirty categories by month."""
    kinds = [
        add(breakdown=f"k{n}", name_zh=f"第{n + 1}类", name_en=f"Kind {n + 1}", order=str(n))
        for n in range(30)
    ]
    figures = [
        _figure(
            6 * n + month,
            f"{30 * (n % 7) + 17 * (month % 3) + n}件",
            breakdown=f"k{n}",
            period=f"2024-0{month + 1}",
        )
        for n in range(30)
        for month in range(6)
    ]
    return _make(figures, _chart("line"), breakdowns=kinds)


def make_long_name(kind: str) -> tuple[Panel, ...]:
    """A name of forty characters beside a short one."""
    long = copy("requests", indicator="settled", name_zh=LONG, name_en=LONG_EN)
    figures = [
        _figure(4 * n + year, f"{value + 9 * year}万件", indicator=name, period=f"202{year + 1}")
        for n, (name, value) in enumerate((("requests", 120), ("settled", 96)))
        for year in range(4)
    ]
    return _make(figures, _chart(kind, "requests;settled", "indicator"), indicators=[long])


def make_states(kind: str = "line") -> tuple[Panel, ...]:
    """All that a value may be, in one series of years: the key names every mark."""
    rows: tuple[tuple[str, dict[str, str]], ...] = (
        ("60件", {}),
        ("约64件", {}),
        ("66件", {"status": "estimated"}),
        ("***件", {"status": "masked"}),
        ("70件", {}),
        ("", {"status": "missing"}),
        ("73件", {}),
        ("90件", {}),
        ("92件", {}),
        ("95件", {"status": "unverified"}),
        ("97件", {"status": "provisional"}),
        ("约110件", {"status": "forecast"}),
    )
    figures = [_figure(n, text, period=str(2014 + n), **cells) for n, (text, cells) in enumerate(rows)]
    figures.append(_figure(20, "120件以上", period="2026", kind="target"))
    figures.append(_figure(21, "94件", period="2022", source="paper_b"))
    anew = {"break": "anew", "indicator": "requests", "from": "2021"}
    breaks = [add(**anew, note_zh="并入其他热线。", note_en="Other hotlines merged in.")]
    return _make(figures, _chart(kind, across="period"), breaks=breaks)


def make_far_years(kind: str) -> tuple[Panel, ...]:
    """2000, 2020 and 2021, and the quarter that no year is joined with."""
    years = [
        _figure(n, text, period=year)
        for n, (year, text) in enumerate((("2000", "20件"), ("2020", "61件"), ("2021", "64件")))
    ]
    return _make([*years, _figure(9, "17件", period="2021-Q1")], _chart(kind, across="period"))


CASES: Mapping[str, Callable[[], tuple[Panel, ...]]] = {
    "districts_of_one_name": make_districts,
    "adults_here_children_there": make_ages,
    "area_beside_province": make_area,
    "provinces": make_provinces,
    "province_lines": make_province_lines,
    "months_columns": lambda: make_months("columns"),
    "months_line": lambda: make_months("line"),
    "falls_bars": lambda: make_falls("bars"),
    "falls_columns": lambda: make_falls("columns"),
    "falls_line": lambda: make_falls("line"),
    "one_giant": make_giant,
    "thirty_series": make_many_series,
    "long_name_bars": lambda: make_long_name("bars"),
    "long_name_line": lambda: make_long_name("line"),
    "states_line": make_states,
    "states_columns": lambda: make_states("columns"),
    "far_years_line": lambda: make_far_years("line"),
    "far_years_columns": lambda: make_far_years("columns"),
}
"""Each golden drawing's name, and what makes its panels; the first one is drawn."""
