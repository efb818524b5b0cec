"""What a search found, as HTML: names that lead further, the filters that are chosen, and what to try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup, escape

from publicstats.analysis.find import Results
from publicstats.analysis.find.selection import DESCENDING, Selection, Unknown
from publicstats.analysis.find.widening import Filter
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, format_number, translate

NAMES = 5
"""Names of one sort that are listed."""
SORT_OF = {
    "indicator": "indicator",
    "place": "place",
    "figure": "value",
    "period": "period",
    "source": "source",
}
"""The sort that each column of a table of figures stands for."""


def explore_link(selection: Selection, lang: Lang) -> str:
    """The address of the explore page that shows a selection."""
    return elements.link("explore", lang, **selection.parameters())


@piece
def names(results: Results, lang: Lang) -> Markup:
    """Indicators, places, sources and themes, each leading to its page; nothing where none is found."""
    rows = [
        ("indicator", [elements.indicator_link(i, lang) for i in results.indicators]),
        ("region", [elements.region_link(region, lang) for region in results.places]),
        (
            "source",
            [
                elements.anchor(s.title.to(lang), elements.link("sources", lang, source=s.id), "ps-link")
                for s in results.sources
            ],
        ),
        (
            "theme",
            [elements.anchor(t.title.to(lang), elements.link(t.id, lang), "ps-link") for t in results.themes],
        ),
    ]
    items = elements.BLANK.join(
        elements.tag("dt", escape(translate(f"selection.{name}", lang)))
        + elements.tag("dd", _list(links, lang))
        for name, links in rows
        if links
    )
    return elements.tag("dl", items, "ps-facts") if items else elements.BLANK


@piece
def chosen(filters: Sequence[Filter], selection: Selection, lang: Lang) -> Markup:
    """The filters in force, each a link that takes it away; nothing where there is none."""
    links = []
    for name, label, without in filters:
        words = {"name": translate(f"selection.{name}", lang), "value": label.to(lang)}
        text = translate("explore.drop", lang, **words)
        links.append(elements.anchor(text, explore_link(without, lang), "ps-chip"))
    if len(links) > 1:
        everything = explore_link(Selection(q=selection.q, sort=selection.sort), lang)
        links.append(elements.anchor(translate("explore.drop_all", lang), everything, "ps-link"))
    return elements.tag("p", Markup(" ").join(links), "ps-chips") if links else elements.BLANK


@piece
def unknown(pairs: Unknown, lang: Lang) -> Markup:
    """What the address asks for that the edition does not have; nothing where all is known."""
    return elements.BLANK.join(
        elements.note(
            translate("selection.unknown", lang, name=translate(f"selection.{name}", lang), value=value)
        )
        for name, value in pairs
    )


@piece
def nothing(wider: Iterable[tuple[Selection, int]], selection: Selection, lang: Lang) -> Markup:
    """What to try where no figure was found: wider selections and how many each finds, or everything."""
    t = partial(translate, lang=lang)
    links = []
    for other, count in wider:
        key = "explore.unfilter" if other.q == selection.q else "explore.try"
        text = t(key, query=other.q, count=str(count))
        links.append(elements.anchor(text, explore_link(other, lang), "ps-link"))
    links.append(elements.anchor(t("explore.everything"), explore_link(Selection(), lang), "ps-link"))
    links.append(elements.anchor(t("explore.names"), elements.link("indicator", lang), "ps-link"))
    items = elements.BLANK.join(elements.tag("li", link) for link in links)
    return elements.note(t("explore.none_hint")) + elements.tag("ul", items)


def sort_links(selection: Selection, lang: Lang) -> elements.SortLinks:
    """For each column, where a click on its heading leads, and the direction that it is sorted in now."""
    links = {}
    for column, name in SORT_OF.items():
        turned = DESCENDING + name if selection.sort == name else name
        direction = {name: "ascending", DESCENDING + name: "descending"}.get(selection.sort, "")
        links[column] = (explore_link(replace(selection, sort=turned), lang), direction)
    return links


def every_figure(selection: Selection, count: int, lang: Lang) -> Markup:
    """The way from one figure of each series to all that were found, the newest first."""
    text = translate("explore.every", lang, count=format_number(count, lang))
    every = explore_link(replace(selection, sort=DESCENDING + "period"), lang)
    return elements.tag("p", elements.anchor(text, every, "ps-link"))


def _list(links: Sequence[Markup], lang: Lang) -> Markup:
    """The first links, and how many there are where that is not all."""
    shown: Iterable[Markup] = links[:NAMES]
    rest = " " + translate("explore.more", lang, count=str(len(links))) if len(links) > NAMES else ""
    return escape(translate("list.comma", lang)).join(shown) + rest
