"""Which headline cards an edition changes of another: what a reader who only glances would see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publicstats.analysis.chart_figures import list_charts, list_headlines_of
from publicstats.analysis.headlines import list_headlines
from publicstats.contract.records import Figure, Theme
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_figure, format_place, format_time
from publicstats.text.i18n import Lang, translate

Cards = dict[str, str]
"""What cards say, by what they are of."""


@dataclass(frozen=True)
class CardChange:
    """A card that says something else: the page that it is on, what it is of, what it said and says now.

    What it said is blank for a new card, what it says for one that is gone.
    """

    page: str
    card: str
    before: str
    after: str

    def describe(self, lang: Lang) -> str:
        """The change as a line."""
        kind = "changed" if self.before and self.after else "new" if self.after else "gone"
        return translate(f"cards.{kind}", lang, **vars(self))


def list_card_changes(before: Edition | None, after: Edition, lang: Lang) -> tuple[CardChange, ...]:
    """The cards that changed: those of the overview, then what is on the pages of themes besides."""
    found: list[CardChange] = []
    told: set[tuple[str, str, str]] = set()
    old, new = (_read_pages(edition, lang) if edition else {} for edition in (before, after))
    for page in dict.fromkeys([*new, *old]):
        was, now = old.get(page, {}), new.get(page, {})
        for card in dict.fromkeys([*now, *was]):
            change = CardChange(page, card, was.get(card, ""), now.get(card, ""))
            said = (card, change.before, change.after)
            if change.before != change.after and said not in told:
                told.add(said)
                found.append(change)
    return tuple(found)


def _read_pages(edition: Edition, lang: Lang) -> dict[str, Cards]:
    """The cards of each page, by its title: the overview, then the themes."""
    themes = edition.themes.values()
    overview = (figure for theme in themes for figure in list_headlines(edition, theme))
    pages = {translate("page.overview", lang): _read(overview, lang)}
    return pages | {theme.title.to(lang): _read(_list_figures(edition, theme), lang) for theme in themes}


def _list_figures(edition: Edition, theme: Theme) -> Iterable[Figure]:
    charts = (chart for chart in list_charts(edition, theme.id) if chart.kind == "cards")
    return (h.observation.figure for chart in charts for h in list_headlines_of(edition, chart))


def _read(figures: Iterable[Figure], lang: Lang) -> Cards:
    return {_name(figure, lang): _say(figure, lang) for figure in figures}


def _name(figure: Figure, lang: Lang) -> str:
    indicator, place = figure.indicator.name.to(lang), format_place(figure, lang)
    return translate("cards.of", lang, indicator=indicator, place=place)


def _say(figure: Figure, lang: Lang) -> str:
    said, time = format_figure(figure, lang), format_time(figure, lang)
    return translate("cards.said", lang, figure=said, time=time)
