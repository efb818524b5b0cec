"""Pages fail in parts: one that cannot be drawn says so in its place, and the rest of the page stands.

`piece` guards what makes HTML; `sharing.part` guards what shows it. The log has the page, the part, what it
is of and the traceback; metrics count. A drawing with such a part is not kept: the next run tries again.
"""

from __future__ import annotations

import inspect
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec

from markupsafe import Markup

from publicstats.text.i18n import LANGS, Lang, translate

FAILURES: Counter[str] = Counter()
"""How often each part has failed since the start."""

Parameters = ParamSpec("Parameters")
_LOG = logging.getLogger(__name__)
_PAGE: ContextVar[tuple[str, Lang] | None] = ContextVar("page and its language", default=None)
_FAILED: ContextVar[list[str] | None] = ContextVar("parts of a kept drawing that failed", default=None)


def piece(make: Callable[Parameters, Markup], key: str = "part.failed") -> Callable[Parameters, Markup]:
    """The same HTML, or the sentence of the key where it cannot be made."""

    @wraps(make)
    def made(*arguments: Parameters.args, **named: Parameters.kwargs) -> Markup:
        try:
            return make(*arguments, **named)
        except Exception as error:  # noqa: BLE001 - whatever it stumbles over, the rest of the page stands
            return tell(error, make, arguments, named, key)

    return made


def tell(
    error: Exception,
    part: Callable[..., Any],
    arguments: tuple[object, ...],
    named: Mapping[str, object],
    key: str = "part.failed",
    lang: Lang = LANGS[0],
) -> Markup:
    """The sentence that stands in place of a part, in its language; the failure is logged and counted.

    A part without a language has its page's, or the one given where no page is begun.
    """
    name = f"{part.__module__.removeprefix('publicstats.')}.{part.__name__}"
    given = inspect.signature(part).bind_partial(*arguments, **named).arguments
    page, lang = _PAGE.get() or ("", lang)
    lang = given.get("lang", lang)
    subjects = [value.id for value in given.values() if isinstance(getattr(value, "id", None), str)]
    facts = {"page": page, "part": name, "subject": " ".join(subjects), "lang": lang}
    _LOG.error("part cannot be drawn", exc_info=error, extra={k: v for k, v in facts.items() if v})
    FAILURES[name] += 1
    mark_failed(name)
    return write_failure(key, lang)


def write_failure(key: str, lang: Lang) -> Markup:
    """The sentence of a failure as HTML."""
    return Markup('<p class="ps-panel ps-failed">{}</p>').format(translate(key, lang))


@contextmanager
def on_page(name: str, lang: Lang) -> Iterator[None]:
    """What fails inside fails on this page, in this language."""
    before = _PAGE.set((name, lang))
    try:
        yield
    finally:
        _PAGE.reset(before)


@contextmanager
def watch() -> Iterator[list[str]]:
    """The parts that fail inside; they have failed for the drawing around it too."""
    failed: list[str] = []
    before = _FAILED.set(failed)
    try:
        yield failed
    finally:
        _FAILED.reset(before)
        for name in failed:
            mark_failed(name)


def mark_failed(name: str) -> None:
    """Notes that the drawing under way is not whole."""
    failed = _FAILED.get()
    if failed is not None:
        failed.append(name)
