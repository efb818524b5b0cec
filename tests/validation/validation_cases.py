"""Wrong edits of the small edition, each with the problems that it must be refused with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.helpers import FIGURES, GROWTH, Change, add, change, copy, remove

Case = tuple[str, dict[str, Any], list[tuple[str, int, str, str, str]]]

THEMES, UNITS, INDICATORS, REGIONS = "themes.csv", "units.csv", "indicators.csv", "regions.csv"
CALCULATIONS, CHARTS = "calculations.csv", "charts.csv"


def _printed(typed: str, code: str, **cells: str) -> Case:
    """A figure that is printed wrongly."""
    edit = change("members_2024", printed=typed, **cells)
    return f"printed {typed[:12]}", {"figures": [edit]}, [(FIGURES, 3, "printed", code, typed)]


def _figure(column: str, typed: str, code: str) -> Case:
    """One wrong cell of a figure."""
    edit = change("members_target", **{column: typed})
    return f"{column} {typed[:12]}", {"figures": [edit]}, [(FIGURES, 6, column, code, typed)]


def _formula(typed: str, code: str) -> Case:
    """A formula that cannot be computed."""
    edit = change("members_gain", formula=typed)
    return f"formula {typed[:12]}", {"calculations": [edit]}, [(CALCULATIONS, 2, "formula", code, typed)]


def _chain(key: str, column: str, first: str, length: int, **cells: str) -> Iterator[Change]:
    """Rows that lead one to the other by a column."""
    for number in range(length):
        yield add(**{key: f"link_{number}", column: f"link_{number - 1}" if number else first}, **cells)


REFUSED: list[Case] = [
    # cells
    ("no title", {"themes": [change("care", title_en="")]}, [(THEMES, 2, "title_en", "required", "")]),
    (
        "theme named like a page",
        {"themes": [add(theme="sources", title_zh="水源", title_en="Water", order="3")]},
        [(THEMES, 4, "theme", "theme_reserved", "sources")],
    ),
    _figure("source", "", "required"),
    _figure("line", "", "required"),
    _figure("figure", "Members", "id_form"),
    _figure("figure", "2024_members", "id_form"),
    _figure("figure", "会员", "id_form"),
    (
        "region 3100",
        {"regions": [add(region="3100", name_zh="x", name_en="x", level="other")]},
        [(REGIONS, 5, "region", "region_form", "3100")],
    ),
    (
        "region 310000.0",
        {"regions": [add(region="440000.0", name_zh="x", name_en="x", level="other")]},
        [(REGIONS, 5, "region", "region_excel", "440000.0")],
    ),
    (
        "region Cn",
        {"regions": [add(region="Cn", name_zh="x", name_en="x", level="other")]},
        [(REGIONS, 5, "region", "region_form", "Cn")],
    ),
    _figure("basis", "stocks", "choice"),
    _figure("kind", "goal", "choice"),
    _figure("status", "derived", "choice"),
    _figure("status", "A", "choice"),
    (
        "better",
        {"indicators": [change("members", better="more")]},
        [(INDICATORS, 2, "better", "choice", "more")],
    ),
    ("chart kind", {"charts": [change("care_bars", kind="pie")]}, [(CHARTS, 3, "kind", "choice", "pie")]),
    _figure("line", "1.5", "integer"),
    _figure("line", "-3", "integer"),
    _figure("line", "٣", "integer"),
    _figure("line", "0", "integer_beyond"),
    _figure("line", "1000000000", "integer"),
    _figure("figure", "f" * 121, "id_long"),
    (
        "update every 0 days",
        {"indicators": [change("share", update_days="0")]},
        [(INDICATORS, 3, "update_days", "integer_beyond", "0")],
    ),
    (
        "a unit of 41 characters",
        {"units": [add(unit="里" * 41, kind="length")]},
        [(UNITS, 9, "unit", "id_long", "里" * 41)],
    ),
    (
        "a cell beyond the map",
        {"regions": [change("110000", row="31")]},
        [(REGIONS, 4, "row", "integer_beyond", "31")],
    ),
    (
        "two places in a cell of the map",
        {"regions": [change("110000", row="03", column="6")]},
        [(REGIONS, 4, "row", "tile_shared", "03")],
    ),
    ("order", {"themes": [change("calls", order="second")]}, [(THEMES, 3, "order", "integer", "second")]),
    _figure("period", "May 2024", "period"),
    _figure("period", "45413", "period_excel"),
    _figure("period", "2024-02-30", "period_day"),
    _figure("period", "1024", "period_year"),
    _figure("period", "2024-06/2024-05", "period_order"),
    (
        "a period after the article",
        {"figures": [change("share_2024", period="2024-11")]},
        [(FIGURES, 7, "period", "period_later", "2024-11")],
    ),
    _figure("note_zh", "=1+1", "formula_cell"),
    _figure("note_en", "@SUM(A1)", "formula_cell"),
    _figure("note_en", "+cmd", "formula_cell"),
    _figure("note_en", "- see page 2", "formula_cell"),
    _figure("note_en", "-2+3+cmd|' /C calc'!A0", "formula_cell"),
    _figure("note_zh", "长" * 2001, "cell_long"),
    _figure("note_zh", "a\x07b", "control_character"),
    _figure("note_zh", "a\ufffeb", "control_character"),
    _figure("note_en", "a\uffff", "control_character"),
    # rows that refer to rows
    (
        "figure twice",
        {"figures": [copy("share_2024", period="2023")]},
        [(FIGURES, 15, "figure", "id_doubled", "share_2024")],
    ),
    (
        "theme twice",
        {"themes": [add(theme="care", title_zh="x", title_en="x", order="3")]},
        [(THEMES, 4, "theme", "id_doubled", "care")],
    ),
    (
        "calculation named as a figure",
        {"calculations": [change("members_gain", calculation="fee")]},
        [(CALCULATIONS, 2, "calculation", "id_doubled", "fee")],
    ),
    _figure("indicator", "memberz", "id_unknown"),
    _figure("region", "999999", "id_unknown"),
    _figure("breakdown", "none", "id_unknown"),
    _figure("source", "paper_c", "id_unknown"),
    (
        "unknown theme",
        {"indicators": [change("share", theme="kare")]},
        [(INDICATORS, 3, "theme", "id_unknown", "kare")],
    ),
    (
        "unknown unit",
        {"indicators": [change("average", unit="美元")]},
        [(INDICATORS, 5, "unit", "id_unknown", "美元")],
    ),
    (
        "unknown item of a list",
        {"charts": [change("care_table", indicators="members;shares")]},
        [(CHARTS, 6, "indicators", "id_unknown", "members;shares")],
    ),
    (
        "unknown parent",
        {"regions": [change("310000", parent="china")]},
        [(REGIONS, 3, "parent", "id_unknown", "china")],
    ),
    (
        "parents in a circle",
        {"regions": [change("310000", parent="110000"), change("110000", parent="310000")]},
        [(REGIONS, 3, "parent", "cycle", "110000")],
    ),
    ("its own parent", {"regions": [change("cn", parent="cn")]}, [(REGIONS, 2, "parent", "cycle", "cn")]),
    ("units in a circle", {"units": [change("人", same_as="名")]}, [(UNITS, 2, "same_as", "cycle", "名")]),
    (
        "units one after another",
        {"units": [*_chain("unit", "same_as", "人", 21, kind="count")]},
        [(UNITS, 29, "unit", "chain_long", "link_20")],
    ),
    # printed figures
    _printed("会员若千", "printed_no_number"),
    _printed("1700万名会员,", "printed_unreadable"),
    _printed("1.2E+08", "printed_excel_number"),
    _printed("4月5日", "printed_date"),
    _printed("2024-05-31", "printed_date"),
    _printed("1" * 61, "printed_too_long"),
    _printed("9" * 19 + "名", "printed_too_long"),
    _printed("9" * 13 + "万亿名", "printed_too_large"),
    _printed("超" + "9" * 12 + "万亿名", "printed_too_large"),
    _printed("3至1" + "0" * 12 + "万亿名", "printed_too_large"),
    _printed("0.0000000001名", "printed_too_fine"),
    _printed("1.0000000000名", "printed_too_fine"),
    _printed("0.0000000000001千名", "printed_too_fine"),
    _printed("近1700万名以上", "printed_two_qualifiers"),
    _printed("5万至3万名", "printed_range_order"),
    _printed("1700万颗", "unit_unknown"),
    _printed("1700万元", "unit_differs"),
    _printed("", "printed_blank"),
    _printed("1700万名", "printed_though_missing", status="missing"),
    _printed("***万名", "masked_unmarked"),
    _printed("1700万名", "masked_legible", status="masked"),
    (
        "the same thing twice",
        {"figures": [copy("share_2024", figure="again")]},
        [(FIGURES, 15, "figure", "figure_overlaps", "again")],
    ),
    (
        "the same thing twice, typed otherwise",
        {"figures": [copy("share_2024", figure="again", period="2024/5/31", kind="actual")]},
        [(FIGURES, 15, "figure", "figure_overlaps", "again")],
    ),
    (
        "a percentage without its sign",
        {"figures": [change("share_2024", printed="0.987")]},
        [(FIGURES, 7, "printed", "share_bare", "0.987")],
    ),
    (
        "a chart without across",
        {"charts": [change("care_bars", across="")]},
        [(CHARTS, 3, "across", "chart_across", "")],
    ),
    (
        "a chart without figures",
        {"figures": [remove("share_2024")]},
        [(CHARTS, 4, "indicators", "chart_empty", "share")],
    ),
    _printed("增长3万名", "change_not_growth"),
    _printed("-3万名", "level_negative"),
    _printed("负3万名", "level_negative"),
    _printed("力争1700万名", "target_unmarked"),
    (
        "a difference of shares in per cent",
        {
            "figures": [copy("share_2024", figure="share_2023", period="2023-05-31", printed="98%")],
            "calculations": [
                change(
                    "members_gain",
                    indicator="share",
                    formula="share_2024 - share_2023",
                    basis="flow",
                    base="",
                )
            ],
        },
        [(CALCULATIONS, 2, "formula", "formula_points", "share_2024 - share_2023")],
    ),
    (
        "two growths in per cent",
        {
            "figures": [
                change("members_2024", printed="增长3%", **GROWTH),
                copy("members_2024", figure="again", printed="增长3.1%", **GROWTH),
            ]
        },
        [(FIGURES, 15, "figure", "figure_overlaps", "again")],
    ),
    # formulas
    _formula("members_2024 ** 2", "formula_unreadable"),
    _formula("__import__('os')", "formula_unreadable"),
    _formula("members_2024 - members_2022", "formula_id_unknown"),
    _formula("members_2024 + money_2024", "formula_units"),
    _formula("members_gain + 1", "formula_cycle"),
    _formula("0 " + "-" * 41 + "members_2024", "formula_long"),
    _formula("members_2024" + " + 1" * 300, "formula_long"),
    _formula("members_2024 * 1234567890123456789", "number_long"),
    _formula("members_2024 * 0.1234567890123456789", "number_long"),
    _formula("1000000000000 * 1000000000000 * 1", "result_large"),
    _formula("members_2024 * members_2024 * members_2024 * members_2024", "result_large"),
    _formula(" * ".join(["999999999999999999"] * 38), "result_large"),
    _formula("1 / (members_2024 * members_2024)", "result_small"),
    _formula("0.000001 * 0.000001", "result_small"),
    _formula("members_2024 / 0", "result_none"),
    _formula("members_2024 / (members_2023 - members_2023)", "result_none"),
    (
        "compare with 29 nines",
        {"calculations": [change("members_check", compare_with="9" * 29)]},
        [(CALCULATIONS, 4, "compare_with", "number_long", "9" * 29)],
    ),
    (
        "compare with a number in scientific notation",
        {"calculations": [change("members_check", compare_with="1e400")]},
        [(CALCULATIONS, 4, "compare_with", "compare_unknown", "1e400")],
    ),
    (
        "compare people with money",
        {"calculations": [change("members_check", compare_with="fee")]},
        [(CALCULATIONS, 4, "compare_with", "compare_units", "fee")],
    ),
    (
        "compare with nothing",
        {"calculations": [change("members_check", compare_with="nobody")]},
        [(CALCULATIONS, 4, "compare_with", "compare_unknown", "nobody")],
    ),
    (
        "formulas in a circle",
        {
            "calculations": [
                change("members_gain", formula="members_check"),
                change("members_check", formula="members_gain"),
            ]
        },
        [(CALCULATIONS, 2, "formula", "formula_cycle", "members_check")],
    ),
]
