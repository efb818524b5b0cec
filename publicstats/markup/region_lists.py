"""Places as lists of links: the way down to one, those beside or inside it, and their order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup, escape

from publicstats.analysis.comparing import Ranking, Standing
from publicstats.analysis.groups import Group
from publicstats.contract.records import Figure, Region
from publicstats.figures.wording import format_base, format_basis, format_count, format_time
from publicstats.markup.elements import BLANK, anchor, citation, link, note, region_link, tag, value
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, translate


def format_group(group: Group, lang: Lang) -> str:
    """What the figures of a group have in common: category, period, basis, nature."""
    words = [
        group.breakdown.name.to(lang) if group.breakdown else "",
        format_basis(group.basis, group.period, lang),
        translate(f"basis.name.{group.basis}", lang),
        format_base(group.base, lang) if group.base != "unstated" else "",
        translate(f"comparability.{group.comparability}", lang) if group.comparability else "",
        translate(f"kind.{group.kind}", lang),
    ]
    return " · ".join(filter(None, words))


@piece
def trail(parents: Iterable[Region], region: Region, lang: Lang) -> Markup:
    """The way from the map to a place, each step a link but the place itself."""
    title = translate("page.regions", lang)
    steps = [anchor(title, link("regions", lang)), *(region_link(parent, lang) for parent in parents)]
    here = tag("li", escape(region.name.to(lang)), aria_current="page")
    items = BLANK.join(tag("li", step) for step in steps) + here
    return tag("nav", tag("ol", items, "ps-trail"), aria_label=translate("regions.trail", lang))


@piece
def counted_places(counts: Iterable[tuple[Region, int]], label: str, lang: Lang) -> Markup:
    """Places and how many figures each has."""
    items = BLANK.join(
        tag("li", region_link(region, lang) + tag("span", escape(_count(count, lang)), "ps-meta"))
        for region, count in counts
    )
    return tag("ul", items, "ps-places", aria_label=label)


@piece
def ranking(ranks: Ranking, lang: Lang) -> Markup:
    """The places of a level in order, each with its ranks, figures and sources; unknown ones after them."""
    t = partial(translate, lang=lang)
    items = BLANK.join(_standing(standing, _ranks(standing, lang), lang) for standing in ranks.ranked)
    label = t("regions.ranking", level=t(f"level.{ranks.level}"))
    listed = tag("ol", items, "ps-ranks", aria_label=label)
    if not ranks.unknown:
        return listed
    unknown = BLANK.join(_standing(standing, "", lang) for standing in ranks.unknown)
    return (
        listed
        + note(t("regions.unranked"))
        + tag("ul", unknown, "ps-ranks", aria_label=t("regions.unranked"))
    )


def _standing(standing: Standing, rank: str, lang: Lang) -> Markup:
    place = tag("span", escape(rank), "ps-rank") + region_link(standing.region, lang)
    return tag("li", place + BLANK.join(_printed(figure, lang) for figure in standing.figures))


def _printed(figure: Figure, lang: Lang) -> Markup:
    return (
        value("span", figure, lang, "ps-figure")
        + tag("span", escape(format_time(figure, lang)), "ps-meta")
        + tag("span", citation(figure, lang), "ps-cite")
    )


def _ranks(standing: Standing, lang: Lang) -> str:
    if standing.best == standing.worst:
        return translate("regions.rank", lang, rank=str(standing.best))
    return translate("regions.ranks", lang, best=str(standing.best), worst=str(standing.worst))


def _count(count: int, lang: Lang) -> str:
    return format_count(count, lang) if count else translate("regions.none", lang)
