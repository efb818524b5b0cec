"""The place that a figure speaks of: a name of regions.csv, in full or short, nearest before it.

Where another place stands nearer that regions.csv does not have, the figure's place is left blank.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from publicstats.articles.text import Article
from publicstats.contract.records import Region

_ENDINGS = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市|区|县|镇|社区)$")
_COUNTRY = ("全国", "我国")
"""The country where a clause begins with it; elsewhere it ranks or names: 居全国前列, 全国公共就业."""
_HERE = re.compile(r"[全我本][省市区县镇村州旗]|当地|辖区")
_ANYWHERE = re.compile(r"[\u4e00-\u9fff]{2,4}(?:自治州|省|市|区|县|旗)(?![委政级长域民内外直])")
_KIND = re.compile("(?:[城超上股门夜都县省各]市|[社景小园地辖校片郊库灾专各]区|[各全本]省|[各贫]县)$")
"""Kinds of places, not names of any."""
_AGENCY = re.compile(
    r"新华社\w{2,8}[0-9]{1,2}月|(?:人民网|中新网|中新社|新华网)\w{2,6}[0-9]|[\u4e00-\u9fff]{2,12}(?:公司|集团|大学|学院|报社)"
)
REACH = 250
"""Characters beyond which a place is no longer sure to be the one meant."""


class Places:
    """Finds the place of one quantity after another of an article."""

    def __init__(self, article: Article, regions: Mapping[str, Region]) -> None:
        self.text = article.text
        self.named = _names(regions)
        agencies = {position for match in _AGENCY.finditer(article.text) for position in range(*match.span())}
        found: dict[int, tuple[int, str]] = {}
        names = sorted(self.named, key=len)
        if names:
            pattern = re.compile("|".join(re.escape(name) for name in reversed(names)))
            for match in pattern.finditer(article.text):
                country = match[0] in _COUNTRY
                if country and not re.search(
                    r"(?:^|[，。；：、“（\n年月日前]|其中|末)$",
                    article.text[max(0, match.start() - 2) : match.start()],
                ):
                    continue
                if match.start() not in agencies:
                    found[match.start()] = (match.end(), self.named[match[0]])
        for start, end, speech in article.words:
            word = article.text[start:end]
            unknown = speech == "ns" and len(word) > 1 and not _HERE.match(word)
            if unknown and not any(a <= start < b[0] or a < end <= b[0] for a, b in _near(found, start)):
                found.setdefault(start, (end, ""))
        for match in _ANYWHERE.finditer(article.text):
            covered = not found.keys().isdisjoint(range(*match.span()))
            if not covered and not _HERE.search(match[0]) and not _KIND.search(match[0]):
                found.setdefault(match.start(), (match.end(), ""))
        self.positions = sorted(found)
        self.found = found

    def read(self, start: int) -> str:
        """The id of the place of a quantity at a place of the running text; blank where not sure."""
        index = bisect_left(self.positions, start) - 1
        if index < 0 or start - self.positions[index] > REACH:
            return ""
        return self.found[self.positions[index]][1]

    def name_unknown(self, start: int) -> str:
        """The place nearest before a quantity that regions.csv does not have; blank where it has it."""
        index = bisect_left(self.positions, start) - 1
        if index < 0 or start - self.positions[index] > REACH:
            return ""
        at = self.positions[index]
        match = _ANYWHERE.match(self.text, at)
        return match[0] if match and not self.found[at][1] else ""


def _near(found: dict[int, tuple[int, str]], start: int) -> list[tuple[int, tuple[int, str]]]:
    return [(at, found[at]) for at in range(max(0, start - 12), start + 1) if at in found]


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
