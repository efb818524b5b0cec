"""Answers are worked out once for an edition, and forgotten with it."""

from __future__ import annotations

import gc
import weakref

import pytest

from publicstats.analysis.find.selection import Selection, select_positions
from publicstats.edition import memo
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from tests.helpers import make_edition


def test_question_is_asked_once_of_each_edition() -> None:
    asked = []

    @memoize(2)
    def ask(edition: Edition, name: str) -> str:
        asked.append((edition.fingerprint, name))
        return name

    one, other = make_edition(), make_edition()
    assert [ask(one, "a"), ask(one, "a"), ask(other, "a"), ask(one, "b")] == ["a", "a", "a", "b"]
    assert len(asked) == 3


def test_of_many_figures_fewer_answers_are_kept_that_have_a_row_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition, asked = make_edition(), []
    monkeypatch.setattr(memo, "ROWS", 2 * (1 + len(edition.figures)))

    @memoize(5, per_figure=True)
    def ask(edition: Edition, name: str) -> str:
        asked.append(name)
        return name

    for name in "abcabc":
        ask(edition, name)
    assert asked == ["a", "b", "c"]
    for name in "da":
        ask(edition, name)
    assert asked == ["a", "b", "c", "d", "a"]


def test_edition_that_nobody_shows_any_more_is_forgotten() -> None:
    edition = make_edition()
    select_positions(edition, Selection(q="会员", sort="-value"))
    kept = weakref.ref(edition)
    del edition
    gc.collect()
    assert kept() is None
