"""An address that somebody wrote by hand may say names: what only one thing is called is understood."""

from __future__ import annotations

import pytest

from publicstats.analysis.find.selection import parse_selection
from publicstats.edition.model import Edition


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("theme", "养老服务", "elder_care"),
        ("theme", "养老", "elder_care"),
        ("theme", "ELDERLY CARE", "elder_care"),
        ("theme", "elder_care", "elder_care"),
        ("region", "上海", "310000"),
        ("region", "Shanghai", "310000"),
        ("region", "上海市", "310000"),
        ("within", "上海", "310000"),
        ("indicator", "热线接通率", "hotline_connection_rate"),
        ("period", "2024年", "2024"),
    ],
)
def test_name_of_one_thing_is_understood(name: str, typed: str, meant: str, shipped_edition: Edition) -> None:
    selection, unknown = parse_selection(shipped_edition, {name: typed})
    assert getattr(selection, name) == (meant,)
    assert unknown == ()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("indicator", "热线"),
        ("theme", "没有的主题"),
        ("theme", "服务"),
        ("region", "市"),
        ("theme", "—"),
        ("figure", "上海"),
    ],
)
def test_name_of_several_things_or_of_none_is_said_to_be_unknown(
    name: str, typed: str, shipped_edition: Edition
) -> None:
    selection, unknown = parse_selection(shipped_edition, {name: typed})
    assert getattr(selection, name) == ()
    assert unknown == ((name, typed),)


def test_ids_and_names_may_stand_together_and_give_the_same_as_ids_alone(shipped_edition: Edition) -> None:
    by_names, unknown = parse_selection(shipped_edition, {"theme": "养老,hotline"})
    by_ids, _ = parse_selection(shipped_edition, {"theme": "elder_care,hotline"})
    assert by_names == by_ids
    assert unknown == ()
