"""What the words around a quantity say of it: period, basis, kind. Blank where that is not sure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publicstats.articles.basis_words import Last, find_basis
from publicstats.articles.kind_words import find_kind, find_status
from publicstats.articles.layout import Span
from publicstats.articles.mentions import Mention
from publicstats.articles.subject_times import count_from_new_year, move_one, move_years
from publicstats.articles.table_cells import Cell
from publicstats.articles.text import BREAK, Article
from publicstats.articles.time_parts import DURING, LEAD, ONE_BEFORE, POINT, SINCE, UNKNOWN, YEAR_BEFORE
from publicstats.articles.times import Time
from publicstats.period import Period, parse_period

CARRIED_SENTENCES = 2
"""A time is said once and holds for this many sentences more of its paragraph."""
REACH = 200
"""Characters before a quantity that are looked at; a sentence is seldom longer."""
LOOK_BACK = 8
"""Times before a quantity among which its own is looked for."""


@dataclass(frozen=True)
class Setting:
    """Period, basis, kind and status of a quantity; blank where not known."""

    period: str = ""
    basis: str = ""
    kind: str = ""
    status: str = ""


_SENTENCE = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，。；：:\n！？|]")
_LENDS = re.compile(r"(?:同期|同月|年度)?(?:的|为|是|达|共|有|仅|:|（|分别|数|受理|完成|发生|量){0,3}")
"""What may stand between a time that others are compared with and a number of it."""
_LISTED = re.compile("[、和与及或，]|以及")
_HOLDS_NOW = re.compile("已(?:建成|有|上线|开通|建立|设立)|现有|共有|拥有")
_MOVED_HEADS = (
    (re.compile("上年|去年|同期"), re.compile("[比较增减±]|同比"), move_years),
    (re.compile("上[月周期季]"), re.compile("[比较增减±]|环比"), move_one),
    (re.compile("累计|自年初|年初至|年初以来"), re.compile("$^"), count_from_new_year),
)
"""Words of the head of a column, those beside which they do not say it, and how they move its time."""
_REACHED = re.compile("(?:恢复[至到]|相当于|是|[高低多少]于)$")
"""Before a time that something is measured in or by: 恢复至2019年同期的1.06倍, 高于上月0.2个百分点."""
_FROM_STATE = re.compile("[比较与](?:[上去前][^，。；]{0,3}[末底初]|[年期]初)[^，。；]{0,12}$")
"""Before a change: that it is one from an earlier state."""
LISTED_REACH = 24
"""Characters before a figure in which what it leans on is said."""
OWN_REACH = 14
"""Characters between 其中3月 and the number that is of it."""


class Settings:
    """Reads the setting of one quantity after another of an article."""

    def __init__(
        self, article: Article, times: Sequence[Time], published: Period | None, subject: Time | None = None
    ) -> None:
        self.text = article.text
        self.times = list(times)
        self.time_starts = [time.start for time in self.times]
        self.published = published
        self.subject = subject
        self.starts = [0, *(match.end() for match in _SENTENCE.finditer(article.text)), len(article.text)]
        self.signs = {sign: [match.start() for match in re.finditer(sign, article.text)] for sign in (BREAK,)}
        self.before = Setting()
        self.level, self.level_at = Setting(), 0  # of the last figure which is no change
        self.last: Mention | None = None
        self.lent: Time | None = None

    def read(self, mention: Mention) -> Setting:
        """The setting of the next quantity in order."""
        between = self.text[self.last.end : mention.start] if self.last else ""
        setting = self._read(mention, self._sentence(mention.start))
        listed = between in ("和", "、", "与", "及", "以及", "或")
        if listed and self.before.basis and not mention.cell:
            period = self.before.period if self.lent or not setting.period else setting.period
            setting = replace(setting, period=period, basis=self.before.basis, kind=self.before.kind)
        if setting.basis == "growth" and self._is_of_level(mention, setting):
            setting = replace(setting, period=str(parse_period(setting.period).end))
        self.before, self.last = setting, mention
        if setting.basis != "growth":
            self.level, self.level_at = setting, mention.start
        return setting

    def _is_of_level(self, mention: Mention, setting: Setting) -> bool:
        """Whether a change is from one state to another: it is of a day then, as states are."""
        if self.last is None or self.level.basis != "stock" or not setting.period:
            return False
        if mention.cell and self.last.cell:
            return mention.cell.row == self.last.cell.row
        sentence, start = self._sentence(mention.start), mention.bare_start
        near = max(sentence, start - LISTED_REACH)
        return self.last.start >= sentence and bool(_FROM_STATE.search(self.text, near, start))

    def _read(self, mention: Mention, sentence: int) -> Setting:
        text, start = self.text, mention.start
        lead = text[max(sentence, start - REACH) : start]
        clause = _CLAUSE.split(lead[-40:])[-1]
        if mention.cell:
            clause = lead = self._words_of(mention.cell)
        time = self._cell_time(mention.cell) if mention.cell else self._time(mention)
        last = self._find_last(mention, sentence)
        after = text[mention.end : mention.end + 8]
        basis = find_basis(mention, clause, after, time, self.published, last)
        if self.lent and self.lent.compared and basis != "growth":
            basis = last.basis or basis
        said = None if time is self.subject else time
        kind = find_kind(mention, clause, lead, after, basis, said, self.published)
        if time is self.subject and not mention.cell and self._is_aimed(mention, kind):
            time = None  # what a report aims at lies after what it is about
        if time and time.nature == LEAD and basis not in ("flow", "growth", "cumulative"):
            time = None
        period = time.period if time else ""
        if time and time.nature == POINT and basis == "flow":
            period = self._during(period, aimed=kind == "target")
        if not time and self.published and (basis == "stock" or _HOLDS_NOW.search(clause)):
            period, basis = self.published.text, basis or "stock"
        if kind == "rule" and basis != "growth":
            basis, period = "stock", period if time and time.nature not in (DURING, SINCE) else ""
        if basis == "cumulative":
            period = self._since(time, period)
        return Setting(period, basis, kind, find_status(lead, kind))

    def _find_last(self, mention: Mention, sentence: int) -> Last:
        """What stands before a quantity in its sentence."""
        if self.lent and self.lent.compared:
            return Last(self.level.basis, self.level.basis)  # 去年同期为 is of what was said just before
        if self.last is None or self.last.start < sentence:
            return Last()
        near = max(self.last.end, mention.bare_start - LISTED_REACH)
        alike = mention.quantity.unit == self.last.quantity.unit
        level = self.level.basis if self.level_at >= sentence else ""
        return Last(self.before.basis, level, self.text[near : mention.bare_start], alike)

    def _during(self, day: str, *, aimed: bool) -> str:
        """The span that a flow is of which is told beside states of a day: the text's own, or its year."""
        if not aimed and self.subject and self.subject.nature == DURING:
            return self.subject.period
        return day.removesuffix("-12-31") if day.endswith("-12-31") else ""

    def _is_aimed(self, mention: Mention, kind: str) -> bool:
        """Whether a figure is a target, or follows one in its paragraph."""
        if kind == "target" or self.last is None or self.before.kind != "target":
            return kind == "target"
        return not self._has(BREAK, self.last.end, mention.start)

    def _has(self, sign: str, start: int, end: int) -> bool:
        """Whether a sign stands in a stretch of the text, which is not read: many quantities may ask."""
        places = self.signs[sign]
        index = bisect_left(places, start)
        return index < len(places) and places[index] < end

    def _sentence(self, position: int) -> int:
        return self.starts[bisect_right(self.starts, position) - 1]

    def _time(self, mention: Mention) -> Time | None:
        """The time of a quantity: lent to it alone, else the nearest before it, else the text's own."""
        index = bisect_left(self.time_starts, mention.start) - 1
        earlier = self.starts[max(0, bisect_right(self.starts, mention.start) - 1 - CARRIED_SENTENCES)]
        lender, lent = None, self.lent
        self.lent = None
        for near in reversed(self.times[max(0, index + 1 - LOOK_BACK) : index + 1]):
            if near.start < earlier or self._has(BREAK, near.start, mention.start):
                break
            if not (near.compared or near.once):
                return self._lend(lender, near)
            if lender is None and self._is_lent(near, mention, lent):
                lender = self.lent = near
        return self._lend(lender, self.subject)

    def _lend(self, lender: Time | None, time: Time | None) -> Time | None:
        """The time that is lent to a quantity, by the one that holds; that one where none is lent."""
        if lender is None or lender.nature not in (YEAR_BEFORE, ONE_BEFORE):
            return lender or time
        move = move_years if lender.nature == YEAR_BEFORE else move_one
        moved = move(time.period) if time else ""
        return replace(time, period=moved) if time and moved else Time(0, 0, "", UNKNOWN)

    def _is_lent(self, time: Time, mention: Mention, lent: Time | None) -> bool:
        """Whether a time is that of the next number only, and this is the one."""
        if self.last and self.last.start >= time.end:
            return lent is time and bool(_LISTED.fullmatch(self.text[self.last.end : mention.start]))
        between = self.text[time.end : min(mention.start, time.end + OWN_REACH + 1)]
        if time.compared and _REACHED.search(self.text[max(0, time.start - 3) : time.start]):
            return False
        if time.compared:
            return not mention.quantity.direction and _LENDS.fullmatch(between) is not None
        return len(between) <= OWN_REACH and not re.search("[；:]", between)

    def _words_of(self, cell: Cell) -> str:
        """What the head of a cell's column and the name of its row say."""
        return self.text[slice(*cell.head)] + self.text[slice(*cell.label)]

    def _cell_time(self, cell: Cell) -> Time | None:
        """The time of a cell: of its column, of its row, of the lines above its table, or the text's own."""
        index = bisect_left(self.time_starts, cell.table)
        above = self.times[max(0, index - LOOK_BACK) : index]
        own = next((time for time in above if not time.compared and self._is_near(time, cell)), self.subject)
        if own and own.period.count("-") == 2 and "/" not in own.period:
            own = replace(own, nature=POINT)
        own = self._said_time(cell.label, own) or own
        if time := self._head_time(cell.head, own):
            return time
        found = [time for span in cell.measured if (time := self._head_time(span, own) or own)]
        # 2024年|2023年|增长: what has grown is the later of the two, wherever it stands.
        return max(reversed(found), key=lambda time: parse_period(time.period).end, default=own)

    def _said_time(self, span: Span, own: Time | None) -> Time | None:
        """The time that the words of a head or a name say."""
        start, end = span
        for time in self.times[bisect_left(self.time_starts, start) : bisect_left(self.time_starts, end)]:
            if time.period and not time.compared:
                return _end_year(time) if own and own.nature == POINT else time
        return None

    def _head_time(self, span: Span, own: Time | None) -> Time | None:
        """The time that the head of a column says, or moves the one that holds by: 上年同期, 上月, 累计."""
        said = self._said_time(span, own)
        if said or own is None:
            return said
        for words, not_if, move in _MOVED_HEADS:
            head = self.text[slice(*span)]
            if words.search(head) and not not_if.search(head) and (period := move(own.period)):
                return replace(own, period=period)
        return None

    def _is_near(self, time: Time, cell: Cell) -> bool:
        """Whether a time stands right above a table, in a line of its own or at the end of a sentence."""
        if not time.period or time.once or cell.table - time.end >= REACH // 4:
            return False
        return "，" not in self.text[time.end : cell.table]

    def _since(self, time: Time | None, period: str) -> str:
        """The open period of a running total that ends where the time does."""
        if time and time.nature == SINCE:
            return period
        if time and time.nature == DURING:
            this_year = self.published and period == str(self.published.end.year)
            if this_year and self.published:
                last = self.subject.period if self.subject and self.subject.period else self.published.text
                return count_from_new_year(last) or period
            # 2022年开通264家，累计惠及…: the total may end with that year or go on.
            later = time.end and self.last and self.last.start > time.end
            return "" if later and self.lent is None else period
        end = period or (self.published.text if self.published else "")
        return f"../{end}" if end and "/" not in end else end


def _end_year(time: Time) -> Time:
    """The end of a year, where a table is of a day and its columns are of years."""
    return replace(
        time, period=f"{time.period}-12-31" if len(time.period) == 4 else time.period, nature=POINT
    )
