"""Ids for figures, made of what a row says: ``jiangjin_urban_parks_community_parks_2024_06_30``.

The same cells give the same id, as long as nobody has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from types import MappingProxyType

from publicstats.articles.drafts import free_id
from publicstats.contract.columns import MAX_ID
from publicstats.edition.model import Edition

_OTHER = re.compile("[^a-z0-9]+")
_KIND_OF_PLACE = re.compile(
    r"\b(?:province|municipality|city|district|county|autonomous|region|prefecture|banner|town|township|new|area"
    r"|special|administrative|subdistrict|village|community)\b",
    re.IGNORECASE,
)
_BASES = {"year_before": "yoy", "period_before": "mom", "unstated": "change"}
"""What a change is called in an id, by its base."""
_ROOM = 8
"""Characters kept free for a number behind an id, or a digest."""
NO_PLACES: Mapping[str, str] = MappingProxyType({})


def name_figure(
    cells: Mapping[str, str],
    edition: Edition,
    is_taken: Callable[[str], bool],
    places: Mapping[str, str] = NO_PLACES,
) -> str:
    """The id that the cells of a row suggest; blank while its indicator or its period is.

    `places` are the English names of places that the edition does not have yet, by their ids.
    """
    if not cells.get("indicator") or not cells.get("period"):
        return ""
    parts = [
        name_place(cells.get("region", ""), edition, places),
        cells["indicator"],
        cells.get("breakdown", ""),
        _name_change(cells),
        cells.get("kind", "") if cells.get("kind") != "actual" else "",
        cells["period"],
    ]
    name = join_id(parts)
    return free_id(name, is_taken) if name and is_taken(name) else name


def join_id(parts: list[str]) -> str:
    """An id of some parts, blanks left out; one that is too long ends in a digest."""
    name = "_".join(filter(None, (_OTHER.sub("_", part.lower()).strip("_") for part in parts)))
    if name and not name[0].isalpha():
        name = f"f_{name}"
    if len(name) > MAX_ID - _ROOM:
        name = f"{name[: MAX_ID - 2 * _ROOM - 1].rstrip('_')}_{sha256(name.encode()).hexdigest()[:_ROOM]}"
    return name


def name_place(region: str, edition: Edition, places: Mapping[str, str] = NO_PLACES) -> str:
    """A place as ids have it: its own id, or of one that is a number the first of its English name."""
    if not region.isdigit():
        return region
    known = edition.regions.get(region)
    english = (known.name.en if known else places.get(region, "")).partition(",")[0]
    return join_id([_KIND_OF_PLACE.sub(" ", english)]) or f"r{region}"


def _name_change(cells: Mapping[str, str]) -> str:
    if cells.get("basis") != "growth":
        return ""
    return _BASES.get(cells.get("base", ""), f"since_{cells.get('base', '')}")
