"""The edition that a folder makes without the rows that are wrong: one broken draft stops no scan."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import Edition, build_edition
from publicstats.reading.encodings import DecodeError, decode
from publicstats.reading.folder import UnreadableError, load_files

TRIES = 6
"""Leaving a row out may leave another one wrong that named it."""
_WHOLE = ("figures/", "calculations.csv", "charts.csv", "breaks.csv", "releases.csv", "acknowledgements.csv")
"""Files that a scan can do without."""
_HEADER = 1


def load_sound(folder: Path) -> tuple[Edition | None, tuple[str, ...]]:
    """The edition of a folder, and the files and rows that were left out for it, as ``figures/a.csv:12``.

    No edition where what is wrong is a file that scans need, or does not end with the rows that are wrong.
    """
    try:
        files = dict(load_files(folder))
    except UnreadableError:
        return None, ()
    gone: dict[str, None] = {}
    for _ in range(TRIES):
        outcome = build_edition(files)
        if outcome.edition is not None:
            return outcome.edition, tuple(gone)
        rows: dict[str, set[int]] = defaultdict(set)
        for problem in outcome.problems:
            if problem.severity == "error":
                # Of a flood only the first rows are listed: then the file is left out.
                rows[problem.file].add(0 if problem.code == "more" else problem.row)
        for name, numbers in rows.items():
            left = _leave_out(name, files.get(name, b""), numbers)
            if left is None:
                return None, ()
            files[name], places = left
            gone |= dict.fromkeys(places)
    return None, ()


def _leave_out(name: str, data: bytes, numbers: set[int]) -> tuple[bytes, list[str]] | None:
    """A file without its rows of these numbers, and what was left out; none where it is needed whole."""
    try:
        records = list(csv.reader(io.StringIO(decode(data), newline="")))
    except (DecodeError, csv.Error):
        records = []
    if records and min(numbers) > _HEADER:
        kept = [record for number, record in enumerate(records, 1) if number not in numbers]
        return _write(kept), [f"{name}:{number}" for number in sorted(numbers)]
    if not name.startswith(_WHOLE):
        return None
    schema = next(schema for schema in SCHEMAS.values() if name.startswith(schema.path.partition("*")[0]))
    return _write([schema.names]), [name]


def _write(records: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(records)
    return written.getvalue().encode()
