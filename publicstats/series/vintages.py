"""Which of several values printed for one observation stands, and what became of the others.

In this order: what is replaced by name; what is hidden gives way to what is known, forecasts and estimates
to the rest, computed values to printed ones, and a preliminary one to an unmarked later one that it does not
meet. Of those left, values that meet agree: the narrowest stands. Those that do not meet are a disagreement,
and all of them stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

INFINITE = float("inf")
STANDS, REPEATS, REPLACED = range(3)
"""What a value is: it stands, says the same as one that does, or has been replaced."""
REASONS = ("", "final", "revised", "corrected", "withdrawn", "known", "actual", "printed", "named")
"""Why a value has been replaced: the kinds of `revision`; a known value in place of a hidden one; an actual
one in place of a forecast or estimate; a printed one in place of a computed one; named without a kind."""
_AHEAD = ("forecast", "estimated")
APART = 100
"""Values of one observation that are told apart; of more that do not meet, all that are left stand."""


@dataclass(frozen=True)
class Value:
    """What a figure says of its observation; `low` and `high` are infinite where open."""

    position: int
    id: str
    low: float
    high: float
    is_known: bool
    status: str = ""
    revision: str = ""
    published: int = 0
    """The last day of its source's date; computed values have none."""
    source: str = ""
    is_derived: bool = False
    ends_open: bool = False
    """Whether `high` itself is not meant, as with digits that are rounded: 98.7 is less than 98.75."""

    @property
    def width(self) -> float:
        """How much the value leaves open."""
        return self.high - self.low

    def meets(self, other: Value) -> bool:
        """Whether both may be the same number."""
        first, last = (self, other) if self.low <= other.low else (other, self)
        return last.low < first.high or (last.low == first.high and not first.ends_open)


@dataclass
class Verdict:
    """The values that stand, the one to quote first, and what became of each other one."""

    standing: list[Value]
    others: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    """By position: repeats or replaced, the position of the value in its place, and the reason."""


def settle(
    values: Sequence[Value], named: Mapping[int, int], revises: Mapping[str, frozenset[str]]
) -> Verdict:
    """What stands of the values of one observation.

    `named` gives for a position the one that replaces it by `supersedes`; `revises` the sources that a source
    replaces as a whole.
    """
    verdict = Verdict([])
    left = _drop_named(values, named, revises, verdict)
    left = _drop(left, lambda v: not v.is_known, lambda v: v.is_known, "known", verdict)
    left = _drop(left, lambda v: v.is_derived, lambda v: not v.is_derived, "printed", verdict)
    for status in _AHEAD:
        left = _drop(
            left,
            lambda v, s=status: v.status == s,  # type: ignore[misc]
            lambda v: v.status not in _AHEAD,
            "actual",
            verdict,
        )
    left = _drop(left, lambda v: v.status == "forecast", lambda v: v.status == "estimated", "actual", verdict)
    left = _drop_preliminary(left, verdict)
    _agree(left, verdict)
    _point_at_standing(verdict)
    return verdict


def _drop_named(
    values: Sequence[Value],
    named: Mapping[int, int],
    revises: Mapping[str, frozenset[str]],
    verdict: Verdict,
) -> list[Value]:
    """The values that no other replaces by name, by its source, or by its kind of revision."""
    by_position = {value.position: value for value in values}
    by_name: dict[int, list[Value]] = {}
    for value in values:
        by_name.setdefault(named.get(value.position, value.position), []).append(value)
    # Of a thousand values of one observation hardly any can replace one that it does not name.
    likely = _list_latest(v for v in values if v.revision or revises.get(v.source))
    for old in values:
        newer = named.get(old.position)
        if newer is not None:
            kind = by_position[newer].revision if newer in by_position else ""
            verdict.others[old.position] = (REPLACED, newer, kind or "named")
            continue
        new = next((new for new in likely if _replaces(new, old, by_name, revises)), None)
        if new is not None:
            verdict.others[old.position] = (REPLACED, new.position, new.revision or "revised")
    return [value for value in values if value.position not in verdict.others]


def _list_latest(values: Iterable[Value]) -> list[Value]:
    """The values, the one published last first."""
    return sorted(values, key=lambda v: (v.published, v.id), reverse=True)


def _replaces(
    new: Value, old: Value, by_name: Mapping[int, Sequence[Value]], revises: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a value replaces one that it does not name: by its source, or as a revision of what was before.

    A revision that names figures replaces those that repeat them as well, but no other source's own value.
    """
    if new is old or new.is_derived or old.is_derived:
        return False
    if old.source in revises.get(new.source, ()):
        return True
    if not new.revision or new.published <= old.published:
        return False
    names = [value for value in by_name.get(new.position, ()) if value is not new]
    return not names or any(old.meets(value) for value in names)


def _drop(
    values: list[Value],
    yields: Callable[[Value], bool],
    prevails: Callable[[Value], bool],
    reason: str,
    verdict: Verdict,
) -> list[Value]:
    """The values without those that give way to others, if there are any."""
    above = [value for value in values if prevails(value)]
    if not above:
        return values
    best = _rank(above)[0]
    for value in values:
        if yields(value):
            verdict.others[value.position] = (REPLACED, best.position, reason)
    return [value for value in values if not yields(value)]


def _drop_preliminary(values: list[Value], verdict: Verdict) -> list[Value]:
    """The values without preliminary ones that an unmarked later one does not meet."""
    unmarked = _list_latest(v for v in values if not v.status)
    for old in values:
        if old.status != "provisional":
            continue
        later = takewhile(lambda v, old=old: v.published > old.published, unmarked)  # type: ignore[misc]
        newest = next((v for v in later if not v.meets(old)), None)
        if newest is not None:
            verdict.others[old.position] = (REPLACED, newest.position, newest.revision or "final")
    return [value for value in values if value.position not in verdict.others]


def _agree(values: list[Value], verdict: Verdict) -> None:
    """Lets the narrowest of those that meet stand, and says which the others repeat."""
    left = _rank(values)
    while left:
        if len(verdict.standing) == APART:
            verdict.standing += left
            break
        first, *rest = left
        verdict.standing.append(first)
        left = []
        for value in rest:
            if value.is_known and not value.meets(first):
                left.append(value)
            elif value.status == "provisional" and not first.status and first.published > value.published:
                verdict.others[value.position] = (REPLACED, first.position, first.revision or "final")
            else:
                verdict.others[value.position] = (REPEATS, first.position, "")
    # Of a disagreement, the value published last is quoted first.
    verdict.standing.sort(key=lambda v: (-v.published, v.width, v.id))


def _rank(values: Iterable[Value]) -> list[Value]:
    """The narrowest first; of equal ones the preliminary (no repetition settles it), then the latest."""
    return sorted(values, key=lambda v: (v.width, v.status != "provisional", -v.published, v.id))


def _point_at_standing(verdict: Verdict) -> None:
    """Lets what gave way to a value that does not stand either point at the one that does."""
    standing = {value.position for value in verdict.standing}
    if not verdict.standing:
        return
    for position, (kind, through, reason) in verdict.others.items():
        if through in verdict.others and through not in standing and reason in ("known", "actual", "printed"):
            verdict.others[position] = (kind, verdict.standing[0].position, reason)
