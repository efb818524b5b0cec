"""One figure by itself: what was printed, what it means, who says so, and how to cite it."""

from __future__ import annotations

import streamlit as st

from publicstats import controls
from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.filtering import select_figures
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.telling import tell_figure
from publicstats.analysis.today import find_today
from publicstats.analysis.turns import list_breaks_around
from publicstats.analysis.vintage_story import keep_standing, read_story
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.markup import elements
from publicstats.text.i18n import Lang, translate

COLUMNS = ("place", "figure", "period", "source", "note")


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the figure that `?figure=` names; where there is none, says so and leads to the search."""
    figure = edition.find(st.query_params.get("figure", ""))
    if figure is None:
        controls.render_title(translate("page.figure", lang))
        controls.render_lead(translate("figure.unknown", lang))
        everything = elements.anchor(
            translate("page.indicator", lang), elements.link("indicator", lang), "ps-link"
        )
        controls.render_markup(elements.tag("p", everything))
        return
    controls.render_title(figure.indicator.name.to(lang))
    _render_figure(edition, figure.id, lang)


@controls.share
def _render_figure(edition: Edition, name: str, lang: Lang) -> None:
    figure, story = edition.find(name), read_story(edition, name)
    assert figure is not None
    lines = tell_figure(edition, name, lang, find_today())
    controls.render_figure(figure, trace_figures(edition, [figure], lang), lang, story, lines)
    if story is not None:
        controls.render_other_values(story, lang)
    rows = list_breaks_around(edition, figure)
    controls.render_breaks([(b, translate(f"break.{side}", lang)) for b, side in rows], lang)
    _render_same(edition, figure, lang)
    indicator = elements.anchor(
        translate("figure.indicator", lang, name=figure.indicator.name.to(lang)),
        elements.link("indicator", lang, indicator=figure.indicator.id),
        "ps-link",
    )
    theme = elements.theme_link(edition.themes[figure.indicator.theme], lang)
    controls.render_markup(elements.tag("p", indicator) + theme)


@controls.part
def _render_same(edition: Edition, figure: Figure, lang: Lang) -> None:
    """The other figures of the indicator that stand."""
    standing = keep_standing(edition, select_figures(edition, indicators=[figure.indicator.id]))
    same = [f for f in standing if f.id != figure.id]
    if same:
        controls.render_section(translate("figure.same", lang))
        chosen = {"indicator": figure.indicator.id}
        controls.render_newest(same, lang, COLUMNS, chosen, list_verdicts(edition))
