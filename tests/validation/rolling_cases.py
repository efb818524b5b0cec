"""Wrong edits about the rows of calculations.csv that have no period, each with its problems."""

from __future__ import annotations

from typing import Any

from tests.helpers import add, change
from tests.validation.validation_cases import CALCULATIONS, Case

MEAN = {"calculation": "mean", "indicator": "average", "basis": "flow", "formula": "money / members"}
"""A rule that is right."""


def _rule(column: str, code: str, *others: dict[str, str], **cells: str) -> Case:
    """Rules of which the first is wrong in a column."""
    rows = [MEAN | cells, *others]
    typed = rows[0].get(column, "")
    return (
        f"{code} {typed}",
        {"calculations": [add(**row) for row in rows]},
        [(CALCULATIONS, 5, column, code, typed)],
    )


def _dated(column: str, code: str, typed: str) -> Case:
    """A row with ids of figures that is wrong in a column."""
    edit = change("money_per_member", **{column: typed})
    return f"dated {code}", {"calculations": [edit]}, [(CALCULATIONS, 3, column, code, typed)]


ROLLING: list[Case] = [
    _dated("period", "rule_period", ""),
    _dated("region", "required", ""),
    _dated("breakdown", "rule_dash", "-"),
    _rule("period", "rule_period", formula="money / members_2024"),
    _rule("period", "rule_period", formula="money_per_member * 2"),
    _rule("period", "rule_period", compare_with="fee"),
    _rule("formula", "rule_id_unknown", formula="money / memberz"),
    _rule("formula", "formula_unreadable", formula="money /"),
    _rule("compare_with", "rule_compare", compare_with="averag"),
    _rule("compare_with", "number_long", compare_with="9" * 29),
    _rule("basis", "rule_growth", basis="growth"),
    _rule("base", "base_not_growth", base="year_before"),
    _rule("formula", "rule_days", basis="stock", formula="members / days"),
    _rule("formula", "formula_units", formula="money + members"),
    _rule("compare_with", "compare_units", compare_with="members"),
    _rule(
        "formula", "formula_points", indicator="share", basis="stock", formula="share - share / days * days"
    ),
    _rule("formula", "formula_cycle", formula="average * 2"),
    _rule("region", "id_unknown", region="-"),
    _rule("region", "id_unknown", region="999999"),
    _rule("breakdown", "id_unknown", breakdown="nobody"),
    _rule("indicator", "id_unknown", indicator="nothing"),
    _rule("formula", "rule_empty", breakdown="old"),
    _rule("formula", "rule_never", formula="money / requests"),
    (
        "formula_cycle of two",
        {
            "calculations": [
                add(calculation="a", indicator="average", basis="flow", formula="money * 1"),
                add(calculation="b", indicator="money", basis="flow", formula="average / 1"),
            ]
        },
        [(CALCULATIONS, 5, "formula", "formula_cycle", "money * 1")],
    ),
]
ROLLING_ACCEPTED: dict[str, Any] = {
    "a rule": {"calculations": [add(**MEAN)]},
    "a rule without a category": {"calculations": [add(**MEAN, breakdown="-")]},
    "a rule for one place": {"calculations": [add(**MEAN, region="cn")]},
    "a rule by days": {"calculations": [add(**MEAN | {"formula": "money / days"})]},
    "a rule with a number in its formula": {"calculations": [add(**MEAN | {"formula": "100 + money - 1"})]},
    "a rule that checks": {"calculations": [add(**MEAN, compare_with="average")]},
    "a rule that checks by a number": {"calculations": [add(**MEAN, compare_with="-100.5")]},
    "a rule that checks what it uses": {
        "calculations": [
            add(calculation="a", indicator="money", basis="flow", formula="money", compare_with="money")
        ]
    },
}
