"""An article as it was pasted -> one running text, in which a number stands beside its unit again.

Scans and PDF extractions break lines anywhere, put spaces between a number and its unit and print digits
full-width. `read_article` undoes that, and remembers where each character stood.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from publicstats.articles.layout import CELLS, FLAT, PLAIN, find_layout, split_cells
from publicstats.quantity import numerals
from publicstats.text.characters import HALF_WIDTH, RADICALS, TIDY, simplify

BREAK = "\n"
"""Between two paragraphs, or two numbers that stand apart: no quantity goes across it."""
BETWEEN = "|"
"""Between two cells of a table's row, whatever parts them in the pasted text."""
_WIDE = {code: plain for code, plain in HALF_WIDTH.items() if chr(code) not in "，；！？（）\u3000"}
_WIDE |= RADICALS
_WIDE |= {ord(sign): str(TIDY[ord(sign)]) for sign in "−〜✱"}
_NARROW = {ord(narrow): wide for narrow, wide in zip(",;!?()", "，；！？（）", strict=True)}
"""Punctuation is Chinese in the running text, whatever was typed; the comma of thousands stays."""
_D = "0-9０-９"
"""The digits of the grammar, full-width ones too, as they are pasted; those of other scripts are signs."""
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_THOUSANDS = re.compile(rf"(?<=[{_D}]),(?=[{_D}]{{3}}(?![{_D}]))")
# １，２３４: a Chinese comma between full-width digits; between others it parts two numbers.
_WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_ENDS = "。！？；：…”』」）)!?;:】"
_LIST_MARK = re.compile(
    rf"(?:[（(]?[一二三四五六七八九十]{{1,3}}[、）)]|[（(][{_D}]{{1,2}}[）)]|[{_D}]{{1,2}}[.、．](?![{_D}])"
    r"|第[一二三四五六七八九十]+[章节条部]|[①-⑳□■◎●▲◆★#—·]|注[:：]|——)"
)
# A number cut off from its unit or its qualifier by the end of a line.
_CUT_LEFT = re.compile(rf"(?:[{_D}*×十百千万亿多余]|超过?|突破|逾|将?近|约|不到|不足|达到?|至|比|为|共)$")
_CUT_RIGHT = re.compile(rf"[{_D}*×一二两三四五六七八九十百千万亿多余个名人元户家件项次张所台条吨米平公亩%]")
_GROUPS = re.compile(rf"(?<![{_D}.,])[{_D}]{{1,3}}(?:[ \u00a0\u2009\u202f][{_D}]{{3}})++")
_GOES_ON = re.compile(rf" ?[{_D}]")
LONGEST_RUN = 60
_RUNNING = frozenset(string.ascii_letters + string.digits + numerals.CHARACTERS + "*×.,-+/@:()_多万亿")
LONG_LINE, WRAPPED_WIDTH, WRAPPED_SHARE, FEW_LINES = 40, 50, 0.5, 8
FULL = 0.85
"""The share of the width of a column from which on a line reaches its edge: digits are narrow."""
NARROWEST, WRAPPED_SPREAD = 10, 0.3
"""The least width of a column, and how far its lines may be off it, as a share of it."""


@dataclass(frozen=True)
class Article:
    """A text as pasted (`raw`) and its running text; `positions` says where in `raw` its characters stand."""

    raw: str
    text: str
    positions: tuple[int, ...]
    lines: tuple[int, ...]
    """The line of each character of `text`, counted from 1."""
    shown: str = ""
    """The running text as it is printed, where `text` has simplified characters for traditional ones."""
    tables: Mapping[int, str] = field(default_factory=dict)
    """The lines that belong to tables, and what each is (see `layout`)."""

    def cut(self, start: int, end: int) -> str:
        """A stretch of the running text, as it is printed."""
        return (self.shown or self.text)[start:end]

    @cached_property
    def words(self) -> tuple[tuple[int, int, str], ...]:
        """Start, end and part of speech of each word, as the dictionary of jieba segments the text."""
        # Its dictionary takes 30 MB and a tenth of a second to load; few readers scan.
        import rjieba

        found, position = [], 0
        for word, speech in rjieba.tag(self.text):
            found.append((position, position + len(word), speech))
            position += len(word)
        return tuple(found)

    @cached_property
    def word_at(self) -> tuple[int, ...]:
        """For each character, which of `words` it belongs to."""
        return tuple(n for n, (start, end, _) in enumerate(self.words) for _ in range(start, end))

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the running text stands in the pasted one."""
        return self.positions[start], self.positions[end - 1] + 1


def read_article(pasted: str) -> Article:
    """The running text of an article, with the position of each character."""
    raw = pasted.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    rows = raw.split("\n")
    layout = find_layout(rows)
    wrapped, width = _measure([row for row, kind in zip(rows, layout, strict=True) if not kind])
    thousands = {match.start() for match in (*_THOUSANDS.finditer(raw), *_WIDE_THOUSANDS.finditer(raw))}
    groups = [match.span() for match in _GROUPS.finditer(raw) if not _GOES_ON.match(raw, match.end())]
    grouped = {position for group in groups for position in range(*group)}
    running = _Running()
    offset, above, last = 0, "", PLAIN
    for number, (row, kind) in enumerate(zip(rows, layout, strict=True), 1):
        content = row.strip()
        if content:
            if above and (kind or last or _parts(above, content, wrapped, width)):
                running.add(BREAK, offset, number)
            for at, character in _spell(row, kind):
                place = offset + at
                if not character.isspace() and character not in "\u200b\ufeff":
                    running.add(_tidy(character, place in thousands), place, number)
                elif place not in grouped and running.ends_in_digit and raw[place + 1 : place + 2] in _DIGITS:
                    running.add(BREAK, place, number)
            above, last = content, kind
        offset += len(row) + 1
    shown = "".join(running.characters)
    tables = {number: kind for number, kind in enumerate(layout, 1) if kind}
    return Article(raw, simplify(shown), tuple(running.positions), tuple(running.lines), shown, tables)


def _spell(row: str, kind: str) -> Iterable[tuple[int, str]]:
    """The characters of a line and their places; of a table's row one sign between each two cells."""
    if kind not in (CELLS, FLAT):
        return enumerate(row)
    found: list[tuple[int, str]] = []
    for start, end in split_cells(row):
        if found or start:
            found.append((max(start - 1, 0), BETWEEN))
        found += enumerate(row[start:end], start)
    return found[1:] if found and found[0][1] == BETWEEN else found


def _tidy(character: str, keeps: bool) -> str:
    return "," if keeps else character.translate(_WIDE).translate(_NARROW)


@dataclass
class _Running:
    """The running text as it grows."""

    characters: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    run: int = 0

    @property
    def ends_in_digit(self) -> bool:
        return bool(self.characters) and self.characters[-1] in _DIGITS

    def add(self, character: str, position: int, line: int) -> None:
        """Adds a character; an endless run of digits and signs is broken up: it would cost endless time."""
        self.run = self.run + 1 if character in _RUNNING else 0
        if self.run > LONGEST_RUN:
            self.run = 0
            self.add(BREAK, position, line)
        self.characters.append(character)
        self.positions.append(position)
        self.lines.append(line)


def _measure(rows: list[str]) -> tuple[bool, float]:
    """Whether lines were broken by the width of a column, and that width."""
    lengths = [(len(row.strip()), row.strip()[-1] in _ENDS) for row in rows if row.strip()]
    broken = [length for length, ended in lengths if not ended]
    if len(lengths) < FEW_LINES or len(broken) < WRAPPED_SHARE * len(lengths):
        return False, 0
    width = median(broken)
    # Headings end without a sign as well, but are of all lengths, and short.
    alike = sum(abs(length - width) <= WRAPPED_SPREAD * width for length in broken)
    return NARROWEST <= width <= WRAPPED_WIDTH and 2 * alike >= len(broken), width


def _parts(above: str, below: str, wrapped: bool, width: float) -> bool:
    """Whether a new paragraph begins with the line `below`."""
    if above[-1] in _ENDS or _LIST_MARK.match(below):
        return True
    if above[-1] in _DIGITS and below[0] in _DIGITS:
        # Of two numbers in one sentence something parts them; one may be cut by the edge of its column.
        return not wrapped or len(above) < FULL * width
    if _CUT_LEFT.search(above) and _CUT_RIGHT.match(below):
        return False
    # A line that stops short of the column's width is a heading, or ends a paragraph.
    return len(above) < 0.6 * width if wrapped else len(above) < LONG_LINE
