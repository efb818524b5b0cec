"""The saves of a state folder: a line of JSON for each edit that was saved into the CSVs.

    {"save": "1f2e3d4c", "moment": …, "origin": "draft", "role": "analyst", "before": …, "fingerprint": …, …}
    {"done": "1f2e3d4c"}       it is in the CSVs
    {"let_go": ["1f2e3d4c"]}   its rows are missing, and that is meant

The line is written before the edit is: where the process ends in between nothing says that it is done. Which
edition came of which saves follows from the fingerprints, whoever notes it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from publicstats.editing.applying import Splice
from publicstats.editing.edit import ORIGINS, Edit, parse_edit
from publicstats.editing.taking_back import Applied
from publicstats.publishing.journal import SaveNote, parse_moment
from publicstats.publishing.line_files import append_record, read_records_back, sign_file

UNDO = "undo"
"""The origin of what takes a save back."""
RECENT = 50
DAYS = timedelta(days=30)
"""Saves that can be taken back, and whose rows are missed where they are gone: so many, of so many days."""
_TEXTS = ("save", "origin", "role", "before", "fingerprint", "undoes")
BYTES = 64_000_000
"""Bytes at the end of the file in which they are looked for."""


@dataclass(frozen=True)
class Save:
    """One edit that was saved: when, from where, by which role, what it was, and what it made of the CSVs."""

    id: str
    moment: datetime
    origin: str
    role: str
    before: str
    fingerprint: str
    """Those of the CSVs before and after."""
    applied: Applied
    after: Mapping[str, str]
    """The digest of each file that it changed, as it left them."""
    undoes: str = ""
    """The save that it takes back."""

    @property
    def note(self) -> SaveNote:
        """What the journal says of it."""
        return SaveNote(self.id, self.origin, self.role)


class Saves(NamedTuple):
    """The last saves that are in the CSVs, the latest first, and which of them were taken back or let go."""

    all: tuple[Save, ...] = ()
    undone: frozenset[str] = frozenset()
    let_go: frozenset[str] = frozenset()

    @property
    def standing(self) -> tuple[Save, ...]:
        """Those that were not taken back and take none back."""
        return tuple(save for save in self.all if save.id not in self.undone and not save.undoes)


class SaveLog:
    """The saves noted in a file. Who writes holds the restores' lock; OSError where that cannot be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[object, Saves] = ((), Saves())

    def note(self, save: Save) -> None:
        """Notes what is about to be saved."""
        append_record(self._path, _write_save(save))

    def confirm(self, save: str) -> None:
        """Notes that it is saved."""
        append_record(self._path, {"done": save})

    def let_go(self, saves: Iterable[str]) -> None:
        """Notes that the missing rows of saves are not to be asked for."""
        append_record(self._path, {"let_go": list(saves)})

    def load(self) -> Saves:
        """The last fifty saves of thirty days."""
        signature = sign_file(self._path)
        if signature != self._read[0]:
            self._read = (signature, self._load())
        return self._read[1]

    def trace(self, fingerprint: str, since: str) -> tuple[SaveNote, ...]:
        """The saves that led to an edition since another, the latest first, confirmed or not."""
        traced = []
        records = read_records_back(self._path, _parse_record, BYTES)
        for save in islice((record for record in records if isinstance(record, Save)), RECENT):
            if save.fingerprint == fingerprint != since:
                traced.append(save.note)
                fingerprint = save.before
        return tuple(traced)

    def _load(self) -> Saves:
        saves: list[Save] = []
        done: set[str] = set()
        let_go: set[str] = set()
        first = datetime.now(UTC) - DAYS
        records = read_records_back(self._path, _parse_record, BYTES)
        for record in takewhile(lambda record: len(saves) < RECENT, records):
            match record:
                case Save() if record.moment < first:
                    break
                case Save() if record.id in done:
                    saves.append(record)
                case ("done", names):
                    done.update(names)
                case ("let_go", names):
                    let_go.update(names)
        return Saves(tuple(saves), frozenset(save.undoes for save in saves) - {""}, frozenset(let_go))


def _write_save(save: Save) -> dict[str, Any]:
    return {
        "save": save.id,
        "moment": save.moment.isoformat(),
        "origin": save.origin,
        "role": save.role,
        "before": save.before,
        "fingerprint": save.fingerprint,
        "undoes": save.undoes,
        "edit": save.applied.edit.as_dict(),
        "keys": list(save.applied.keys),
        "created": sorted(save.applied.created),
        "after": dict(save.after),
        "splices": {
            name: [[splice.start, _write_bytes(splice.old), _write_bytes(splice.new)] for splice in splices]
            for name, splices in save.applied.splices.items()
        },
    }


def _parse_record(record: Any) -> Save | tuple[str, tuple[str, ...]]:
    if "done" in record:
        return "done", _read_texts([record["done"]])
    if "let_go" in record:
        return "let_go", _read_texts(record["let_go"])
    return _parse_save(record)


def _parse_save(record: Any) -> Save:
    """The save that a record is; one of the errors of `line_files.DAMAGE` where it is none."""
    edit = parse_edit(record["edit"]) if record["edit"]["rows"] or record["edit"]["cells"] else Edit()
    splices = {
        str(name): tuple(Splice(int(start), _read_bytes(old), _read_bytes(new)) for start, old, new in found)
        for name, found in dict(record["splices"]).items()
    }
    keys = _read_texts(record["keys"])
    if len(keys) != len(edit.cells) or record["origin"] not in (*ORIGINS, UNDO):
        raise ValueError("no save")
    save, origin, role, before, fingerprint, undoes = _read_texts(record[name] for name in _TEXTS)
    applied = Applied(edit, keys, splices, frozenset(_read_texts(record["created"])))
    after = {str(name): str(digest) for name, digest in dict(record["after"]).items()}
    moment = parse_moment(record["moment"])
    return Save(save, moment, origin, role, before, fingerprint, applied, after, undoes)


def _read_texts(found: Iterable[object]) -> tuple[str, ...]:
    values = list(found)
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) < len(values):
        raise ValueError("no text")
    return texts


def _write_bytes(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _read_bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
