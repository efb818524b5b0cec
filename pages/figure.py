"""One figure by itself: what was printed, how to cite it, where it stands in its series and among places."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from publicstats import controls
from publicstats.analysis.audits import find_audits, list_verdicts
from publicstats.analysis.growth_words import word_conflict
from publicstats.analysis.peers import find_beside, list_categories
from publicstats.analysis.printed_growth import find_conflicts
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.series_position import find_position
from publicstats.analysis.telling import tell_figure
from publicstats.analysis.today import find_today
from publicstats.analysis.turns import list_breaks_around
from publicstats.analysis.vintage_story import read_story
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.markup import beside, checks, elements, series_steps
from publicstats.text.i18n import Lang, translate

CHECKED = 3
"""Checks that are shown; of more the page of checks has all."""
COLUMNS = ("place", "figure", "period", "source")


def find_page(
    edition: Edition, lang: Lang, query: Mapping[str, str]
) -> tuple[controls.Writing, tuple[object, ...]]:
    """The page of the figure that a query names; where there is none, one that says so."""
    figure = edition.find(query.get("figure", ""))
    return (write_figure, (figure.id, lang)) if figure else (write_unknown, (lang,))


@controls.Writing
def write_unknown(edition: Edition, lang: Lang) -> None:
    """Says that there is no such figure, and leads to the list of indicators."""
    controls.render_title(translate("page.figure", lang))
    controls.render_lead(translate("figure.unknown", lang))
    controls.render_markup(_link(translate("page.indicator", lang), elements.link("indicator", lang)))


@controls.Writing
def write_figure(edition: Edition, name: str, lang: Lang) -> None:
    """The figure with its citation and its series, then what stands beside it, and its checks."""
    figure, story = edition.find(name), read_story(edition, name)
    assert figure is not None
    controls.render_title(figure.indicator.name.to(lang))
    controls.render_lead(figure.indicator.definition.to(lang))
    lines = tell_figure(edition, name, lang, find_today())
    series = _write_position(edition, name, lang)
    controls.render_figure(figure, trace_figures(edition, [figure], lang), lang, story, lines, series)
    if story is not None:
        controls.render_other_values(story, lang)
    rows = list_breaks_around(edition, figure)
    controls.render_breaks([(b, translate(f"break.{side}", lang)) for b, side in rows], lang)
    if story is None or story.stands:
        _render_beside(edition, figure, lang)
    _render_checks(edition, figure, lang)
    text = translate("figure.indicator", lang, name=figure.indicator.name.to(lang))
    address = elements.link("indicator", lang, indicator=figure.indicator.id)
    theme = elements.theme_link(edition.themes[figure.indicator.theme], lang)
    controls.render_markup(elements.tag("div", _link(text, address) + theme, "ps-onward"))


@controls.piece
def _write_position(edition: Edition, name: str, lang: Lang) -> Markup:
    """Where the figure stands in its series; blank where that has no other value."""
    position = find_position(edition, name)
    return series_steps.series_position(position, lang) if position else elements.BLANK


@controls.part
def _render_beside(edition: Edition, figure: Figure, lang: Lang) -> None:
    """The same of other places, and the other categories here, in the same period."""
    verdicts = list_verdicts(edition)
    if found := find_beside(edition, figure):
        controls.render_markup(beside.beside_table(found, lang, verdicts))
    if others := list_categories(edition, figure):
        controls.render_markup(beside.category_table(others, figure, lang, verdicts))


@controls.part
def _render_checks(edition: Edition, figure: Figure, lang: Lang) -> None:
    """The checks that the figure takes part in: the first few, and the way to all."""
    audits, conflicts = find_audits(edition, figure.id), find_conflicts(edition, figure.id)
    if not audits and not conflicts:
        return
    controls.render_section(translate("indicator.checks", lang))
    entries = [checks.conflict_entry(c, word_conflict(c).to(lang), lang, "h3") for c in conflicts]
    entries += [checks.check_entry(audit, lang, "h3") for audit in audits[:CHECKED]]
    controls.render_markup(elements.BLANK.join(entries[:CHECKED]))
    if len(audits) + len(conflicts) > CHECKED:
        every = translate("figure.checks_all", lang, count=str(len(audits) + len(conflicts)))
        controls.render_markup(_link(every, elements.link("audit", lang, figure=figure.id)))


def _link(text: str, address: str) -> Markup:
    return elements.tag("p", elements.anchor(text, address, "ps-link"))
