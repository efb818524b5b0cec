"""Figures as HTML: cards, tables, citations. Every text of a CSV is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode

from publicstats.i18n import Lang, translate
from publicstats.records import Figure, Source
from publicstats.wording import (
    format_breakdown,
    format_citation,
    format_figure,
    format_interval,
    format_nature,
    format_place,
    format_time,
)

TABLE_COLUMNS = ("indicator", "place", "figure", "period", "source")
"""Columns of a table of figures, unless the page names others."""


def link(page: str, lang: Lang, **parameters: str) -> str:
    """The address of a page in a language, relative to any page of the site."""
    query = parameters | ({"lang": lang} if lang != "zh" else {})
    return f"./{page}" + (f"?{urlencode(query)}" if query else "")


def tag(name: str, content: str, css: str = "", **attributes: str) -> str:
    """An element around content that is already safe."""
    given = {"class": css} | attributes if css else attributes
    text = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{text}>{content}</{name}>"


def citation(figure: Figure, lang: Lang) -> str:
    """Where the figure stands, as a link to its source entry; a derived one's formula as text."""
    text = escape(format_citation(figure, lang))
    if figure.source is None:
        return tag("span", text, "ps-formula")
    address = link("sources", lang, source=figure.source.id, figure=figure.id)
    return tag("a", text, href=address, target="_self")


def card(figure: Figure, lang: Lang) -> str:
    """One figure with everything needed to read it: name, value, place, time, nature, source."""
    nature = format_nature(figure, lang)
    interval = format_interval(figure, lang)
    value_css = "ps-value" if figure.is_known else "ps-value ps-hidden"
    parts = [
        tag("p", escape(figure.indicator.name.to(lang)), "ps-name"),
        tag(
            "p",
            escape(format_figure(figure, lang)) + (tag("span", escape(nature), "ps-badge") if nature else ""),
            value_css,
        ),
        tag("p", escape(f"{format_place(figure, lang)} · {format_time(figure, lang)}"), "ps-meta"),
    ]
    if interval and figure.qualifier != "exact":
        label = translate("figure.interval_label", lang)
        parts.append(tag("p", escape(f"{label} {interval}"), "ps-meta"))
    if figure.note.to(lang):
        parts.append(tag("p", escape(figure.note.to(lang)), "ps-note"))
    parts.append(tag("p", citation(figure, lang), "ps-cite"))
    return tag("li", "".join(parts), "ps-card", id=f"figure-{figure.id}")


def card_grid(figures: Iterable[Figure], lang: Lang, label: str) -> str:
    """Cards side by side, as many as fit the screen."""
    return tag("ul", "".join(card(figure, lang) for figure in figures), "ps-cards", aria_label=label).replace(
        "aria_label", "aria-label", 1
    )


def figure_table(
    figures: Sequence[Figure],
    lang: Lang,
    caption: str,
    columns: Sequence[str] = TABLE_COLUMNS,
    current: str = "",
) -> str:
    """Figures in rows; `current` is the id of the row to mark."""
    head = "".join(tag("th", escape(translate(f"column.{name}", lang)), scope="col") for name in columns)
    rows = "".join(
        tag(
            "tr",
            "".join(_cell(name, figure, lang) for name in columns),
            "ps-current" if figure.id == current else "",
        )
        for figure in figures
    )
    table = tag(
        "table",
        tag("caption", escape(caption)) + tag("thead", tag("tr", head)) + tag("tbody", rows),
        "ps-table",
    )
    return tag("div", table, "ps-scroll", tabindex="0", role="region", aria_label=caption).replace(
        "aria_label", "aria-label", 1
    )


def details(summary: str, content: str) -> str:
    """Content that opens on a click, without asking the server."""
    return tag("details", tag("summary", escape(summary)) + content, "ps-details")


def source_facts(source: Source, rows: Iterable[tuple[str, str]]) -> str:
    """What is known of a source, as terms and descriptions."""
    items = "".join(tag("dt", escape(term)) + tag("dd", escape(text)) for term, text in rows)
    return tag("dl", items, "ps-facts", id=f"source-{source.id}")


def _cell(name: str, figure: Figure, lang: Lang) -> str:
    if name == "indicator":
        note = figure.note.to(lang)
        text = escape(figure.indicator.name.to(lang))
        return tag("th", text + (tag("span", escape(note), "ps-note") if note else ""), scope="row")
    if name == "figure":
        nature = format_nature(figure, lang)
        css = "ps-figure" if figure.is_known else "ps-figure ps-hidden"
        badge = tag("span", escape(nature), "ps-badge") if nature else ""
        return tag("td", escape(format_figure(figure, lang)) + badge, css)
    if name == "source":
        return tag("td", citation(figure, lang), "ps-cite")
    texts = {
        "place": format_place(figure, lang),
        "breakdown": format_breakdown(figure, lang),
        "period": format_time(figure, lang),
        "line": str(figure.line or ""),
        "note": figure.note.to(lang),
    }
    return tag("td", escape(texts[name]))
