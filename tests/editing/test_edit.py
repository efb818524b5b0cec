"""What a browser sends is an edit of the contract's own files and columns, or it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from publicstats.editing import Edit, EditError, MendedCell, NewRow
from publicstats.editing.edit import MAX_ROWS, parse_edit

ROW = {"file": "figures/calls.csv", "cells": {"figure": "calls_2024", "printed": "57处", "line": ""}}
CELL = {"file": "units.csv", "row": 3, "column": "name_en", "was": "peple", "now": "people"}


def make(**changes: Any) -> dict[str, Any]:
    return {"origin": "draft", "rows": [ROW], "cells": [CELL]} | changes


def test_edit_is_read_as_it_is_written() -> None:
    edit = Edit(
        (NewRow("figures/calls.csv", {"figure": "calls_2024", "printed": "57处"}),),
        (MendedCell("units.csv", 3, "name_en", "peple", "people"),),
    )
    assert parse_edit(make()) == edit == parse_edit(edit.as_dict())
    assert edit.files == ("figures/calls.csv", "units.csv")


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        make(origin="elsewhere"),
        make(rows=[], cells=[]),
        make(rows=[ROW] * (MAX_ROWS + 1)),
        make(rows=[ROW | {"file": "../secrets.csv"}]),
        make(rows=[ROW | {"file": "figures/../units.csv"}]),
        make(rows=[ROW | {"file": "datapackage.json"}]),
        make(rows=[ROW | {"cells": {"password": "x"}}]),
        make(rows=[ROW | {"cells": {"figure": 7}}]),
        make(rows=[ROW | {"cells": {}}]),
        make(rows=[ROW, ROW | {"cells": {"figure": " ", "printed": "\u3000\n"}}]),
        make(rows=[ROW | {"cells": {"figure": "a\0b"}}]),
        make(cells=[CELL | {"row": 1}]),
        make(cells=[CELL | {"row": True}]),
        make(cells=[CELL | {"now": "x" * 5_000}]),
    ],
)
def test_what_is_no_edit_of_the_contract_is_refused(sent: object) -> None:
    with pytest.raises(EditError):
        parse_edit(sent)
