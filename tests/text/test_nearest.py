"""The known name that an unknown one stands for; of many names few are compared."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest

from publicstats.text import nearest
from publicstats.text.nearest import AROUND, FEW, Known, find_nearest

MANY = [f"bus_trips_{place}_{year}" for place in range(110000, 110100) for year in range(1990, 2025)]


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("stok", ["stock", "flow"], "stock"),
        ("members_2042", ["members_2024", "share_2024"], "members_2024"),
        ("membres", ["members", "share"], "members"),
        ("sources", ["indicators"], ""),
        ("", ["stock"], ""),
        ("stock", [], ""),
    ],
)
def test_nearest_of_few_names(typed: str, known: list[str], meant: str) -> None:
    assert find_nearest(typed, known) == meant


@pytest.mark.parametrize("typed", ["bux_trips_110042_2001", "bus_trips_110042_200", "us_trips_110042_2001"])
def test_nearest_of_many_names_is_found_by_how_it_begins_or_ends(typed: str) -> None:
    assert Known(MANY).find(typed).startswith("bus_trips_110042_200")


def test_unknown_names_are_compared_with_few_of_many_however_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    calls, letters = 0, 0

    def count(junk: None, one: str, other: str) -> object:
        nonlocal calls, letters
        calls, letters = calls + 1, max(letters, len(one), len(other))
        return SequenceMatcher(None, one, other)

    monkeypatch.setattr(nearest, "SequenceMatcher", count)
    known = Known(f"{'a' * 90}_{number}" for number in range(5_000))
    for number in range(50):
        assert known.find(f"{'a' * 91}_{number}")
    assert known.find("b" * 1_000_000) == ""
    assert calls <= 51 * 4 * AROUND
    assert letters <= nearest.LONGEST


def test_all_of_few_names_are_compared() -> None:
    known = [f"x{number}" for number in range(FEW - 1)]
    assert find_nearest("qwertyuiop", [*known, "asdfg_rtyuiop"]) == "asdfg_rtyuiop"
