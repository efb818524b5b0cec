"""What may be chosen: the catalogues with names and pinyin."""

from __future__ import annotations

import pytest

from publicstats.drafting import list_choices
from publicstats.drafting.choice_lists import spell
from tests.helpers import make_edition

CHOICES = list_choices(make_edition())


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("重庆市", {"chongqingshi", "cqs"}),
        ("长沙", {"changsha", "cs"}),
        ("12345热线", {"12345rexian", "12345rx"}),
    ],
)
def test_names_are_spelled_in_full_and_by_initials_by_their_phrases(name: str, keys: set[str]) -> None:
    assert keys <= set(spell(name).split())


def test_catalogues_have_both_names_and_pinyin() -> None:
    name, zh, en, keys = CHOICES["regions"][1]
    assert (name, zh, en) == ("310000", "上海市", "Shanghai")
    assert {"shanghaishi", "shs"} <= set(keys.split())
    assert CHOICES["indicators"][0][-2:] == ["care", "人"]
    assert [row[0] for row in CHOICES["sources"]] == ["paper_b", "paper_a"]
    assert all(len(CHOICES[name]) for name in ("breakdowns", "units", "themes"))
