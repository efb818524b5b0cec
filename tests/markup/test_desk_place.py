"""The place of a desk: what the scripts say and the columns that they ask for, in both languages."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from publicstats.contract.schema import SCHEMAS
from publicstats.markup.desk_place import desk_place
from publicstats.server.shell.page import DESK_ASSETS
from publicstats.text.i18n import LANGS, Lang

_SAID = re.compile(r'(?:say|tell)\(desk, (?:[^",;]*\? )?"([a-z_]+)"(?: : "([a-z_]+)")?')
_PUT_TOGETHER = ("state_", "kind_", "new_", "offer_")
"""The beginnings of names that the scripts put together."""


def read_place(lang: Lang, name: str) -> dict[str, Any]:
    found = re.search(f' data-{name}="([^"]*)"', desk_place(None, lang, can_save=False))
    assert found is not None
    value: dict[str, Any] = json.loads(unescape(found[1]))
    return value


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_that_the_scripts_say_is_there_and_no_other(lang: Lang) -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in DESK_ASSETS.glob("*.js"))
    said = {name for names in _SAID.findall(scripts) for name in names if name}
    quoted = set(re.findall(r'"([a-z_]+)"', scripts))
    words = read_place(lang, "words")
    assert len(said) > 60
    assert said - set(words) == set()
    assert {word for word in words if word not in quoted and not word.startswith(_PUT_TOGETHER)} == {"keys"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("table", ["figures", "sources", "indicators", "regions", "breakdowns", "units"])
def test_form_has_every_column_that_must_be_filled_and_each_has_a_label(table: str, lang: Lang) -> None:
    form = read_place(lang, "forms")[table]
    columns = {column["name"]: column for column in form["columns"]}
    assert {c.name for c in SCHEMAS[table].columns if c.required and not c.optional} - set(columns) <= {
        "source"
    }
    assert all(column["label"] for column in columns.values())
    assert form["key"] == SCHEMAS[table].key
    for column in columns.values():
        assert all(code and zh and en.isascii() for code, zh, en in column.get("codes", []))


def test_every_choice_of_a_figure_is_among_the_codes_of_its_cell() -> None:
    columns = {column["name"]: column for column in read_place("zh", "forms")["figures"]["columns"]}
    for column in SCHEMAS["figures"].columns:
        if column.type == "choice":
            assert {code for code, *_ in columns[column.name]["codes"]} == set(column.choices) - {""}


def test_sheet_is_no_markup_whatever_it_holds() -> None:
    hostile = {"title": '"><img src=x onerror="alert(1)">', "text": [["<script>", 1]]}
    place = desk_place(hostile, "zh", can_save=True)
    assert "<img" not in place
    assert "<script" not in place
    assert place.count("<") == 2
