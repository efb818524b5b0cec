"""A place's profile on the page of places: its figures, those of places around it, and what lies inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from publicstats import controls
from publicstats.analysis import comparing, region_tree
from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.filtering import select_figures
from publicstats.analysis.turns import list_heirs, list_origins
from publicstats.analysis.vintage_story import list_reasons
from publicstats.contract.records import Figure, Region
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_count
from publicstats.markup import elements, region_lists, turning_points
from publicstats.text.i18n import Lang, format_number, translate

SHOWN = 100
"""Figures of a theme, or of the comparison, that are shown: of a theme the latest ones."""
COLUMNS = ("indicator", "breakdown", "figure", "period", "source")


@controls.share
def render_profile(edition: Edition, region: Region, lang: Lang) -> None:
    """Shows where a place lies, how many figures it has, and which."""
    t: Callable[..., str] = partial(translate, lang=lang)
    own, within = region_tree.count_own(edition)[region.id], region_tree.count_within(edition)
    controls.render_markup(region_lists.trail(region_tree.list_parents(edition, region), region, lang))
    _render_history(edition, region, lang)
    facts = [(t("regions.level"), t(f"level.{region.level}")), (t("regions.own"), format_number(own, lang))]
    children = [(child, within[child.id]) for child in region_tree.list_children(edition, region)]
    if children:
        facts.append((t("regions.within"), format_number(within[region.id] - own, lang)))
    controls.render_markup(elements.facts(facts))
    if not own:
        controls.render_lead(t("regions.no_own"))
    _render_themes(edition, region, lang)
    _render_compared(edition, region, lang)
    controls.render_places(children, "children", lang)


@controls.part
def _render_history(edition: Edition, region: Region, lang: Lang) -> None:
    """Whether the place has ended or was formed, and what came after or before it."""
    heirs, origins = list_heirs(edition, region), list_origins(edition, region)
    if said := turning_points.place_history(region, heirs, origins, lang):
        controls.render_markup(said)


@controls.part
def _render_themes(edition: Edition, region: Region, lang: Lang) -> None:
    for theme, count in region_tree.count_themes(edition, region):
        controls.render_section(theme.title.to(lang))
        figures = select_figures(edition, theme=theme.id, regions=[region.id], standing=True, latest=SHOWN)
        _render_figures(figures, count, "regions.latest", lang, edition, COLUMNS)


@controls.part
def _render_compared(edition: Edition, region: Region, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    compared = comparing.compare_with_parents(edition, region)
    if compared:
        controls.render_markup(elements.section(t("regions.compared"), t("regions.compared_text")))
        _render_figures(compared[:SHOWN], len(compared), "regions.first", lang, edition)


@controls.part
def _render_figures(
    figures: Sequence[Figure],
    count: int,
    key: str,
    lang: Lang,
    edition: Edition,
    columns: Sequence[str] = elements.TABLE_COLUMNS,
) -> None:
    """Some of so many figures in rows; the message of the key says which, where they are not all."""
    caption = format_count(count, lang)
    if len(figures) < count:
        shown = format_number(len(figures), lang)
        caption = translate(key, lang, shown=shown, count=format_number(count, lang))
    controls.render_table(
        figures, lang, caption, columns, verdicts=list_verdicts(edition), replaced=list_reasons(edition)
    )
