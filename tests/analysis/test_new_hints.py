"""The hints that an edition has and another had not: what an edit makes look odd, and nothing else."""

from __future__ import annotations

from publicstats.analysis.hints import find_hints, find_new_hints
from publicstats.edition.model import Edition
from tests.helpers import Change, add, copy, make_edition

YEARS = [
    copy(
        "members_2024",
        figure=f"m{year}_{region}",
        period=str(year),
        region=region,
        printed=f"17{year % 10}0万名",
    )
    for year in range(2010, 2020)
    for region in ("cn", "310000")
]
ODD = copy("members_2024", figure="odd", period="2009", printed="17亿名")
OTHER = copy("members_2024", figure="other", period="2009", region="310000", printed="17亿名")


def make(*changes: Change) -> Edition:
    return make_edition(figures=[*YEARS, *changes])


def test_only_what_is_new_is_told() -> None:
    before, after = make(ODD), make(ODD, OTHER)
    assert [hint.figures[0].id for hint in find_hints(before)] == ["odd"]
    assert [hint.figures[0].id for hint in find_new_hints(before, after)] == ["other"]
    assert find_new_hints(after, after) == ()
    assert find_new_hints(after, before) == ()


def test_without_an_edition_before_every_hint_is_new_and_so_many_are_told() -> None:
    after = make(ODD, OTHER)
    assert len(find_new_hints(None, after)) == 2
    assert len(find_new_hints(None, after, 1)) == 1


def test_hint_that_is_acknowledged_with_the_edit_is_not_told() -> None:
    seen = add(acknowledgement="a", hint="", figure="odd", reason_zh="如此", reason_en="So it is")
    after = make_edition(figures=[*YEARS, ODD], acknowledgements=[seen])
    assert find_new_hints(make(), make(ODD))
    assert find_new_hints(make(), after) == ()
