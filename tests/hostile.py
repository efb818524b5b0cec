"""Texts that somebody might put into a cell to harm a reader, and CSVs that are full of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from publicstats.contract.columns import Column
from publicstats.contract.schema import SCHEMAS
from tests.helpers import Change, Table, add, make_files

LINKS = (
    "[b](javascript:hostile()) [c](http://evil.example/c) ![d](http://evil.example/d.png) "
    "<http://evil.example/e> http://evil.example/f www.evil.example g@evil.example"
)
MARKUP = (
    "\"'<script>hostile()</script><img src=x onerror=hostile()><svg onload=hostile()>"
    "<a href=javascript:hostile()>"
    "<iframe src=http://evil.example></iframe><base href=http://evil.example></svg></title></textarea>-->]]>"
    "</style><style>*{display:none}</style>&lt;b&gt;&#60;i&#62;"
)
TEMPLATES = "{{7*7}} ${7*7} {0} {name} %s $x^2$ :red[g] :material/home: **h** `i` | j | \\u003cb"
LONG = "长" * 150 + "w" * 150
ACCEPTED = f"{MARKUP} {LINKS} {TEMPLATES} {LONG}"
"""What a text may hold: all of it is to be shown and none of it to be done."""
REFUSED = {
    "formula_cell": '=HYPERLINK("http://evil.example","a")',
    "control_character": "a\u202egpj.exe \x1b[31m",
    "cell_long": "x" * 10_000,
}
"""What no text may hold, by the code of the problem that says so."""
UNIT = "<b onmouseover=hostile()>"


def is_free(column: Column) -> bool:
    """Whether any text may stand in a column."""
    return column.type == "text" or column.name in ("document", "icon")


def make_hostile_files(text: str = ACCEPTED) -> dict[str, bytes]:
    """CSVs with a text in every cell that takes any, each followed by the cell's table and column."""
    changes: dict[str, list[Change]] = {name: [partial(_fill, name, text)] for name in SCHEMAS}
    for name, row in _ROWS.items():
        changes[name].insert(0, add(**row))
    return make_files(**changes)


def make_coded_files(name: str) -> dict[str, bytes]:
    """CSVs with markup in every coded cell of one row of a table."""

    def put(table: Table) -> None:
        table.rows[-1].update(
            {column.name: MARKUP for column in SCHEMAS[name].columns if not is_free(column)}
        )

    return make_files(**{name: [add(**_ROWS[name]), put] if name in _ROWS else [put]})


def _fill(name: str, text: str, table: Table) -> None:
    for row in table.rows:
        free = (column.name for column in SCHEMAS[name].columns if is_free(column))
        row.update({column: f"{text} {name}.{column}" for column in free})


_ROWS: Mapping[str, dict[str, str]] = {
    "units": {"unit": UNIT, "kind": "count"},
    "indicators": {"indicator": "odd", "theme": "calls", "unit": UNIT},
    "figures": {
        "figure": "odd_2024",
        "indicator": "odd",
        "region": "cn",
        "period": "2024",
        "basis": "flow",
        "printed": "12",
        "source": "paper_a",
        "line": "16",
    },
    "charts": {"chart": "odd_card", "theme": "calls", "order": "0", "kind": "cards", "indicators": "odd"},
    "breaks": {"break": "odd_break", "indicator": "odd", "from": "2024"},
    "releases": {"release": "odd_release", "indicators": "odd", "period": "2024", "expected": "2025-03-01"},
    "acknowledgements": {"acknowledgement": "seen", "hint": "slip", "figure": "members_2024"},
}
"""Rows that the small edition lacks: a unit that is markup, its kin, and a hint that was looked at."""
