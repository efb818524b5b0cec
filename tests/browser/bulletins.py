"""Two made-up bulletins of thirty figures, a folder that has their indicators, and what is right."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import BASE, add, make_files

FOLDER = Path(__file__).parent / "bulletins"
INDICATORS = {
    "care_homes": ("养老机构", "Care homes", "家"),
    "care_beds": ("养老床位", "Beds in care homes", "张"),
    "nursing_beds": ("护理型床位", "Nursing beds", "张"),
    "residents": ("入住老年人", "Residents of care homes", "人"),
    "occupancy": ("床位使用率", "Bed occupancy", "%"),
    "care_stations": ("社区养老服务站", "Community care stations", "个"),
    "canteens": ("老年食堂", "Canteens for older people", "家"),
    "meals": ("助餐服务", "Meals served", "人次"),
    "home_visits": ("居家上门服务", "Home care visits", "人次"),
    "subsidies": ("养老补贴", "Care subsidies", "元"),
    "subsidised": ("享受养老补贴的老年人", "Older people subsidised", "人"),
    "care_workers": ("养老护理员", "Care workers", "人"),
    "trained_workers": ("护理员培训", "Care workers trained", "人次"),
    "hotline_calls": ("养老服务热线来电", "Calls to the care hotline", "件"),
    "completion": ("热线来电办结率", "Share of calls completed", "%"),
    "satisfaction": ("养老服务满意率", "Satisfaction with care", "%"),
    "inspections": ("养老机构检查", "Inspections of care homes", "次"),
    "hazards": ("发现隐患", "Hazards found", "处"),
    "rectified": ("隐患整改率", "Share of hazards put right", "%"),
}
CATEGORIES = {
    "public": ("公办", "Public"),
    "private": ("民办", "Private"),
    "urban": ("城市", "Urban"),
    "rural": ("农村", "Rural"),
}
YEAR, STEP = "year_before", "period_before"
ROWS = (
    ("care_homes", "", "stock", ""),
    ("care_homes", "public", "stock", ""),
    ("care_homes", "private", "stock", ""),
    ("care_beds", "", "stock", ""),
    ("nursing_beds", "", "stock", ""),
    ("residents", "", "stock", ""),
    ("occupancy", "", "stock", ""),
    ("occupancy", "", "growth", STEP),
    ("care_stations", "", "stock", ""),
    ("care_stations", "urban", "stock", ""),
    ("care_stations", "rural", "stock", ""),
    ("canteens", "", "stock", ""),
    ("meals", "", "flow", ""),
    ("meals", "", "growth", YEAR),
    ("meals", "", "growth", STEP),
    ("home_visits", "", "flow", ""),
    ("home_visits", "", "growth", YEAR),
    ("subsidies", "", "flow", ""),
    ("subsidised", "", "flow", ""),
    ("subsidised", "", "growth", YEAR),
    ("care_workers", "", "stock", ""),
    ("trained_workers", "", "flow", ""),
    ("hotline_calls", "", "flow", ""),
    ("completion", "", "flow", ""),
    ("satisfaction", "", "flow", ""),
    ("inspections", "", "flow", ""),
    ("hazards", "", "flow", ""),
    ("rectified", "", "flow", ""),
    ("meals", "", "total", ""),
    ("meals", "", "total_growth", YEAR),
)
"""Indicator, category, basis and base of each figure in the order of the text."""


def read_bulletin(month: int) -> str:
    """The text of a month."""
    return (FOLDER / f"care_2025_{month:02d}.txt").read_text(encoding="utf-8")


def list_right(month: int) -> list[dict[str, str]]:
    """What each figure's row is to say; what is of the end of a month may be typed as its month."""
    last = {3: "2025-03-31", 4: "2025-04-30"}[month]
    right = []
    for indicator, breakdown, basis, base in ROWS:
        since = basis.startswith("total")
        period = f"2025-01/2025-{month:02d}" if since else last if basis == "stock" else f"2025-{month:02d}"
        kind = {"total": "flow", "total_growth": "growth"}.get(basis, basis)
        cells = {"indicator": indicator, "region": "qinghe", "breakdown": breakdown}
        right.append(cells | {"period": period, "basis": kind, "base": base})
    return right


def make_folder() -> dict[str, bytes]:
    """The CSVs of a folder that has the place, the indicators and the categories, and no figure of them."""
    units = {unit for _, _, unit in INDICATORS.values()} | {"个百分点", "次"}
    kinds = {"%": "share", "个百分点": "share", "元": "money"}
    known = {line.partition(",")[0] for line in BASE["units"].splitlines()}
    return make_files(
        units=[add(unit=u, name_en=f"({u})", kind=kinds.get(u, "count")) for u in sorted(units - known)],
        regions=[add(region="qinghe", name_zh="清河市", name_en="Qinghe", level="city", parent="cn")],
        breakdowns=[
            add(breakdown=name, name_zh=zh, name_en=en, order=str(place))
            for place, (name, (zh, en)) in enumerate(CATEGORIES.items(), 11)
        ],
        indicators=[
            add(
                indicator=name,
                theme="care",
                name_zh=zh,
                name_en=en,
                unit=unit,
                definition_zh=f"{zh}的数量",
                definition_en=en,
            )
            for name, (zh, en, unit) in INDICATORS.items()
        ],
    )
