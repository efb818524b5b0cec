"""What became of a figure, and what it took the place of: the values printed for one observation, in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from publicstats.analysis.observations import list_observations
from publicstats.analysis.step_words import word_step
from publicstats.contract.records import Figure
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.vintages import REASONS, REPLACED, STANDS
from publicstats.text.i18n import Text


@dataclass(frozen=True)
class Step:
    """One value giving way to another, and why: a word of `vintages.REASONS`; blank where both agree."""

    old: Figure
    new: Figure
    reason: str
    changed: Text
    """From what to what, and by how much."""

    @property
    def is_finer(self) -> bool:
        """Whether the new value says more than the old one."""
        return (self.old.low, self.old.high) != (self.new.low, self.new.high)


@dataclass(frozen=True)
class Story:
    """A figure among the other values of its observation."""

    figure: Figure
    after: tuple[Step, ...]
    """What came in its place, step by step; none where it stands."""
    before: tuple[Step, ...]
    """What gave way to it, or to what it took the place of, the latest first."""
    disagreeing: tuple[Figure, ...]
    """Values that cannot be the same number and stand beside it."""

    @property
    def stands(self) -> bool:
        """Whether the figure is to be used."""
        return not self.after

    @property
    def is_replaced(self) -> bool:
        """Whether another value is to be used, and not only a narrower print of the same."""
        return any(step.reason for step in self.after)

    @property
    def current(self) -> Figure:
        """The figure to use in its place: itself where it stands."""
        return self.after[-1].new if self.after else self.figure


@memoize(4096)
def read_story(edition: Edition, name: str) -> Story | None:
    """What became of the figure with an id; none where there is no such figure."""
    position = edition.locate(name)
    if position is None:
        return None
    after = _list_steps(edition, position)
    others = list_replaced(edition, position) if not after else ()
    steps = [_list_steps(edition, other)[0] for other in others]
    return Story(
        figure=edition.figure(position),
        after=after,
        before=tuple(sorted(steps, key=_find_day, reverse=True)),
        disagreeing=() if after else _list_disagreeing(edition, position),
    )


def find_last_step(edition: Edition, name: str) -> Step | None:
    """The last step from the figure with an id to the one that stands in its place; none where it stands."""
    position = edition.locate(name)
    if position is None or edition.series.stands[position]:
        return None
    story = read_story(edition, name)
    return story.after[-1] if story is not None and story.after else None


@memoize(1)
def list_reasons(edition: Edition) -> Mapping[str, str]:
    """Why each figure that was replaced does not stand, by its id; those that agree are not among them."""
    positions = np.flatnonzero(edition.series.fate == REPLACED)
    names = edition.figures["figure"].iloc[positions]
    reasons = edition.series.reason[positions]
    return {str(name): REASONS[int(reason)] for name, reason in zip(names, reasons, strict=True)}


def keep_standing(edition: Edition, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Those of some figures that stand: lists show none that was replaced or only repeats another."""
    stands = edition.series.stands
    positions = ((figure, edition.locate(figure.id)) for figure in figures)
    return tuple(figure for figure, position in positions if position is not None and stands[position])


def list_replaced(edition: Edition, position: int) -> tuple[int, ...]:
    """The positions of the figures that the one at a position stands for, be it by several steps."""
    return _index_replaced(edition).get(position, ())


def _list_steps(edition: Edition, position: int) -> tuple[Step, ...]:
    steps: list[Step] = []
    seen = {position}
    while (replacement := edition.series.find_replacement(position)) is not None:
        if replacement.position in seen:
            break
        old, new = edition.figure(position), edition.figure(replacement.position)
        steps.append(Step(old, new, replacement.reason, word_step(old, new, replacement.reason)))
        position = replacement.position
        seen.add(position)
    return tuple(steps)


@memoize(1)
def _index_replaced(edition: Edition) -> Mapping[int, tuple[int, ...]]:
    """The figures that do not stand, by the position of the one that does."""
    index: dict[int, list[int]] = {}
    for position in np.flatnonzero(edition.series.fate != STANDS).tolist():
        index.setdefault(edition.series.find_standing(position), []).append(position)
    return {position: tuple(others) for position, others in index.items()}


def _list_disagreeing(edition: Edition, position: int) -> tuple[Figure, ...]:
    name = str(edition.figures["figure"].iat[position])
    for code in edition.series.list_series(position):
        for observation in list_observations(edition, code):
            if any(figure.id == name for figure in observation.figures):
                return tuple(figure for figure in observation.figures if figure.id != name)
    return ()


def _find_day(step: Step) -> tuple[int, str]:
    """When a value was published; computed ones come last."""
    published = step.old.source.published.end.toordinal() if step.old.source else 0
    return published, step.old.id
