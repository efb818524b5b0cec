"""Wrong edits about growth, replacements, breaks, releases and what ends, each with its problems."""

from __future__ import annotations

from typing import Any

from tests.helpers import FIGURES, Change, add, change, copy, drop
from tests.validation.validation_cases import CALCULATIONS, INDICATORS, REGIONS, Case

BREAKS, RELEASES, SOURCES = "breaks.csv", "releases.csv", "sources.csv"


def _added(column: str, code: str, like: str = "members_2024", **cells: str) -> Case:
    """One more figure, like another but for some cells, wrong in a column."""
    edit = copy(like, figure="added", **({"source": "paper_b"} | cells))
    return (
        f"{code} {cells.get(column)}",
        {"figures": [edit]},
        [(FIGURES, 15, column, code, cells.get(column, ""))],
    )


def _growth(column: str, code: str, **cells: str) -> Case:
    """One more figure of growth that is wrong in a column."""
    growth = {"basis": "growth", "printed": "增长3%", "period": "2023-06"}
    return _added(column, code, **(growth | cells))


def _break(column: str, code: str, *rows: dict[str, str]) -> Case:
    """Breaks of which the last is wrong in a column."""
    notes = {"note_zh": "口径调整", "note_en": "Counted anew"}
    names = [f"break_{number}" for number in range(len(rows))]
    edits = [add(**{"break": name}, **notes, **row) for name, row in zip(names, rows, strict=True)]
    typed = (rows[-1] | {"break": names[-1]})[column]
    return f"{code} {typed}", {"breaks": edits}, [(BREAKS, len(rows) + 1, column, code, typed)]


def _release(column: str, code: str, **cells: str) -> Case:
    """A release that is wrong in a column."""
    row = {"release": "next", "title_zh": "公报", "title_en": "Bulletin", "indicators": "members"}
    row |= {"period": "2024", "expected": "2025-03-01"} | cells
    return f"{code} {row[column]}", {"releases": [add(**row)]}, [(RELEASES, 2, column, code, row[column])]


def _region(column: str, code: str, **cells: str) -> Case:
    """A place, of which there are no figures, wrong in a column."""
    row = {"region": "old_town", "name_zh": "旧镇", "name_en": "Old Town", "level": "town"} | cells
    return f"{code} {row[column]}", {"regions": [add(**row)]}, [(REGIONS, 5, column, code, row[column])]


def _ended(table: str, code: str, edit: Change, row: int, period: str) -> Case:
    return f"{code} {period}", {table: [edit]}, [(FIGURES, row, "period", code, period)]


_TWO_GROWTHS: dict[str, Any] = {
    "figures": [
        change("members_2024", printed="增长3%", basis="growth", base="2023"),
        copy("members_2024", figure="again", printed="增长4%", basis="growth", base="2023-01/2023-12"),
    ]
}

SERIES: list[Case] = [
    # growth
    _growth("base", "base_blank", base=""),
    _growth("base", "base_unknown", base="同比"),
    _growth("base", "base_unknown", base="yearbefore"),
    _growth("base", "period_day", base="2023-02-30"),
    _growth("base", "base_later", base="2023"),
    _growth("base", "base_later", base="2023-06"),
    _growth("base", "base_later", base="2023-01/2023-06-01"),
    _growth("base", "base_printed", base="period_before", printed="同比增长3%"),
    _growth("base", "base_printed", base="unstated", printed="环比下降3%"),
    _growth("base", "base_printed", base="year_before", printed="比上月增长3%"),
    _growth("base", "base_printed", base="2020", printed="同比增长3%"),
    _growth("base", "base_printed", base="period_before", printed="比上年末增长3%"),
    _growth("base", "base_printed", base="2022-06", printed="比上年末增长3%"),
    _added("base", "base_not_growth", base="year_before", period="2022"),
    _added("comparability", "comparability_not_growth", comparability="comparable", period="2022"),
    _growth("comparability", "choice", base="year_before", comparability="同口径"),
    (
        "growth in files without a base",
        {
            "figures": [drop("base"), copy("members_2024", figure="added", basis="growth", printed="增长3%")],
            "calculations": [drop("base")],
        },
        [(CALCULATIONS, 1, "base", "base_unstated", ""), (FIGURES, 1, "base", "base_unstated", "")],
    ),
    (
        "computed growth without a base",
        {"calculations": [change("members_gain", base="")]},
        [(CALCULATIONS, 2, "base", "base_blank", "")],
    ),
    (
        "two growths against one year, written in two ways",
        _TWO_GROWTHS,
        [(FIGURES, 15, "figure", "figure_overlaps", "again")],
    ),
    (
        "a state written as a year and as its last day",
        {"figures": [copy("members_2023", figure="again", period="2023-12-31", printed="1800万名")]},
        [(FIGURES, 15, "figure", "figure_overlaps", "again")],
    ),
    # replacements
    _added("supersedes", "id_unknown", supersedes="members_2022"),
    _added("supersedes", "cycle", supersedes="added"),
    _added("supersedes", "supersedes_indicator", supersedes="members_2024;share_2024"),
    _added("supersedes", "supersedes_kind", supersedes="members_target"),
    _added("supersedes", "supersedes_elsewhere", supersedes="members_2023"),
    _added("supersedes", "supersedes_later", "share_2024", source="paper_a", supersedes="share_2024"),
    _added("revision", "withdrawn_printed", revision="withdrawn", supersedes="members_2024"),
    _added("revision", "revision_missing", revision="final", status="missing", printed=""),
    _added("revision", "revision_of_nothing", revision="final", period="2022"),
    _added("revision", "revision_of_nothing", revision="final", source="paper_a", region="310000"),
    (
        "sources that revise each other",
        {"sources": [change("paper_a", revises="paper_b"), change("paper_b", revises="paper_a")]},
        [(SOURCES, 2, "revises", "cycle", "paper_b")],
    ),
    (
        "a source that revises a later one",
        {"sources": [change("paper_a", revises="paper_b")]},
        [(SOURCES, 2, "revises", "revises_later", "paper_b")],
    ),
    # what ends
    _region("valid_from", "day_needed", valid_from="2020-01"),
    _region("valid_to", "valid_order", valid_from="2020-01-01", valid_to="2019-12-31"),
    _region("successor", "successor_unended", successor="310000"),
    _region("successor", "cycle", valid_to="2019-12-31", successor="old_town"),
    (
        "indicators that succeed each other",
        {
            "indicators": [
                change("share", ended="2030", successor="average"),
                change("average", ended="2030", successor="share"),
            ]
        },
        [(INDICATORS, 3, "successor", "cycle", "average")],
    ),
    _ended("indicators", "indicator_ended", change("share", ended="2023"), 7, "2024-05-31"),
    _ended("regions", "region_outside", change("110000", valid_to="2023-12-31"), 12, "2024-Q1"),
    _ended("regions", "region_outside", change("110000", valid_from="2024-04-01"), 12, "2024-Q1"),
    # what changes, and what is to appear
    _break("from", "period", {"indicator": "members", "from": "since 2024"}),
    _break(
        "break",
        "break_doubled",
        {"indicator": "members", "region": "cn", "from": "2024"},
        {"indicator": "members", "region": "cn", "from": "2024-01-01"},
    ),
    _break("indicator", "break_empty", {"indicator": "members", "region": "110000", "from": "2024"}),
    _break("indicator", "break_empty", {"indicator": "share", "breakdown": "young", "from": "2024"}),
    _release("expected", "day_needed", expected="2025-03"),
    _release("expected", "release_early", expected="2023-12-31"),
    _release("indicators", "release_repeats", indicators="members;share;members"),
    (
        "another unit where another place breaks",
        {
            "breaks": [
                add(
                    **{"break": "anew", "from": "2024", "note_zh": "改", "note_en": "New"},
                    indicator="members",
                    region="cn",
                )
            ],
            "figures": [copy("members_2024", figure="added", region="110000", printed="3万人次")],
        },
        [(FIGURES, 15, "printed", "unit_differs", "3万人次")],
    ),
    (
        "an acknowledgement of nothing",
        {"acknowledgements": [add(acknowledgement="seen", reason_zh="已核实", reason_en="Looked at")]},
        [("acknowledgements.csv", 2, "hint", "acknowledgement_empty", "")],
    ),
    # time that adds up
    _added("period", "stock_span", period="2020/2022"),
    _added("period", "period_week", period="2023-W53"),
    (
        "a total that runs on",
        {
            "figures": [
                copy("money_2024", figure=f"since_{end}", period=f"2020/{end}")
                for end in ("2022", "2023", "2024")
            ]
        },
        [(FIGURES, 16, "period", "flow_running", "2020/2023")],
    ),
    *(
        (
            f"{name} said to add up over time",
            {"indicators": [change(name, additive_time="yes")]},
            [(INDICATORS, row, "additive_time", "time_not_additive", "yes")],
        )
        for name, row in (("share", 3), ("average", 5))
    ),
]
