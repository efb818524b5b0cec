"""What is left of a sentence without its figures: the words by which next month's figure is known again.

Of ``8月份，电话受理诉求5300件，同比增长7.1%`` the first figure has words of its own (电话受理诉求, said of a
month); the second has none but its tie (同比), and is known by the figure that it follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publicstats.articles.mentions import Mention
from publicstats.articles.table_cells import CHANGE, Cell
from publicstats.articles.text import BREAK, Article
from publicstats.contract.records import Unit
from publicstats.quantity import RELATIVE

_TO = "[至到—–~-]"
_MONTH = r"(?:(?:19|20)[0-9]{2}年|今年|本年|去年|上年)?[0-9]{1,2}月"
_TIES: tuple[tuple[str, str], ...] = (
    ("year", r"与?(?:同比|[比较与](?:去年|上年)(?:同期|同月)?(?:相比)?(?!末|底))"),
    ("step", r"与?(?:环比|[比较与]上(?:个?月|季度?|周|旬|期)(?:相比)?)"),
    ("year_end", r"[比较](?:(?:上年|去年)[末底]|年初)"),
    ("before", r"(?:上年|去年)(?:同期|同月)|上年|去年"),
    (
        "state",
        rf"(?:截至|截止到?|到)?(?:{_MONTH}|本月|当月|[年季])(?:份)?(?:[末底]|[0-9]{{1,2}}日)|截至目前|目前",
    ),
    (
        "since",
        rf"累计|(?:今年|年初)以来|本年(?:度)?|(?:{_MONTH}|[0-9]{{1,2}})份?{_TO}[0-9]{{1,2}}月份?|前[0-9一二三四五六七八九十]{{1,2}}个?月",
    ),
    ("long", r"(?:(?:19|20)[0-9]{2}年|今年)?(?:[上下]半年|第?[一二三四]季度|前[二两三]季度|全年)"),
    ("month", rf"{_MONTH}份?|本月|当月|当周|本周|第[0-9]{{1,2}}周"),
    ("", r"(?:19|20)[0-9]{2}年度?|今年|本年|[0-9]{1,2}日"),
    ("share", r"占比|比重|占"),
    ("part", r"其中|包括"),
    ("to", r"(?:增长|增加|上升|提升|提高|上涨|下降|减少|降低|回落)[至到为]"),
    ("moved", r"(?:增长|增加|增幅|增速|上升|提升|提高|上涨|涨幅|下降|减少|降低|降幅|回落|下滑|扩大|收窄)"),
)
"""What ties a figure to another, or to a time, and how it is said; earlier rows first."""
_PATTERN = re.compile("|".join(f"(?P<t{n}>{said})" for n, (_, said) in enumerate(_TIES)))
_SOFT = re.compile(r"[共达到约为了的已均与和及以等则]|合计|总计|分别|\W")
"""What a sentence may have or lack without saying another thing."""
_UNIT = re.compile("（[^（）]*）")
_STOP = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，；：（）]")
_AFTER = re.compile(r"[，。；：、！？（）\n0-9]")
FOLLOWING = 8
"""Characters after a figure that may say what is counted."""
SHORT = 3
"""Words of so few characters (城区, 男性) say something together with what stands before them only."""


@dataclass(frozen=True)
class Phrase:
    """What is said of one figure, numbers and times left out."""

    own: str
    """The words of its clause."""
    lead: str
    """Those of the clauses before it in its sentence."""
    after: str
    """Those that follow it."""
    ties: frozenset[str]
    anchor: int
    """The figure before it that it is of, by its place among all: of a part the total, of what has no words
    of its own the one right before; -1 where none of its paragraph is."""
    topic: str
    """What its sentence begins with, before the clause of its first figure: 从诉求类型看."""
    turns_in: bool
    """Whether other figures of its sentence stand before it."""
    sentence: int
    """Which sentence of the article it stands in."""
    turn: int
    """How many figures like it stand between that one and itself."""
    unit: str
    is_change: bool

    @property
    def leans(self) -> bool:
        """Whether it says nothing without the figure that it follows."""
        return "part" in self.ties or not self.own or (self.turns_in and len(self.own) <= SHORT)


def read_phrases(
    article: Article, mentions: Sequence[Mention], units: Mapping[str, Unit]
) -> tuple[Phrase, ...]:
    """The phrase of each figure of an article, in order."""
    found: list[Phrase] = []
    near, total, last, topic, sentence = -1, -1, 0, "", 0
    for place, mention in enumerate(mentions):
        before = article.text[last : mention.start]
        if BREAK in before:
            near = total = -1
        own, lead, ties = _read_cell(article, mention.cell) if mention.cell else _read_before(before)
        turns_in = bool(found) and not _STOP.search(before)
        if not turns_in:
            topic, sentence = lead, sentence + 1
        unit = mention.quantity.unit
        is_change = bool(mention.quantity.direction) or _is_change_cell(mention)
        unit = units[unit].base if unit in units else unit
        after = _AFTER.split(article.text[mention.end : mention.end + FOLLOWING])[0]
        kin = (ties, unit, is_change)
        anchor = total if own else near
        turn = sum((p.ties, p.unit, p.is_change) == kin for p in found[anchor + 1 :]) if anchor >= 0 else 0
        after = _strip(after)[0]
        phrase = Phrase(own, lead, after, ties, anchor, topic, turns_in, sentence, turn, unit, is_change)
        found.append(phrase)
        if own and not (is_change or (unit in RELATIVE and ties)):
            near = place
            # What leans on another is no total itself: 其中城区3件、郊区2件 are both of one.
            total = total if phrase.leans else place
        last = mention.end
    return tuple(found)


def _is_change_cell(mention: Mention) -> bool:
    return mention.cell is not None and mention.cell.role == CHANGE


def _read_cell(article: Article, cell: Cell) -> tuple[str, str, frozenset[str]]:
    """The words and ties of a cell: what its row and its column are called, without their units."""
    said = [_strip(_UNIT.sub("", article.text[slice(*span)])) for span in (cell.label, cell.head)]
    return "".join(own for own, _ in said), "", frozenset(tie for _, ties in said for tie in ties)


def _read_before(before: str) -> tuple[str, str, frozenset[str]]:
    """The words and ties of the clause that ends with a figure, and the words before it in its sentence."""
    clauses = _CLAUSE.split(_STOP.split(before)[-1])
    own, ties = "", set()
    while clauses and not own:
        own, found = _strip(clauses.pop())
        ties |= found
    lead = "".join(_strip(clause)[0] for clause in clauses)
    # A time said at the head of the sentence holds for its figure as well.
    ties |= {
        tie for clause in clauses for tie in _strip(clause)[1] if tie in ("since", "state", "long", "month")
    }
    return own, lead, frozenset(ties)


def _strip(clause: str) -> tuple[str, set[str]]:
    """The words of a clause without ties, times and soft words, and the ties."""
    ties = {_TIES[int(str(match.lastgroup)[1:])][0] for match in _PATTERN.finditer(clause)} - {""}
    return _SOFT.sub("", _PATTERN.sub("", clause)), ties
