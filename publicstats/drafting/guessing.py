"""Which indicators and categories a figure of an article may be of, the likeliest first.

What tells: how much of a name stands around the figure, and how near; the unit; what its neighbours are (其中
and 同比 go on with the figure before); what the indicator has been printed of: places, categories, sources of
the same publisher. Each guess is shown as one: nothing here is certain.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from publicstats.articles.drafts import Draft
from publicstats.articles.phrasing import Phrase
from publicstats.articles.text import Article
from publicstats.drafting.name_index import NameIndex, index_breakdowns, index_definitions, index_indicators
from publicstats.drafting.shared_changes import pair_changes
from publicstats.drafting.surroundings import Surroundings, read_surroundings, says_average
from publicstats.drafting.usage import NOTHING, count_usage
from publicstats.edition.model import Edition
from publicstats.quantity import RELATIVE

MOST = 5
"""Candidates that are named."""
ENOUGH, SOME = 0.14, 0.05
"""The score from which on the likeliest is filled in as a guess, and from which on others lean on it."""
RECALL, PRECISION, DEFINED = 1.0, 0.15, 0.15
"""The weight of how much of a name stands around a figure, of how much of the words the name has, and of how
much its definition has."""
FOREIGN = 0.1
"""What is left of a score where the unit is another."""
PAIRED, LEANS, PART, BESIDE, RECENT = 2.0, 0.7, 0.35, 0.25, 0.07
"""What is added for the indicator of the figure that it is the change of in its turn; of the one that it
leans on, without words of its own or with some; of the one that it stands beside, and of any before it."""
PUBLISHED, PLACED, BROKEN = 0.1, 0.04, 0.2
"""What is added for one that the publisher, or the place, has had in print, and for one that has the category
which is named at the figure."""
TWICE = 0.5
"""What is left of a score where the text has said the same of that time already."""
AVERAGE = 0.6
"""What is left of it for an average where the text says none, however like their names are."""
NAMED, USED, UNUSED = 0.65, 0.15, 0.8
"""The share of a category's name that must stand at the figure; what is added where the indicator has it, and
what is left of the score where it has others only."""
FAR, LONGER = 0.35, 0.005
"""The weight of words that stand farther off, and what is added for each bit of a name that is said."""


@dataclass(frozen=True)
class Guess:
    """The likeliest indicators and categories of a figure, and whether the first of each is likely enough."""

    indicators: tuple[str, ...] = ()
    is_likely: bool = False
    breakdowns: tuple[str, ...] = ()
    is_broken_down: bool = False


class Guesser:
    """Guesses of one figure after another of an article."""

    def __init__(
        self,
        edition: Edition,
        article: Article,
        drafts: Sequence[Draft],
        phrases: Sequence[Phrase],
        akin: Collection[str] = (),
    ) -> None:
        """`akin` are the sources of the same publisher."""
        self.edition, self.drafts, self.phrases = edition, drafts, phrases
        self.around = read_surroundings(article, [draft.mention for draft in drafts], phrases)
        self.paired = pair_changes(article, drafts, phrases)
        self.usage = count_usage(edition)
        self.names, self.definitions = index_indicators(edition), index_definitions(edition)
        self.categories = index_breakdowns(edition)
        kin = frozenset(akin)
        self.published = {name for name, used in self.usage.sources.items() if not kin.isdisjoint(used)}
        self.chosen: list[tuple[str, str]] = []
        """The indicator and the category of each figure so far, as far as likely."""
        self.said: set[tuple[str, ...]] = set()

    def guess(self) -> Guess:
        """What the next figure may be of."""
        place = len(self.chosen)
        draft = self.drafts[place]
        named = self._find_named(place)
        scores = self._score(place, named)
        ranked = sorted(scores, key=lambda name: (-scores[name], name))[:MOST]
        likely = bool(ranked) and scores[ranked[0]] >= ENOUGH
        first = ranked[0] if ranked and scores[ranked[0]] >= SOME else ""
        breakdowns, is_named = self._rank_breakdowns(place, first, named)
        self._choose(draft, first, breakdowns[0] if is_named else "")
        return Guess(tuple(ranked), likely, breakdowns, is_named)

    def _choose(self, draft: Draft, indicator: str, breakdown: str) -> None:
        """Notes what a figure is of: as it is filled for sure, else as guessed."""
        if draft.like:
            indicator, breakdown = draft.indicator, draft.breakdown
        self.chosen.append((indicator, breakdown))
        self.said.add(_observe(draft, indicator, breakdown))

    def _score(self, place: int, named: Mapping[str, float]) -> dict[str, float]:
        """The score of each indicator that anything speaks for."""
        draft = self.drafts[place]
        scores = _match(self.names, self.definitions, self.around[place])
        added = self._list_neighbours(place)
        base = _find_base(draft)
        breakdown = max(named, key=lambda name: (named[name], name), default="")
        breakdown = breakdown if breakdown and named[breakdown] >= NAMED else ""
        for name in {**scores, **added}:
            score = scores.get(name, 0) + added.get(name, 0)
            if base and self.edition.indicators[name].unit.base != base:
                scores[name] = score * FOREIGN
                continue
            score += PUBLISHED if name in self.published else 0
            score += PLACED if draft.region and draft.region in self.usage.regions.get(name, NOTHING) else 0
            score += BROKEN if breakdown and breakdown in self.usage.breakdowns.get(name, NOTHING) else 0
            score *= AVERAGE if self._is_average_only(place, name) else 1
            scores[name] = score * (TWICE if _observe(draft, name, breakdown) in self.said else 1)
        return scores

    def _is_average_only(self, place: int, name: str) -> bool:
        """Whether an indicator is an average, and a figure, no change of one, is not said to be."""
        is_said = self.around[place].is_average or self.drafts[place].setting.basis == "growth"
        return not is_said and says_average(self.edition.indicators[name].name.zh)

    def _list_neighbours(self, place: int) -> dict[str, float]:
        """What is added for the indicators of the figures before."""
        phrase, draft = self.phrases[place], self.drafts[place]
        added = dict.fromkeys((name for name, _ in self.chosen if name), RECENT)
        if place and (near := self.chosen[-1][0]) and self.phrases[place - 1].sentence == phrase.sentence:
            added[near] = BESIDE
        anchor = self.paired.get(place, phrase.anchor)
        anchored = self.chosen[anchor][0] if anchor >= 0 else ""
        if anchored and place in self.paired:
            added[anchored] = PAIRED
        elif anchored and (phrase.leans or draft.setting.basis == "growth"):
            added[anchored] = LEANS if not phrase.own or draft.setting.basis == "growth" else PART
        return added

    def _find_named(self, place: int) -> dict[str, float]:
        """How much of each category's name stands around a figure."""
        around, found = self.around[place], {}
        for breakdown, shared in self.categories.find(around.weights).items():
            near, words = shared & around.near, self.categories.names[breakdown]
            weight = self.categories.weigh(near) + FAR * self.categories.weigh(shared - near)
            # Of two that are named the longer name says more: 农村幸福院 is no 农村.
            found[breakdown] = weight / self.categories.weigh(words) + LONGER * weight
        return found

    def _rank_breakdowns(
        self, place: int, indicator: str, named: Mapping[str, float]
    ) -> tuple[tuple[str, ...], bool]:
        """The likeliest categories, and whether the first is said: at the figure, or at the one before it."""
        phrase, used = self.phrases[place], self.usage.breakdowns.get(indicator, NOTHING)
        words = self.names.names.get(indicator, frozenset())
        scores = dict(named)
        for breakdown, count in used.items():
            scores[breakdown] = scores.get(breakdown, 0) + USED * (0.5 + count / used.total() / 2)
        for breakdown in scores:
            if breakdown not in used and any(used):
                scores[breakdown] *= UNUSED
            if self.categories.names.get(breakdown, frozenset()) <= words:
                scores[breakdown] *= 0.5
        goes_on = place > 0 and not phrase.own and self.phrases[place - 1].sentence == phrase.sentence
        if goes_on and (before := self.chosen[-1][1]):
            scores[before] = scores.get(before, 0) + 1
        scores.pop("", None)
        ranked = sorted(scores, key=lambda name: (-scores[name], name))[:MOST]
        return tuple(ranked), bool(ranked) and scores[ranked[0]] >= NAMED


def _observe(draft: Draft, indicator: str, breakdown: str) -> tuple[str, ...]:
    """What a figure would be an observation of."""
    setting = draft.setting
    unit = draft.base_unit if setting.basis == "growth" else ""
    return indicator, breakdown, draft.region, setting.period, setting.basis, setting.kind, draft.base, unit


def _find_base(draft: Draft) -> str:
    """The base unit that the indicator must have; blank where the print does not tell."""
    quantity = draft.mention.quantity
    is_change = draft.setting.basis == "growth" or (quantity.direction and quantity.unit in RELATIVE)
    return "" if is_change else draft.base_unit


def _match(names: NameIndex, definitions: NameIndex, around: Surroundings) -> dict[str, float]:
    """How well each indicator that shares anything with the words fits them: 0 to about 1."""
    said = sum(names.weights.get(pair, names.most) * weight for pair, weight in around.weights.items()) or 1
    known, defined = names.find(around.weights), definitions.find(around.weights)
    return {
        name: _compare(name, names, known.get(name, frozenset()), around) * RECALL
        + _weigh(names, known.get(name, frozenset()), around) / said * PRECISION
        + _weigh(names, defined.get(name, frozenset()) | known.get(name, frozenset()), around)
        / said
        * DEFINED
        for name in {**known, **defined}
    }


def _compare(name: str, names: NameIndex, shared: Collection[str], around: Surroundings) -> float:
    return _weigh(names, shared, around) / (names.weigh(names.names[name]) or 1)


def _weigh(names: NameIndex, shared: Collection[str], around: Surroundings) -> float:
    return sum(names.weights.get(pair, names.most) * around.weights[pair] for pair in shared)
