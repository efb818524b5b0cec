"""A journal that was torn, edited or filled with nonsense: publications stand, the rest harms nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from publicstats.publishing import Entry
from publicstats.publishing.backwards import MAX_LINE
from publicstats.publishing.changes import Change, Changes
from publicstats.publishing.journal import Journal, SaveNote, trace_history
from publicstats.publishing.save_words import describe_notes
from publicstats.text.i18n import LANGS, Text, format_moment
from tests.publishing.spoiling import make

CHANGES = Changes(1, 0, 0, (Change("added", "a", Text("", ""), Text("甲", "A")),))
GOOD = Entry("0123456789abcdef", datetime(2024, 7, 17, tzinfo=UTC), 15, CHANGES)


def write(**cells: Any) -> bytes:
    """A line of the journal, with other cells than a right one."""
    record = {
        "fingerprint": GOOD.fingerprint,
        "since": GOOD.since.isoformat(),
        "figures": 15,
        "changes": CHANGES.as_dict(),
    }
    return json.dumps(record | cells).encode()


def listed(**cells: Any) -> bytes:
    """A line with other cells in its first change."""
    change = {"action": "added", "figure": "a", "before": ["", ""], "after": ["甲", "A"]}
    return write(changes=CHANGES.as_dict() | {"listed": [change | cells]})


def test_saves_of_a_publication_are_kept_and_lines_of_other_programs_stay_readable(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    saved = replace(GOOD, saves=(SaveNote("1f2e3d4c", "draft", "analyst"),))
    Journal(path).append(saved)
    newer = [{"save": "1f2e3d4c", "origin": "elsewhere", "role": "robot", "by": "7"}, "x", {"save": 7}]
    path.write_bytes(
        b"\n".join([write(), path.read_bytes().strip(), write(saves=newer), write(saves=None), write(more=7)])
    )
    found = Journal(path).list_entries()
    assert [entry.saves for entry in found[:2]] == [(), saved.saves]
    assert [len(entry.saves) for entry in found] == [0, 1, 1, 0, 0]
    for lang in LANGS:
        assert describe_notes(found[2].saves, lang) == ""
        assert describe_notes(found[1].saves, lang)


NONSENSE: dict[str, bytes] = {
    "brackets": b"[" * 100_000,
    "braces": b'{"a":' * 100_000,
    "infinite figures": write().replace(b'"figures": 15', b'"figures": 1e999'),
    "figures that are no number": write().replace(b'"figures": 15', b'"figures": NaN'),
    "more digits than a number may have": write().replace(b'"figures": 15', b'"figures": ' + b"9" * 5_000),
    "more figures than there are": write(figures=10**12),
    "figures below zero": write(figures=-1),
    "half a figure": write(figures=1.5),
    "figures as text": write(figures="15"),
    "figures as truth": write(figures=True),
    "figures as list": write(figures=[15]),
    "null": b"null",
    "a list": b"[1, 2]",
    "a number": b"1",
    "a text": b'"abc"',
    "an object with nothing in it": b"{}",
    "no JSON": b"nonsense",
    "half a line": write()[:60],
    "NUL": b"\0" * 40,
    "no UTF-8": b"\xff\xfe" + write(),
    "UTF-8 cut in the middle": write().replace(b"\\u7532", "甲".encode()[:2]),
    "a fingerprint that is a path": write(fingerprint="../../etc/passwd"),
    "a fingerprint in capitals": write(fingerprint="0123456789ABCDEF"),
    "a fingerprint with a line end": write(fingerprint="0123456789abcdef\n"),
    "a fingerprint of nothing": write(fingerprint=""),
    "a fingerprint as number": write(fingerprint=123),
    "a fingerprint as list": write(fingerprint=["0123456789abcdef"]),
    "no moment": write(since="yesterday"),
    "a moment as number": write(since=1721174400),
    "a moment as null": write(since=None),
    "a moment before the first": write(since="0001-01-01T00:00:00+14:00"),
    "a moment after the last": write(since="9999-12-31T23:59:59-14:00"),
    "changes as null": write(changes=None),
    "changes as list": write(changes=[]),
    "changes without a list": write(changes={"added": 1, "changed": 0, "removed": 0}),
    "a reason that is none": listed(reason="nonsense"),
    "a list of reasons": listed(reason=["final"]),
    "counts of no reason": write(changes=CHANGES.as_dict() | {"replacing": {"nonsense": 1}}),
    "reasons counted below zero": write(changes=CHANGES.as_dict() | {"replacing": {"final": -1}}),
    "counts that are a list": write(changes=CHANGES.as_dict() | {"replacing": ["final"]}),
    "counts that are null": write(changes=CHANGES.as_dict() | {"replacing": None}),
    "sources that are a word": write(changes=CHANGES.as_dict() | {"sources": "paper_a"}),
    "sources that are null": write(changes=CHANGES.as_dict() | {"sources": None}),
    "a source as number": write(changes=CHANGES.as_dict() | {"sources": [7]}),
    "changes that list null": write(changes=CHANGES.as_dict() | {"listed": [None]}),
    "changes that list a number": write(changes=CHANGES.as_dict() | {"listed": 7}),
    "an action that has no word": listed(action="mended"),
    "an action as list": listed(action=["added"]),
    "a text of one language": listed(before=["x"]),
    "a text of three languages": listed(before=["x", "y", "z"]),
    "a text that is a word": listed(before="xy"),
    "a text as number": listed(after=[1, 2]),
    "a text that no encoding has": listed(after=["\ud800", ""]),
    "a figure as number": listed(figure=7),
    "a figure as null": listed(figure=None),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a journal is."""
    return tmp_path / "journal.jsonl"


@pytest.mark.parametrize("name", NONSENSE)
def test_line_that_is_no_publication_is_passed_over_and_spoils_no_other(name: str, path: Path) -> None:
    path.write_bytes(b"\n".join((write(), NONSENSE[name], write(), NONSENSE[name])))
    journal = Journal(path)
    assert journal.list_entries() == [GOOD, GOOD]
    journal.append(GOOD)
    assert journal.list_entries() == [GOOD, GOOD, GOOD]


def test_moment_without_a_zone_is_the_programs_own(path: Path) -> None:
    path.write_bytes(write(since="2024-07-17T00:00:00") + b"\n" + write(since="2024-07-17T08:00:00+08:00"))
    assert Journal(path).list_entries() == [GOOD, GOOD]


@pytest.mark.parametrize("since", ["1970-01-03T00:00:00+00:00", "9998-12-31T23:59:59+00:00"])
def test_any_moment_that_is_read_can_be_shown(since: str, path: Path) -> None:
    path.write_bytes(write(since=since))
    (entry,) = Journal(path).list_entries()
    assert all(format_moment(entry.since, lang) for lang in LANGS)


def test_line_that_no_memory_holds_is_passed_over_piece_by_piece(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publicstats.publishing.backwards.MAX_LINE", 1_000)
    path.write_bytes(b"".join((write(), b"\n", b"x" * 5_500, b"\n", b"y" * 1_999, b"\n", write(), b"\n")))
    assert Journal(path).list_entries() == [GOOD, GOOD]
    assert MAX_LINE > 1_000_000


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle"])
def test_journal_that_is_no_file_is_empty_and_takes_nothing(kind: str, path: Path) -> None:
    make(kind, path)
    assert Journal(path).list_entries() == []
    with pytest.raises(OSError, match=r"journal\.jsonl"):
        Journal(path).append(GOOD)


def test_journal_of_an_older_program_says_nothing_of_replacements_and_is_read(path: Path) -> None:
    change = {"action": "added", "figure": "a", "before": ["", ""], "after": ["甲", "A"]}
    path.write_bytes(write(changes={"added": 1, "changed": 0, "removed": 0, "listed": [change]}))
    assert Journal(path).list_entries() == [GOOD]


def test_reasons_of_replacements_come_back_as_they_were_kept(path: Path) -> None:
    change = Change("added", "a", Text("乙", "B"), Text("甲", "A"), "final")
    entry = replace(GOOD, changes=Changes(1, 0, 0, (change,), {"final": 1}))
    Journal(path).append(entry)
    assert Journal(path).list_entries() == [entry]


def test_sources_come_with_the_first_publication_that_names_them(path: Path) -> None:
    later = datetime(2024, 7, 18, tzinfo=UTC)
    entries = [
        GOOD,
        replace(GOOD, since=later, changes=replace(CHANGES, sources=("a", "b"))),
        replace(GOOD, since=datetime(2024, 7, 19, tzinfo=UTC), changes=replace(CHANGES, sources=("b",))),
    ]
    for entry in entries:
        Journal(path).append(entry)
    history = trace_history(Journal(path).list_entries())
    assert history.moments == tuple(entry.since for entry in entries)
    assert history.arrivals == {"a": later, "b": later}
