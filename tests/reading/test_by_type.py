"""Records are written by the types of their fields, and nothing is read back that is of another type."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pytest

from publicstats.formula.calculation import Formula, FormulaError, parse_formula
from publicstats.reading.by_type import find_form
from publicstats.text.i18n import Text


@dataclass(frozen=True, slots=True)
class Inner:
    name: Text
    day: date | None
    numbers: tuple[int, ...] = ()


@dataclass
class Outer:
    inner: Inner
    facts: Mapping[str, Inner]
    sizes: dict[tuple[str, int], Decimal]
    words: Sequence[str]
    marks: set[str]
    formula: Formula | None
    is_so: bool
    codes: npt.NDArray[Any]


class Tables(NamedTuple):
    frame: pd.DataFrame
    table: pa.Table


INNER = Inner(Text("甲", "A"), date(2024, 2, 29), (1, 2))
OUTER = Outer(
    INNER,
    {"b": INNER, "a": Inner(Text("", ""), None)},
    {("x", 1): Decimal("1E-40"), ("y", 2): Decimal("-12.50")},
    ["", "甲", "a"],
    {"b", "a"},
    parse_formula("100 * a / sum(b, 2)"),
    True,
    np.arange(6, dtype=np.int32).reshape(2, 3),
)


def carry(thing: Any, kind: Any) -> Any:
    """What is left of something that is written and read."""
    columns: list[Any] = []
    told = json.loads(json.dumps(find_form(kind).write(thing, columns)))
    return find_form(kind).read(told, columns)


def test_record_comes_back_as_it_was_in_the_same_order() -> None:
    back = carry(OUTER, Outer)
    assert (back.inner, back.facts, back.sizes) == (OUTER.inner, OUTER.facts, OUTER.sizes)
    assert list(back.facts) == ["b", "a"]
    assert [str(size) for size in back.sizes.values()] == ["1E-40", "-12.50"]
    assert (back.words, back.marks, back.is_so) == (OUTER.words, OUTER.marks, True)
    assert OUTER.formula is not None
    assert (back.formula.text, back.formula.ids) == (OUTER.formula.text, OUTER.formula.ids)
    assert back.codes.dtype == np.int32
    assert np.array_equal(back.codes, OUTER.codes)


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(["a", "", "甲"], dtype="str"),
        pd.Series(["b", "a", "b"], dtype="category"),
        pd.Series(["b", "a", "b"], dtype=pd.CategoricalDtype(["b", "a", "c"], ordered=True)),
        pd.Series([3, 1, 3], dtype="category"),
        *(pd.Series([1, 0, 1], dtype=kind) for kind in ("int8", "int32", "int64", "uint8", "bool")),
        *(pd.Series([1.5, np.nan, np.inf], dtype=kind) for kind in ("float32", "float64")),
    ],
    ids=lambda column: str(column.dtype),
)
def test_column_of_a_table_comes_back_of_its_own_type(column: pd.Series) -> None:
    frame = pd.DataFrame({"one": column, "other": pd.Series(["x", "y", "z"], dtype="str")})
    back = carry(frame, pd.DataFrame)
    pd.testing.assert_frame_equal(back, frame, check_exact=True)
    pd.testing.assert_frame_equal(carry(frame.iloc[:0], pd.DataFrame), frame.iloc[:0])


def test_texts_in_several_pieces_codes_and_runs_come_back_in_a_table_of_arrow() -> None:
    texts = pa.chunked_array([["a"], ["b", "甲"]], pa.large_string())
    codes = pa.DictionaryArray.from_arrays(
        pa.array([1, 0, 1], pa.int16()), pa.array(["x", "y"], pa.large_string())
    )
    runs = pa.RunEndEncodedArray.from_arrays(
        pa.array([1, 3], pa.int32()), pa.array(["x", ""], pa.large_string())
    )
    numbers = pa.array([2, 3, 4], pa.int32())
    table = pa.table({"texts": texts, "codes": codes, "runs": runs, "rows": numbers})
    back = carry(Tables(pd.DataFrame(), table), Tables).table
    assert back.schema == table.schema
    assert back.to_pylist() == table.to_pylist()


@pytest.mark.parametrize("thing", [pd.Series(pd.to_datetime(["2024-01-01"])), pd.Series([object()])])
def test_column_of_a_type_that_is_not_known_is_not_written(thing: pd.Series) -> None:
    with pytest.raises(TypeError):
        carry(pd.DataFrame({"a": thing}), pd.DataFrame)


@pytest.mark.parametrize("kind", [object, Any, complex, type, int | str])
def test_type_that_is_not_known_is_told_before_anything_is_written(kind: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        find_form(kind)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (str, 1),
        (int, "1"),
        (int, True),
        (bool, 1),
        (Text, ["a"]),
        (Text, ["a", "b", "c"]),
        (Text, "ab"),
        (Text, {"zh": "a", "en": "b"}),
        (Inner, [["a", "b"], "2024-02-30", []]),
        (Inner, [["a", "b"], None, [1, "2"]]),
        (Decimal, "1e99999"),
        (Decimal, "NaN"),
        (Decimal, "Infinity"),
        (Decimal, "1" * 2000),
        (Decimal, "one"),
        (Decimal, 1.5),
        (Mapping[str, int], [["a", "b"], [1]]),
        (Mapping[str, int], [["a"]]),
        (npt.NDArray[np.int64], [0, "int64", [3]]),
        (Sequence[str], 7),
        (Sequence[str], -1),
        (pd.DataFrame, [["a", "anything", 0]]),
        (Formula, "__import__('os')"),
        (Formula, "(" * 5000),
    ],
    ids=repr,
)
def test_what_is_of_another_type_is_refused(kind: Any, told: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError, ArithmeticError, FormulaError)):
        find_form(kind).read(told, [])


@pytest.mark.parametrize(
    "told",
    [
        [0, "int64", [4]],
        [0, "int32", [3]],
        [0, "object", [3]],
        [0, "bool", [3]],
        [0, "int64", [2**40, 2**40]],
        [True, "int64", [3]],
    ],
)
def test_array_of_another_size_or_type_is_refused(told: Any) -> None:
    column = pa.array([1, 2, 3])
    form = find_form(npt.NDArray[np.int64])
    assert form.read([0, "int64", [3]], [column]).tolist() == [1, 2, 3]
    with pytest.raises((ValueError, TypeError)):
        form.read(told, [column])


def test_codes_without_words_are_refused() -> None:
    words, codes = pa.array(["a", "b"], pa.large_string()), pa.array([0, 2], pa.int8())
    with pytest.raises(ValueError, match="codes"):
        find_form(pd.DataFrame).read(
            [["c", "categories", [1, "int8", [2]], False, "texts", 0]], [words, codes]
        )
    with pytest.raises((pa.ArrowException, ValueError)):
        find_form(pa.Table).read([["c", "codes", 1, 0]], [words, codes])


@pytest.mark.parametrize("ends", [[2**31 - 1], [0], [3, 2], [-1]])
def test_runs_that_are_none_or_longer_than_all_other_columns_are_refused(ends: list[int]) -> None:
    words = pa.array(["a", "b"][: len(ends)], pa.large_string())
    columns, form = [pa.array(ends, pa.int32()), words, pa.array([1, 2])], find_form(pa.Table)
    for told in ([["c", "runs", 0, 1]], [["c", "runs", 0, 1], ["d", "cells", 2]]):
        with pytest.raises((pa.ArrowException, ValueError)):
            form.read(told, columns)
