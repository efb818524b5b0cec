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


def memoize(size: int) -> Callable[[Question[Arguments, Answer]], Question[Arguments, Answer]]:
    """A question of an edition that keeps its last `size` answers of each; what is answered must not change.

    `lru_cache` would keep editions themselves, a million rows each, until as many questions had been asked.
    """

    def wrap(ask: Question[Arguments, Answer]) -> Question[Arguments, Answer]:
        answers: weakref.WeakKeyDictionary[Edition, Callable[..., Answer]] = weakref.WeakKeyDictionary()

        @wraps(ask)
        def answer(edition: Edition, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
            if edition not in answers:
                answers[edition] = lru_cache(size)(_bind(ask, weakref.ref(edition)))
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
