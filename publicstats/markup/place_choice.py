"""The places of an indicator to choose from: the first at once, others unfold, the rest are on the map."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from publicstats.contract.records import Indicator, Region
from publicstats.figures.place_names import Around, name_places
from publicstats.markup.chips import chip
from publicstats.markup.elements import BLANK, anchor, details, link, tag
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, format_number, translate

SHOWN, FOLDED = 12, 120
"""Places that are offered at once, and those that unfold."""


@piece
def place_choice(
    indicator: Indicator, places: Sequence[Region], chosen: str, around: Around, lang: Lang
) -> Markup:
    """Links to the indicator in each place, the chosen one among the first; nothing for one only."""
    if len(places) < 2:
        return BLANK
    chips = [
        chip(
            name,
            link("indicator", lang, indicator=indicator.id, place=place.id),
            is_chosen=place.id == chosen,
        )
        for place, name in zip(places, name_places(places, around, lang), strict=True)
    ]
    is_shown = [number < SHOWN or place.id == chosen for number, place in enumerate(places)]
    rest = [each for each, shown in zip(chips, is_shown, strict=True) if not shown]
    label = translate("view.places", lang)
    content = tag("span", escape(label), "ps-meta")
    content += BLANK.join(each for each, shown in zip(chips, is_shown, strict=True) if shown)
    if rest:
        others = rest[:FOLDED]
        if rest[FOLDED:]:
            more = link("regions", lang, indicator=indicator.id)
            others.append(anchor(translate("view.on_map", lang), more, "ps-link"))
        count = format_number(len(rest), lang)
        unfolded = tag("div", BLANK.join(others), "ps-chips")
        content += details(translate("view.more_places", lang, count=count), unfolded)
    return tag("nav", content, "ps-chips", aria_label=label)
