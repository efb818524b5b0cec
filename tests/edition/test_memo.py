"""Answers are worked out once for an edition, and forgotten with it."""

from __future__ import annotations

import gc
import weakref

from publicstats.analysis.find.selection import Selection, select_positions
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


def test_edition_that_nobody_shows_any_more_is_forgotten() -> None:
    edition = make_edition()
    select_positions(edition, Selection(q="会员", sort="-value"))
    kept = weakref.ref(edition)
    del edition
    gc.collect()
    assert kept() is None
