"""Ids of computed figures that have no row: of what, where, when, so that every edition has the same."""

from __future__ import annotations

from hashlib import sha256

from publicstats.contract.columns import MAX_ID
from publicstats.period import OPEN

_DIGEST = 8
_UNWRITTEN = str.maketrans({"-": "_", "/": "_"})


def name_computed(*parts: str) -> str:
    """The id that parts make, those that are blank left out: beds_per_head, cn and 2024-Q2 give
    ``beds_per_head_cn_2024_q2``. One that would be too long ends in a digest of all of it."""
    told = "_".join(part for part in parts if part)
    name = told.lower().replace(OPEN, "until").translate(_UNWRITTEN)
    return name if len(name) <= MAX_ID else end_in_digest(name, name)


def end_in_digest(name: str, told: str) -> str:
    """The id, cut where it is too long, with a digest of what tells it from others of that name."""
    digest = sha256(told.encode()).hexdigest()[:_DIGEST]
    return f"{name[: MAX_ID - _DIGEST - 1]}_{digest}"
