"""What an edition changed of the one before, figure by figure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.contract.schema import SCHEMAS
from publicstats.edition.builder import Builder
from publicstats.edition.model import Edition
from publicstats.publishing.changes import LISTED, compare_editions, find_lost_zeros
from tests.edition.editing import list_edits
from tests.helpers import GROWTH, change, make_edition, remove

PRINTED = SCHEMAS["figures"].names[1:].index("printed")


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


def list_contents(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Every figure's cells as texts, by id."""
    frame = edition.figures
    names = [*SCHEMAS["figures"].names[1:], "value"]
    return {row[0]: tuple(map(str, row[1:])) for row in frame[["figure", *names]].itertuples(index=False)}


@settings(max_examples=4, database=None)
@given(st.integers(0, 10**9))
def test_changes_are_those_of_each_figure_whatever_was_edited(seed: int) -> None:
    builder = Builder()
    editions = [builder.build(files).edition for _, files in list_edits(seed, 8)]
    valid = [edition for edition in editions if edition is not None]
    for before, after in pairwise(valid):
        old, new = list_contents(before), list_contents(after)
        changed = [name for name in new if name in old and new[name] != old[name]]
        added, removed = [name for name in new if name not in old], [name for name in old if name not in new]
        changes = compare_editions(before, after)
        assert (changes.changed, changes.added, changes.removed) == (len(changed), len(added), len(removed))
        if len(changed) + len(added) + len(removed) <= LISTED:
            listed = [(change.action, change.figure) for change in changes.listed]
            assert {name for action, name in listed if action == "added"} == set(added)
            assert [name for action, name in listed if action == "changed"] == changed
            assert [name for action, name in listed if action == "removed"] == removed
        before_prints = {name: cells[PRINTED] for name, cells in old.items()}
        for problem in find_lost_zeros(before, after):
            name = problem.facts["figure"]
            assert (before_prints[name], new[name][PRINTED]) == (problem.facts["before"], problem.typed)
