"""The elements that pages consist of, as HTML: links, tables of figures, notes, facts.

What is safe is `Markup`: `escape` makes it of a text, `tag` of what is safe already, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlencode

from markupsafe import Markup, escape

from publicstats.contract.records import Figure, Indicator, Region, Theme
from publicstats.figures.citing import NAMED_SOURCES, list_named_sources
from publicstats.figures.place_names import Around, name_places
from publicstats.figures.wording import (
    format_breakdown,
    format_citation,
    format_figure,
    format_nature,
    format_time,
    format_title,
)
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, format_number, translate

BLANK = Markup()
"""Nothing; what joins pieces without a gap."""
TABLE_COLUMNS = ("indicator", "place", "figure", "period", "source")
"""Columns of a table of figures, unless the page names others."""
Verdicts = Mapping[str, str]
"""What the checks say of figures, by their ids: the worst verdict on each that takes part in any."""
MOST_SOURCES = 6
"""Sources named in a line, unfolded ones included."""
UNCHECKED: Verdicts = MappingProxyType({})
"""Where a figure's checks are not marked."""
Replaced = Mapping[str, str]
"""Why figures do not stand, by their ids: words of `series.vintages.REASONS`."""
UNREPLACED: Replaced = MappingProxyType({})
"""Where replaced figures are not marked."""
SortLinks = Mapping[str, tuple[str, str]]
"""By column: the address that sorts by it, and the direction (ascending, descending or none) it has now."""


def link(page: str, lang: Lang, /, **parameters: str) -> str:
    """The address of a page in a language, relative to any page of the site."""
    query = parameters | ({"lang": lang} if lang != "zh" else {})
    return f"./{page}" + (f"?{urlencode(query)}" if query else "")


def tag(name: str, content: Markup, css: str = "", /, **attributes: str) -> Markup:
    """An element around content that is already safe; a text that gets past the types is escaped."""
    given = {"class": css} | attributes if css else attributes
    # An attribute is text, whatever its type: the quotes of HTML would end it.
    text = "".join(f' {key.replace("_", "-")}="{escape(str(value))}"' for key, value in given.items())
    return Markup(f"<{name}{text}>{escape(content)}</{name}>")  # noqa: S704 - each part of it is safe


def anchor(text: str, address: str, css: str = "", label: str = "") -> Markup:
    """A link that opens in place; `css` names its look, `label` all of it where its text says only a part."""
    named = {"aria_label": label} if label else {}
    return tag("a", escape(text), css, href=address, target="_self", **named)


def section(title: str, remark: str = "", more: Markup = BLANK) -> Markup:
    """The heading of a part of a page, with a remark and further content that is already safe."""
    beside = tag("p", escape(remark)) if remark else BLANK
    return tag("div", tag("h2", escape(title)) + beside + more, "ps-section")


def theme_link(theme: Theme, lang: Lang) -> Markup:
    """A link to a theme's page, saying that all its figures are there."""
    text = translate("overview.more", lang, theme=theme.title.to(lang))
    return tag("p", anchor(text, link(theme.id, lang), "ps-link"))


def badge(text: str, css: str = "") -> Markup:
    """A word beside a value or title; nothing where there is none."""
    return tag("span", escape(text), f"ps-badge {css}".strip()) if text else BLANK


def citation(figure: Figure, lang: Lang) -> Markup:
    """Where the figure stands, as a link to its source entry; a derived one's formula as text."""
    text = format_citation(figure, lang)
    if figure.source is None:
        return tag("span", escape(text), "ps-formula")
    return anchor(text, link("sources", lang, source=figure.source.id, figure=figure.id))


def source_line(figures: Iterable[Figure], lang: Lang) -> Markup:
    """The articles that figures stand in, each a link to its entry; nothing where all are computed.

    Of more than a few the one published last is named, and the others unfold: six, and the way to all."""
    sources = list_named_sources(figures)
    links = [anchor(format_title(s, lang), link("sources", lang, source=s.id)) for s in sources]
    comma, heading = escape(translate("list.comma", lang)), escape(translate("figure.sources", lang))
    if len(links) <= NAMED_SOURCES:
        return tag("p", heading + comma.join(links), "ps-panel ps-cite") if links else BLANK
    count = escape(translate("figure.sources_more", lang, count=str(len(links) - 1)))
    every = [anchor(translate("figure.sources_all", lang), link("sources", lang))]
    others = comma.join(links[1:MOST_SOURCES] + every * (len(links) > MOST_SOURCES))
    content = heading + links[0] + tag("details", tag("summary", count) + others)
    return tag("div", content, "ps-panel ps-cite ps-sources-line")


def indicator_link(indicator: Indicator, lang: Lang) -> Markup:
    """An indicator's name, leading to its page."""
    address = link("indicator", lang, indicator=indicator.id)
    return anchor(indicator.name.to(lang), address, "ps-indicator")


def region_link(region: Region, lang: Lang, name: str = "") -> Markup:
    """A place's name, or another for it, leading to its profile."""
    return anchor(name or region.name.to(lang), link("regions", lang, region=region.id), "ps-indicator")


def glossary(indicators: Iterable[Indicator], lang: Lang) -> Markup:
    """Indicators, each leading to its page, with their definitions."""
    items = BLANK.join(
        tag("dt", indicator_link(indicator, lang)) + tag("dd", escape(indicator.definition.to(lang)))
        for indicator in indicators
    )
    return tag("dl", items, "ps-glossary")


def check_mark(figure: Figure, verdicts: Verdicts, lang: Lang) -> Markup:
    """A small link to the checks that the figure takes part in; nothing where there is none."""
    verdict = verdicts.get(figure.id)
    if verdict is None:
        return BLANK
    text = translate("audit.mark", lang, verdict=translate(f"audit.verdict.{verdict}", lang))
    return " " + anchor(text, link("audit", lang, figure=figure.id), f"ps-check ps-{verdict}")


def replaced_badge(figure: Figure, replaced: Replaced, lang: Lang) -> Markup:
    """That a figure was replaced, and why; nothing where it stands."""
    reason = replaced.get(figure.id, "")
    if not reason:
        return BLANK
    key = "standing.mark_named" if reason == "named" else "standing.mark"
    return badge(translate(key, lang, reason=translate(f"standing.reason.{reason}", lang)), "ps-gone")


@piece
def figure_table(
    figures: Sequence[Figure],
    lang: Lang,
    caption: str,
    columns: Sequence[str] = TABLE_COLUMNS,
    current: str = "",
    verdicts: Verdicts = UNCHECKED,
    sorts: SortLinks = MappingProxyType({}),
    replaced: Replaced = UNREPLACED,
    around: Around = MappingProxyType({}),
    alike: Mapping[str, int] = MappingProxyType({}),
) -> Markup:
    """Figures in rows; `current` is the id of the row to mark, `sorts` makes headings links.

    Of places of one name each is named with the place in `around` that tells it from the others. `alike` says
    how many more figures the series of each has; with it the time leads to them.
    """
    places = name_regions(figures, around, lang)
    head = BLANK.join(_heading(name, lang, sorts) for name in columns)
    rows = BLANK.join(
        tag(
            "tr",
            BLANK.join(
                _cell(name, figure, lang, verdicts, replaced, places)
                if name != "period"
                else _time_cell(figure, alike.get(figure.id, 0), lang)
                for name in columns
            ),
            "ps-current" if figure.id == current else "",
        )
        for figure in figures
    )
    return scrolling_table(
        tag("caption", escape(caption)) + tag("thead", tag("tr", head)) + tag("tbody", rows), caption
    )


@piece
def plain_table(
    head: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, quiet: bool = False
) -> Markup:
    """Texts in rows, the first cell of each its header; a quiet caption is heard, not seen.

    Each cell has the name of its column, which phones show before it: rows are stacks there, without a head.
    """
    top = BLANK.join(tag("th", escape(text), scope="col") for text in head)
    body = BLANK.join(
        tag("tr", tag("th", escape(first), scope="row") + BLANK.join(map(_named_cell, head[1:], rest)))
        for first, *rest in rows
    )
    title = tag("caption", escape(caption), "ps-quiet" if quiet else "")
    return scrolling_table(title + tag("thead", tag("tr", top)) + tag("tbody", body), caption)


def _named_cell(column: str, text: str) -> Markup:
    return tag("td", escape(text), data_column=column) if text else tag("td", BLANK)


def scrolling_table(content: Markup, caption: str, css: str = "") -> Markup:
    """A table that scrolls by itself where the screen is narrower; `css` names a look of its own."""
    table = tag("table", content, f"ps-table {css}".strip())
    # A group, not a region: a page may hold several of the same name.
    return tag("div", table, "ps-scroll", tabindex="0", role="group", aria_label=caption)


def details(summary: str, content: Markup, css: str = "") -> Markup:
    """Content that opens on a click, without asking the server; `ps-printed` is open on paper."""
    return tag("details", tag("summary", escape(summary)) + content, f"ps-details {css}".strip())


def facts(rows: Iterable[tuple[str, str]]) -> Markup:
    """Terms and their descriptions."""
    return tag(
        "dl", BLANK.join(tag("dt", escape(term)) + tag("dd", escape(text)) for term, text in rows), "ps-facts"
    )


def note(text: str) -> Markup:
    """A remark under something."""
    return tag("p", escape(text), "ps-panel")


def value(name: str, figure: Figure, lang: Lang, css: str, mark: Markup = BLANK) -> Markup:
    """An element with the figure itself, leading to its page, and what a reader must know before using it."""
    shown = anchor(format_figure(figure, lang), link("figure", lang, figure=figure.id), "ps-quiet-link")
    content = shown + badge(format_nature(figure, lang)) + mark
    return tag(name, content, css if figure.is_known else f"{css} ps-hidden")


def _heading(name: str, lang: Lang, sorts: SortLinks) -> Markup:
    text = translate(f"column.{name}", lang)
    if name not in sorts:
        return tag("th", escape(text), scope="col")
    address, direction = sorts[name]
    state = {"aria_sort": direction} if direction else {}
    return tag("th", anchor(text, address, f"ps-sort {direction}".strip()), scope="col", **state)


def name_regions(figures: Sequence[Figure], around: Around, lang: Lang) -> Mapping[str, str]:
    """What a table of figures calls their places, by their ids."""
    regions = [figure.region for figure in figures]
    return {r.id: name for r, name in zip(regions, name_places(regions, around, lang), strict=True)}


def place_cell(figure: Figure, lang: Lang, places: Mapping[str, str]) -> Markup:
    """A table's cell with a figure's place by its name in the table, and its category where it has one."""
    breakdown = format_breakdown(figure, lang)
    place = region_link(figure.region, lang, places[figure.region.id])
    return tag("td", place + (escape(f" · {breakdown}") if breakdown else BLANK), "ps-place")


def _time_cell(figure: Figure, alike: int, lang: Lang) -> Markup:
    """A table's cell with a figure's time, and the way to the other figures of its series where there are."""
    time = escape(format_time(figure, lang))
    if not alike:
        return tag("td", time)
    key = "explore.alike_one" if alike == 1 else "explore.alike"
    text = translate(key, lang, count=format_number(alike, lang))
    address = link("explore", lang, series=figure.id, sort="-period")
    return tag("td", time + tag("span", anchor(text, address, "ps-link"), "ps-note"))


def _cell(
    name: str,
    figure: Figure,
    lang: Lang,
    verdicts: Verdicts,
    replaced: Replaced,
    places: Mapping[str, str],
) -> Markup:
    if name == "indicator":
        remark = figure.note.to(lang)
        text = indicator_link(figure.indicator, lang)
        return tag("th", text + (tag("span", escape(remark), "ps-note") if remark else BLANK), scope="row")
    if name == "figure":
        marks = replaced_badge(figure, replaced, lang) + check_mark(figure, verdicts, lang)
        return value("td", figure, lang, "ps-figure", marks)
    if name == "source":
        return tag("td", citation(figure, lang), "ps-cite")
    if name == "place":
        return place_cell(figure, lang, places)
    texts = {
        "breakdown": format_breakdown(figure, lang),
        "line": str(figure.line or ""),
        "note": figure.note.to(lang),
    }
    return tag("td", escape(texts[name]))
