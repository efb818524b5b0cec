"""Edits that readers might be misled by, each with the warning that it is published with."""

from __future__ import annotations

from typing import Any

from tests.helpers import add, change, copy
from tests.validation.validation_cases import CHARTS, INDICATORS, REGIONS, Case


def _chart(
    listed: str, across: str, code: str, *, column: str = "indicators", kind: str = "bars", **tables: Any
) -> Case:
    """One more chart, which puts unlike things together; `tables` are the changes that it needs."""
    cells = {"indicators": listed, "across": across, "kind": kind}
    chart = add(chart="unlike", theme="care", order="9", title_zh="并列", title_en="Side by side", **cells)
    typed = (cells | {"regions": ""})[column]
    return f"{code} {listed}", {"charts": [chart], **tables}, [(CHARTS, 9, column, code, typed)]


MISLEADING: list[Case] = [
    _chart("members;money", "indicator", "chart_apart"),
    _chart(
        "share;coverage",
        "indicator",
        "chart_wholes",
        indicators=[copy("share", indicator="coverage", name_zh="达标率", name_en="Reach")],
        figures=[copy("share_2024", figure="coverage_2024", indicator="coverage")],
    ),
    _chart(
        "members;staff",
        "indicator",
        "chart_places",
        column="regions",
        indicators=[copy("members", indicator="staff", name_zh="职工", name_en="Staff")],
        figures=[copy("members_2024", figure="staff_2024", indicator="staff", region="310000")],
    ),
    _chart(
        "members;staff",
        "indicator",
        "chart_times",
        indicators=[copy("members", indicator="staff", name_zh="职工", name_en="Staff")],
        figures=[copy("members_2024", figure="staff_2022", indicator="staff", period="2022")],
    ),
    _chart(
        "members",
        "region",
        "chart_nested",
        column="regions",
        figures=[copy("members_2024", figure="members_sh", region="310000")],
    ),
    _chart(
        "members;staff",
        "indicator",
        "chart_nested",
        indicators=[copy("members", indicator="staff", name_zh="职工", name_en="Staff")],
        calculations=[
            copy(
                "members_gain",
                calculation="all_members",
                indicator="staff",
                basis="stock",
                base="",
                formula="sum(members_young, members_old)",
            )
        ],
    ),
    _chart(
        "members;staff",
        "indicator",
        "chart_funnel",
        kind="funnel",
        indicators=[copy("members", indicator="staff", name_zh="职工", name_en="Staff")],
        figures=[copy("members_2024", figure="staff_2024", indicator="staff", printed="3000万名")],
    ),
    _chart("members", "indicator", "chart_rate", column="kind", kind="rate"),
    (
        "two places of one name",
        {"regions": [add(region="310115", name_zh="上海市", name_en="Another", level="county")]},
        [(REGIONS, 5, "name_zh", "name_doubled", "上海市")],
    ),
    (
        "a name that says more than its definition",
        {"indicators": [change("money", name_zh="年均经费")]},
        [(INDICATORS, 4, "name_zh", "name_beyond", "年均经费")],
    ),
    (
        "a slope of four years",
        {
            "figures": [
                copy("members_2024", figure=f"m{year}", period=str(year), source="paper_b")
                for year in (2021, 2022)
            ]
        },
        [("charts.csv", 5, "kind", "chart_slope", "slope")],
    ),
    (
        "a character that became a question mark",
        {"sources": [change("paper_a", title_zh="甲报?文")]},
        [("sources.csv", 2, "title_zh", "question_mark", "甲报?文")],
    ),
]
