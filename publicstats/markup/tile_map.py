"""The map: provincial units as equal tiles, shaded by how many figures they have or by one indicator's.

Each tile is a link to its place and says its figure in characters; the shade only repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from markupsafe import Markup, escape

from publicstats.contract.records import Figure, Region
from publicstats.figures.wording import (
    format_bare,
    format_count,
    format_figure,
    format_nature,
    format_short_name,
    format_value,
)
from publicstats.markup.elements import BLANK, link, tag
from publicstats.markup.parts import piece
from publicstats.markup.shades import Number, Steps, find_shade, split_steps
from publicstats.text.i18n import Lang, format_number, format_short, translate

NONE, HIDDEN = "none", "hidden"
_SYLLABLE = re.compile(r"(?<=[a-z]{2})(?<![zcs](?=h))(?=(?:[zcs]h|[bcdfghjklmnpqrstwxyz])[aeiou])")
"""Where a name in pinyin may be broken on a narrow tile: Heilong-jiang."""


@dataclass(frozen=True)
class Tile:
    """One place of the map: what stands under its name, what is heard instead, and its look."""

    region: Region
    text: str
    heard: str
    look: str


@piece
def draw_coverage(regions: Sequence[Region], counts: Mapping[str, int], lang: Lang) -> Markup:
    """The map of how many figures each place that is a tile has, by its id."""
    steps = split_steps(counts[region.id] for region in regions if counts[region.id])
    tiles = [
        Tile(region, format_short(count, lang), format_count(count, lang), find_shade(steps, count))
        if (count := counts[region.id])
        else _blank_tile(region, lang)
        for region in regions
    ]
    legend = _name_steps(steps, partial(format_number, lang=lang), partial(format_count, lang=lang), lang)
    legend.append((NONE, translate("regions.none", lang)))
    return tile_map(tiles, legend, translate("regions.map_coverage", lang), lang)


@piece
def draw_indicator(regions: Iterable[Region], figures: Iterable[Figure], caption: str, lang: Lang) -> Markup:
    """The map of comparable figures on the places that are tiles; those of other places colour nothing."""
    by_place: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.region.is_tile:
            by_place.setdefault(figure.region.id, []).append(figure)
    shown = [figure for found in by_place.values() for figure in found]
    steps = split_steps(figure.value for figure in shown if figure.value is not None)
    tiles = [_build_tile(region, by_place.get(region.id, ()), steps, lang) for region in regions]
    legend = []
    if shown:
        name = partial(format_value, unit=shown[0].unit, lang=lang)
        legend = _name_steps(steps, name, name, lang)
    legend.append((NONE, translate("regions.none", lang)))
    if any(tile.look == HIDDEN for tile in tiles):
        legend.append((HIDDEN, translate("regions.unknown", lang)))
    return tile_map(tiles, legend, caption, lang)


def tile_map(tiles: Iterable[Tile], legend: Iterable[tuple[str, str]], caption: str, lang: Lang) -> Markup:
    """The tiles as a list of links, each in its cell, with a caption above and below what each look means."""
    items = BLANK.join(_tile(tile, lang) for tile in tiles)
    marks = BLANK.join(
        tag("li", tag("span", BLANK, f"ps-swatch ps-look-{look}", aria_hidden="true") + escape(text))
        for look, text in legend
    )
    return (
        tag("p", escape(caption), "ps-panel")
        + tag("ul", items, "ps-tiles", aria_label=caption)
        + tag("ul", marks, "ps-legend", aria_label=translate("regions.legend", lang))
    )


def _tile(tile: Tile, lang: Lang) -> Markup:
    name = format_short_name(tile.region, lang)
    shown = _SYLLABLE.sub("\u00ad", name) if lang == "en" else name
    heard = translate("regions.heard", lang, place=tile.region.name.to(lang), content=tile.heard)
    content = tag("span", escape(shown), "ps-tile-name") + tag("span", escape(tile.text), "ps-tile-text")
    address = link("regions", lang, region=tile.region.id)
    css = f"ps-tile ps-look-{tile.look}"
    anchor = tag("a", content, css, href=address, target="_self", aria_label=heard, title=heard)
    return tag("li", anchor, style=f"grid-area: {tile.region.row} / {tile.region.column}")


def _build_tile(region: Region, figures: Sequence[Figure], steps: Steps[Decimal], lang: Lang) -> Tile:
    """A tile of one indicator: its figure, or all where its sources print different ones."""
    if not figures:
        return _blank_tile(region, lang)
    texts = dict.fromkeys(format_bare(figure, lang) for figure in figures)
    heard = dict.fromkeys(_hear(figure, lang) for figure in figures)
    value = next((figure.value for figure in figures if figure.value is not None), None)
    look = HIDDEN if value is None else find_shade(steps, value)
    return Tile(region, " / ".join(texts), translate("list.separator", lang).join(heard), look)


def _blank_tile(region: Region, lang: Lang) -> Tile:
    return Tile(region, translate("regions.none_short", lang), translate("regions.none", lang), NONE)


def _hear(figure: Figure, lang: Lang) -> str:
    """The figure with its unit and what a reader must know of it."""
    return " ".join(filter(None, (format_figure(figure, lang), format_nature(figure, lang))))


def _name_steps(
    steps: Steps[Number],
    format_low: Callable[[Number], str],
    format_high: Callable[[Number], str],
    lang: Lang,
) -> list[tuple[str, str]]:
    """The shade of each step and its values in words: 4 至 12项数据."""
    named = []
    for low, high in steps:
        text = format_high(high)
        if low != high:
            text = translate("figure.interval", lang, low=format_low(low), high=text)
        named.append((find_shade(steps, high), text))
    return named
