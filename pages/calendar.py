"""The release calendar: what is expected, late and come, and below it what is overdue by its pace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from publicstats import controls
from publicstats.analysis.freshness_words import name_due, name_last_day
from publicstats.analysis.overdue_groups import group_overdue
from publicstats.analysis.paging import read_numbers, turn
from publicstats.analysis.release_calendar import COME, EXPECTED, LATE, Announced, list_announced
from publicstats.analysis.release_words import format_date, word_state
from publicstats.analysis.today import find_today
from publicstats.edition.model import Edition
from publicstats.markup import elements, release_tables
from publicstats.markup.page_turning import page_links
from publicstats.text.i18n import Lang, format_number, translate

SHOWN = 30
"""Releases of a list on a page, and rows of overdue series; of those that came the latest ones."""
MOST_PAGES = 999
"""Pages of a list that are told apart."""
TURNED = ("month", "late", "later")
"""What an address calls the lists that are turned."""
Numbers = tuple[int, ...]


def find_page(
    edition: Edition, lang: Lang, query: Mapping[str, str]
) -> tuple[controls.Writing, tuple[object, ...]]:
    """What an address shows: the calendar, each of its lists turned to a page."""
    return render_page, (lang, read_numbers(query, TURNED, MOST_PAGES))


@controls.Writing
def render_page(edition: Edition, lang: Lang, numbers: Numbers) -> None:
    """Shows the releases as of today in Beijing: this month's, late ones, later ones, those that came.

    `numbers` are the pages that the lists of `TURNED` are turned to.
    """
    controls.render_title(translate("page.calendar", lang))
    controls.render_lead(translate("calendar.lead", lang))
    today = find_today()
    _render_files(lang)
    _render_releases(edition, lang, today, dict(zip(TURNED, numbers, strict=True)))
    _render_overdue(edition, lang, today)


@controls.part
def _render_releases(edition: Edition, lang: Lang, today: date, numbers: Mapping[str, int]) -> None:
    every = list_announced(edition, today)
    if not every:
        controls.render_markup(elements.note(translate("calendar.none", lang)))
        return
    expected = [announced for announced in every if announced.state == EXPECTED]
    this_month = [a for a in expected if _is_month_of(a.release.expected, today)]
    title = translate("calendar.this_month", lang)
    if this_month:
        _show(this_month, title, "", lang, numbers, "month")
    else:
        controls.render_markup(elements.section(title, translate("calendar.this_month_none", lang)))
    late = [announced for announced in every if announced.state == LATE]
    remark = translate("calendar.late_text", lang)
    _show(late, translate("calendar.late", lang), remark, lang, numbers, "late")
    later = [announced for announced in expected if announced not in this_month]
    _show(later, translate("calendar.later", lang), "", lang, numbers, "later")
    come = [announced for announced in reversed(every) if announced.state == COME]
    latest = translate("calendar.come_text", lang, count=format_number(SHOWN, lang))
    remark = latest if come[SHOWN:] else ""
    _show(come[:SHOWN], translate("calendar.come", lang), remark, lang, {"come": 1}, "come")


def _is_month_of(day: date, today: date) -> bool:
    return (day.year, day.month) == (today.year, today.month)


def _show(
    found: Sequence[Announced], title: str, remark: str, lang: Lang, numbers: Mapping[str, int], name: str
) -> None:
    """A section of releases, a page of them at a time; nothing for none."""
    if found:
        page = turn(found, numbers[name], SHOWN)
        rows = [(a, format_date(a.release.expected, lang), word_state(a, lang)) for a in page.items]
        table = release_tables.release_table(rows, title, lang)
        links = page_links(page, lang, title, "calendar", {}, parameter=name, top=name)
        content = elements.section(title, remark) + table + links
        controls.render_markup(elements.tag("section", content, id=name))


@controls.part
def _render_overdue(edition: Edition, lang: Lang, today: date) -> None:
    groups = group_overdue(edition, today)
    title = translate("calendar.pace", lang)
    remark = translate("calendar.pace_text" if groups else "calendar.pace_none", lang)
    content: Markup = elements.section(title, remark)
    if groups:
        shown = groups[:SHOWN]
        rows = [(group, name_last_day(group.first, lang), name_due(group.first, lang)) for group in shown]
        content += release_tables.overdue_table(rows, title, lang)
    if rest := len(groups[SHOWN:]):
        count = format_number(rest, lang)
        content += elements.note(translate("calendar.pace_more", lang, count=count))
    controls.render_markup(content)


@controls.part
def _render_files(lang: Lang) -> None:
    files = (("calendar.subscribe", "api/releases.ics"), ("calendar.program", "api/releases.json"))
    links = (elements.anchor(translate(key, lang), elements.link(to, lang), "ps-copy") for key, to in files)
    controls.render_markup(elements.tag("div", elements.BLANK.join(links), "ps-tools"))
