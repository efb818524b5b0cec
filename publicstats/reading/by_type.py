"""Records as plain JSON and columns, and back, by the types of their fields: a new field needs no new line.

What is read names no class: the types say what is made of it, so that nothing can be made but what they name,
and nothing stands where another type belongs. Formulas are read as they were when they were typed.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

from publicstats.formula.calculation import Formula, parse_formula
from publicstats.reading.frame_columns import (
    read_array,
    read_frame,
    read_table,
    read_texts,
    write_array,
    write_frame,
    write_table,
    write_texts,
)

Columns: TypeAlias = list[Any]
"""What does not go into JSON: columns of numbers and texts, which JSON names by their places."""
_FURTHEST = 1000
"""Places before or after its point that no number of a record has."""


class FormError(ValueError):
    """Something that is not of the type that is asked for."""


class Form(NamedTuple):
    """How things of a type are written, and read; of what is large, both put columns aside."""

    write: Callable[[Any, Columns], Any]
    read: Callable[[Any, Columns], Any]


@cache
def find_form(kind: Any) -> Form:
    """How things of a type are written and read; TypeError for a type of which that is not known."""
    if kind in _FORMS:
        return _FORMS[kind]
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _form_optional(parts)
    if origin is np.ndarray:
        return Form(write_array, read_array)
    if origin is Sequence and parts == (str,):
        return Form(write_texts, read_texts)
    if origin is tuple and parts[1:] != (...,):
        return _form_fields(tuple, list(parts))
    if origin in _GROUPS:
        return _form_group(_GROUPS[origin], parts[0])
    if origin in (Mapping, dict):
        return _form_mapping(*parts)
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):
        return _form_record(kind)
    raise TypeError(f"it is not known how to write a {kind}")


def _form_plain(kind: type) -> Form:
    return Form(partial(_expect, kind), partial(_expect, kind))


def _expect(kind: type, value: Any, columns: Columns) -> Any:
    if type(value) is not kind:
        raise FormError(f"a {type(value).__name__} where a {kind.__name__} belongs")
    return value


def _form_optional(parts: Sequence[Any]) -> Form:
    (kind,) = (part for part in parts if part is not types.NoneType)
    form = find_form(kind)
    return Form(
        lambda value, columns: None if value is None else form.write(value, columns),
        lambda value, columns: None if value is None else form.read(value, columns),
    )


def _form_group(make: Callable[[list[Any]], Any], kind: Any) -> Form:
    form = find_form(kind)

    def write(values: Collection[Any], columns: Columns) -> list[Any]:
        each = sorted(values) if isinstance(values, (set, frozenset)) else values
        return [form.write(value, columns) for value in each]

    def read(found: Any, columns: Columns) -> Any:
        return make([form.read(value, columns) for value in _expect(list, found, columns)])

    return Form(write, read)


def _form_mapping(key: Any, value: Any) -> Form:
    keys, values = _form_group(list, key), _form_group(list, value)

    def write(mapping: Mapping[Any, Any], columns: Columns) -> list[Any]:
        return [keys.write(mapping.keys(), columns), values.write(mapping.values(), columns)]

    def read(found: Any, columns: Columns) -> dict[Any, Any]:
        names, things = _expect(list, found, columns)
        return dict(zip(keys.read(names, columns), values.read(things, columns), strict=True))

    return Form(write, read)


def _form_record(kind: Any) -> Form:
    hints = typing.get_type_hints(kind)
    names = getattr(kind, "_fields", None) or [field.name for field in dataclasses.fields(kind)]
    form = _form_fields(lambda values: kind(*values), [hints[name] for name in names])
    return Form(
        lambda record, columns: form.write([getattr(record, name) for name in names], columns), form.read
    )


def _form_fields(make: Callable[[list[Any]], Any], kinds: Sequence[Any]) -> Form:
    forms = [find_form(kind) for kind in kinds]

    def write(values: Sequence[Any], columns: Columns) -> list[Any]:
        return [form.write(value, columns) for form, value in zip(forms, values, strict=True)]

    def read(found: Any, columns: Columns) -> Any:
        values = zip(forms, _expect(list, found, columns), strict=True)
        return make([form.read(value, columns) for form, value in values])

    return Form(write, read)


def _read_decimal(text: Any, columns: Columns) -> Decimal:
    number = Decimal(_expect(str, text, columns))
    if len(text) > _FURTHEST or not number.is_finite() or abs(number.adjusted()) > _FURTHEST:
        raise FormError("a number beyond counting")
    return number


def _read_date(text: Any, columns: Columns) -> date:
    return date.fromisoformat(_expect(str, text, columns))


def _read_formula(text: Any, columns: Columns) -> Formula:
    return parse_formula(_expect(str, text, columns), len(text))


_GROUPS: dict[Any, Callable[[list[Any]], Any]] = {
    tuple: tuple,
    list: list,
    Sequence: list,
    set: set,
    frozenset: frozenset,
}
_FORMS: dict[Any, Form] = {
    **{kind: _form_plain(kind) for kind in (str, int, bool)},
    Decimal: Form(lambda number, columns: str(number), _read_decimal),
    date: Form(lambda day, columns: day.isoformat(), _read_date),
    Formula: Form(lambda formula, columns: formula.text, _read_formula),
    pd.DataFrame: Form(write_frame, read_frame),
    pa.Table: Form(write_table, read_table),
}
