"""The place that a figure speaks of: one named before it, or the one that the whole text is of.

Places are names of regions.csv, in full or short. A place that regions.csv does not have is a place all the
same: what it stands before has no other. 我县 and 全区 are the text's own, as its title names it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from publicstats.articles.mentions import Mention
from publicstats.articles.subject_times import list_title
from publicstats.articles.text import BREAK, Article
from publicstats.contract.records import Region

_ENDINGS = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市|区|县|镇|社区)$")
_COUNTRY = ("全国", "我国")
"""The country where a clause begins with it; elsewhere it ranks or names: 居全国前列, 全国公共就业."""
_CLAUSE_BEGINS = re.compile(r"(?:^|[，。；、:“（|\n年月日前]|其中|末)$")
_HERE = re.compile(r"(?:[全我本](?:特区|[省市区县镇乡村州旗])|当地|辖区|辖内|境内)(?!长|际|委|政府|直)")
_ANYWHERE = re.compile(r"[\u4e00-\u9fff]{2,4}(?:自治州|省|市|区|县|旗)(?![委政级长域民内外直办场容值])")
_KIND = re.compile(
    "(?:[城超上股门夜都县省各本全我该入出]市|[社景小园地辖校片郊库灾专各全本我该山矿林牧城街湾辖大开新厂住宅]区|[各全本我跨]省|跨[市区县]|[各贫全本我该]县|[各全本我]旗)$"
)
"""Kinds of places, not names of any."""
_VERBS = re.compile(
    "^(?:[锦国党红]旗|城镇|城市|镇街|街镇|乡镇|城乡|街道|惠及|普及|涉及|新建|新增|改建|扩建|共建|高新|中华|东风|新华|长江|黄河|建成|开办|安置|[一-龥]{0,2}热线)"
)
"""What the dictionary takes for a place and is none."""
_SUFFIXES, _BEGINS = "省市区县州旗镇乡村盟", "\n|，。；:、“（在从到向与和及由自赴对经日"
"""How a place ends, and what stands before one: a word in the middle of others is mostly none."""
_AGENCY = re.compile(
    r"新华社\w{2,8}[0-9]{1,2}月|(?:人民网|中新网|中新社|新华网)\w{2,6}[0-9]|[\u4e00-\u9fff]{2,12}(?:公司|集团|大学|学院|报社)|新疆生产建设兵团"
)
_QUOTED = re.compile(r"[“「『《][^“”「」『』《》\n]{1,16}[”」』》]")
"""What stands in quotation marks is a slogan or a title: “浙江经验” is of no province."""
_WHENCE = re.compile("(?:来自|发往|流向|前往|飞往|抵达)$")
"""Before a place that only its own clause is about: 近三成来自沙河口区，…"""
_GUESTS = re.compile("(?:旅客|游客|访客|客源)")
"""After a place: guests that come from it to the text's own."""
_CLAUSE = re.compile("[，；。：:！？\n]")
ASIDE = 8
"""Places aside that are passed over at most."""
REACH = 250
"""Characters beyond which a place is no longer sure to be meant, where the text has none of its own."""
_OWN = "own"
_STOP = re.compile(r"[。！？\n]")


class Places:
    """Finds the place of one quantity after another of an article."""

    def __init__(self, article: Article, regions: Mapping[str, Region]) -> None:
        self.text = article.text
        self.named = _names(regions)
        self.found: dict[int, tuple[int, str]] = {}
        self._find_known(article)
        self._find_unknown(article)
        for match in _HERE.finditer(article.text):
            self.found[match.start()] = (match.end(), _OWN)
        self.positions = sorted(self.found)
        self.stops = [0, *(match.end() for match in _STOP.finditer(article.text))]
        self.paragraphs = [0, *(match.end() for match in re.finditer(BREAK, article.text))]
        self.own = self._find_own(article)

    def _find_known(self, article: Article) -> None:
        """The names of regions.csv in the text."""
        if not self.named:
            return
        aside = [*_AGENCY.finditer(article.text), *_QUOTED.finditer(article.text)]
        hidden = {position for match in aside for position in range(*match.span())}
        pattern = re.compile("|".join(re.escape(name) for name in sorted(self.named, key=len, reverse=True)))
        for match in pattern.finditer(article.text):
            lead = article.text[max(0, match.start() - 2) : match.start()]
            ranks = match[0] in _COUNTRY and not _CLAUSE_BEGINS.search(lead)
            if not ranks and match.start() not in hidden:
                self.found[match.start()] = (match.end(), self.named[match[0]])

    def _find_unknown(self, article: Article) -> None:
        """Places that regions.csv does not have."""
        aside = {n for match in _QUOTED.finditer(article.text) for n in range(*match.span())}
        for start, end, speech in article.words:
            word = article.text[start:end]
            unknown = speech == "ns" and len(word) > 1 and not _HERE.match(word) and not _VERBS.match(word)
            begins = word[-1] in _SUFFIXES or article.text[start - 1 : start] in _BEGINS or not start
            if unknown and begins and start not in aside and not self._is_known(start, end):
                self.found.setdefault(start, (end, ""))
        for match in _ANYWHERE.finditer(article.text):
            covered = match.start() in aside or not self.found.keys().isdisjoint(range(*match.span()))
            if not covered and not _HERE.search(match[0]) and not _KIND.search(match[0]):
                self.found.setdefault(match.start(), (match.end(), ""))

    def _is_known(self, start: int, end: int) -> bool:
        """Whether a word is part of a place that was found."""
        near = ((at, self.found[at][0]) for at in range(max(0, start - 12), start + 1) if at in self.found)
        return any(a <= start < b or a < end <= b for a, b in near)

    def _find_own(self, article: Article) -> str | None:
        """The place of the whole text, by its title; none where that names none, blank for an unknown one."""
        title = list_title(article)
        end = title[-1][1] if title else 0
        places = self.positions[: bisect_right(self.positions, end)]
        self.own_at = next((at for at in places if self.found[at][1] != _OWN), None)
        return None if self.own_at is None else self.found[self.own_at][1]

    def read(self, mention: Mention) -> str:
        """The id of the place of a quantity; blank where not sure."""
        cell = mention.cell
        if cell is None:
            return self._read(mention.start)
        index = bisect_left(self.positions, cell.row)
        if index < len(self.positions) and self.positions[index] < mention.start:
            place = self.found[self.positions[index]][1]
            return (self.own or "") if place == _OWN else place
        return self.own if self.own is not None else self._read(cell.table)

    def name_unknown(self, start: int) -> str:
        """The place nearest before a quantity, else the text's own, that regions.csv lacks; or blank."""
        index = bisect_left(self.positions, start) - 1
        at = self.positions[index] if index >= 0 and start - self.positions[index] <= REACH else None
        if at is None or self.found[at][1] == _OWN:
            at = self.own_at
        match = _ANYWHERE.match(self.text, at) if at is not None and not self.found[at][1] else None
        return match[0] if match else ""

    def _read(self, start: int) -> str:
        """The id of the place of a place of the running text."""
        index = self._find_before(start)
        at = self.positions[index] if index >= 0 else -1
        place = self.found[at][1] if index >= 0 else None
        if self.own is None:
            near = place is not None and start - at <= REACH
            return self._read_here(index, start) if near and place == _OWN else place or "" if near else ""
        if place is None or at < self._begin(self.paragraphs, start):
            return self.own
        if place == _OWN:
            return self._read_here(index, start)
        return place if at >= self._begin(self.stops, start) else self.own

    def _find_before(self, start: int) -> int:
        """Which place stands before a place of the text, those aside passed over; -1 where none does."""
        index = bisect_left(self.positions, start) - 1
        for at in reversed(self.positions[max(0, index + 1 - ASIDE) : index + 1]):
            if not self._is_aside(at, start):
                break
            index -= 1
        return index

    def _is_aside(self, at: int, start: int) -> bool:
        """Whether a place is only where something comes from or goes to, and not what a figure is of."""
        end, place = self.found[at]
        if self.own and place not in (self.own, _OWN) and _GUESTS.match(self.text, end):
            return True
        gone = _WHENCE.search(self.text[max(0, at - 2) : at])
        return gone is not None and _CLAUSE.search(self.text, end, start) is not None

    def _read_here(self, index: int, start: int) -> str:
        """The place that 全区 is: the text's own, or the one of that kind which was named last."""
        sign = self.text[self.positions[index] : self.found[self.positions[index]][0]][-1:]
        for at in reversed(self.positions[max(0, index - 8) : index]):
            end, place = self.found[at]
            if place != _OWN and self.text[at:end].endswith(sign):
                return place
        return self.own or ""

    def _begin(self, starts: list[int], position: int) -> int:
        return starts[bisect_right(starts, position) - 1]


def _names(regions: Mapping[str, Region]) -> dict[str, str]:
    """Full and short names and their ids; a short name that two places share is none's."""
    named = dict.fromkeys(_COUNTRY, "cn") if "cn" in regions else {}
    short: dict[str, list[str]] = {}
    for region in regions.values():
        name = region.name.zh
        if "（" in name:
            continue
        named[name] = region.id
        cut = _ENDINGS.sub("", name)
        if len(cut) > 1 and cut != name:
            short.setdefault(cut, []).append(region.id)
    for name, ids in short.items():
        # 克拉玛依 is the city, not its district of the same name: the larger place comes first.
        named.setdefault(name, ids[0])
    return named
