"""A row of a CSV as it lies on disk, mended cell by cell; also where no edition can be published."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.editors import name_editor
from publicstats import controls
from publicstats.contract.problems import quote_typed
from publicstats.controls.mending import Mending
from publicstats.controls.row_form import is_of, open_row, render_form, render_row_sending
from publicstats.editing.file_rows import RowError, find_rows
from publicstats.markup import elements, outlook_lists
from publicstats.publishing import Snapshot, shared_store
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.text.i18n import Lang, translate

ASKED = ("file", "row", "column", "was", "figure")
"""What an address says of the row."""


def render_page(snapshot: Snapshot, lang: Lang) -> None:
    """Shows the row that the address is of, what is wrong with it, and a form to mend it."""
    controls.render_title(translate("page.mend", lang))
    asked = {name: st.query_params.get(name, "") for name in ASKED}
    if asked["file"] or asked["figure"]:
        _render_row(asked, snapshot, lang)
    else:
        controls.render_lead(translate("mend.ask", lang))
    back = elements.anchor(translate("mend.back", lang), controls.link("quality", lang), "ps-link")
    controls.render_markup(elements.tag("p", back))


@controls.part
def _render_row(asked: Mapping[str, str], snapshot: Snapshot, lang: Lang) -> None:
    try:
        files = load_files(shared_store().data)
        mending = open_row(asked, files, snapshot.told, name_editor)
    except UnreadableError as error:
        controls.render_problems(error.problems, lang)
    except RowError as error:
        _render_lost(error, {}, lang)
    else:
        if mending.lost:
            _render_lost(mending.lost, mending.typed, lang)
        else:
            _render_mending(mending, asked, files, snapshot, lang)


def _render_lost(error: RowError, typed: Mapping[str, str], lang: Lang) -> None:
    """Says why there is no form, and what had been typed."""
    said = outlook_lists.note_lost(translate(f"mend.cannot.{error.reason}", lang), error.problem, lang)
    controls.render_markup(said)
    if kept := {label: text for label, text in typed.items() if text}:
        controls.render_markup(outlook_lists.cell_list(kept, "mend.typed", lang))


def _render_mending(
    mending: Mending, asked: Mapping[str, str], files: Mapping[str, bytes], snapshot: Snapshot, lang: Lang
) -> None:
    row = mending.row
    controls.render_lead(translate("mend.lead", lang, file=row.file, row=str(row.number)))
    wrong = [problem for problem in snapshot.told if is_of(problem, row)]
    with st.container():  # whatever stands in it, the form below is the same, and so is the cursor in it
        _render_notes(mending, lang)
        if mending.sending.is_new:
            _render_where(mending, asked, files, lang)
            if wrong:
                controls.render_markup(outlook_lists.problem_list(wrong, "mend.problems", lang))
        render_row_sending(mending, snapshot, lang)
    controls.render_markup(outlook_lists.cursor_mark(" ".join(asked.values())))
    render_form(mending, files, lang)


def _render_notes(mending: Mending, lang: Lang) -> None:
    """Says what became of the row in the file meanwhile."""
    if mending.moved:
        moved = translate("mend.moved", lang, was=str(mending.moved), row=str(mending.row.number))
        controls.render_markup(elements.note(moved))
    if mending.clashes:
        told = {clash.column: _say("mend.clash_cell", lang, **vars(clash)) for clash in mending.clashes}
        controls.render_markup(outlook_lists.cell_list(told, "mend.clash", lang, is_alert=True))


def _render_where(mending: Mending, asked: Mapping[str, str], files: Mapping[str, bytes], lang: Lang) -> None:
    """Says that a cell is not what the problem was of, and where that stands now."""
    row, column, was = mending.row, asked["column"], asked["was"]
    if not was or column not in row.cells or was in row.cells[column]:
        return
    controls.render_markup(
        elements.note(_say("mend.other_now", lang, column=column, was=was, now=row.cells[column]))
    )
    if others := find_rows(files, row.file, column, was):
        heading = _say("mend.found_at", lang, was=was)
        controls.render_markup(outlook_lists.row_links(others, column, heading, lang))


def _say(key: str, lang: Lang, **typed: str) -> str:
    """A sentence that quotes what was typed."""
    return translate(key, lang, **{name: quote_typed(text) for name, text in typed.items()})
