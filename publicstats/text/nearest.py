"""The known name that an unknown one most likely stands for."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MAX_KNOWN = 5_000
"""Names compared at most: beyond that a hint is not worth the wait."""


def find_nearest(name: str, known: Iterable[str]) -> str:
    """The nearest of the known names, or an empty text where none is near."""
    names = [candidate for _, candidate in zip(range(MAX_KNOWN), known, strict=False)]
    near = get_close_matches(name[:100], names, n=1, cutoff=0.6)
    return near[0] if near else ""
