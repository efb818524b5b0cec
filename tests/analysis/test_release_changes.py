"""What a release changed: what it added, settled, revised, corrected, withdrew, repeated or put in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from publicstats.analysis.release_changes import (
    KINDS,
    find_arrival,
    list_changed,
    list_releases,
    read_released,
)
from publicstats.edition.model import Edition, History
from publicstats.text.i18n import BEIJING
from tests.helpers import add_rows, make_edition

SOURCES = add_rows(
    """source,title_zh,title_en,publisher,published,published_basis,document,revises
early,一月公报,January bulletin,,2026-01-15,printed,c.txt,
late,二月公报,February bulletin,,2026-02-15,printed,d.txt,
last,三月公报,March bulletin,,2026-03-15,printed,e.txt,"""
)
HEAD = "figure,indicator,region,breakdown,period,basis,kind,status,printed,source,line,supersedes,revision\n"
OLD = "old,requests,cn,,2025-12,flow,,,3000件,early,20,,"


def make(*rows: str) -> Edition:
    return make_edition(sources=[SOURCES], figures=[add_rows(HEAD + "\n".join(rows))])


def count(edition: Edition, source: str) -> dict[str, int]:
    return next(dict(r.counts) for r in list_releases(edition) if r.source.id == source)


def describe(edition: Edition, source: str) -> list[tuple[str, str]]:
    released = [read_released(edition, position) for position in list_changed(edition, source)]
    return [(one.figure.id, one.kind) for one in released]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (",3300件,late,21,old,corrected", "corrected"),
        (",3300件,late,21,old,revised", "revised"),
        (",3300件,late,21,old,final", "final"),
        (",3300件,late,21,old,", "named"),
        (",3300件,late,21,,revised", "revised"),
        ("missing,,late,21,old,withdrawn", "withdrawn"),
        (",3000件,late,21,,", "repeated"),
        (",3300件,late,21,,", "apart"),
    ],
)
def test_figure_of_a_later_release_is_what_it_does_to_the_earlier_one(cells: str, kind: str) -> None:
    edition = make(OLD, f"new,requests,cn,,2025-12,flow,,{cells}")
    assert count(edition, "late") == {kind: 1}
    assert count(edition, "early") == {"added": 1}
    (released,) = [read_released(edition, position) for position in list_changed(edition, "late")]
    before = [step.old.id for step in released.steps] or [figure.id for figure in released.earlier]
    assert before == ["old"]


def test_final_value_in_place_of_a_preliminary_one_is_told_as_such() -> None:
    edition = make(
        OLD.replace("flow,,,", "flow,,provisional,"), "new,requests,cn,,2025-12,flow,,,3300件,late,21,,"
    )
    assert count(edition, "late") == {"final": 1}


def test_actual_figure_in_place_of_a_forecast_is_an_added_one_that_says_what_was_expected() -> None:
    edition = make(
        OLD.replace("flow,,,", "flow,,forecast,"), "new,requests,cn,,2025-12,flow,,,3300件,late,21,,"
    )
    assert count(edition, "late") == {"added": 1}
    (position,) = list_changed(edition, "late")
    assert [step.reason for step in read_released(edition, position).steps] == ["actual"]


def test_release_keeps_what_it_did_though_a_later_one_replaced_it() -> None:
    edition = make(
        OLD,
        "mid,requests,cn,,2025-12,flow,,,3300件,late,21,old,revised",
        "new,requests,cn,,2025-12,flow,,,3400件,last,21,mid,corrected",
    )
    assert [count(edition, name) for name in ("early", "late", "last")] == [
        {"added": 1},
        {"revised": 1},
        {"corrected": 1},
    ]


def test_repetition_is_the_later_one_whichever_of_them_stands() -> None:
    edition = make(OLD.replace("3000件", "3000余件"), "new,requests,cn,,2025-12,flow,,,3010件,late,21,,")
    assert count(edition, "late") == {"repeated": 1}
    edition = make(OLD, "new,requests,cn,,2025-12,flow,,,3000余件,late,21,,")
    assert count(edition, "late") == {"repeated": 1}
    assert count(edition, "early") == {"added": 1}


def test_what_a_reader_must_know_comes_first() -> None:
    edition = make(
        OLD,
        "early_2,requests,cn,,2025-11,flow,,,2000件,early,21,,",
        "a_new,requests,310000,,2025-12,flow,,,10件,late,20,,",
        "b_corrected,requests,cn,,2025-12,flow,,,3300件,late,21,old,corrected",
        "c_gone,requests,cn,,2025-11,flow,,missing,,late,22,early_2,withdrawn",
    )
    assert describe(edition, "late") == [
        ("c_gone", "withdrawn"),
        ("b_corrected", "corrected"),
        ("a_new", "added"),
    ]
    assert list(count(edition, "late")) == [k for k in KINDS if k in ("added", "corrected", "withdrawn")]


def test_releases_come_the_newest_first_and_hold_each_printed_figure_once(small_edition: Edition) -> None:
    releases = list_releases(small_edition)
    assert [release.source.id for release in releases] == ["paper_b", "paper_a"]
    printed = (small_edition.figures["source"] != "").sum()
    assert sum(release.figures for release in releases) == printed
    assert all(len(list_changed(small_edition, r.source.id)) == r.figures for r in releases)


def test_release_has_come_when_the_journal_says_so_else_on_the_day_it_was_published(
    small_edition: Edition,
) -> None:
    moment = datetime(2026, 11, 20, 8, tzinfo=UTC)
    edition = replace(small_edition, history=History((moment,), {"paper_a": moment}))
    assert find_arrival(edition, edition.sources["paper_a"]) == moment
    assert find_arrival(edition, edition.sources["paper_b"]) == datetime(2024, 10, 11, tzinfo=BEIJING)
