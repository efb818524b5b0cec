"""What a session has of a row that is being mended: the row as it was shown, and what became of its edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from publicstats.controls.sending import Sending
from publicstats.editing import Edit, EditError
from publicstats.editing.file_rows import FileRow, RowError, find_key, find_row
from publicstats.editing.row_changes import Clash, carry_over, find_again, find_clashes, write_mending

FIRST_ROW = 2
"""The row below the header."""


@dataclass
class Mending:
    """A row in the form, and the edit that is made of it."""

    row: FileRow
    sending: Sending
    first: Sequence[str] = ()
    """The columns at fault when the row was opened; what else is told of it later moves no field."""
    clashes: Sequence[Clash] = ()
    moved: int = 0
    """The number that the row had before somebody wrote rows above it; 0 where it has not moved."""
    lost: RowError | None = None
    """Why what was typed cannot be saved: the row is gone."""
    typed: Mapping[str, str] = field(default_factory=dict)

    def take(
        self, typed: Mapping[str, str], files: Mapping[str, bytes]
    ) -> tuple[dict[str, str], Edit | None]:
        """What is to stand in the form, and the edit of it; none where its row has changed meanwhile."""
        self.typed, self.clashes, self.moved, self.lost = typed, (), 0, None
        try:
            now = find_again(files, self.row)
        except RowError as error:
            self.lost = error
            return dict(typed), None
        before, self.row = self.row, now
        self.moved = before.number if before.number != now.number else 0
        self.clashes = find_clashes(before, now, typed)
        kept = carry_over(before, now, typed)
        if self.clashes:
            return kept, None
        return kept, write_mending(now, kept)


def find_asked_row(files: Mapping[str, bytes], asked: Mapping[str, str]) -> FileRow:
    """The row that an address is of: by the id of its figure, else by file and number; RowError for none."""
    figure, file, row = (asked.get(name, "") for name in ("figure", "file", "row"))
    number = int(row) if row.isascii() and row.isdigit() and len(row) < 10 else 0
    found: FileRow | None = None
    lost = RowError("unknown")
    if file:
        if number < FIRST_ROW:
            raise RowError("header_row")
        try:
            found = find_row(files, file, number)
        except EditError:
            raise RowError("unknown") from None
        except RowError as error:
            lost = error
    if figure and (found is None or found.key != figure):
        found, lost = find_key(files, "figures", figure), RowError("row_gone")
    if found is None:
        raise lost
    return found
