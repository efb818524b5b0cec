"""Which figures are of one observation."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from publicstats.validation.overlaps import find_again

_ROWS = st.lists(
    st.tuples(*[st.sampled_from(["", "a", "b", "ab", "人"])] * 4, st.integers(-2, 2)), max_size=12
)


@given(_ROWS)
def test_rows_that_are_there_again_are_those_that_pandas_finds(
    rows: list[tuple[str, str, str, str, int]],
) -> None:
    keys = pd.DataFrame(rows, columns=[*"abcd", "e"]).astype(dict.fromkeys("abcd", "str"))
    assert list(find_again(keys)) == list(keys.duplicated())


def test_more_combinations_than_a_number_holds_are_told_apart() -> None:
    texts = [f"text {number}" for number in range(2_000)]
    keys = pd.DataFrame(dict.fromkeys("abcdefgh", texts))
    again = pd.concat([keys, keys.iloc[:3]], ignore_index=True)
    assert list(again.index[find_again(again)]) == [2_000, 2_001, 2_002]
