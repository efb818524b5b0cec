"""The row of acknowledgements.csv that says why a hint is all right, or hints of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from publicstats.contract.columns import MAX_ID
from publicstats.contract.schema import SCHEMAS
from publicstats.editing.edit import Edit, NewRow
from publicstats.editing.file_rows import list_names

SCOPES = {
    "figure": ("figure",),
    "series": ("indicator", "region"),
    "indicator": ("indicator",),
    "region": ("region",),
}
"""What an acknowledgement may be of, and the columns that say so; always of one rule."""
_TABLE = SCHEMAS["acknowledgements"]
_ROOM = MAX_ID - 6
"""Characters of an id before its number."""


def acknowledge(
    files: Mapping[str, bytes], hint: Mapping[str, str], scope: str, reasons: Mapping[str, str]
) -> Edit:
    """The edit that acknowledges hints of one rule: of the figure that `hint` names, or of its kind."""
    cells = {"hint": hint["hint"]} | {column: hint[column] for column in SCOPES[scope]}
    taken = list_names(files, _TABLE.name)
    name = "_".join(cells.values())[:_ROOM].rstrip("_")
    free = next(
        found for number in count(1) if (found := f"{name}_{number}" if number > 1 else name) not in taken
    )
    return Edit((NewRow(_TABLE.path, {_TABLE.key: free} | cells | dict(reasons)),), (), "acknowledgement")
