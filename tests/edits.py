"""Edits of the CSVs of `make_files`, as a desk sends them."""

from __future__ import annotations

from datetime import UTC, datetime

from publicstats.editing import Edit, MendedCell, NewRow
from publicstats.publishing.previews import Preview
from publicstats.publishing.saving import sign_contents
from tests.helpers import FIGURES, make_files

MEMBERS = {
    "figure": "members_2025",
    "indicator": "members",
    "region": "cn",
    "period": "2025",
    "basis": "stock",
    "printed": "1900多万名",
    "source": "paper_b",
    "line": "20",
}
"""The next figure of a series that is on a card and in a chart."""


def make_edit(*, cells: tuple[MendedCell, ...] = (), **row: str) -> Edit:
    """An edit that adds this figure, with some cells otherwise."""
    return Edit((NewRow(FIGURES, MEMBERS | row),), cells)


def mend(now: str, *, was: str = "近1600万名", row: int = 2) -> Edit:
    """An edit that mends a print."""
    return Edit((), (MendedCell(FIGURES, row, "printed", was, now),), "mending")


def make_preview(edit: Edit, sign_in: str = "", files: dict[str, bytes] | None = None) -> Preview:
    """A preview of an edit, made now."""
    base = sign_contents(files or make_files(), edit.files)
    return Preview(edit, base, datetime.now(UTC), sign_in)
