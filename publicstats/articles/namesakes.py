"""Which row of an earlier article each figure of a new one is like, where the earlier text is not at hand.

All that is known then are the names of a row's indicator and category, its unit and base, how large it was
and where it stood among the others. A figure is like a row whose names stand around it and around no other; a
change or share is like that of the level which it follows; and between two that are sure, as many of the same
units in the same order and of about the same size are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nlargest
from itertools import pairwise

from publicstats.articles.drafts import Draft
from publicstats.articles.likeness import pairs
from publicstats.articles.phrasing import Phrase
from publicstats.articles.precedents import Precedent
from publicstats.articles.shifting import count_months, read_period
from publicstats.contract.records import Unit
from publicstats.quantity import Quantity, QuantityError, parse_quantity

SURE = ((0.55, 0.1), (0.45, 0.2))
"""The share of a row's names that stand around a figure and its lead over any other: either pair will do."""
NAMED = 0.55
"""The share of a category's name that must stand beside its figure."""
CATEGORY = 0.65
"""The weight of a category's name against that of its indicator, which is said once for all of them."""
CHAIN = 4
"""Figures before it that a figure may lean on, each on the next."""
YEAR = 12
GAP = 4
"""Figures between two sure ones that may be told by their order."""
FACTOR = Decimal("1.6")
"""How many times larger or smaller one told by its order may have become."""


@dataclass(frozen=True)
class _Row:
    """A row as it is compared: what it is of, its names by pairs of characters, and its time."""

    kin: tuple[str, bool]
    indicator: frozenset[str]
    category: frozenset[str]
    value: Decimal | None
    tie: str
    """``since`` for a total over several months, ``before`` for a figure of the year before; else blank."""
    row: Precedent


def find_namesakes(
    drafts: Sequence[Draft], phrases: Sequence[Phrase], rows: Sequence[Precedent], units: Mapping[str, Unit]
) -> dict[int, Precedent]:
    """For places of drafts the row that each is like."""
    old = list(_read_rows(rows, units))
    words = [_list_words(phrases, place) for place in range(len(drafts))]
    scores = [
        _leave_sums([_score(draft, phrase, own, more, row) for row in old], old)
        for draft, phrase, (own, more) in zip(drafts, phrases, words, strict=True)
    ]
    links = dict(_name(scores))
    _follow(links, drafts, phrases, old)
    links |= dict(_count_off(links, drafts, phrases, old, scores))
    return {place: old[other].row for place, other in links.items()}


def _read_rows(rows: Sequence[Precedent], units: Mapping[str, Unit]) -> Iterator[_Row]:
    ends = Counter(period.end for row in rows if (period := read_period(row.period)))
    latest = ends.most_common(1)[0][0] if ends else None
    for row in rows:
        period = read_period(row.period)
        try:
            quantity = parse_quantity(row.printed)
        except QuantityError:
            continue
        unit = units[quantity.unit].base if quantity.unit in units else quantity.unit
        indicator, _, category = row.words.partition("，")
        tie = ""
        if period and (row.cells["basis"] == "cumulative" or "/" in period.text):
            tie = "since"
        elif period and latest and count_months(period.end, latest) == YEAR:
            tie = "before"
        kin = unit, row.cells["basis"] == "growth"
        yield _Row(kin, pairs(indicator), pairs(category), quantity.value, tie, row)


def _list_words(phrases: Sequence[Phrase], place: int) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a figure, and those of the figures that it leans on besides."""
    phrase = phrases[place]
    own = pairs(phrase.own) | pairs(phrase.after)
    more, anchor = own | pairs(phrase.lead), phrase.anchor
    for _ in range(CHAIN):
        if anchor < 0:
            break
        more |= pairs(phrases[anchor].own)
        anchor = phrases[anchor].anchor
    return own, more


def _kin(draft: Draft, phrase: Phrase) -> tuple[str, bool]:
    return phrase.unit, phrase.is_change or draft.setting.basis == "growth"


def _score(draft: Draft, phrase: Phrase, own: frozenset[str], more: frozenset[str], row: _Row) -> float:
    """The share of a row's names that stand around a figure; 0 where it is of another kind."""
    if _kin(draft, phrase) != row.kin or not row.indicator or not _fits(draft, phrase, row):
        return 0
    # A category is named beside its figure; what it is a category of, perhaps beside the total only.
    around = more if row.category or phrase.leans else own
    share = len(row.indicator & around) / len(row.indicator)
    if row.category:
        named = len(row.category & own) / len(row.category)
        share = CATEGORY * named + (1 - CATEGORY) * share if named >= NAMED else 0
    if not phrase.own:
        return share / 2
    words = pairs(phrase.own)
    known = len(words & (row.indicator | row.category)) / len(words) if words else 1
    return share * (1 + known) / 2


def _leave_sums(scores: list[float], rows: Sequence[_Row]) -> list[float]:
    """The scores of a figure, none for categories of one thing of which it names several: it is their sum."""
    named: dict[str, set[str]] = {}
    for score, row in zip(scores, rows, strict=True):
        if score and row.category:
            named.setdefault(row.row.cells["indicator"], set()).add(row.row.words.rpartition("，")[2])
    sums = {indicator for indicator, names in named.items() if len(_list_longest(names)) > 1}
    return [
        0 if row.category and row.row.cells["indicator"] in sums else score
        for score, row in zip(scores, rows, strict=True)
    ]


def _list_longest(names: set[str]) -> list[str]:
    """The names that are part of no other: of 食品 and 食品安全 the second."""
    return [name for name in names if not any(name != other and name in other for other in names)]


def _fits(draft: Draft, phrase: Phrase, row: _Row) -> bool:
    """Whether base and time of a figure, as far as they are said, are those of a row."""
    timed = {"since", "before", "month", "state"} & (phrase.ties | _list_times(draft))
    same = not timed or (row.tie in timed if row.tie else not timed & {"since", "before"})
    return same and _fits_base(draft, row)


def _list_times(draft: Draft) -> set[str]:
    """What its own period says: a clause may have its time from the head of its sentence."""
    period, basis = draft.setting.period, draft.setting.basis
    if basis == "cumulative" or "/" in period:
        return {"since"}
    return {"month"} if period and basis == "flow" else set()


def _fits_base(draft: Draft, row: _Row) -> bool:
    said, base = draft.base, row.row.cells["base"]
    return said in ("", "unstated") or base in ("", "unstated") or said == base or base[:1].isdigit()


def _name(scores: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """Figures and rows that are each other's best by far."""
    columns = [nlargest(2, column) for column in zip(*scores, strict=True)]
    for place, line in enumerate(scores):
        best = max(range(len(line)), key=line.__getitem__, default=-1)
        if best < 0:
            continue
        score, column = line[best], columns[best]
        # The best of a column is this figure's own, or a rival's.
        beside = column[1:] if score == column[0] else column[:1]
        rival = max([*nlargest(2, line)[1:], *beside], default=0)
        if any(score >= enough and score - rival >= ahead for enough, ahead in SURE):
            yield place, best


def _follow(
    links: dict[int, int], drafts: Sequence[Draft], phrases: Sequence[Phrase], old: Sequence[_Row]
) -> None:
    """Links changes and shares that lean on a figure that is known to those of its row."""
    groups: dict[int, list[int]] = {}
    level = -1
    for place, phrase in enumerate(phrases):
        tied = (
            _kin(drafts[place], phrase)[1] or {"share", "before"} & phrase.ties or drafts[place].mention.cell
        )
        leans = not phrase.own and tied
        if not leans or phrase.anchor < 0:
            level = place
        elif level >= 0:
            groups.setdefault(level, []).append(place)
    taken = set(links.values())
    for level, places in groups.items():
        if level not in links:
            continue
        known = old[links[level]].row.cells
        for place in places:
            alike = [
                at for at, row in enumerate(old) if _goes_with(drafts[place], phrases[place], row, known)
            ]
            rivals = [
                other
                for other in places
                if other != place
                and alike
                and _goes_with(drafts[other], phrases[other], old[alike[0]], known)
            ]
            if len(alike) == 1 and not rivals and place not in links and alike[0] not in taken:
                links[place] = alike[0]
                taken.add(alike[0])


def _goes_with(draft: Draft, phrase: Phrase, row: _Row, known: Mapping[str, str]) -> bool:
    """Whether a figure that leans on a level may be that of a row, where the level is that of `known`."""
    kin, cells = _kin(draft, phrase), row.row.cells
    if row.kin != kin or not _fits_base(draft, row) or cells["region"] != known["region"]:
        return False
    if cells["breakdown"] != known["breakdown"]:
        return False
    before = "before" in phrase.ties
    if before != (row.tie == "before"):
        return False
    return cells["indicator"] == known["indicator"] if kin[1] or before else bool(known["breakdown"])


def _count_off(
    links: Mapping[int, int],
    drafts: Sequence[Draft],
    phrases: Sequence[Phrase],
    old: Sequence[_Row],
    scores: Sequence[Sequence[float]],
) -> Iterator[tuple[int, int]]:
    """Figures between two that are known, told by their order."""
    ends = [(-1, -1), *sorted(links.items()), (len(drafts), len(old))]
    taken = set(links.values())
    for (start, first), (stop, last) in pairwise(ends):
        new, rows = list(range(start + 1, stop)), list(range(first + 1, last))
        if not new or len(new) > GAP or len(new) != len(rows) or taken & set(rows):
            continue
        if all(
            _kin(drafts[place], phrases[place]) == old[row].kin
            and _is_about(drafts[place].mention.quantity, old[row])
            and _fits(drafts[place], phrases[place], old[row])
            and (scores[place][row] > 0 or not phrases[place].own)
            for place, row in zip(new, rows, strict=True)
        ):
            yield from zip(new, rows, strict=True)


def _is_about(quantity: Quantity, row: _Row) -> bool:
    """Whether a value is about as large as it was; changes may be of any size."""
    if row.kin[1] or quantity.value is None or row.value is None:
        return True
    one, other = sorted((abs(quantity.value), abs(row.value)))
    return one * FACTOR >= other
