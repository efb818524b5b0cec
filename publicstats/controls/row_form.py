"""The form in which a row is mended: opened, drawn, checked, saved, undone. Nothing typed in it is lost.

Its fields are written only when they are drawn first, or when it is sent: what is being typed meanwhile is
known to the browser alone, and would be overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from publicstats.contract.problems import Problem
from publicstats.controls.mending import Mending, find_asked_row
from publicstats.controls.row_fields import MOST_NAMES, fill_fields, list_tables, read_fields, render_fields
from publicstats.controls.sending import Sending, render_sending
from publicstats.editing.edit import find_schema
from publicstats.editing.file_rows import FileRow, find_row, list_names
from publicstats.editing.looking_up import read_cells
from publicstats.publishing import Snapshot, shared_store
from publicstats.reading.folder import load_files
from publicstats.text.i18n import Lang, translate

KEPT, TAKE_OUT = "mending", "mend_out"


def open_row(
    asked: Mapping[str, str], files: Mapping[str, bytes], problems: Iterable[Problem], who: Callable[[], str]
) -> Mending:
    """What the session has of the row that an address asks for; RowError where there is none."""
    of, mending = st.session_state.get(KEPT, (None, None))
    if of == asked and isinstance(mending, Mending) and read_fields(mending.row) is not None:
        return mending
    row = find_asked_row(files, asked)
    columns = dict.fromkeys([asked["column"], *(p.column for p in problems if is_of(p, row))])
    first = [name for name in columns if name in row.cells] or [find_schema(row.file).key]
    mending = Mending(row, Sending(who), first)
    fill_fields(mending.row.cells)
    st.session_state[KEPT] = (asked, mending)
    return mending


def is_of(problem: Problem, row: FileRow) -> bool:
    """Whether a problem is one of a row."""
    return (problem.file, problem.row) == (row.file, row.number)


def render_form(mending: Mending, files: Mapping[str, bytes], lang: Lang) -> None:
    """Shows the fields of the row, those at fault on top, and what is done with them.

    Enter saves, as the first button does; where nothing may be saved it checks.
    """
    names = {table: list_names(files, table) for table in list_tables(mending.row)}
    few = {table: known for table, known in names.items() if len(known) <= MOST_NAMES}
    with st.form("mend", border=False):
        render_fields(mending.row, mending.first, few, lang)
        st.checkbox(translate("mend.take_out", lang), key=TAKE_OUT)
        with st.container(horizontal=True):
            for action in mending.sending.list_actions():
                st.form_submit_button(
                    translate(f"mend.{action}", lang),
                    key=f"mend_{action}",
                    type="primary" if action == "save" else "secondary",
                    on_click=_send,
                    args=(action,),
                )


def render_row_sending(mending: Mending, snapshot: Snapshot, lang: Lang) -> None:
    """Shows what became of the row's edit."""
    render_sending(mending.sending, snapshot, partial(_undo, mending), lang)


def _send(action: str) -> None:
    """Takes what was typed: checks it, and saves it where that is asked and nothing speaks against it."""
    _, mending = st.session_state[KEPT]
    typed, sending = read_fields(mending.row), mending.sending
    if typed is None or not sending.is_allowed:
        return
    if st.session_state.get(TAKE_OUT):
        typed = dict.fromkeys(typed, "")
    with sending.telling():
        files = load_files(shared_store().data)
        kept, edit = mending.take(typed, files)
        fill_fields(kept)
        if edit is not None and sending.send(edit, files, action):
            mending.row = replace(mending.row, cells=read_cells(mending.row.file, kept))
            st.session_state[TAKE_OUT] = False


def _undo(mending: Mending) -> None:
    """Takes the save back, and shows the row as it is then."""
    if not mending.sending.is_allowed:
        return
    with mending.sending.telling():
        mending.sending.undo()
        row = find_row(load_files(shared_store().data), mending.row.file, mending.row.number)
        mending.row = row
        fill_fields(row.cells)
