"""The rows of a data folder that slips are planted in, by series."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publicstats.contract.problems import Problem

Row = dict[str, str]
FEWEST = 3
"""Printed values of a series that a slip is planted in."""
_DIGITS = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Slip:
    """A slip: the cells that are typed instead, by figure; any of `figures` tells of it."""

    cells: Mapping[str, Row]

    @property
    def figures(self) -> frozenset[str]:
        return frozenset(self.cells)


class Folder:
    """The figures of a folder as rows, by series."""

    def __init__(self, files: Mapping[str, bytes], prefix: str) -> None:
        self.files = files
        self.tables = {
            name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
            for name, data in files.items()
            if name.startswith("figures/")
        }
        self.rows = [row for rows in self.tables.values() for row in rows if row["figure"].startswith(prefix)]
        replaced = {name for row in self.rows for name in (row.get("supersedes") or "").split(";")}
        sources = csv.DictReader(io.StringIO(files["sources.csv"].decode("utf-8-sig")))
        revised = {name for row in sources for name in (row.get("revises") or "").split(";")}
        standing = [
            row
            for row in self.rows
            if is_actual(row) and row["figure"] not in replaced and row["source"] not in revised
        ]
        self.series: dict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
        for row in standing:
            self.series[name_series(row)].setdefault(row["period"], row)
        self.usual = [row for row in standing if len(self.series[name_series(row)]) >= FEWEST]

    def list_named(self, problem: Problem) -> Iterator[str]:
        """The figures in whose rows a problem is."""
        file, _, row = problem.facts.get("first", "").rpartition(":")
        for name, number in ((problem.file, problem.row), (file, int(row or 0))):
            rows = self.tables.get(name, [])
            if 2 <= number <= len(rows) + 1:
                yield rows[number - 2]["figure"]

    def write(self, slips: list[Slip]) -> dict[str, bytes]:
        """The files with slips in them."""
        cells = {name: row for slip in slips for name, row in slip.cells.items()}
        files = dict(self.files)
        for name, rows in self.tables.items():
            if any(row["figure"] in cells for row in rows):
                out = io.StringIO()
                writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(row | cells.get(row["figure"], {}) for row in rows)
                files[name] = out.getvalue().encode()
        return files


def is_actual(row: Row) -> bool:
    """Whether a row has a printed value of what was."""
    return (
        row["kind"] in ("", "actual")
        and row["status"] in ("", "provisional")
        and bool(_DIGITS.search(row["printed"]))
        and "*" not in row["printed"]
    )


def name_series(row: Row) -> tuple[str, ...]:
    """What the figures of a series have in common, as far as their rows say it."""
    return tuple(row.get(name) or "" for name in ("indicator", "region", "breakdown", "basis", "base"))
