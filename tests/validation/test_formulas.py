"""Which texts are formulas, and that nothing else is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.formula.calculation import FormulaError, Value, compute, parse_formula


def test_formula_lists_its_ids_once_and_in_order() -> None:
    assert parse_formula("sum(b, a) / (b - 2 * c) + a").ids == ("b", "a", "c")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "syntax"),
        ("   ", "syntax"),
        ("a" * 1001, "length"),
        ("-" * 60 + "a", "length"),
        ("+".join("a" * 60), "length"),
        ("a ** 2", "syntax"),
        ("a // 2", "syntax"),
        ("a % 2", "character"),
        ("a = 2", "character"),
        ("a < b", "character"),
        ("A", "character"),
        ("人", "character"),
        ("a; b", "character"),
        ("'a'", "character"),
        ("a\n+ b", "character"),
        ("[a]", "character"),
        ("+a", "syntax"),
        ("a b", "syntax"),
        ("(a", "syntax"),
        ("a +", "syntax"),
        ("a, b", "syntax"),
        ("a.b", "syntax"),
        ("a if b else a", "syntax"),
        ("not a", "syntax"),
        ("lambda", "syntax"),
        ("1e5", "syntax"),
        ("1_000", "syntax"),
        ("0x10", "syntax"),
        ("007", "syntax"),
        ("1.", "syntax"),
        (".5", "syntax"),
        ("1" * 19, "number"),
        ("0." + "0" * 18 + "1", "number"),
        ("1e400", "syntax"),
        ("sum()", "syntax"),
        ("max(a, b)", "syntax"),
        ("sum(*a)", "syntax"),
        ("a(b)", "syntax"),
        ("__import__(a)", "syntax"),
        ("a.__class__()", "syntax"),
        ("sum(a)(b)", "syntax"),
    ],
)
def test_nothing_but_arithmetic_is_read(typed: str, reason: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(typed)
    assert caught.value.reason == reason


_PIECES = [
    "a",
    "b",
    "c",
    "sum(",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "/",
    " ",
    "1",
    "0",
    "2.5",
    "100",
    ".",
    "**",
    "_",
    "or ",
    "if ",
    "0x",
]


@settings(max_examples=500)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        formula = parse_formula(text)
    except FormulaError:
        return
    inputs = {name: Value(Decimal(3), Decimal(2), None) for name in formula.ids}
    result = compute(formula, inputs)
    assert result.value is not None or "/" in text
