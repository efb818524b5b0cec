"""What a rule looks at: single rows, or everything.

What a rule `by_row` says of a row follows from its cells alone, or from them and what tables `beside` say of
what they name. So a row of which it said nothing need not be asked again while that is as it was. Such a rule
is given nothing else, unless all rows are to be asked: of the rows only those to be asked, of tables beside
only the columns of `BESIDE` and, where rows are named, only these. Any other rule is asked of all tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.reading.kept import Kept
from publicstats.reading.parsed import ParsedTables, list_cells, once
from publicstats.reading.tables import FILE, ROW

Rule = Callable[[ParsedTables], Iterable[Problem]]
BESIDE = {
    "units": ("unit", "same_as", "kind"),
    "breaks": ("break", "indicator", "region", "breakdown", "from"),
    "indicators": ("indicator", "unit", "signed", "ended"),
    "regions": ("region", "valid_from", "valid_to"),
    "sources": ("source", "published"),
}
"""What rules that judge figures one by one ask of other tables."""
NAMING = {column.refers: column.name for column in SCHEMAS["figures"].columns if column.refers in BESIDE}
"""The columns of figures that name rows of those tables; the others are looked at as a whole."""


Named = list[tuple[str, list[str]]]
"""The tables beside, and the ids of theirs that a file names."""


class Scope(NamedTuple):
    """The tables whose rows a rule judges one by one (all where none is named), and what it needs besides."""

    tables: tuple[str, ...]
    beside: bool


class Due(NamedTuple):
    """A file of which it is not known that a rule says nothing."""

    file: str
    only_new: bool
    """Whether it is known of the rows that the file had before."""
    follows: tuple[Hashable, ...]
    """What the answer follows from."""


SCOPES: dict[Rule, Scope] = {}
"""The rules that judge rows one by one."""


def by_row(*tables: str, beside: bool = False) -> Callable[[Rule], Rule]:
    """Marks a rule that judges the rows of some tables one by one; without a name, of all tables.

    One that asks other tables as well (`beside`) is of figures alone.
    """

    def mark(rule: Rule) -> Rule:
        SCOPES[rule] = Scope(tables, beside)
        return rule

    return mark


def ask(rule: Rule, parsed: ParsedTables, kept: Kept | None) -> list[Problem]:
    """The problems that a rule finds; rows that are known to have none are not asked."""
    scope = SCOPES.get(rule)
    if kept is None or scope is None:
        return list(rule(parsed))
    due = list(_list_due(rule, scope, parsed, kept))
    judged = sum(len(parsed.files.get(name, ())) for name in scope.tables or parsed.tables)
    is_all = len(due) == judged and not any(each.only_new for each in due)
    asked = parsed if is_all else _narrow(parsed, due, beside=scope.beside)
    found = list(rule(asked)) if due else []
    _count_rows(asked, due, kept)
    wrong = {problem.file for problem in found}
    # Of a rule that speaks of what it was not asked nothing is known.
    for each in due if wrong.issubset(each.file for each in due) else ():
        if each.file not in wrong:
            kept.note("sound", rule, *each.follows)
    return found


def _list_due(rule: Rule, scope: Scope, parsed: ParsedTables, kept: Kept) -> Iterator[Due]:
    for name in scope.tables or parsed.tables:
        for file in parsed.files.get(name, ()):
            follows: tuple[str, ...] = (kept.digests[file],)
            if scope.beside:
                named = kept.take("named", *follows, make=partial(_list_named, parsed, file))
                follows = (*follows, _look_beside(parsed, kept.digests[file], named))
            if not kept.knows("sound", rule, *follows):
                yield Due(file, _were_sound(rule, scope, parsed, file, kept), follows)


def _were_sound(rule: Rule, scope: Scope, parsed: ParsedTables, file: str, kept: Kept) -> bool:
    """Whether a rule would say nothing of the rows that a file had before, with what is beside them now."""
    before = kept.before.get(file)
    if before is None or file not in parsed.origins:
        return False
    if not scope.beside:
        return kept.find("sound", rule, before) is not None
    named = kept.find("named", before)
    return named is not None and bool(kept.find("sound", rule, before, _look_beside(parsed, before, named)))


def _look_beside(parsed: ParsedTables, digest: str, named: Named) -> str:
    """A digest of all that the tables beside say of what a file of figures names."""
    answers: dict[str, str] = parsed.answers.setdefault(_look_beside, {})
    if digest not in answers:
        rows = _read_beside(parsed)
        sure = [name for name in BESIDE if parsed.defines_all(name)]
        said = [[rows.get(table, {}).get(name) for name in names] for table, names in named]
        whole = [rows.get(name) for name in BESIDE if name not in NAMING]
        answers[digest] = hashlib.sha256(repr((sorted(rows), sure, said, whole)).encode()).hexdigest()
    return answers[digest]


def _list_named(parsed: ParsedTables, file: str) -> Named:
    """What the rows of a file name of the tables beside."""
    frame = parsed.tables["figures"]
    rows = frame[frame[FILE] == file]
    return [(table, sorted(rows[column].unique())) for table, column in NAMING.items()]


@once
def _read_beside(parsed: ParsedTables) -> dict[str, dict[str, list[Any]]]:
    """The cells of the tables beside, by table and id; of several rows of one id all."""
    found: dict[str, dict[str, list[Any]]] = {}
    for table, columns in BESIDE.items():
        if table in parsed.tables:
            rows = found.setdefault(table, {})
            for name, *cells in list_cells(parsed.tables[table], *columns):
                rows.setdefault(name, []).append(cells)
    return found


def _narrow(parsed: ParsedTables, due: Sequence[Due], *, beside: bool) -> ParsedTables:
    """The rows that are to be asked, and what is beside them; no other row, table or column."""
    whole, edited = (frozenset(each.file for each in due if each.only_new is new) for new in (False, True))
    narrowed: dict[Hashable, ParsedTables] = parsed.answers.setdefault(_narrow, {})
    key = whole, edited, beside
    if key not in narrowed:
        tables = dict(_choose_rows(parsed, whole, edited))
        if beside and tables:
            tables |= _choose_beside(parsed, tables["figures"])
        unsure = parsed.unsure.intersection(BESIDE) if beside else frozenset()
        narrowed[key] = ParsedTables(tables, unsure, parsed.headers, prints=parsed.prints)
    return narrowed[key]


def _choose_rows(
    parsed: ParsedTables, whole: frozenset[str], edited: frozenset[str]
) -> Iterator[tuple[str, pd.DataFrame]]:
    for name, frame in parsed.tables.items():
        files = parsed.files[name]
        if whole.issuperset(files) and files:
            yield name, frame
        elif not (whole | edited).isdisjoint(files):
            wanted = frame[FILE].isin(whole).to_numpy()
            if not edited.isdisjoint(files):
                wanted = wanted | frame[FILE].isin(edited).to_numpy() & parsed.find_new(name)
            yield name, frame[wanted]


def _choose_beside(parsed: ParsedTables, figures: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for name, columns in BESIDE.items():
        if name in parsed.tables:
            frame = parsed.tables[name][[*columns, FILE, ROW]]
            named = figures[NAMING[name]].unique() if name in NAMING else None
            yield name, frame if named is None else frame[frame[SCHEMAS[name].key].isin(named)]


def _count_rows(asked: ParsedTables, due: Sequence[Due], kept: Kept) -> None:
    """Notes of how many rows of each file a rule was asked."""
    counts = _count_files(asked)
    for each in due:
        kept.asked[each.file] = max(counts.get(each.file, 0), kept.asked[each.file])


@once
def _count_files(asked: ParsedTables) -> Mapping[str, int]:
    """How many rows there are of each file."""
    counts = (frame[FILE].value_counts().items() for frame in asked.tables.values())
    return {str(file): int(count) for file, count in chain.from_iterable(counts)}
