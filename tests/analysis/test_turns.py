"""Breaks, successions and places that ended, for the pages that say so."""

from __future__ import annotations

import pytest

from publicstats.analysis.turns import (
    find_follower,
    follow_indicator,
    list_breaks_around,
    list_forerunners,
    list_heirs,
    list_origins,
    name_scope,
)
from publicstats.contract.records import Indicator
from publicstats.edition.model import Edition
from tests.helpers import Change, add, change, find, make_edition

NOTE = {"note_zh": "改按人计。", "note_en": "Counted in persons."}


def rupture(start: str, **cells: str) -> Change:
    return add(**({"break": "b", "indicator": "requests", "from": start} | NOTE | cells))


@pytest.mark.parametrize(
    ("start", "figure", "side"),
    [
        ("2024", "requests_sh", "earlier"),
        ("2024-03", "requests_sh", "within"),
        ("2025", "requests_sh", "later"),
        ("2024-01-02", "requests_total", "within"),
    ],
)
def test_break_lies_before_within_or_after_the_period_of_a_figure(start: str, figure: str, side: str) -> None:
    edition = make_edition(breaks=[rupture(start)])
    assert [side for _, side in list_breaks_around(edition, find(edition, figure))] == [side]


def test_break_of_another_place_does_not_concern_a_figure() -> None:
    edition = make_edition(breaks=[rupture("2024", region="110000")])
    assert list_breaks_around(edition, find(edition, "requests_sh")) == ()
    (found,) = edition.breaks.values()
    assert name_scope(edition, found, "zh") == "适用于北京市。"


def succeed(**successors: str) -> Edition:
    rows = [add(indicator=n, theme="calls", name_zh=n, name_en=n, unit="件", definition_zh=n, definition_en=n)
            for n in ("one", "two")]  # fmt: skip
    changes = [change(name, successor=successor) for name, successor in successors.items()]
    return make_edition(indicators=[*rows, *changes])


def indicator(edition: Edition, name: str) -> Indicator:
    return edition.indicators[name]


def test_indicator_without_figures_leads_on_to_what_took_its_place_in_the_end() -> None:
    edition = succeed(one="two", two="requests")
    assert follow_indicator(edition, indicator(edition, "one")).id == "requests"
    assert [i.id for i in list_forerunners(edition, indicator(edition, "requests"))] == ["two"]


def test_indicator_with_figures_stays_on_its_own_page() -> None:
    edition = succeed(share="requests")
    assert follow_indicator(edition, indicator(edition, "share")).id == "share"
    follower = find_follower(edition, indicator(edition, "share"))
    assert follower is not None
    assert follower.id == "requests"


def test_indicator_without_successor_or_figures_stays_too() -> None:
    edition = succeed()
    assert follow_indicator(edition, indicator(edition, "one")).id == "one"


def test_place_knows_what_took_its_place_and_out_of_what_it_was_formed() -> None:
    edition = make_edition(regions=[change("110000", valid_to="2025-12-31", successor="310000;cn")])
    regions = edition.regions
    assert [r.id for r in list_heirs(edition, regions["110000"])] == ["310000", "cn"]
    assert [r.id for r in list_origins(edition, regions["310000"])] == ["110000"]
    assert list_origins(edition, regions["110000"]) == ()
