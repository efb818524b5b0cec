"""A place's figure beside those of the places around it, and its rank among its peers, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from publicstats.analysis.comparing import Ranking, Standing
from publicstats.analysis.peers import Beside
from publicstats.contract.records import Figure
from publicstats.figures.wording import format_figure
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate

LISTED = 12
"""Places beside a figure on its page: those that are nearest to it in order."""
COLUMNS = ("place", "figure", "period", "source")


@piece
def beside_cell(beside: Beside | None, latest: Figure, lang: Lang) -> Markup:
    """What a row of a place's table says of other places; `latest` is the value that the row is of."""
    if beside is None:
        return elements.BLANK
    lines = [_parent(figure, lang) for figure in _list_nearest(beside)]
    if rank := describe_rank(beside, lang):
        lines.append(elements.tag("p", escape(rank), "ps-meta"))
    if lines and beside.own.id != latest.id:
        words = {"period": format_period(beside.own.period, lang), "figure": format_figure(beside.own, lang)}
        lines.insert(0, elements.tag("p", escape(translate("beside.at", lang, **words)), "ps-meta"))
    return elements.BLANK.join(lines)


@piece
def beside_table(beside: Beside, lang: Lang, verdicts: elements.Verdicts) -> Markup:
    """A figure, those of the places around it, and the nearest of its peers in order, in rows."""
    peers = _list_around(beside)
    rows = [*beside.parents, *peers]
    rank = describe_rank(beside, lang)
    title = translate("beside.title", lang)
    caption = translate("beside.caption", lang)
    if len(peers) < len(beside.peers):
        words = {"shown": str(len(peers)), "count": str(len(beside.peers))}
        caption = translate("beside.nearest", lang, **words)
    table = elements.figure_table(rows, lang, caption, COLUMNS, beside.own.id, verdicts)
    return elements.section(title, rank) + elements.tag("div", table, "ps-near")


@piece
def category_table(
    others: Sequence[Figure], figure: Figure, lang: Lang, verdicts: elements.Verdicts
) -> Markup:
    """The other categories of a figure's indicator at its place and period, in rows."""
    title, shown = translate("beside.categories", lang), others[:LISTED]
    key = "beside.categories_caption" if len(shown) == len(others) else "beside.categories_first"
    words = {"place": figure.region.name.to(lang), "shown": str(len(shown)), "count": str(len(others))}
    table = elements.figure_table(shown, lang, translate(key, lang, **words), COLUMNS, "", verdicts)
    return elements.section(title) + elements.tag("div", table, "ps-near")


def describe_rank(beside: Beside, lang: Lang) -> str:
    """A place's rank among its peers as a sentence, shared ranks and hidden figures said; blank for none."""
    ranking, standing = beside.ranking, beside.standing
    if ranking is None or standing is None:
        return ""
    order = translate(f"beside.order_{'down' if beside.own.indicator.better == 'down' else 'up'}", lang)
    words = {
        "count": str(len(ranking.ranked)),
        "order": order,
        "best": str(standing.best),
        "worst": str(standing.worst),
    }
    text = translate(f"beside.{_find_key(ranking, standing)}", lang, **words)
    if ranking.unknown:
        text += translate("beside.hidden", lang, count=str(len(ranking.unknown)))
    return text


def _find_key(ranking: Ranking, standing: Standing) -> str:
    if standing.best == standing.worst:
        return "rank"
    return "level" if (standing.best, standing.worst) == (1, len(ranking.ranked)) else "ranks"


def _list_nearest(beside: Beside) -> Iterator[Figure]:
    """The figures of the nearest place around it that has any: several where sources disagree."""
    return (figure for figure in beside.parents if figure.region.id == beside.parents[0].region.id)


def _parent(figure: Figure, lang: Lang) -> Markup:
    place = elements.tag("span", escape(figure.region.name.to(lang)), "ps-beside-place")
    return elements.tag("p", place + " " + elements.value("span", figure, lang, "ps-figure"))


def _list_around(beside: Beside) -> tuple[Figure, ...]:
    """The place's own figures and the nearest peers in their order, as many as are listed."""
    peers = beside.peers
    at = next((n for n, figure in enumerate(peers) if figure.id == beside.own.id), 0)
    first = max(0, min(at - LISTED // 2, len(peers) - LISTED))
    return peers[first : first + LISTED]
