"""Shares and rates that are a part over a whole, and changes that follow from what was and what is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from publicstats.articles.drafts import Draft
from publicstats.articles.phrasing import Phrase
from publicstats.articles.relations import (
    CLAUSE,
    LOOSE,
    SENTENCE,
    WINDOW,
    Identity,
    is_level,
    relate,
    value_of,
    width_of,
)
from publicstats.quantity import POINTS

REACH = 30
"""Figures on either side of a share among which its whole is looked for."""
CHANCE = Decimal("0.1")
"""How likely it may be that one of the wholes that are tried fits by chance."""
_SHARE = re.compile(r"占[^，。；]{0,14}$|比重[为达]?$|占比[为达]?$")
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,8})(?:率|比例)(?:达到?|为|是|约|超过?)?$")
_LED = re.compile("[由从][^，。；]{0,24}$")
_UP, _DOWN = "提高|增|上升|升|扩大|多", "下降|减|降低|回落|缩|少"
_PAST = re.compile("[比较](?:上|去|前)[^，。；]{1,5}的$")
_AT_ONCE = re.compile(
    rf"[，、]?(?:同比|环比|比上[年月]|净|共)?(?:(?:{_UP}|{_DOWN})(?:加|长|少|了|幅度?|速|至)*(?:达到?|为|约)?)?"
)
"""All that may stand between two numbers and their change for it to be theirs without doubt."""


def find_portions(text: str, drafts: Sequence[Draft], phrases: Sequence[Phrase]) -> Iterator[Identity]:
    """Shares (占…%) and rates (办结率) that a part gives of a whole."""
    for place, share in enumerate(drafts):
        if share.mention.quantity.unit != "%" or share.setting.basis == "growth" or not value_of(share):
            continue
        clause = CLAUSE.split(text[max(0, share.mention.start - 40) : share.mention.start])[-1]
        rate = _RATE.search(clause)
        if _SHARE.search(clause):
            parts = _list_near(text, drafts, place)[:1]
        elif rate:
            parts = [at for at in _list_around(text, drafts, place) if _names(phrases[at], rate["stem"])]
        else:
            continue
        for part in parts:
            yield from _fit(drafts, share, part)


def _list_near(text: str, drafts: Sequence[Draft], place: int) -> list[int]:
    """The level before a share in its sentence."""
    for at in range(place - 1, max(-1, place - WINDOW), -1):
        if SENTENCE.search(text[drafts[at].mention.end : drafts[place].mention.start]):
            break
        if is_level(drafts[at]) and drafts[at].mention.quantity.unit != "%":
            return [at]
    return []


def _list_around(text: str, drafts: Sequence[Draft], place: int) -> list[int]:
    """The levels beside a rate in its paragraph, the nearest first."""
    return [
        at
        for at in _list_by_distance(drafts, place, WINDOW)
        if at != place and is_level(drafts[at]) and "\n" not in _between(text, drafts[at], drafts[place])
    ]


def _list_by_distance(drafts: Sequence[Draft], place: int, reach: int) -> list[int]:
    """The figures on either side of one, the nearest first."""
    near = range(max(0, place - reach), min(len(drafts), place + reach + 1))
    return sorted(near, key=lambda at: abs(at - place))


def _names(phrase: Phrase, stem: str) -> bool:
    """Whether a figure is of what its rate is named after: 办结 of 按期办结率."""
    return stem[-2:] in phrase.own or stem[-2:] in phrase.after


def _fit(drafts: Sequence[Draft], share: Draft, place: int) -> Iterator[Identity]:
    """The nearest whole of which a part is that share."""
    part = drafts[place]
    tried = 0
    for at in _list_by_distance(drafts, place, REACH):
        whole = drafts[at]
        if not is_level(whole) or whole.base_unit != part.base_unit or value_of(whole) <= value_of(part):
            continue
        tried += 1
        if tried * width_of(share) > CHANCE * value_of(share):
            return
        if max(_looseness(part), _looseness(whole)) > LOOSE:
            continue
        identity = relate("share", f"100 * {part.figure} / {whole.figure}", share, [part, whole])
        if identity.holds:
            yield identity
            return


def _looseness(draft: Draft) -> Decimal:
    return width_of(draft) / abs(value_of(draft)) if value_of(draft) else Decimal("Infinity")


def find_rises(text: str, drafts: Sequence[Draft], phrases: Sequence[Phrase]) -> Iterator[Identity]:
    """由 a 提高到 b，提高 c: the difference, or the growth in per cent."""
    for before, after, change in zip(drafts, drafts[1:], drafts[2:], strict=False):
        lead = text[max(0, before.mention.start - 30) : before.mention.start]
        between = text[before.mention.end : after.mention.start]
        if not _LED.search(lead) or not re.search("[到至]", between) or before.base_unit != after.base_unit:
            continue
        if SENTENCE.search(between) or not (is_level(before) and is_level(after)):
            continue
        falls = value_of(after) < value_of(before)
        if not re.search(_DOWN if falls else _UP, text[after.mention.end : change.mention.end]):
            continue
        # A change printed with its direction is signed.
        unsigned = falls and not change.mention.quantity.direction
        high, low = (before, after) if unsigned else (after, before)
        yield from _sure(
            text, after, change, _relate_change(before, after, change, f"{high.figure} - {low.figure}")
        )


def _relate_change(before: Draft, after: Draft, change: Draft, difference: str) -> Identity | None:
    unit, inputs = change.mention.quantity.unit, [before, after]
    if unit in POINTS or unit == after.mention.quantity.unit != "%":
        return relate("difference", difference, change, inputs)
    # From one rate to another, 提高3% may be points or per cent.
    if unit == "%" and value_of(before) and after.mention.quantity.unit != "%":
        return relate("growth", f"100 * ({difference}) / {before.figure}", change, inputs)
    return None


def find_additions(text: str, drafts: Sequence[Draft], phrases: Sequence[Phrase]) -> Iterator[Identity]:
    """Level, 比上年增加 x，增长 p%: x as a share of what the level was before."""
    for level, added, growth in zip(drafts, drafts[1:], drafts[2:], strict=False):
        between = text[level.mention.end : added.mention.end]
        same = level.base_unit == added.base_unit and _looseness(added) <= LOOSE
        fits = same and re.search("[比较](?:上年|去年|上月)[^，。；\n]{0,6}(?:增加|增|多)", between)
        if fits and growth.mention.quantity.unit == "%" and growth.setting.basis == "growth":
            formula = f"100 * {added.figure} / ({level.figure} - {added.figure})"
            yield from _sure(text, added, growth, relate("growth", formula, growth, [level, added]))


def find_rates(text: str, drafts: Sequence[Draft], phrases: Sequence[Phrase]) -> Iterator[Identity]:
    """比上月的 a 增加 b，增长 p%: b as a share of a."""
    for past, change, growth in zip(drafts, drafts[1:], drafts[2:], strict=False):
        lead = text[max(0, past.mention.start - 12) : past.mention.start]
        said = _PAST.search(lead) and is_level(past) and value_of(past) and _looseness(past) <= LOOSE
        alike = change.base_unit == past.base_unit and change.setting.basis == "growth"
        if said and alike and growth.mention.quantity.unit == "%" and growth.setting.basis == "growth":
            identity = relate("growth", f"100 * {change.figure} / {past.figure}", growth, [past, change])
            if (
                identity.holds
                and _looseness(change) <= LOOSE
                and _AT_ONCE.fullmatch(text[change.mention.end : growth.mention.start])
            ):
                yield identity


def find_growth(text: str, drafts: Sequence[Draft], phrases: Sequence[Phrase]) -> Iterator[Identity]:
    """Level, 上年同期 level, 增长 p%: in any order, in one sentence."""
    for place, past in enumerate(drafts):
        if "before" not in phrases[place].ties or not is_level(past) or _looseness(past) > LOOSE:
            continue
        beside = [at for at in range(max(0, place - 3), min(len(drafts), place + 3)) if at != place]
        near = [at for at in beside if not SENTENCE.search(_between(text, past, drafts[at]))]
        levels = [
            drafts[at] for at in near if at < place and is_level(drafts[at]) and _is_like(drafts[at], past)
        ]
        changes = [drafts[at] for at in near if drafts[at].setting.basis == "growth"]
        yield from _pick(past, levels[-1:], changes)


def _pick(past: Draft, levels: Iterable[Draft], changes: Iterable[Draft]) -> Iterator[Identity]:
    for level in levels:
        for change in changes:
            if change.mention.quantity.unit == "%" and _looseness(level) <= LOOSE:
                formula = f"100 * ({level.figure} - {past.figure}) / {past.figure}"
                identity = relate("growth", formula, change, [level, past])
                if identity.holds:
                    yield identity
                    return


def _is_like(one: Draft, other: Draft) -> bool:
    return one.base_unit == other.base_unit


def _between(text: str, one: Draft, other: Draft) -> str:
    first, last = sorted((one.mention, other.mention), key=lambda mention: mention.start)
    return text[first.end : last.start]


def _sure(text: str, last: Draft, change: Draft, identity: Identity | None) -> Iterator[Identity]:
    """An identity that holds; one that does not where nothing stands between the numbers and their change."""
    if identity is None:
        return
    between = text[last.mention.end : change.mention.start]
    if identity.holds or (_AT_ONCE.fullmatch(between) and change.mention.quantity.qualifier == "exact"):
        yield identity
