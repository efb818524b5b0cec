"""Drawings are kept by what they weigh together, those that were asked for last."""

from __future__ import annotations

from publicstats.charts.pictures import Drawings


def test_those_asked_for_last_are_kept_as_far_as_there_is_room() -> None:
    drawings = Drawings(100)
    for name in (b"one", b"two"):
        drawings.keep(name, "x" * 50)
    assert drawings.find(b"one")
    drawings.keep(b"three", "x" * 50)
    assert drawings.find(b"two") is None
    assert drawings.find(b"one")
    assert len(drawings) == 2


def test_drawing_that_is_kept_again_counts_once() -> None:
    drawings = Drawings(100)
    for _ in range(3):
        drawings.keep(b"one", "x" * 60)
    drawings.keep(b"two", "x" * 40)
    assert len(drawings) == 2
    drawings.clear()
    assert len(drawings) == 0
    assert drawings.find(b"one") is None


def test_a_thousand_drawings_of_one_edition_are_all_kept() -> None:
    from publicstats.charts.pictures import KEPT_BYTES

    drawings = Drawings(KEPT_BYTES)
    for number in range(4_000):
        drawings.keep(str(number).encode(), "x" * 5_000)
    assert len(drawings) == 4_000
