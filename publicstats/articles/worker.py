"""The process that reads files and scans articles: takes one question after another from a pipe, and answers.

A process of its own, as a scan takes the interpreter for itself: it would stop the server's other threads. It
is started by `scanners` with the number of the pipe's end as its argument, and ends when nobody holds the
other.
"""

from __future__ import annotations

import os
import resource
import sys
import traceback
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from publicstats.articles.drafts import Known, Scan
from publicstats.articles.identities import list_rows
from publicstats.articles.inputs import InputError, read_document
from publicstats.articles.precedents import Earlier
from publicstats.articles.scanning import scan_like
from publicstats.contract.records import Source
from publicstats.period import Period

MEMORY = 1_000_000_000
"""Bytes that it may ask for over what it has at its start; a scan of the longest text takes a tenth."""
READY = "ready"
"""Said once, when all is loaded."""
NICENESS = 5
"""How far it steps back where the processors are wanted elsewhere, by nice(1)."""


class Finding(NamedTuple):
    """What was found in an article: its drafts, and relations between them as rows of calculations.csv."""

    scan: Scan
    checks: list[dict[str, str]]


class Question(NamedTuple):
    """What is to be scanned, what is known, and the earlier article that it is like."""

    pasted: str
    known: Known
    published: Period | None
    source: Source | None
    earlier: Earlier | None = None

    def answer(self) -> Finding:
        """What is found."""
        scan = scan_like(*self)
        checks = list_rows(scan)
        # The dictionary's words of the article are many and of no use to whoever asked.
        return Finding(replace(scan, article=replace(scan.article)), checks)


class Document(NamedTuple):
    """A file of which the text is wanted."""

    name: str
    data: bytes

    def answer(self) -> str | InputError:
        """Its text, or why it has none."""
        try:
            return read_document(self.name, self.data)
        except InputError as error:
            return error


class Failure(NamedTuple):
    """What went wrong: the kind of error and where, without its words, which may quote the text."""

    kind: str
    where: str


def answer(question: Question | Document) -> Finding | str | InputError | Failure:
    """What is found; no error is lost, and none ends the process."""
    try:
        return question.answer()
    except Exception as error:  # noqa: BLE001 - whatever it is, the next text is scanned
        return Failure(type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))


def limit_memory(more: int) -> None:
    """Has the process get no more memory than it has and so many bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    size = int(pages) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + more, size + more))


def main() -> None:
    """Answers until there is nobody to ask."""
    with suppress(PermissionError):  # a service may be forbidden to
        os.nice(NICENESS)
    limit_memory(MEMORY)
    with Connection(int(sys.argv[1])) as pipe:
        pipe.send(READY)
        while True:
            try:
                question = pipe.recv()
            except EOFError:
                return
            pipe.send(answer(question))
