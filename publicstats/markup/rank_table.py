"""What places come first and last by an indicator, as a table; a gap says how many lie between."""

from __future__ import annotations

from markupsafe import Markup, escape

from publicstats.analysis.comparing import Standing
from publicstats.analysis.rank_ends import RankEnds
from publicstats.figures.wording import format_time
from publicstats.markup import elements
from publicstats.markup.citation import brief_citation
from publicstats.markup.elements import BLANK, tag
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, format_number, translate

_HEADS = ("ranks.rank", "column.place", "column.figure", "column.period", "column.source")


@piece
def rank_table(ends: RankEnds, place: str, lang: Lang) -> Markup:
    """The places of a level in order, the one looked at marked; of ties the ranks that they may have."""
    title = translate("regions.ranking", lang, level=translate(f"level.{ends.level}", lang))
    rows, expected = [], 0
    for position, standing in ends.standings:
        if position > expected:
            rows.append(_gap(position - expected, lang))
        rows.append(_row(standing, place, lang))
        expected = position + 1
    heads = BLANK.join(tag("th", escape(translate(key, lang)), scope="col") for key in _HEADS)
    content = tag("thead", tag("tr", heads)) + tag("tbody", BLANK.join(rows))
    table = tag("table", tag("caption", escape(title), "ps-quiet") + content, "ps-table ps-grid")
    shown = tag("div", table, "ps-scroll", tabindex="0", role="group", aria_label=title)
    return elements.note(f"{title}{_count(ends, lang)}") + shown


def _count(ends: RankEnds, lang: Lang) -> str:
    words = [translate("ranks.places", lang, count=format_number(ends.count, lang))]
    if ends.unknown:
        words.append(translate("ranks.unknown", lang, count=format_number(ends.unknown, lang)))
    return translate("ranks.counted", lang, counts=translate("list.comma", lang).join(words))


def _gap(count: int, lang: Lang) -> Markup:
    text = translate("ranks.between", lang, count=format_number(count, lang))
    return tag("tr", tag("td", escape(text), "ps-meta", colspan=str(len(_HEADS))))


def _row(standing: Standing, place: str, lang: Lang) -> Markup:
    figures = standing.figures
    cells = (
        tag("th", escape(_ranks(standing, lang)), scope="row"),
        tag("td", elements.region_link(standing.region, lang), "ps-place"),
        tag("td", BLANK.join(elements.value("p", figure, lang, "ps-figure") for figure in figures)),
        tag("td", BLANK.join(tag("p", escape(format_time(figure, lang))) for figure in figures)),
        tag("td", BLANK.join(tag("p", brief_citation(f, lang)) for f in figures), "ps-cite"),
    )
    return tag("tr", BLANK.join(cells), "ps-current" if standing.region.id == place else "")


def _ranks(standing: Standing, lang: Lang) -> str:
    if standing.best == standing.worst:
        return translate("regions.rank", lang, rank=str(standing.best))
    return translate("regions.ranks", lang, best=str(standing.best), worst=str(standing.worst))
