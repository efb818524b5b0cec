"""A place's page: what is known of it by theme, beside places around it and its peers; what lies inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from markupsafe import Markup

from publicstats import controls
from publicstats.analysis import region_tree
from publicstats.analysis.headline_series import Headline
from publicstats.analysis.paging import Page, turn
from publicstats.analysis.peers import list_beside
from publicstats.analysis.place_series import list_known
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.turns import list_heirs, list_origins
from publicstats.contract.records import Region, Theme
from publicstats.edition.model import Edition
from publicstats.markup import chips, elements, page_turning, region_lists, turning_points
from publicstats.markup.series_summary import Group, place_tables
from publicstats.text.i18n import Lang, format_number, translate

SHOWN, LEAST = 60, 1
"""Series on a place's page, which its themes share, and of one theme at the least."""
TURNED = 40
"""Series on a page of one theme."""
THEMES = 12
"""Themes of which the first series are shown; the others are named above them."""
PLACES = 60
"""Places inside that are listed: those with most figures."""


def find_page(
    edition: Edition, lang: Lang, query: Mapping[str, str]
) -> tuple[controls.Writing, tuple[object, ...]] | None:
    """The page of the place that a query names, or of one theme there; none where it names no place."""
    region = edition.regions.get(query.get("region", ""))
    if region is None:
        return None
    known = list_known(edition, region).get(query.get("theme", ""))
    if known is None:
        return write_profile, (region, lang)
    number = turn(known, query.get(page_turning.PARAMETER, ""), TURNED).number
    return write_theme, (region, edition.themes[query["theme"]], number, lang)


@controls.Writing
def write_profile(edition: Edition, region: Region, lang: Lang) -> None:
    """Where a place lies, what is known of it by theme, and the places inside it."""
    _render_head(edition, region, lang)
    _render_known(edition, region, lang)
    _render_inside(edition, region, lang)


@controls.Writing
def write_theme(edition: Edition, region: Region, theme: Theme, number: int, lang: Lang) -> None:
    """All that is known of a place in one theme, a page of it at a time."""
    _render_head(edition, region, lang)
    page = turn(list_known(edition, region)[theme.id], number, TURNED)
    title, more = theme.title.to(lang), elements.theme_link(theme, lang)
    _render_themes(edition, region, theme.id, lang)
    _render_series(edition, region, [_group(page, elements.section(title, more=more), lang)], lang)
    query = {"region": region.id, "theme": theme.id}
    controls.render_markup(page_turning.page_links(page, lang, title, "regions", query))


@controls.part
def _render_head(edition: Edition, region: Region, lang: Lang) -> None:
    """The place's name and level, where it lies, and how many figures there are of it and inside it."""
    own, within = region_tree.count_own(edition)[region.id], region_tree.count_within(edition)[region.id]
    controls.render_title(region.name.to(lang))
    controls.render_markup(region_lists.trail(region_tree.list_parents(edition, region), region, lang))
    words = [translate(f"level.{region.level}", lang)]
    for name, count in (("own", own), ("within", within - own)):
        if count:
            words.append(translate(f"profile.{name}", lang, count=format_number(count, lang)))
    controls.render_lead(" · ".join(words))
    heirs, origins = list_heirs(edition, region), list_origins(edition, region)
    if said := turning_points.place_history(region, heirs, origins, lang):
        controls.render_markup(said)


@controls.part
def _render_known(edition: Edition, region: Region, lang: Lang) -> None:
    """The first series of each theme, and the way to the others."""
    known = list_known(edition, region)
    if not known:
        controls.render_lead(translate("regions.no_own", lang))
        return
    if len(known) > 1:
        _render_themes(edition, region, "", lang)
    groups = []
    for name, headlines in islice(known.items(), THEMES):
        theme, page = edition.themes[name], turn(headlines, "", max(SHOWN // len(known), LEAST))
        more = elements.theme_link(theme, lang) if page.is_all else _link_all(region, theme, page, lang)
        groups.append(_group(page, elements.section(theme.title.to(lang), more=more), lang))
    _render_series(edition, region, groups, lang)
    if rest := len(known) - len(groups):
        count = format_number(rest, lang)
        controls.render_markup(elements.note(translate("profile.rest", lang, count=count)))


@controls.part
def _render_themes(edition: Edition, region: Region, chosen: str, lang: Lang) -> None:
    """A navigation of the themes of which something is known there; blank is all of them."""
    known = list_known(edition, region)
    names = {"": translate("profile.all", lang)} | {
        name: translate(
            "profile.theme",
            lang,
            theme=edition.themes[name].title.to(lang),
            count=format_number(len(headlines), lang),
        )
        for name, headlines in known.items()
    }
    of = {name: {"theme": name} if name else {} for name in names}
    row = chips.chip_row(
        chips.chip(
            text, elements.link("regions", lang, region=region.id, **of[name]), is_chosen=name == chosen
        )
        for name, text in names.items()
    )
    controls.render_markup(chips.chip_navigation(row, translate("profile.themes", lang)))


def _group(page: Page[Headline], head: Markup, lang: Lang) -> Group:
    """Series under a heading; both values where sources disagree on the latest."""
    caption = page_turning.count_shown("profile.series", page, lang)
    figures = tuple(figure for headline in page.items for figure in headline.observation.figures)
    return Group(head, figures, caption, page.is_all)


@controls.part
def _render_series(edition: Edition, region: Region, groups: Sequence[Group], lang: Lang) -> None:
    figures = [figure for group in groups for figure in group.figures]
    provenance = trace_figures(edition, figures, lang, cards=figures)
    beside = list_beside(edition, region, figures)
    controls.render_markup(elements.note(translate("profile.compared" if beside else "profile.text", lang)))
    controls.render_markup(place_tables(groups, provenance, lang, beside))


@controls.part
def _render_inside(edition: Edition, region: Region, lang: Lang) -> None:
    """The places inside, and how many figures each has; of many those that have most."""
    counts = region_tree.count_within(edition)
    inside = [(child, counts[child.id]) for child in region_tree.list_children(edition, region)]
    controls.render_places(region_tree.keep_fullest(inside, PLACES), "children", lang)
    if len(inside) > PLACES:
        count = format_number(len(inside), lang)
        text = translate("profile.all_inside", lang, count=count)
        controls.render_markup(_link(text, elements.link("explore", lang, within=region.id)))


def _link_all(region: Region, theme: Theme, page: Page[Headline], lang: Lang) -> Markup:
    text = translate("profile.more", lang, count=format_number(page.total, lang))
    return _link(text, elements.link("regions", lang, region=region.id, theme=theme.id))


def _link(text: str, address: str) -> Markup:
    return elements.tag("p", elements.anchor(text, address, "ps-link"))
