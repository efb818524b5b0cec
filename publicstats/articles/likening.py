"""Which figure of an earlier article each figure of a new one is like; none where that is not sure.

Whole phrases are compared first, then less of them, then such as differ by a word or two. A key must be one
figure's alone in both articles: of two that are alike neither is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from publicstats.articles.likeness import pairs
from publicstats.articles.phrasing import SHORT, Phrase

CLOSE, AHEAD = 0.8, 0.08
"""How like two phrases that differ must be, and by how much more than any other."""
HALF = 0.5
"""The share of pairs of characters that two phrases must have in common to be compared at length."""
SLACK = 2
"""Characters that one of two like phrases may have and the other not."""
MOST_COMPARED = 100_000
"""Pairs of phrases that are compared at length: reports of three hundred figures have as many."""
_WEIGHTY = frozenset("不未非无新净外内男女城乡上下左右大小老幼东南西北中前后首再总分")
"""Characters that make another thing of the same words."""
Key = Callable[[Phrase, Sequence[Phrase]], Hashable | None]


def liken(
    new: Sequence[Phrase], old: Sequence[Phrase], named: Mapping[int, int] | None = None
) -> dict[int, int]:
    """For figures of the new article the place of the like figure in the old one.

    `named` are such by the names of their rows, which count where the words do not gainsay it.
    """
    links = _Links()
    twice = _list_twice(new, _said) | _list_twice(old, _said)
    for key in _KEYS:
        for place, other in _pair(_index(new, key), _index(old, key)):
            if _said(new[place]) not in twice or _is_told_apart(new[place], new):
                links.add(place, other)
    for find in (_near, _among, _follow, _pair_loosely, _follow):
        for place, other in list(find(new, old, links)):
            links.add(place, other)
    twice = _list_twice(new, _said_loosely) | _list_twice(old, _said_loosely)
    for place, other in (named or {}).items():
        tied = {_said_loosely(new[place]), _said_loosely(old[other])} & twice
        if not tied and _goes_on(new[place], old[other]):
            links.add(place, other)
    for place, other in list(_follow(new, old, links)):
        links.add(place, other)
    return dict(links)


class _Links(dict[int, int]):
    """Places of new figures and of the old ones that they are like, one to one: who comes first stays."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: set[int] = set()

    def add(self, place: int, other: int) -> None:
        """Links two figures that have no other yet."""
        if place not in self and other not in self.taken:
            self[place] = other
            self.taken.add(other)


def _list_twice(phrases: Sequence[Phrase], say: Callable[[Phrase], Hashable]) -> set[Hashable]:
    """What is said of several figures of an article in the same words of their own."""
    counts = Counter(say(phrase) for phrase in phrases if phrase.own)
    return {said for said, count in counts.items() if count > 1}


def _is_told_apart(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Whether something besides its own words says which one it is."""
    return bool(phrase.lead or phrase.topic or _anchor(phrase, phrases) not in ("", phrase.own))


def _said(phrase: Phrase) -> tuple[Hashable, ...]:
    # A month is named at the head of some sentence, this month of one and the next of another.
    return phrase.own, phrase.ties - {"month"}, phrase.unit, phrase.is_change


def _anchor(phrase: Phrase, phrases: Sequence[Phrase]) -> Hashable:
    return phrases[phrase.anchor].own if phrase.anchor >= 0 else ""


def _whole(phrase: Phrase, phrases: Sequence[Phrase]) -> Hashable:
    return (*_said(phrase), phrase.lead, phrase.after, phrase.turn, _anchor(phrase, phrases))


def _in_place(phrase: Phrase, phrases: Sequence[Phrase]) -> Hashable:
    return (*_said(phrase), phrase.after, phrase.turn, _anchor(phrase, phrases))


def _beside(phrase: Phrase, phrases: Sequence[Phrase]) -> Hashable | None:
    turn = phrase.turn if not phrase.own else 0
    return (*_said(phrase), turn, _anchor(phrase, phrases)) if phrase.anchor >= 0 else None


def _alone(phrase: Phrase, phrases: Sequence[Phrase]) -> Hashable | None:
    return None if phrase.leans else _said(phrase)


def _under(phrase: Phrase, phrases: Sequence[Phrase]) -> Hashable | None:
    return (*_said(phrase), phrase.topic) if phrase.own and phrase.topic else None


_KEYS: tuple[Key, ...] = (_whole, _in_place, _beside, _under, _alone)


def _index(phrases: Sequence[Phrase], key: Key) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, phrase in enumerate(phrases):
        if (name := key(phrase, phrases)) is not None:
            found[name].append(place)
    return found


def _pair(new: dict[Hashable, list[int]], old: dict[Hashable, list[int]]) -> Iterator[tuple[int, int]]:
    """The places of keys that are one figure's alone in both."""
    for name, places in new.items():
        if len(places) == 1 == len(old.get(name, ())):
            yield places[0], old[name][0]


def _pair_loosely(new: Sequence[Phrase], old: Sequence[Phrase], links: _Links) -> Iterator[tuple[int, int]]:
    """Phrases that are the only ones of their words, said of another month's end or as a part (其中)."""
    for key in (_beside_loosely, _alone_loosely):
        yield from _pair(_index(new, key), _index(old, key))


def _said_loosely(phrase: Phrase) -> tuple[Hashable, ...]:
    return phrase.own, phrase.ties - {"month", "state", "part"}, phrase.unit, phrase.is_change


def _beside_loosely(phrase: Phrase, phrases: Sequence[Phrase]) -> Hashable | None:
    anchored = phrase.own and phrase.anchor >= 0
    return (*_said_loosely(phrase), _anchor(phrase, phrases)) if anchored else None


def _alone_loosely(phrase: Phrase, phrases: Sequence[Phrase]) -> Hashable | None:
    return _said_loosely(phrase) if len(phrase.own) > SHORT else None


def _goes_on(one: Phrase, other: Phrase) -> bool:
    """Whether one of two phrases only says more words than the other: 为消费者挽回损失, 挽回损失."""
    if _said_loosely(one)[1:] != _said_loosely(other)[1:] or not (one.own and other.own):
        return False
    changes = SequenceMatcher(None, one.own, other.own, autojunk=False).get_opcodes()
    words = [one.own[a:b] + other.own[c:d] for name, a, b, c, d in changes if name != "equal"]
    ways = {name for name, *_ in changes} - {"equal"}
    one_way = ways in ({"insert"}, {"delete"}, set())
    return one_way and not any(_WEIGHTY & set(word) or _has_digit(word) for word in words)


def _near(new: Sequence[Phrase], old: Sequence[Phrase], links: _Links) -> Iterator[tuple[int, int]]:
    """Phrases that differ by little: each the other's best, with none that comes near to it."""
    left = [place for place, phrase in enumerate(new) if place not in links and len(phrase.own) > SHORT]
    if len(left) * len(old) > MOST_COMPARED:
        return
    for place in left:
        scores = sorted(((_score(new[place], phrase), at) for at, phrase in enumerate(old)), reverse=True)
        if not scores or scores[0][0] < CLOSE or scores[0][1] in links.taken:
            continue
        best = scores[0][1]
        back = sorted((_score(phrase, old[best]) for phrase in new), reverse=True)
        rivals = max(scores[1][0] if len(scores) > 1 else 0, back[1] if len(back) > 1 else 0)
        if back[0] <= scores[0][0] and scores[0][0] - rivals >= AHEAD:
            yield place, best


def _score(one: Phrase, other: Phrase) -> float:
    """How like two phrases are: 0 where they count different things."""
    if _said(one)[1:] != _said(other)[1:] or not (one.own and other.own):
        return 0
    first, second = pairs(one.own), pairs(other.own)
    if len(first & second) < HALF * max(len(first), len(second)):
        return 0
    matcher = SequenceMatcher(None, one.own, other.own, autojunk=False)
    for name, a, b, c, d in matcher.get_opcodes():
        if name != "equal" and not _is_slack(one.own[a:b], other.own[c:d]):
            return 0
    return matcher.ratio()


def _is_slack(gone: str, come: str) -> bool:
    """Whether a difference may be one of style: a word more or less, never another in its place."""
    word = gone or come
    return not (gone and come) and len(word) <= SLACK and not (_WEIGHTY & set(word)) and not _has_digit(word)


def _has_digit(word: str) -> bool:
    return any(character in "0123456789" for character in word)


def _among(new: Sequence[Phrase], old: Sequence[Phrase], links: _Links) -> Iterator[tuple[int, int]]:
    """Figures of a sentence that is known again, by their own words among those of it."""
    homes: dict[int, set[int]] = defaultdict(set)
    for place, other in links.items():
        homes[new[place].sentence].add(old[other].sentence)
    there: dict[Hashable, list[int]] = defaultdict(list)
    for place, phrase in enumerate(old):
        there[(phrase.sentence, *_said(phrase))].append(place)
    here: dict[Hashable, list[int]] = defaultdict(list)
    for place, phrase in enumerate(new):
        home = homes[phrase.sentence]
        if phrase.own and len(home) == 1:
            here[(*home, *_said(phrase))].append(place)
    yield from _pair(here, there)


def _follow(new: Sequence[Phrase], old: Sequence[Phrase], links: _Links) -> Iterator[tuple[int, int]]:
    """What leans on a figure that is known again is known with it."""
    beside: dict[Hashable, list[int]] = defaultdict(list)
    for place, phrase in enumerate(old):
        beside[(phrase.anchor, *_said(phrase), phrase.turn)].append(place)
    mine: dict[Hashable, list[int]] = defaultdict(list)
    for place, phrase in enumerate(new):
        if phrase.anchor in links:
            mine[(links[phrase.anchor], *_said(phrase), phrase.turn)].append(place)
    yield from _pair(mine, beside)
