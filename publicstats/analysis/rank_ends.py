"""How places stand by an indicator's latest common figures: what comes first and last, and one place."""

from __future__ import annotations

from dataclasses import dataclass

from publicstats.analysis.comparing import Ranking, Standing, rank_places
from publicstats.analysis.groups import Group, list_groups, select_group
from publicstats.analysis.kins import Kin
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.calendar_periods import find_stretch

FIRST, LAST = 5, 3
"""Places at the head and at the foot of a ranking that is shown in part."""


@dataclass(frozen=True)
class RankEnds:
    """A ranking of one level, of which only the first and last places stand, and one that is looked at."""

    level: str
    standings: tuple[tuple[int, Standing], ...]
    """Each with its position among all; what is left out lies between positions that do not follow."""
    count: int
    unknown: int
    """Places whose figures are hidden or missing: they are in no ranking."""


@dataclass(frozen=True)
class Ranked:
    """The group of figures that places are ranked by, and the rankings."""

    group: Group
    rankings: tuple[RankEnds, ...]


@memoize(64)
def rank_latest(edition: Edition, kin: Kin, place: str) -> Ranked | None:
    """The places by the latest figures that most of them have, like those of a table where there are any.

    None where no two places of one level compare.
    """
    groups = [group for group in list_groups(edition, kin.indicator) if group.is_common]
    alike = sorted(
        (group for group in groups if _is_like(group, kin)),
        key=lambda group: find_stretch(group.period).frequency != kin.frequency,
    )
    for group in (*alike, *(group for group in groups if group.kind == "actual")):
        rankings = rank_places(select_group(edition, group), kin.indicator.better)
        if rankings:
            return Ranked(group, tuple(_pick(ranking, place) for ranking in rankings))
    return None


def _is_like(group: Group, kin: Kin) -> bool:
    return (group.kind, group.basis, group.breakdown, group.base, group.comparability, group.unit) == (
        kin.kind,
        kin.basis,
        kin.breakdown,
        kin.base,
        kin.comparability,
        kin.unit.id,
    )


def _pick(ranking: Ranking, place: str) -> RankEnds:
    every = list(enumerate(ranking.ranked))
    if len(every) > FIRST + LAST + 1:
        tail = len(every) - LAST
        every = [(n, s) for n, s in every if n < FIRST or n >= tail or s.region.id == place]
    return RankEnds(ranking.level, tuple(every), len(ranking.ranked), len(ranking.unknown))
