"""The sources: each article, who published it and when, and the figures taken from it."""

from __future__ import annotations

import streamlit as st
from markupsafe import escape

from publicstats import controls
from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.filtering import select_figures
from publicstats.analysis.source_order import list_sources
from publicstats.analysis.vintage_story import list_reasons
from publicstats.contract.records import Source
from publicstats.edition.model import Edition
from publicstats.markup import elements
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate

COLUMNS = ("line", "indicator", "place", "figure", "period")


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows all sources, or the one that `?source=` names with the row that `?figure=` names marked."""
    controls.render_title(translate("page.sources", lang))
    cited = edition.sources.get(st.query_params.get("source", ""))
    current = st.query_params.get("figure", "")
    if cited is None:
        controls.render_lead(translate("sources.lead", lang))
        _render_all(edition, lang, current)
    else:
        everything = elements.anchor(
            translate("sources.all", lang), controls.link("sources", lang), "ps-link"
        )
        only = escape(translate("sources.one", lang))
        controls.render_markup(elements.tag("p", only + " · " + everything, "ps-lead"))
        _render_source(edition, cited, lang, current)


@controls.share
def _render_all(edition: Edition, lang: Lang, current: str) -> None:
    for source in list_sources(edition):
        _render_source(edition, source, lang, current)


@controls.share
def _render_source(edition: Edition, source: Source, lang: Lang, current: str) -> None:
    figures = sorted(select_figures(edition, source=source.id), key=lambda figure: figure.line or 0)
    controls.render_section(source.title.to(lang))
    inferred = translate("sources.inferred", lang) if source.published_basis == "inferred" else ""
    known = [
        (
            translate("sources.publisher", lang),
            source.publisher.to(lang) or translate("sources.publisher_unknown", lang),
        ),
        (translate("sources.published", lang), f"{format_period(source.published, lang)} {inferred}".strip()),
        (translate("sources.document", lang), source.document),
    ]
    if source.note.to(lang):
        known.append((translate("column.note", lang), source.note.to(lang)))
    controls.render_markup(elements.facts(known))
    if figures:
        caption = translate("sources.count", lang, count=str(len(figures)))
        controls.render_table(
            figures, lang, caption, COLUMNS, current, list_verdicts(edition), list_reasons(edition)
        )
    else:
        controls.render_lead(translate("sources.none", lang))
