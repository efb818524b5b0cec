"""Arithmetic on intervals and units: by known answers, and that no value is lost."""

from __future__ import annotations

import ast
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.formula.calculation import FormulaError, Value, compute, parse_formula
from publicstats.formula.units import write_units


def _value(value: str | None, low: str | None = None, high: str | None = None, **units: int) -> Value:
    middle, least, most = (None if end is None else Decimal(end) for end in (value, low, high))
    return Value(middle, least, most, units)


INPUTS = {
    "ten": _value("10", "8", "12.5", 元=1),
    "two": _value("2", "1", "4", 人=1),
    "pure": _value("4", "4", "4"),
    "seven": _value("7", "7", "7"),
    "negative": _value("-2", "-4", "-1"),
    "around_zero": _value("1", "-1", "2"),
    "from_zero": _value("1", "0", "1"),
    "zero": _value("0", "0", "0"),
    "over_five": _value("5", "5", None),
    "under_five": _value("5", None, "5"),
    "up_to_five": _value("5", "0", "5"),
    "masked": _value(None, 元=1),
}


@pytest.mark.parametrize(
    ("formula", "value", "low", "high", "unit"),
    [
        ("ten + ten", "20", "16", "25", "元"),
        ("ten - ten", "0", "-4.5", "4.5", "元"),
        ("-ten", "-10", "-12.5", "-8", "元"),
        ("--ten", "10", "8", "12.5", "元"),
        ("ten * two", "20", "8", "50", "元·人"),
        ("ten / two", "5", "2", "12.5", "元/人"),
        ("ten / two * two", "10", "2", "50", "元"),
        ("two / ten", "0.2", "0.08", "0.5", "人/元"),
        ("100 * ten / ten", "100", "64", "156.25", "1"),
        ("ten * ten", "100", "64", "156.25", "元·元"),
        ("1 / two", "0.5", "0.25", "1", "1/人"),
        ("ten + 1", "11", "9", "13.5", "元"),
        ("1 - ten", "-9", "-11.5", "-7", "元"),
        ("ten / 8", "1.25", "1", "1.5625", "元"),
        ("sum(ten, ten, ten)", "30", "24", "37.5", "元"),
        ("sum(ten)", "10", "8", "12.5", "元"),
        ("sum(sum(ten, ten), 2 * ten)", "40", "32", "50", "元"),
        ("(ten + ten) / (1 + 1)", "10", "8", "12.5", "元"),
        ("2 + 3 * 4 - 6 / 2", "11", "11", "11", "1"),
        ("0.5 * pure", "2", "2", "2", "1"),
        ("seven / seven", "1", "1", "1", "1"),
        ("700 / seven", "100", "100", "100", "1"),
        # signs
        ("pure * negative", "-8", "-16", "-4", "1"),
        ("negative * negative", "4", "1", "16", "1"),
        ("pure / negative", "-2", "-4", "-1", "1"),
        ("around_zero * negative", "-2", "-8", "4", "1"),
        # open ends
        ("over_five + pure", "9", "9", None, "1"),
        ("pure - over_five", "-1", None, "-1", "1"),
        ("over_five - over_five", "0", None, None, "1"),
        ("over_five * 2", "10", "10", None, "1"),
        ("-1 * over_five", "-5", None, "-5", "1"),
        ("over_five * zero", "0", "0", "0", "1"),
        ("1 / over_five", "0.2", "0", "0.2", "1"),
        ("over_five / over_five", "1", "0", None, "1"),
        ("under_five * 2", "10", None, "10", "1"),
        ("under_five * under_five", "25", None, None, "1"),
        ("up_to_five / pure", "1.25", "0", "1.25", "1"),
        # division by an interval that contains zero: nothing can be said but the value
        ("pure / around_zero", "4", None, None, "1"),
        ("pure / from_zero", "4", None, None, "1"),
        ("pure / under_five", "0.8", None, None, "1"),
        ("pure / zero", None, None, None, "1"),
        ("ten / (1 - 1)", None, None, None, "元"),
        # hidden digits
        ("masked + ten", None, None, None, "元"),
        ("ten - masked", None, None, None, "元"),
        ("masked * two", None, None, None, "元·人"),
        ("ten / masked", None, None, None, "1"),
        ("masked / two", None, None, None, "元/人"),
        ("-masked", None, None, None, "元"),
        ("sum(ten, masked)", None, None, None, "元"),
    ],
)
def test_formula_gives_value_interval_and_unit(
    formula: str, value: str | None, low: str | None, high: str | None, unit: str
) -> None:
    result = compute(parse_formula(formula), INPUTS)
    expected = _value(value, low, high)
    assert (result.value, result.low, result.high) == (expected.value, expected.low, expected.high)
    assert write_units(result.units) == unit


@pytest.mark.parametrize(
    "formula", ["ten + two", "ten - two", "sum(ten, two)", "ten + pure", "ten / two + ten", "masked + two"]
)
def test_adding_different_units_is_refused(formula: str) -> None:
    with pytest.raises(FormulaError) as caught:
        compute(parse_formula(formula), INPUTS)
    assert caught.value.reason == "units"


@pytest.mark.parametrize("typed", ["ten × two", "ten*two", " ten\t*  two "])
def test_signs_and_spaces_may_be_typed_in_several_ways(typed: str) -> None:
    assert compute(parse_formula(typed), INPUTS) == compute(parse_formula("ten * two"), INPUTS)


def test_result_larger_than_any_number_is_refused() -> None:
    huge = {"a": _value("1E+300000", "1E+300000", "1E+300000")}
    with pytest.raises(FormulaError) as caught:
        compute(parse_formula("a * a * a * a"), huge)
    assert caught.value.reason == "size"


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ({}, "1"),
        ({"元": 1}, "元"),
        ({"元": 1, "人": -1}, "元/人"),
        ({"人": -1}, "1/人"),
        ({"元": 2, "人": -2}, "元·元/人/人"),
    ],
)
def test_unit_is_written_as_printed(units: dict[str, int], text: str) -> None:
    assert write_units(units) == text


@st.composite
def values(draw: st.DrawFn) -> Value:
    """A number with any interval around it, or one with hidden digits."""
    if draw(st.integers(0, 9)) == 0:
        return Value(None, None, None)
    places = st.decimals(-1000, 1000, places=1)
    low, value, high = sorted((draw(places), draw(places), draw(places)))
    return Value(value, draw(st.sampled_from((low, None))), draw(st.sampled_from((high, None))))


_leaf = st.sampled_from(("a", "b", "c", "0", "2", "0.5"))


def _grow(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas of parts, or parts alone."""
    return st.one_of(
        part,
        st.builds("({} {} {})".format, part, st.sampled_from("+-*/"), part),
        st.builds("sum({}, {})".format, part, part),
        st.builds("-{}".format, part),
    )


_formulas = _grow(_grow(_grow(_leaf)))


@settings(max_examples=400)
@given(_formulas, values(), values(), values(), st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_interval_contains_every_value_that_the_inputs_allow(
    text: str, a: Value, b: Value, c: Value, where: list[float]
) -> None:
    inputs = {"a": a, "b": b, "c": c}
    formula = parse_formula(text)
    result = compute(formula, inputs)
    if any(not inputs[name].is_known for name in formula.ids):
        assert not result.is_known
    if not result.is_known:
        assert (result.low, result.high) == (None, None)
        return
    _assert_within(result.value, result)
    chosen = compute(
        formula, {name: _choose(value, at) for (name, value), at in zip(inputs.items(), where, strict=True)}
    )
    _assert_within(chosen.value, result)


def _choose(value: Value, at: float) -> Value:
    """One number out of an interval, as an exact one."""
    if value.value is None:
        return value
    low = value.value - 1000 if value.low is None else value.low
    high = value.value + 1000 if value.high is None else value.high
    number = low + (high - low) * Decimal(at)
    return Value(number, number, number)


def _assert_within(number: Decimal | None, result: Value) -> None:
    if number is not None:
        # Forty digits are kept, and rounded at each step.
        slack = Decimal("1E-9") * (1 + abs(number))
        assert result.low is None or result.low <= number + slack
        assert result.high is None or number - slack <= result.high


def test_formula_is_read_though_the_parser_of_python_stumbles_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parse, stumbles = ast.parse, iter([True, False])

    def stumble(*args: Any, **kwargs: Any) -> ast.AST:
        if next(stumbles):
            raise SystemError("AST constructor recursion depth mismatch")
        return parse(*args, **kwargs)

    monkeypatch.setattr(ast, "parse", stumble)
    assert parse_formula("ten * ten").ids == ("ten",)
