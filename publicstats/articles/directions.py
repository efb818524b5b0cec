"""Changes among the quantities of an article: 增长3% where the text says that something grew by 3 %.

Of figures that share a direction (分别下降3%和5%) each has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publicstats.articles.mentions import Mention
from publicstats.articles.text import Article
from publicstats.quantity import RELATIVE, QuantityError, parse_quantity
from publicstats.quantity.qualifiers import DIRECTION_OF, alternatives

_NOUNS = frozenset({"增幅", "涨幅", "增速", "降幅", "跌幅"})
_VERBS = [word for word in DIRECTION_OF if word.removesuffix("了") not in _NOUNS]
_WAY = re.compile(rf"(?:(?:{alternatives(_VERBS)})|(?:{alternatives(_NOUNS)})(?:达到|为|达)?)$")
_REACH = 8
"""Characters before a quantity in which its direction stands."""
_AGAINST = re.compile(r"(?:同比|环比|比上|较上|比去|较去|比年初|较年初|[比较][0-9]{4}年)[^，。；：\n]{0,12}$")
_GLUED = {
    "增": "新净猛激递倍剧骤徒扩",
    "升": "提上跃攀回晋",
    "降": "下空迫霜",
    "减": "裁削缩",
    "涨": "高暴",
    "跌": "下暴",
}
"""Characters after which these end another word: 新增 counts what is new."""
_ARROWS = {"↑": "上升", "▲": "上升", "↓": "下降", "▼": "下降"}
"""Signs that say it in place of a word."""
_SHARED = re.compile(r"分别[^，。；：\n]{0,4}$")
_LISTED = re.compile(r"[、，]?[和与及或]?(?:以及)?")


def find_changes(article: Article, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions, those that are changes with the word that says so."""
    shared = ""
    last: Mention | None = None
    for mention in mentions:
        word = _find_word(article, mention)
        if word:
            shared = word if _SHARED.search(article.text[: mention.start - len(word)][-12:]) else ""
        elif not (shared and last and _continues(article, last, mention)):
            shared = ""
        last = mention
        arrow = _ARROWS.get(article.text[max(0, mention.start - 1) : mention.start])
        if word:
            yield _turn(article, mention, word, adjacent=True)
        elif arrow and not mention.quantity.direction:
            yield _turn(article, mention, arrow, adjacent=False)
        elif shared:
            yield _turn(article, mention, shared, adjacent=False)
        else:
            yield mention


def _find_word(article: Article, mention: Mention) -> str:
    """The word of change right before a mention; blank where there is none, or where it says a level."""
    lead = article.text[max(0, mention.start - _REACH) : mention.start]
    match = _WAY.search(lead)
    if match is None or mention.quantity.direction or mention.quantity.value is None:
        return ""
    word, before = match[0], lead[: match.start()][-1:]
    if word in _GLUED and before and before in _GLUED[word]:
        return ""
    near = article.text[max(0, mention.start - len(word) - 24) : mention.start - len(word)]
    is_relative = mention.quantity.unit in RELATIVE
    net = word.startswith("净")
    return word if is_relative or net or (len(word) > 1 and _AGAINST.search(near)) else ""


def _continues(article: Article, last: Mention, mention: Mention) -> bool:
    """Whether a mention stands in one list with the last."""
    between = article.text[last.end : mention.start]
    return mention.quantity.unit in RELATIVE and _LISTED.fullmatch(between) is not None


def _turn(article: Article, mention: Mention, word: str, *, adjacent: bool) -> Mention:
    """The mention with its direction; as it was where the grammar does not take the two together."""
    start = mention.start - len(word) if adjacent else mention.start
    whole = article.cut(mention.start, mention.end) == mention.printed
    # 提高0.7和1.3个百分点: the unit of the first stands elsewhere.
    printed = article.cut(start, mention.end) if adjacent and whole else word + mention.printed
    try:
        return replace(
            mention,
            start=start,
            printed=printed,
            quantity=parse_quantity(printed),
            direction=word if adjacent else "",
        )
    except QuantityError:
        return mention
