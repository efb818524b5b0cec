"""One figure by itself: what was printed, what it means, who says so, and how to cite it."""

from __future__ import annotations

import streamlit as st

from publicstats import queries, widgets
from publicstats.edition import Edition
from publicstats.i18n import Lang, translate
from publicstats.widgets import markup

COLUMNS = ("place", "figure", "period", "source", "note")


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the figure that `?figure=` names; where there is none, says so and leads to the search."""
    figure = edition.find(st.query_params.get("figure", ""))
    if figure is None:
        widgets.render_title(translate("page.figure", lang))
        widgets.render_lead(translate("figure.unknown", lang))
        everything = markup.anchor(
            translate("page.indicator", lang), markup.link("indicator", lang), "ps-link"
        )
        widgets.render_markup(markup.tag("p", everything))
        return
    widgets.render_title(figure.indicator.name.to(lang))
    _render_figure(edition, figure.id, lang)


@widgets.share
def _render_figure(edition: Edition, name: str, lang: Lang) -> None:
    figure = edition.find(name)
    assert figure is not None
    widgets.render_figure(figure, edition, lang)
    same = [f for f in queries.select_figures(edition, indicators=[figure.indicator.id]) if f.id != name]
    if same:
        widgets.render_section(translate("figure.same", lang))
        count = translate("theme.figures", lang, count=str(len(same)))
        widgets.render_table(same, lang, count, COLUMNS, edition=edition)
    indicator = markup.anchor(
        translate("figure.indicator", lang, name=figure.indicator.name.to(lang)),
        markup.link("indicator", lang, indicator=figure.indicator.id),
        "ps-link",
    )
    theme = markup.theme_link(edition.themes[figure.indicator.theme], lang)
    widgets.render_markup(markup.tag("p", indicator) + theme)
