"""Answers that are worked out once for an edition, and forgotten with it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from publicstats.edition.model import Edition

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
Question = Callable[Concatenate[Edition, Arguments], Answer]


ROWS = 4_000_000
"""Rows of answers that have one for each figure: of one question so many are kept, 16 to 32 MB."""


def memoize(
    size: int, *, per_figure: bool = False
) -> Callable[[Question[Arguments, Answer]], Question[Arguments, Answer]]:
    """A question of an edition that keeps its last `size` answers of each; what is answered must not change.

    `per_figure`: an answer has as many rows as the edition has figures, so that fewer are kept of many.
    `lru_cache` would keep editions themselves, a million rows each, until as many questions had been asked.
    """

    def wrap(ask: Question[Arguments, Answer]) -> Question[Arguments, Answer]:
        answers: weakref.WeakKeyDictionary[Edition, Callable[..., Answer]] = weakref.WeakKeyDictionary()

        @wraps(ask)
        def answer(edition: Edition, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
            if edition not in answers:
                most = min(size, 1 + ROWS // (1 + len(edition.figures))) if per_figure else size
                answers[edition] = lru_cache(most)(_bind(ask, weakref.ref(edition)))
            return answers[edition](*args, **kwargs)

        return answer

    return wrap


def _bind(ask: Question[Arguments, Answer], edition: weakref.ref[Edition]) -> Callable[Arguments, Answer]:
    """The question of one edition, which it does not keep alive."""

    def answer(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        asked = edition()
        assert asked is not None  # whoever asks has it
        return ask(asked, *args, **kwargs)

    return answer
