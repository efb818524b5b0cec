"""Releases and overdue series as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from publicstats.analysis.overdue_groups import OverdueGroup
from publicstats.analysis.release_calendar import Announced
from publicstats.contract.records import Indicator
from publicstats.figures.wording import format_figure
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.period import format_period
from publicstats.text.i18n import Lang, format_number, translate

_RELEASE = ("expected", "release", "period", "state", "figures")
_OVERDUE = ("indicator", "places", "until", "due")


@piece
def release_table(rows: Sequence[tuple[Announced, str, str]], caption: str, lang: Lang) -> Markup:
    """Releases in rows, each with the day on which it is expected and its state in words."""
    return elements.plain_table(
        _head(_RELEASE, lang), [_row(*row, lang) for row in rows], caption, quiet=True
    )


def _row(announced: Announced, day: str, state: str, lang: Lang) -> Sequence[str]:
    release = announced.release
    title: Markup = escape(release.title.to(lang))
    if note := release.note.to(lang):
        title += elements.tag("span", escape(note), "ps-note")
    return day, title, format_period(release.period, lang), state, _contents(announced, lang)


def _contents(announced: Announced, lang: Lang) -> Markup:
    """Each indicator of a release, with its figure where that is in."""
    there = (
        _entry(figure.indicator, format_figure(figure, lang), figure.id, lang) for figure in announced.figures
    )
    missing = (elements.indicator_link(indicator, lang) for indicator in announced.missing)
    return elements.tag(
        "ul", elements.BLANK.join(elements.tag("li", entry) for entry in (*there, *missing)), "ps-entries"
    )


def _entry(indicator: Indicator, value: str, figure: str, lang: Lang) -> Markup:
    shown = elements.anchor(value, elements.link("figure", lang, figure=figure), "ps-link")
    return elements.indicator_link(indicator, lang) + " " + shown


@piece
def overdue_table(rows: Iterable[tuple[OverdueGroup, str, str]], caption: str, lang: Lang) -> Markup:
    """Series that are overdue by their usual pace in rows: of an indicator those of one time together."""
    cells = (
        (elements.indicator_link(group.indicator, lang), _places(group, lang), until, due)
        for group, until, due in rows
    )
    return elements.plain_table(_head(_OVERDUE, lang), cells, caption, quiet=True)


def _places(group: OverdueGroup, lang: Lang) -> Markup:
    """The one place of a group as a link, or how many there are."""
    if len(group.regions) == 1:
        return elements.region_link(group.regions[0], lang)
    return escape(translate("calendar.places", lang, count=format_number(len(group.regions), lang)))


def _head(names: Sequence[str], lang: Lang) -> list[str]:
    return [translate(f"calendar.column.{name}", lang) for name in names]
