"""A field for each cell of a row: codes are chosen, ids found by typing, all else is free text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import streamlit as st

from publicstats.contract.columns import Column
from publicstats.editing.edit import find_schema
from publicstats.editing.file_rows import FileRow
from publicstats.text.i18n import LANGS, Lang, Text, read_words, translate

FIRST = "mend_first"
"""The place of the cell that is at fault; `mend.js` puts the cursor there."""
LONG = 80
"""Characters of a cell that has more than one line of room."""
MOST_NAMES = 1000
"""Ids that are offered; of more than that one is typed."""
CODES = {
    "kind": "kind.",
    "status": "status.",
    "basis": "basis.name.",
    "revision": "revision.",
    "comparability": "comparability.",
    "frequency": "frequency.",
    "level": "level.",
    "hint": "hint.rule.",
    "charts.kind": "chart.kind.",
    "units.kind": "",
}
"""Where the words of a column's codes stand, by the column or by the table's own."""
Names = Mapping[str, Mapping[str, Text]]
"""The ids of each table, and what they are called."""


def list_tables(row: FileRow) -> set[str]:
    """The tables whose ids the cells of a row name."""
    schema = find_schema(row.file)
    return {schema[name].refers for name in row.cells if _is_chosen(schema[name])} - {""}


def fill_fields(cells: Mapping[str, str]) -> None:
    """Puts texts into fields; only before these are drawn."""
    for column, text in cells.items():
        st.session_state[_key(column)] = text


def read_fields(row: FileRow) -> dict[str, str] | None:
    """What stands in the fields of a row; none where they are not drawn yet, or were left meanwhile."""
    keys = {column: _key(column) for column in row.cells}
    if not all(key in st.session_state for key in keys.values()):
        return None
    return {column: str(st.session_state[key] or "") for column, key in keys.items()}


def render_fields(row: FileRow, first: Iterable[str], names: Names, lang: Lang) -> None:
    """Shows the fields of a row: those at fault in full width, then the others side by side."""
    schema, first = find_schema(row.file), [name for name in first if name in row.cells]
    with st.container(key=FIRST):
        for name in first:
            _render_field(schema.name, schema[name], row, names, lang)
    st.caption(translate("mend.others", lang))
    # Two at a time: on a phone, where they stand one below the other, they keep the order of the file.
    others = [name for name in row.cells if name not in first]
    for place in range(0, len(others), 2):
        for side, name in zip(st.columns(2), others[place : place + 2], strict=False):
            with side:
                _render_field(schema.name, schema[name], row, names, lang)


def _render_field(table: str, column: Column, row: FileRow, names: Names, lang: Lang) -> None:
    label, key, was = label_column(column.name, lang), _key(column.name), row.cells[column.name]
    known = names.get(column.refers, {}) if _is_chosen(column) else {}
    if column.choices or known:
        options = list(dict.fromkeys(["", *column.choices, *known, was, st.session_state[key]]))
        said = {code: _name_option(table, column, code, known, lang) for code in options}
        is_open = (
            column.type == "base"
        )  # a period as well; of ids there are no others than those of the files
        # A code that is no longer offered is shown by itself.
        st.selectbox(
            label, options, format_func=lambda code: said.get(code, code), accept_new_options=is_open, key=key
        )
    elif "\n" in was or len(was) > LONG:
        st.text_area(label, key=key)
    else:
        st.text_input(label, key=key)


def _is_chosen(column: Column) -> bool:
    return bool(column.refers) and column.type != "list"


def _name_option(table: str, column: Column, code: str, known: Mapping[str, Text], lang: Lang) -> str:
    if not code:
        return translate("mend.blank", lang)
    prefix = CODES.get(f"{table}.{column.name}", CODES.get(column.name, ""))
    name = known[code].to(lang) if code in known else read_words(lang).get(f"{prefix}{code}", "")
    return f"{code} · {name}" if name else code


@cache
def label_column(name: str, lang: Lang) -> str:
    """What a column is, and its name in the file."""
    kind, _, ending = name.rpartition("_")
    if ending in LANGS:
        words = translate(f"mend.column.{kind}", lang, language=translate(f"mend.language_{ending}", lang))
    else:
        words = translate(f"mend.column.{name}", lang)
    return f"{words} · {name}"


def _key(column: str) -> str:
    return f"mend_{column}"
