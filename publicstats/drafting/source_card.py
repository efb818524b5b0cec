"""The row of sources.csv of an article: the one that there is, or a new one as far as its text tells."""

from __future__ import annotations

import re
from collections import Counter

from publicstats.articles.drafts import Scan, free_id
from publicstats.articles.likeness import pairs
from publicstats.contract.records import Source
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting.figure_names import join_id, name_place
from publicstats.drafting.moving_titles import move_title
from publicstats.drafting.sheet import SourceCard
from publicstats.edition.model import Edition
from publicstats.period import parse_period

COLUMNS = SCHEMAS["sources"].names
HEAD, TAIL = 300, 100
"""Characters at the beginning and the end of a text among which its publisher is named."""
HEADING = 3
"""Lines at the head of a text among which its title stands."""
ALIKE = 0.5
"""The share of a title that the title of the next one has in common with it."""
SHORTEST, LONGEST_TITLE = 6, 60
"""Characters of a title."""
_SENTENCE = re.compile("[，。；].*[，。；]|。$")
_CLAUSE = re.compile("[，。；：]|$")
_DATELINE = re.compile(r"^.{0,30}?(?:讯|电)(?:[（(][^）)]*[）)])?\s*(?:[0-9年月日]+，)?")


def build_card(scan: Scan, edition: Edition, source: Source | None, document: str) -> SourceCard:
    """The source's row of an article; what is suggested or guessed is named."""
    if source is not None:
        return SourceCard(False, write_source(source))
    heads = [line.strip() for line in scan.article.raw.split("\n") if line.strip()][:HEADING]
    cells = dict.fromkeys(COLUMNS, "")
    cells["title_zh"] = _read_title(heads[0]) if heads else ""
    cells["publisher"] = find_publisher(scan.article.raw, edition)
    if scan.published:
        cells |= {"published": scan.published.text, "published_basis": "printed"}
    if scan.like:
        cells |= _move_on(scan, scan.like, edition, heads)
    cells["source"] = scan.new_source or _name_source(scan, edition, cells["publisher"])
    cells["document"] = document or f"{cells['source']}{read_ending(scan.like) if scan.like else '.txt'}"
    guessed = ["source", "title_zh", "publisher", "published", "published_basis", "document"]
    if scan.like:
        guessed = ["title_zh", "title_en"]
    return SourceCard(True, cells, tuple(name for name in guessed if cells[name]))


def _read_title(line: str) -> str:
    """The title that a first line is; of one that is a sentence already the first words that say what of."""
    if len(line) <= LONGEST_TITLE and not _SENTENCE.search(line):
        return line
    clauses = [clause.strip() for clause in _CLAUSE.split(_DATELINE.sub("", line))]
    return next((clause for clause in clauses if len(clause) >= SHORTEST), "")[:LONGEST_TITLE]


def write_source(source: Source) -> dict[str, str]:
    """The cells of a source's row."""
    return {
        "source": source.id,
        "title_zh": source.title.zh,
        "title_en": source.title.en,
        "publisher": write_publisher(source),
        "published": source.published.text,
        "published_basis": source.published_basis,
        "document": source.document,
        "note_zh": source.note.zh,
        "note_en": source.note.en,
        "revises": ";".join(source.revises),
    }


def read_ending(source: Source) -> str:
    """The ending of a source's file name, with its point."""
    _, dot, ending = source.document.rpartition(".")
    return f".{ending}" if dot and ending.isalnum() else ".txt"


def write_publisher(source: Source) -> str:
    """The cell of a publisher: its Chinese and its English name."""
    return " / ".join(filter(None, source.publisher))


def find_publisher(text: str, edition: Edition) -> str:
    """The cell of the publisher whose name stands at the head or the end of a text; or blank."""
    where = f"{text[:HEAD]}\n{text[-TAIL:]}"
    known = {write_publisher(s): s.publisher.zh for s in edition.sources.values() if s.publisher.zh}
    found = [cell for cell, name in known.items() if name in where]
    return max(found, key=lambda cell: (len(known[cell]), cell), default="")


def _name_source(scan: Scan, edition: Edition, publisher: str) -> str:
    """An id of the place or the publisher, and of the date; or of the edition's next article."""
    counts = Counter(draft.region for draft in scan.drafts if draft.region)
    place = name_place(counts.most_common(1)[0][0], edition) if counts else ""
    english = publisher.partition(" / ")[2]
    date = scan.published.text if scan.published else ""
    name = join_id([place or english or "article", date])
    return free_id(name, edition.sources.__contains__) if name in edition.sources else name


def _move_on(scan: Scan, like: Source, edition: Edition, heads: list[str]) -> dict[str, str]:
    """What carries over from the earlier article, its titles with the new period in them."""
    alike = max(heads, key=lambda head: _compare(head, like.title.zh), default="")
    known = _compare(alike, like.title.zh) >= ALIKE
    return {
        "publisher": write_publisher(like),
        "title_zh": alike if known else _move(like.title.zh, scan, like, edition) or alike,
        "title_en": _move(like.title.en, scan, like, edition),
    }


def _move(title: str, scan: Scan, like: Source, edition: Edition) -> str:
    """A title of the earlier article with the new one's period in it, else with its date; or blank."""
    moves = Counter(
        (known.period, parse_period(draft.setting.period))
        for draft in scan.drafts
        if draft.like and draft.setting.period and (known := edition.find(draft.like))
    )
    named = [moves.most_common(1)[0][0]] if moves else []
    if scan.published:
        named.append((like.published, scan.published))
    return next(filter(None, (move_title(title, before, after) for before, after in named)), "")


def _compare(one: str, other: str) -> float:
    words = pairs(other)
    return len(pairs(one) & words) / len(words) if words else 0
