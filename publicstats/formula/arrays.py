"""A formula on columns of intervals, as floats: what `calculation` gives for one, for thousands at once.

The numbers are for drawing and for comparing intervals; what is shown is computed exactly, one by one. They
have no units: who asks has checked those.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from publicstats.formula.calculation import Formula

Floats = npt.NDArray[np.float64]
_NOISE = 1e-12
"""A sum so many times less than its parts is what rounding left."""


@dataclass(frozen=True)
class Intervals:
    """Numbers, NaN where there is none, and the ends between which each lies, infinite where open."""

    value: Floats
    low: Floats
    high: Floats


def compute_columns(formula: Formula, inputs: Mapping[str, Intervals]) -> Intervals:
    """The formula's values on columns of equal length; every id of the formula must be in `inputs`."""
    with np.errstate(all="ignore"):
        return _walk(formula.tree, inputs)


def _walk(node: ast.expr, inputs: Mapping[str, Intervals]) -> Intervals:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_walk(left, inputs), _walk(right, inputs))
        case ast.UnaryOp(operand=operand):
            return _subtract(_number(0.0), _walk(operand, inputs))
        case ast.Call(args=args):
            total, *others = (_walk(part, inputs) for part in args)
            for part in others:
                total = _add(total, part)
            return total
        case ast.Name(id=name):
            return inputs[name]
        case ast.Constant(value=int() | float() as number):
            return _number(float(number))
    raise AssertionError(node)  # pragma: no cover - a formula that has been read holds nothing else


def _number(number: float) -> Intervals:
    column = np.array(number)
    return Intervals(column, column, column)


def _add(a: Intervals, b: Intervals) -> Intervals:
    return Intervals(_join(a.value, b.value), _join(a.low, b.low), _join(a.high, b.high))


def _subtract(a: Intervals, b: Intervals) -> Intervals:
    return _add(a, Intervals(-b.value, -b.high, -b.low))


def _join(x: Floats, y: Floats) -> Floats:
    total = x + y
    parts = np.maximum(np.abs(x), np.abs(y))
    return np.where(np.isfinite(parts) & (np.abs(total) < _NOISE * parts), 0.0, total)


def _multiply(a: Intervals, b: Intervals) -> Intervals:
    ends = [_times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Intervals(a.value * b.value, np.minimum.reduce(ends), np.maximum.reduce(ends))


def _divide(a: Intervals, b: Intervals) -> Intervals:
    ends = [_over(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    around_zero = (b.low <= 0) & (b.high >= 0)
    return Intervals(
        np.where(b.value == 0, np.nan, a.value / b.value),
        np.where(around_zero, -np.inf, np.minimum.reduce(ends)),
        np.where(around_zero, np.inf, np.maximum.reduce(ends)),
    )


def _times(x: Floats, y: Floats) -> Floats:
    """The products of ends; zero times an open end is zero, as the end is never reached."""
    return np.where((x == 0) | (y == 0), 0.0, x * y)


def _over(x: Floats, y: Floats) -> Floats:
    """The quotients of ends; nothing is left of one where the divisor is open."""
    return np.where(np.isinf(y) | (x == 0), 0.0, x / y)


_OPERATIONS: dict[type[ast.operator], Callable[[Intervals, Intervals], Intervals]] = {
    ast.Add: _add,
    ast.Sub: _subtract,
    ast.Mult: _multiply,
    ast.Div: _divide,
}
