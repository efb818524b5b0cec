"""What stands below an indicator's figures: the order of places, breaks, revisions, checks, ways further."""

from __future__ import annotations

import numpy as np

from publicstats import controls
from publicstats.analysis.audits import find_indicator_audits
from publicstats.analysis.indicator_view import View, find_shown_kin
from publicstats.analysis.rank_ends import rank_latest
from publicstats.analysis.revision_list import list_revisions
from publicstats.analysis.turns import find_follower, list_breaks_of, list_forerunners, name_scope
from publicstats.contract.records import Indicator
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_unit
from publicstats.markup import elements, rank_table, region_lists, revision_table, turning_points
from publicstats.text.i18n import Lang, format_number, translate

REVISIONS, CHECKS = 12, 4
"""Replaced values and checks that are listed: the latest, and first those that do not agree."""


@controls.part
def render_succession(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    """Shows whether the indicator has ended, what took its place, and whose place it took."""
    follower, former = find_follower(edition, indicator), list_forerunners(edition, indicator)
    said = turning_points.ended_indicator(indicator, follower, lang)
    if said := said + turning_points.former_indicators(former, lang):
        controls.render_markup(said)


@controls.part
def render_ranking(edition: Edition, indicator: Indicator, view: View, lang: Lang) -> None:
    """Shows the places that come first and last by the latest common figures, and the way to all."""
    ranked = rank_latest(edition, find_shown_kin(edition, indicator.id, view), view.place)
    if ranked is None:
        return
    order = translate(f"regions.order_{indicator.better or 'none'}", lang)
    group = region_lists.format_group(ranked.group, lang)
    controls.render_markup(elements.section(translate("ranks.title", lang), group))
    tables = (rank_table.rank_table(ends, view.place, lang) for ends in ranked.rankings)
    said = elements.note(f"{order}{'' if lang == 'zh' else ' '}{translate('regions.shared', lang)}")
    address = elements.link("regions", lang, indicator=indicator.id, group=ranked.group.key)
    way = elements.tag("p", elements.anchor(translate("ranks.all", lang), address, "ps-link"))
    controls.render_markup(elements.BLANK.join(tables) + said + way)


def render_notes(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    """Shows what the indicator is, what has changed in its counting and its values, and its checks."""
    _render_facts(edition, indicator, lang)
    controls.render_breaks(
        [(each, name_scope(edition, each, lang)) for each in list_breaks_of(edition, indicator)], lang
    )
    _render_revisions(edition, indicator, lang)
    _render_checks(edition, indicator, lang)
    _render_ways(edition, indicator, lang)


@controls.part
def _render_facts(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    rows = [
        (translate("indicator.theme", lang), edition.themes[indicator.theme].title.to(lang)),
        (translate("indicator.definition", lang), indicator.definition.to(lang)),
    ]
    if unit := format_unit(indicator.unit, lang):
        rows.append((translate("indicator.unit", lang), unit))
    if indicator.better:
        better = translate(f"indicator.better_{indicator.better}", lang)
        rows.append((translate("indicator.better", lang), better))
    if indicator.update_days:
        days = translate("indicator.days", lang, days=str(indicator.update_days))
        rows.append((translate("indicator.update", lang), days))
    controls.render_section(translate("indicator.about", lang))
    controls.render_markup(elements.facts(rows))


@controls.part
def _render_revisions(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    """The values that were replaced last."""
    revisions = list_revisions(edition, indicator.id, REVISIONS)
    if not revisions.steps:
        return
    count, shown = (format_number(n, lang) for n in (revisions.total, len(revisions.steps)))
    key = "revisions.latest" if revisions.total > len(revisions.steps) else "revisions.all"
    caption = translate(key, lang, count=count, shown=shown)
    controls.render_section(translate("revisions.title", lang))
    controls.render_markup(revision_table.revision_table(revisions.steps, caption, lang))


@controls.part
def _render_checks(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    """The checks that the indicator's figures take part in; of many the first."""
    audits = find_indicator_audits(edition, indicator)
    if not audits:
        return
    controls.render_section(translate("indicator.checks", lang))
    controls.render_checks(audits[:CHECKS], lang, "h3")
    if len(audits) > CHECKS:
        count = format_number(len(audits), lang)
        text = translate("indicator.all_checks", lang, count=count)
        way = elements.anchor(text, elements.link("audit", lang), "ps-link")
        controls.render_markup(elements.tag("p", way))


@controls.part
def _render_ways(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    """The figures as files and in the search, the map, the theme."""
    chosen = {"indicator": indicator.id}
    count = int(np.count_nonzero(edition.figures["indicator"] == indicator.id))
    controls.render_downloads(lang, "download.figures", chosen, count)
    ways = (
        elements.anchor(
            translate("indicator.search", lang), elements.link("explore", lang, **chosen), "ps-link"
        ),
        elements.anchor(
            translate("indicator.on_map", lang), elements.link("regions", lang, **chosen), "ps-link"
        ),
    )
    lines = elements.BLANK.join(elements.tag("p", way) for way in ways)
    theme = elements.theme_link(edition.themes[indicator.theme], lang)
    controls.render_markup(elements.tag("div", lines + theme, "ps-onward"))
