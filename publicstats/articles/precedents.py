"""What the rows of an earlier article say, and which earlier article a new one is like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from publicstats.articles.likeness import pairs
from publicstats.contract.records import Source
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.period import Period

CARRIED = ("indicator", "region", "breakdown", "basis", "kind", "base", "comparability")
"""The columns that a like figure of a later article shares."""
ALIKE = 0.8
"""How like two titles must be, numbers and times left out."""
AKIN = 0.3
"""The same of two articles of one publisher."""
HEADING = 3
"""Lines at the head of a text among which its title stands."""
SHORTEST = 4
"""Characters of the shortest title that is told from others."""
_TIMES = re.compile(r"[0-9０-９]+|[一二三四五六七八九十]+(?=[月季期])|[上下]半年|[年月日季期度份第周旬号\W]")

_ISSUE = re.compile("[0-9０-９〇一二三四五六七八九十](?:年|月|季度|[期号周])")
"""What makes a title that of one article only."""


@dataclass(frozen=True)
class Precedent:
    """A row of an earlier article."""

    figure: str
    cells: Mapping[str, str]
    """By the names of `CARRIED`."""
    period: str
    printed: str
    line: int
    words: str
    """The Chinese names of its indicator and category: all that is known where the text is not at hand."""


@dataclass(frozen=True)
class Earlier:
    """An earlier article: its rows, and its text where that is at hand."""

    source: Source
    rows: tuple[Precedent, ...]
    text: str = ""


def list_earlier(edition: Edition, source: Source, text: str = "") -> Earlier:
    """An earlier article by its rows in the edition, in the order of its lines."""
    frame = edition.figures
    frame = frame[(frame["source"] == source.id) & (frame["printed"] != "")]
    rows = []
    for row in frame.astype(str).to_dict("records"):
        names = [edition.indicators[row["indicator"]].name.zh]
        if row["breakdown"]:
            names.append(edition.breakdowns[row["breakdown"]].name.zh)
        rows.append(
            Precedent(
                figure=row["figure"],
                cells={name: row[name] for name in CARRIED} | {"kind": row["kind"].removeprefix("actual")},
                period=row["period"],
                printed=row["printed"],
                line=int(row["line"] or 0),
                words="，".join(names),
            )
        )
    return Earlier(source, tuple(sorted(rows, key=lambda row: row.line)), text)


def find_earlier(
    edition: Edition, text: str, source: Source | None, published: Period | None
) -> Source | None:
    """The article published last that has the new one's title, or its publisher and a title akin to it.

    The title is that of the registered source, else one of the first lines. Only articles with rows count,
    and none that is as late as the new one, or that is the new one itself by a title of that month or issue.
    """
    heads = [source.title.zh] if source else [line for line in text.split("\n") if line.strip()][:HEADING]
    titles = [_plain(head) for head in heads]
    own = {head.strip() for head in heads if _ISSUE.search(head)}
    used = _list_used(edition)
    found = []
    for other in edition.sources.values():
        is_own = other.title.zh in own or (source and other.id == source.id)
        if other.id not in used or is_own or _is_late(other, published):
            continue
        publisher = other.publisher.zh
        same = bool(publisher) and (source.publisher.zh == publisher if source else publisher in text)
        plain = _plain(other.title.zh)
        likeness = max((_compare(title, plain, strictly=not same) for title in titles), default=0)
        if likeness >= (AKIN if same else ALIKE):
            found.append((other.published.end, likeness, other.id))
    return edition.sources[max(found)[2]] if found else None


@memoize(1)
def _list_used(edition: Edition) -> frozenset[str]:
    """The sources that have figures."""
    return frozenset(edition.figures["source"].astype(str).unique())


def _is_late(other: Source, published: Period | None) -> bool:
    return published is not None and other.published.end >= published.end


def _plain(title: str) -> str:
    return _TIMES.sub("", title)


def _compare(one: str, other: str, *, strictly: bool) -> float:
    """How like two titles are; strictly, one with another word in the place of one (another city) is not."""
    if min(len(one), len(other)) < SHORTEST:
        return 0
    if not pairs(one) & pairs(other):
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if strictly and any(name == "replace" for name, *_ in matcher.get_opcodes()):
        return 0
    return matcher.ratio()
