"""Places: the map of the provincial units, and the order of those that compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from pages import profile
from publicstats import controls
from publicstats.analysis import comparing, groups, region_tree
from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.groups import Group
from publicstats.analysis.paging import Page, read_number, turn
from publicstats.contract.records import Figure, Indicator
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_unit
from publicstats.markup import elements, region_lists, tile_map
from publicstats.markup.page_turning import count_shown, page_links
from publicstats.text.i18n import Lang, format_number, translate

GROUPED = ("place", "figure", "period", "source", "note")
LISTED = 60
"""Places of a list or an order, and figures of a table, on one page."""
OFFERED = 200
"""Periods and categories that are offered: those that most places have, and the latest."""


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the page of `?region=`, else the map, of coverage or of `?indicator=` and its `?group=`."""
    found = profile.find_page(edition, lang, st.query_params.to_dict())
    if found is not None:
        page, arguments = found
        page(edition, *arguments)
        return
    controls.render_title(translate("page.regions", lang))
    controls.render_lead(
        translate("regions.lead", lang, places=format_number(region_tree.count_places(edition), lang))
    )
    indicator = _choose_indicator(edition, lang)
    if indicator is None:
        _render_coverage(edition, lang)
    else:
        group = _choose_group(edition, indicator, lang)
        _render_indicator(edition, group, read_number(st.query_params.get("page", "")), lang)


def _choose_indicator(edition: Edition, lang: Lang) -> Indicator | None:
    """The indicator to compare places by; none for coverage."""
    offered = groups.list_comparable(edition)
    typed = edition.indicators.get(st.query_params.get("indicator", ""))
    if typed is not None and typed not in offered and groups.list_groups(edition, typed):
        offered = (*offered, typed)
    names = {"": translate("regions.coverage", lang)} | {
        indicator.id: f"{edition.themes[indicator.theme].title.to(lang)} · {indicator.name.to(lang)}"
        for indicator in offered
    }
    return edition.indicators.get(
        controls.render_choice(translate("regions.shown", lang), "indicator", names, lang)
    )


def _choose_group(edition: Edition, indicator: Indicator, lang: Lang) -> Group:
    """The figures of the indicator to compare; the choice is shown where there are several."""
    every = {group.key: group for group in groups.list_groups(edition, indicator)}
    typed = st.query_params.get("group", "")
    found = {key: group for n, (key, group) in enumerate(every.items()) if n < OFFERED or key == typed}
    if len(found) == 1:
        return next(iter(found.values()))
    names = {
        key: translate(
            "regions.group_of", lang, group=region_lists.format_group(group, lang), places=str(group.places)
        )
        for key, group in found.items()
    }
    label = translate("regions.group", lang)
    return found[controls.render_choice(label, "group", names, lang, scope=indicator.id)]


@controls.share
def _render_coverage(edition: Edition, lang: Lang) -> None:
    tiles = region_tree.list_tiles(edition)
    controls.render_markup(tile_map.draw_coverage(tiles, region_tree.count_within(edition), lang))
    _render_elsewhere(edition, lang)


@controls.part
def _render_elsewhere(edition: Edition, lang: Lang) -> None:
    counts = region_tree.count_own(edition)
    elsewhere = [(region, counts[region.id]) for region in region_tree.list_elsewhere(edition)]
    controls.render_places(region_tree.keep_fullest(elsewhere, LISTED), "elsewhere", lang)
    if len(elsewhere) > LISTED:
        text = translate("regions.elsewhere_all", lang, count=format_number(len(elsewhere), lang))
        more = elements.anchor(text, elements.link("explore", lang), "ps-link")
        controls.render_markup(elements.tag("p", more))


@controls.share
def _render_indicator(edition: Edition, group: Group, number: int, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    indicator = group.indicator
    figures = groups.select_group(edition, group)
    unit = format_unit(edition.units[group.unit], lang)
    words = [indicator.name.to(lang), region_lists.format_group(group, lang)]
    if unit:
        words.append(t("chart.describe_unit", unit=unit))
    tiles = region_tree.list_tiles(edition)
    controls.render_markup(tile_map.draw_indicator(tiles, figures, " · ".join(words), lang))
    controls.render_markup(elements.note(t("regions.map_indicator")))
    _render_rankings(edition, group, lang)
    _render_grouped(edition, group, number, lang)
    more = elements.anchor(
        t("regions.indicator"), controls.link("indicator", lang, indicator=indicator.id), "ps-link"
    )
    controls.render_markup(elements.tag("p", more))


@controls.part
def _render_rankings(edition: Edition, group: Group, lang: Lang) -> None:
    """The order of the places, level by level: of many the first."""
    t: Callable[..., str] = partial(translate, lang=lang)
    better = group.indicator.better
    rankings = comparing.rank_places(groups.select_group(edition, group), better)
    for ranks in rankings:
        title = t("regions.ranking", level=t(f"level.{ranks.level}"))
        order = t(f"regions.order_{better or 'none'}")
        controls.render_markup(elements.section(title, f"{order} {t('regions.shared')}"))
        shown = replace(ranks, ranked=ranks.ranked[:LISTED], unknown=ranks.unknown[:LISTED])
        controls.render_markup(region_lists.ranking(shown, lang))
        if len(ranks.ranked) > LISTED:
            counts = {"count": format_number(len(ranks.ranked), lang), "shown": str(LISTED)}
            controls.render_markup(elements.note(t("regions.ranked_first", **counts)))
    if not rankings:
        controls.render_markup(elements.note(t("regions.no_ranking")))


@controls.part
def _render_grouped(edition: Edition, group: Group, number: int, lang: Lang) -> None:
    """All figures of the group, a page of them at a time, and those of places that it is without."""
    t: Callable[..., str] = partial(translate, lang=lang)
    title = t("regions.grouped")
    controls.render_section(title)
    page = turn(groups.select_group(edition, group), number, LISTED)
    _render_figures(edition, page, lang)
    query = {"indicator": group.indicator.id, "group": group.key}
    controls.render_markup(page_links(page, lang, title, "regions", query))
    apart = groups.select_apart(edition, group)
    for name, rest in (("others", apart.others), ("ended", apart.ended)):
        if rest:
            controls.render_markup(elements.section(t(f"regions.{name}"), t(f"regions.{name}_text")))
            _render_figures(edition, turn(rest, 1, LISTED), lang)


@controls.part
def _render_figures(edition: Edition, page: Page[Figure], lang: Lang) -> None:
    caption = count_shown("regions.figures", page, lang)
    controls.render_table(page.items, lang, caption, GROUPED, verdicts=list_verdicts(edition))
