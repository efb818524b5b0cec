"""Parts that add to a total, which stands before them (其中, 分别) or after them (合计, 共)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from publicstats.articles.drafts import Draft
from publicstats.articles.phrasing import Phrase
from publicstats.articles.relations import (
    LOOSE,
    SENTENCE,
    WINDOW,
    Identity,
    is_level,
    is_slip,
    relate,
    value_of,
    width_of,
)

_PARTS = re.compile(r"其中|包括|分别|分为|包含|由.{0,8}组成|：")
_ALL = re.compile(r"分别|分为|由.{0,8}组成")
"""Words after a total that announce all of its parts; of 其中 some may be left out."""
_SUM = re.compile(r"合计|总计|共计|小计|总共|(?<![公])共(?!同|享|建|产)|总[数量额]|总(?=[收支人户产])")
_GOES_ON = re.compile("^[^。！？\n]{0,8}。(?=其中|分别)")
"""Right after a total: a sentence that tells its parts, as if there were a comma."""
_ROW = 30
"""Characters of a line that may be a row of a table or an item of a list: parts may stand in several."""
_ITEM = re.compile(r"\n[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.]")
CHANCE, UNSAID = Decimal("0.35"), Decimal("0.002")
"""How likely a sum may hold by chance: where words say that it is one, and where none does."""
NEAR, NEAR_SOME = Decimal("0.02"), Decimal("0.005")
"""Off by less than this share, a sum of all parts, or of parts named 其中, was meant to hold."""
DIGITS, DIGITS_SOME = 3, 5
"""Digits that the total must have for that."""
MOST_SKIPPED = 8
"""Figures that may be parts of a part and be left out for that."""


def find_totals(text: str, drafts: Sequence[Draft], phrases: Sequence[Phrase]) -> Iterator[Identity]:
    """The sums of an article: for each total those parts, most of them, that add to it."""
    for place, total in enumerate(drafts):
        if not is_level(total) or not value_of(total) or width_of(total) > LOOSE * abs(value_of(total)):
            continue
        after = [
            at
            for at in _look(text, drafts, place, range(place + 1, len(drafts)))
            if not _is_past(phrases[at])
        ]
        before = [
            at for at in _look(text, drafts, place, range(place - 1, -1, -1)) if not _is_past(phrases[at])
        ]
        lead = text[_clause_start(text, total.mention.start) : total.mention.start]
        said = bool(after) and _leads(text, total, drafts[after[0]])
        closes = bool(_SUM.search(lead))
        found = _find(drafts, phrases, total, after, said or closes) or _find(
            drafts, phrases, total, before, closes
        )
        if found:
            yield found
        elif said or closes:
            yield from _find_slips(text, drafts, place, after if said else [], before if closes else [])


def _look(text: str, drafts: Sequence[Draft], place: int, places: range) -> list[int]:
    """The figures on one side of a total that may be its parts: in its paragraph or in rows beside it."""
    total, found = drafts[place], []
    for at in places[:WINDOW]:
        first, last = sorted((place, at))
        between = text[drafts[first].mention.end : drafts[last].mention.start]
        if "\n" in between and not _is_rows(between):
            break
        if _is_alike(total, drafts[at]):
            found.append(at)
    return found


def _is_rows(between: str) -> bool:
    """Whether what stands between two figures is the rest of short lines, or of items of a list."""
    lines = between.split("\n")
    return all(len(line) <= _ROW for line in lines) or len(_ITEM.findall(between)) == len(lines) - 1


def _is_alike(total: Draft, part: Draft) -> bool:
    setting, other = total.setting, part.setting
    timed = not setting.period or not other.period or setting.period == other.period
    return (
        is_level(part)
        and part.base_unit == total.base_unit
        and timed
        and setting.kind == other.kind
        and 0 < value_of(part) < value_of(total)
    )


def _is_past(phrase: Phrase) -> bool:
    """Whether a figure is one of the year before, printed to compare with."""
    return "before" in phrase.ties


def _clause_start(text: str, position: int) -> int:
    return max(text.rfind(sign, 0, position) for sign in "，；。！？\n") + 1


def _leads(text: str, total: Draft, part: Draft) -> bool:
    """Whether words between a total and the next figure of its kind announce parts."""
    return bool(_PARTS.search(text[total.mention.end : part.mention.start]))


def _find(
    drafts: Sequence[Draft], phrases: Sequence[Phrase], total: Draft, places: Sequence[int], said: bool
) -> Identity | None:
    """The sum of the most parts that holds, unless it may hold by chance."""
    best: tuple[int, Identity] | None = None
    tried = 0
    for run in _list_runs(places, phrases):
        if len(run) < 2:
            continue
        tried += 1
        parts = [drafts[at] for at in sorted(run)]
        width = width_of(total) + sum(map(width_of, parts), Decimal(0))
        if width > LOOSE * abs(value_of(total)) or abs(_sum(parts) - value_of(total)) > width:
            continue
        if max(width, _step(total)) * tried > (CHANCE if said else UNSAID) * value_of(total):
            continue
        identity = _relate(total, parts)
        if identity.holds and (best is None or len(run) > best[0]):
            best = len(run), identity
    return best[1] if best else None


def _list_runs(places: Sequence[int], phrases: Sequence[Phrase]) -> Iterator[list[int]]:
    """Runs of neighbouring parts from the total on; parts of a part (其中) may be left out."""
    named = {at for at in places[1:] if "part" in phrases[at].ties}
    nested, inside = set[int](), False
    for at in places[1:]:
        inside = at in named or (inside and phrases[at].turns_in)
        if inside:
            nested.add(at)
    skipped = [set[int]()]
    if named and len(nested) <= MOST_SKIPPED:
        skipped += [named, nested]
    for left_out in skipped:
        kept = [at for at in places if at not in left_out]
        for count in range(2, len(kept) + 1):
            yield kept[:count]


def _relate(total: Draft, parts: Sequence[Draft]) -> Identity:
    return relate("parts", f"sum({', '.join(part.figure for part in parts)})", total, parts)


def _sum(parts: Sequence[Draft]) -> Decimal:
    return sum(map(value_of, parts), Decimal(0))


def _step(draft: Draft) -> Decimal:
    """The place value of the last digit of a figure that counts."""
    number = draft.mention.quantity.number
    return number.step if number.is_scaled else number.digit


def _find_slips(
    text: str, drafts: Sequence[Draft], place: int, after: Sequence[int], before: Sequence[int]
) -> Iterator[Identity]:
    """The sum of all parts of a sentence that all but holds, where a slip of a digit explains it."""
    total = drafts[place]
    for places, every in ((after, False), (before, True)):
        parts = [drafts[at] for at in sorted(places) if not _apart(text, total, drafts[at])]
        if len(parts) < 2:
            continue
        every = every or bool(_ALL.search(text[total.mention.end : parts[0].mention.start]))
        near, digits = (NEAR, DIGITS) if every else (NEAR_SOME, DIGITS_SOME)
        step = min(map(_step, (total, *parts)))
        found = _sum(parts)
        if abs(found - value_of(total)) > near * value_of(total) or value_of(total) / step < 10 ** (
            digits - 1
        ):
            continue
        identity = _relate(total, parts)
        if not identity.holds and is_slip(
            value_of(total), found, [value_of(part) for part in parts], step=step
        ):
            yield identity


def _apart(text: str, one: Draft, other: Draft) -> bool:
    """Whether two figures stand in two sentences."""
    first, last = sorted((one.mention, other.mention), key=lambda mention: mention.start)
    return bool(SENTENCE.search(_GOES_ON.sub("", text[first.end : last.start])))
