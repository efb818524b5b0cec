"""What a builder keeps as columns, and back: of each CSV what follows from it alone, the rest together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from publicstats.edition.figure_table import Ends
from publicstats.edition.known_editions import read_thing, write_thing
from publicstats.reading.by_type import Columns
from publicstats.reading.kept import Kept
from publicstats.reading.tables import Known
from publicstats.validation import RULES
from publicstats.validation.scopes import Named, Rule

_RULES: dict[str, Rule] = {f"{rule.__module__}.{rule.__qualname__}": rule for rule in RULES}
_NAMES = {rule: name for name, rule in _RULES.items()}


class _Common(NamedTuple):
    """What follows from several files: their digests, which rules said nothing of what, what files name."""

    before: dict[str, str]
    sound: list[tuple[str, tuple[str, ...]]]
    named: list[tuple[str, Named]]


class _OfFile(NamedTuple):
    """What follows from one file: its table, and of figures the intervals of their prints."""

    read: Known
    ends: Ends | None


def write_common(kept: Kept) -> Columns:
    """The columns of what follows from several files of the last edition."""
    sound, named = [], []
    for (kind, *follows), answer in kept.list_valid().items():
        if kind == "sound":
            sound.append((_NAMES[follows[0]], tuple(follows[1:])))
        elif kind == "named":
            named.append((follows[0], answer))
    return write_thing(_Common(dict(kept.before), sorted(sound), sorted(named)), _Common)


def write_file(kept: Kept, digest: str) -> Columns | None:
    """The columns of what follows from one file; none where it is not kept."""
    read = kept.find("read", digest)
    return None if read is None else write_thing(_OfFile(read, kept.find("ends", digest)), _OfFile)


def read_answers(common: Sequence[pa.Array], find_file: Callable[[str], Sequence[pa.Array] | None]) -> Kept:
    """What was kept, of those files that can be found; an error of whatever kind where it is none of that."""
    before, sound, named = read_thing(common, _Common)
    answers: dict[tuple[Any, ...], Any] = {("sound", _RULES[rule], *follows): True for rule, follows in sound}
    answers |= {("named", digest): found for digest, found in named}
    for digest in before.values():
        answers |= _read_file(digest, find_file)
    return Kept.recall(before, answers)


def _read_file(
    digest: str, find_file: Callable[[str], Sequence[pa.Array] | None]
) -> Mapping[tuple[Any, ...], Any]:
    columns = find_file(digest)
    if columns is None:
        return {}
    read, ends = read_thing(columns, _OfFile)
    return {("read", digest): read} | ({} if ends is None else {("ends", digest): ends})
