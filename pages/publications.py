"""The journal of the site: every edition published, and what it added, changed and removed."""

from __future__ import annotations

from collections.abc import Mapping

from publicstats import controls
from publicstats.analysis.paging import turn
from publicstats.markup import change_lists, elements, publication_lists
from publicstats.markup.page_turning import count_shown, page_links
from publicstats.publishing import Entry, shared_store
from publicstats.publishing.journal import RECENT
from publicstats.text.i18n import Lang, translate

EDITIONS = 20
"""Editions on a page."""
SHOWN = 50
"""Figures on a page of one edition."""


def render_page(query: Mapping[str, str], lang: Lang) -> None:
    """Shows the journal, the latest edition first, or the changes of the one that `?edition=` names."""
    controls.render_title(translate("page.changes", lang))
    controls.render_lead(translate("changes.editions_lead", lang))
    controls.render_markup(change_lists.view_links("edition", lang))
    _render_journal(query.get("edition", ""), query.get("page", ""), lang)


@controls.part
def _render_journal(edition: str, number: str, lang: Lang) -> None:
    entries = shared_store().archive.list_entries(RECENT)
    chosen = [entry for entry in entries if publication_lists.name_entry(entry) == edition]
    if chosen:
        _render_edition(chosen[-1], number, lang)
        return
    page = turn(entries[::-1], number, EDITIONS)
    if not page.items:
        controls.render_lead(translate("changes.none", lang))
        return
    controls.render_lead(count_shown("changes.editions", page, lang))
    links = page_links(page, lang, translate("changes.by_edition", lang), "changes", {"list": "editions"})
    controls.render_markup(publication_lists.edition_list(page.items, lang) + links)


@controls.part
def _render_edition(entry: Entry, number: str, lang: Lang) -> None:
    """The changes of one edition, as far as the journal keeps them."""
    journal = controls.link("changes", lang, list="editions")
    every = elements.anchor(translate("changes.all_editions", lang), journal, "ps-link")
    controls.render_markup(elements.tag("p", every, "ps-lead"))
    controls.render_markup(publication_lists.edition_list([entry], lang, is_alone=True))
    page = turn(entry.changes.listed, number, SHOWN)
    if not page.items:
        return
    caption = count_shown("changes.figures", page, lang)
    view = {"list": "editions", "edition": publication_lists.name_entry(entry)}
    links = page_links(page, lang, translate("changes.singly", lang), "changes", view)
    controls.render_markup(publication_lists.change_table(page.items, entry.changes, caption, lang) + links)
