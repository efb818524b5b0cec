"""Places of one name are told apart by the nearest place around them that differs."""

from __future__ import annotations

from publicstats.contract.records import Region
from publicstats.figures.place_names import name_places
from publicstats.text.i18n import Text


def _place(name: str, zh: str = "鼓楼区") -> Region:
    return Region(name, Text(zh, zh), "county", "", None, None)


def _around(*names: str) -> tuple[Text, ...]:
    return tuple(Text(name, name) for name in names)


def test_places_of_different_names_keep_them() -> None:
    assert name_places([_place("a"), _place("b", "玄武区")], {}, "zh") == ["鼓楼区", "玄武区"]


def test_place_that_comes_twice_keeps_its_name() -> None:
    assert name_places([_place("a"), _place("a")], {"a": _around("南京市")}, "zh") == ["鼓楼区"] * 2


def test_places_of_one_name_say_what_they_lie_in() -> None:
    around = {"a": _around("南京市", "江苏省"), "b": _around("徐州市", "江苏省")}
    assert name_places([_place("a"), _place("b")], around, "zh") == ["鼓楼区（南京市）", "鼓楼区（徐州市）"]
    assert name_places([_place("a"), _place("b")], around, "en") == ["鼓楼区 (南京市)", "鼓楼区 (徐州市)"]


def test_where_those_are_alike_too_it_is_the_next_one_outwards() -> None:
    around = {"a": _around("城关镇", "甲县"), "b": _around("城关镇", "乙县")}
    assert name_places([_place("a"), _place("b")], around, "zh") == ["鼓楼区（甲县）", "鼓楼区（乙县）"]
