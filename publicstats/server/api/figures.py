"""Figures as JSON, page by page, and as CSV, whole: the rows of the flat table that a selection finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import numpy as np

from publicstats.analysis.find.selection import Selection, parse_selection, select_positions
from publicstats.downloads import COLUMNS, build_flat_table, write_csv
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.server.api.catalogues import Json, build_object, dump
from publicstats.server.api.operations import Asked, Operation
from publicstats.server.api.parameters import FIGURE, PAGE, SELECTION
from publicstats.server.api.refusals import refuse_unknown

CHUNK = 5_000
"""Rows of a CSV that are made at once: a tenth of a second's work."""


@dataclass(frozen=True)
class Page:
    """Some of the figures of a selection."""

    selection: Selection
    limit: int
    offset: int

    def link(self, offset: int) -> str:
        """The address of the page that begins elsewhere, from this one."""
        parts = self.selection.parameters() | {"limit": str(self.limit), "offset": str(offset)}
        return f"figures.json?{urlencode(parts)}"


def parse_wanted(edition: Edition, asked: Asked) -> Selection:
    """The selection that a request asks for; a value that the edition does not have is refused."""
    names = {parameter.name for parameter in SELECTION}
    selection, unknown = parse_selection(edition, {n: v for n, v in asked.items() if n in names})
    for name, value in unknown:
        raise refuse_unknown(name, value)
    return selection


def _parse_page(edition: Edition, asked: Asked) -> Page:
    limit, offset = (int(asked.get(p.name, str(p.default))) for p in PAGE)
    return Page(parse_wanted(edition, asked), limit, offset)


def _parse_one(edition: Edition, asked: Asked) -> Selection:
    name = asked["figure"]
    # A selection takes a list with blanks as well; an address is one figure's.
    if edition.find(name) is None:
        raise refuse_unknown(FIGURE.name, name)
    return parse_wanted(edition, {"figure": name})


def _list_rows(edition: Edition, positions: np.ndarray) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = build_flat_table(edition, positions).to_dict("records")  # type: ignore[assignment]
    return rows


@memoize(64)
def _write_page(edition: Edition, page: Page) -> bytes:
    found = select_positions(edition, page.selection)
    end = page.offset + page.limit
    links = {"self": page.link(page.offset)}
    if page.offset > 0:
        links["previous"] = page.link(max(0, page.offset - page.limit))
    if end < len(found):
        links["next"] = page.link(end)
    return dump(
        {
            "edition": edition.fingerprint,
            "total": len(found),
            "limit": page.limit,
            "offset": page.offset,
            "links": links,
            "figures": _list_rows(edition, found[page.offset : end]),
        }
    )


def _write_one(edition: Edition, selection: Selection) -> bytes:
    [row] = _list_rows(edition, select_positions(edition, selection))
    return dump(row)


def _write_table(edition: Edition, selection: Selection) -> Iterator[bytes]:
    found = select_positions(edition, selection)
    return (_write_rows(edition, selection, start) for start in range(0, max(len(found), 1), CHUNK))


@memoize(16)
def _write_rows(edition: Edition, selection: Selection, start: int) -> bytes:
    """A part of the table, about a megabyte; the first begins with the names of the columns."""
    positions = select_positions(edition, selection)[start : start + CHUNK]
    return write_csv(build_flat_table(edition, positions), header=start == 0)


FIGURE_SCHEMA = build_object({name: {"type": "string"} for name in COLUMNS})
_LINK = {"type": "string", "format": "uri-reference"}
_LINKS: Json = {
    "type": "object",
    "properties": {"self": _LINK, "previous": _LINK, "next": _LINK},
    "required": ["self"],
    "additionalProperties": False,
}
_COUNT = {"type": "integer", "minimum": 0}
_PAGE_SCHEMA = build_object(
    {
        "edition": {"type": "string"},
        "total": _COUNT,
        "limit": _COUNT,
        "offset": _COUNT,
        "links": _LINKS,
        "figures": {"type": "array", "items": {"$ref": "#/components/schemas/Figure"}},
    }
)
OPERATIONS = (
    Operation(
        "/figures.json",
        "Figures, printed and derived, page by page",
        _write_page,
        _parse_page,
        (*SELECTION, *PAGE),
        schema=_PAGE_SCHEMA,
    ),
    Operation(
        "/figures.csv",
        "Figures, printed and derived, as one table: UTF-8 with BOM, CRLF",
        _write_table,
        parse_wanted,
        SELECTION,
        media_type="text/csv",
        schema={"type": "string"},
        file_name="figures-{edition}.csv",
    ),
    Operation(
        "/figures/{figure}.json",
        "One figure",
        _write_one,
        _parse_one,
        path_parameters=(FIGURE,),
        schema={"$ref": "#/components/schemas/Figure"},
    ),
)
