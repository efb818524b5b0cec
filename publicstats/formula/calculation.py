"""Formulas on intervals: ``100 * people_over_60 / population`` -> value, lowest, highest, unit.

A formula holds figure and calculation ids, plain numbers, ``+ - * / ( )`` and ``sum(a, b)``. It is
read by Python's own parser and walked; nothing is evaluated that is not listed here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, InvalidOperation, localcontext
from threading import Lock
from typing import Protocol

from publicstats.formula.units import Units, write_units

MAX_LENGTH = 1000
_READING = Lock()
MAX_DEPTH = 40
NUMBER = r"[0-9]{1,18}(?:\.[0-9]{1,18})?"
"""How a number is typed in a formula, or beside one to be compared with it."""
INFINITE = Decimal("Infinity")
_ALLOWED = re.compile(r"[a-z0-9_+\-*/()., ]*")
_LONG_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WORKING = Context(prec=60)
"""Twice the digits of any input, and some to spare."""
_RESULT = Context(prec=28)
"""What a result is rounded to: as many digits as decimals have by default, so that all can reckon with it."""
_NOISE = -50
"""A difference of so many places less than what it is of is what rounding left: 7/3*3 - 7 is nothing."""
_ID = re.compile(r"[a-z][a-z0-9_]*")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "\t": " "})


class FormulaError(ValueError):
    """A formula that cannot be computed; `reason` is a stable word for why, `found` the part at fault."""

    def __init__(self, reason: str, found: str = "") -> None:
        super().__init__(f"{reason}: {found}")
        self.reason = reason
        self.found = found


@dataclass(frozen=True)
class Value:
    """A number known to lie from `low` to `high` (none: open); all none where digits are hidden."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    units: Units = field(default_factory=dict)
    literal: bool = False
    """A number typed in the formula: it takes the unit of what it is added to."""

    @property
    def is_known(self) -> bool:
        """Whether the number was printed at all."""
        return self.value is not None


@dataclass(frozen=True)
class Formula:
    """A formula that has been read: its text, and the ids it uses in order of appearance."""

    text: str
    tree: ast.expr
    ids: tuple[str, ...]


def parse_formula(text: str, longest: int = MAX_LENGTH) -> Formula:
    """The formula that `text` writes; `FormulaError` with where it goes wrong."""
    tidy = text.translate(_SIGNS).strip()
    if len(tidy) > longest:
        raise FormulaError("length", tidy[:40])
    if not tidy:
        raise FormulaError("syntax")
    if not _ALLOWED.fullmatch(tidy):
        raise FormulaError("character", next(c for c in tidy if not _ALLOWED.fullmatch(c)))
    try:
        tree = _read_tree(tidy)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError("syntax", tidy[:40]) from None
    names: dict[str, None] = {}
    _check(tree, tidy, names, 0)
    return Formula(tidy, tree, tuple(names))


def _read_tree(text: str) -> ast.expr:
    """The tree of an expression.

    Two threads at once, or a collection in between, make the parser of Python 3.11 raise a SystemError
    (python/cpython#106905): so one at a time, and once more.
    """
    with _READING:
        try:
            return ast.parse(text, mode="eval").body
        except SystemError:
            return ast.parse(text, mode="eval").body


def replace_ids(formula: Formula, others: Mapping[str, str]) -> Formula:
    """The formula with other ids, or numbers, in place of its own; it may be longer than one typed."""
    text = _ID.sub(lambda found: others.get(found[0], found[0]), formula.text)
    return parse_formula(text, len(text))


def compute(formula: Formula, inputs: Mapping[str, Value]) -> Value:
    """The formula's value on its inputs' intervals; every id of the formula must be in `inputs`.

    `FormulaError` where units do not fit, or the result is larger than any number.
    """
    try:
        with localcontext(_WORKING):
            found = _walk(formula, formula.tree, inputs)
        ends = (found.value, found.low, found.high)
        value, low, high = (None if end is None else _RESULT.plus(end) for end in ends)
        return replace(found, value=value, low=low, high=high)
    except ArithmeticError:
        raise FormulaError("size", formula.text[:40]) from None


def _check(node: ast.expr, text: str, names: dict[str, None], depth: int) -> None:
    """Raises where a node is not one of the few allowed ones."""
    if depth > MAX_DEPTH:
        raise FormulaError("length", text[:40])
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            parts: list[ast.expr] = [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            parts = [operand]
        case ast.Call(func=ast.Name(id="sum"), args=[_, *_] as args, keywords=[]):
            parts = list(args)
        case ast.Name(id=name):
            names[name] = None
            return
        case ast.Constant(value=int() | float()) if re.fullmatch(NUMBER, _segment(node, text)):
            return
        case ast.Constant(value=int() | float()) if _LONG_NUMBER.fullmatch(_segment(node, text)):
            raise FormulaError("number", _segment(node, text)[:40])
        case _:
            raise FormulaError("syntax", _segment(node, text)[:40])
    for part in parts:
        _check(part, text, names, depth + 1)


def _segment(node: ast.expr, text: str) -> str:
    return ast.get_source_segment(text, node) or ""


def _walk(formula: Formula, node: ast.expr, inputs: Mapping[str, Value]) -> Value:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_walk(formula, left, inputs), _walk(formula, right, inputs))
        case ast.UnaryOp(operand=operand):
            return _subtract(_literal(Decimal(0)), _walk(formula, operand, inputs))
        case ast.Call(args=args):
            total = _walk(formula, args[0], inputs)
            for part in args[1:]:
                total = _add(total, _walk(formula, part, inputs))
            return total
        case ast.Name(id=name):
            return inputs[name]
        case _:
            return _literal(Decimal(_segment(node, formula.text)))


def _literal(number: Decimal) -> Value:
    return Value(number, number, number, {}, literal=True)


def _common(a: Value, b: Value) -> Units:
    if a.literal or b.literal:
        return b.units if a.literal else a.units
    if dict(a.units) != dict(b.units):
        raise FormulaError("units", f"{write_units(a.units)} ± {write_units(b.units)}")
    return a.units


def _add(a: Value, b: Value) -> Value:
    units = _common(a, b)
    if a.value is None or b.value is None:
        return Value(None, None, None, units)
    low, high = _join(_low(a), _low(b)), _join(_high(a), _high(b))
    return _value(_join(a.value, b.value), [low], [high], units, a, b)


def _subtract(a: Value, b: Value) -> Value:
    units = _common(a, b)
    if a.value is None or b.value is None:
        return Value(None, None, None, units)
    low, high = _join(_low(a), -_high(b)), _join(_high(a), -_low(b))
    return _value(_join(a.value, -b.value), [low], [high], units, a, b)


def _join(x: Decimal, y: Decimal) -> Decimal:
    """The sum; nothing where that is no more than what rounding left of its parts."""
    total = x + y
    if total.is_finite() and x and y and total.adjusted() - max(x.adjusted(), y.adjusted()) < _NOISE:
        return Decimal(0)
    return total


def _multiply(a: Value, b: Value) -> Value:
    units = {unit: a.units.get(unit, 0) + b.units.get(unit, 0) for unit in {**a.units, **b.units}}
    if a.value is None or b.value is None:
        return Value(None, None, None, _tidy(units))
    ends = [_times(x, y) for x in (_low(a), _high(a)) for y in (_low(b), _high(b))]
    return _value(a.value * b.value, ends, ends, units, a, b)


def _divide(a: Value, b: Value) -> Value:
    inverse = {unit: -power for unit, power in b.units.items()}
    if b.value is None or a.value is None:
        return _multiply(a, Value(None, None, None, inverse))
    if b.value == 0:
        return Value(None, None, None, _multiply(a, Value(Decimal(1), None, None, inverse)).units)
    if _low(b) <= 0 <= _high(b):
        return Value(
            a.value / b.value, None, None, _multiply(a, Value(Decimal(1), None, None, inverse)).units
        )
    # Not a times 1/b, which rounds twice: 7/7 is 1.
    ends = [_over(x, y) for x in (_low(a), _high(a)) for y in (_low(b), _high(b))]
    return _value(
        a.value / b.value, ends, ends, _multiply(a, Value(Decimal(1), None, None, inverse)).units, a, b
    )


def _over(x: Decimal, y: Decimal) -> Decimal:
    """The quotient of two ends; nothing is left of it where the divisor is open."""
    return Decimal(0) if y.is_infinite() or not x else x / y


def _times(x: Decimal, y: Decimal) -> Decimal:
    """The product of two ends; zero times an open end is zero, as the end is never reached."""
    try:
        return x * y if x and y else Decimal(0)
    except InvalidOperation:  # pragma: no cover - zero is handled above
        return Decimal(0)


def _value(
    value: Decimal, lows: list[Decimal], highs: list[Decimal], units: Units, a: Value, b: Value
) -> Value:
    return Value(value, _end(min(lows)), _end(max(highs)), _tidy(units), a.literal and b.literal)


def _tidy(units: Units) -> Units:
    return {unit: power for unit, power in units.items() if power}


def _low(a: Value) -> Decimal:
    return -INFINITE if a.low is None else a.low


def _high(a: Value) -> Decimal:
    return INFINITE if a.high is None else a.high


def _end(end: Decimal) -> Decimal | None:
    return None if end.is_infinite() else end


_OPERATIONS: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: _add,
    ast.Sub: _subtract,
    ast.Mult: _multiply,
    ast.Div: _divide,
}


class Bounded(Protocol):
    """Whatever lies between two ends, either of which may be open."""

    @property
    def low(self) -> Decimal | None:
        """The lower end; none where open."""

    @property
    def high(self) -> Decimal | None:
        """The upper end; none where open."""


def lies_below(a: Bounded, b: Bounded) -> bool:
    """Whether all of one interval is below all of the other, so that they cannot meet."""
    return a.high is not None and b.low is not None and a.high < b.low


def has_product(formula: Formula) -> bool:
    """Whether the formula multiplies or divides, so that its result need not be whole."""
    return any(isinstance(node, ast.Mult | ast.Div) for node in ast.walk(formula.tree))
