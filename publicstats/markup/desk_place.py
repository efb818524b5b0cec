"""The place of an analyst's desk: its sheet, words and forms, of which the scripts of `assets/desk/` make it.

Nothing of it is markup: the sheet holds what somebody pasted, and reaches the browser as attributes alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from publicstats.contract.columns import Column
from publicstats.contract.schema import SCHEMAS
from publicstats.markup.elements import BLANK, tag
from publicstats.text.i18n import LANGS, Lang, read_words, translate

_FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sources": (
        ("title_zh", "title_en", "publisher", "published", "published_basis", "document", "source"),
        ("revises", "note_zh", "note_en"),
    ),
    "figures": (
        ("printed", "indicator", "region", "breakdown", "period", "basis", "kind", "base", "status"),
        ("figure", "file", "line", "comparability", "supersedes", "revision", "note_zh", "note_en"),
    ),
    "indicators": (
        (
            "name_zh",
            "name_en",
            "unit",
            "theme",
            "definition_zh",
            "definition_en",
            "better",
            "additive",
            "indicator",
        ),
        ("update_days", "frequency", "additive_time", "signed"),
    ),
    "regions": (("name_zh", "name_en", "level", "parent", "region"), ()),
    "breakdowns": (("name_zh", "name_en", "breakdown"), ("order",)),
    "units": (("unit", "same_as", "name_en", "kind"), ()),
    "themes": ((), ()),
}
"""The columns of each form in the order in which they are typed, and those that are folded away."""
_ASSIGNED = {"figure", "line"}
"""Needed in a file, and given by the program where a row leaves them blank."""
_MADE = ("indicators", "regions", "breakdowns", "units")
"""The tables of which a desk makes new records."""
_FAMILIES = {
    "basis": "basis.name.",
    "units.kind": "desk.unit_kind.",
    "better": "desk.better.",
    "additive": "desk.yes.",
    "additive_time": "desk.yes.",
    "signed": "desk.yes.",
    "published_basis": "desk.published_basis.",
}
"""What the keys of the words of a column's codes begin with, where that is not the column's name."""
_SAID = "desk.say."


def desk_place(sheet: Mapping[str, Any] | None, lang: Lang, *, can_save: bool) -> Markup:
    """The element that becomes a desk; without a sheet it lists the drafts that the browser has kept."""
    given = {"data_sheet": _write(sheet)} if sheet is not None else {}
    return tag(
        "div",
        BLANK,
        "ps-desk",
        data_lang=lang,
        data_can_save="yes" if can_save else "no",
        data_words=_write_words(lang),
        data_forms=_write_forms(lang),
        **given,
    )


@cache
def _write_words(lang: Lang) -> str:
    words = read_words(lang)
    return _write({key.removeprefix(_SAID): word for key, word in words.items() if key.startswith(_SAID)})


@cache
def _write_forms(lang: Lang) -> str:
    """The forms by their tables: the key of a record, whether a desk makes such, and its columns."""
    return _write(
        {
            table: {
                "key": SCHEMAS[table].key,
                "makes": table in _MADE,
                "columns": [
                    *(_describe(table, name, lang, is_folded=False) for name in columns),
                    *(_describe(table, name, lang, is_folded=True) for name in folded),
                ],
            }
            for table, (columns, folded) in _FORMS.items()
        }
    )


def _describe(table: str, name: str, lang: Lang, *, is_folded: bool) -> dict[str, Any]:
    """A column: its label, whether it must be filled, and what its cell may hold."""
    known = name in SCHEMAS[table].names
    column = SCHEMAS[table][name] if known else Column(name)  # the file of a figure is no column
    refers = column.refers if column.type != "list" else ""
    needed = column.required and name not in _ASSIGNED
    is_id = name == SCHEMAS[table].key and column.type != "any"
    label = translate("desk.column.figure" if is_id else f"desk.column.{name}", lang)
    described: dict[str, Any] = {"name": name, "label": label}
    if is_folded:
        described["folded"] = True
    if needed:
        described["needed"] = True
    if codes := [code for code in column.choices if code]:
        family = _FAMILIES.get(f"{table}.{name}") or _FAMILIES.get(name, f"{name}.")
        described["codes"] = [[code, *(translate(family + code, each) for each in LANGS)] for code in codes]
    elif refers:
        described["refers"] = refers
    return described


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
