"""What an edition changed of the one before, figure by figure."""

from __future__ import annotations

import pytest

from publicstats.publishing.changes import compare_editions
from tests.helpers import GROWTH, change, make_edition, remove


@pytest.mark.parametrize(
    "cells",
    [
        {"base": "2018"},
        {"comparability": "comparable"},
        {"supersedes": "members_2023"},
        {"revision": "final"},
    ],
)
def test_figure_of_which_something_else_is_said_has_changed(cells: dict[str, str]) -> None:
    growth = {"printed": "增长3%"} | GROWTH
    before = make_edition(figures=[change("members_2024", **growth)])
    after = make_edition(figures=[change("members_2024", **(growth | cells))])
    changes = compare_editions(before, after)
    assert ("changed", "members_2024") in {(entry.action, entry.figure) for entry in changes.listed}


def test_sources_of_which_figures_come_for_the_first_time_are_named() -> None:
    of_b = ["members_target", "share_2024", "money_hidden", "fee"]
    of_b += ["requests_bj", "requests_total", "requests_missing"]
    before, after = make_edition(figures=[remove(name) for name in of_b]), make_edition()
    assert compare_editions(before, after).sources == ("paper_b",)
    assert compare_editions(after, before).sources == ()
    assert compare_editions(None, after).sources == (), "a first edition says nothing of each"
