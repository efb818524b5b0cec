"""The figures that rolling rules may take: levels that stand, on whole columns, with the results so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from publicstats.contract.codelists import DAYS, DERIVED, NO_CATEGORY
from publicstats.contract.records import Break, Rule
from publicstats.formula.arrays import Intervals
from publicstats.series.breaks import find_first_day
from publicstats.series.keys import CUMULATIVE, NONE, Codes, Flags
from publicstats.series.series_table import SeriesTable

_SETTLED = ("", "unverified", "provisional", DERIVED)
_STATE, _SINGLE, _RUNNING = range(3)
"""What a figure may be to a rule: a state of one day, a total of a period or of the year so far, or a total
since another day."""
_PLACE = ["region", "breakdown"]
_SPAN = [*_PLACE, "start", "end"]
_OBSERVATION = ["indicator", "nature", *_SPAN]
_NATURES = {"stock": _STATE, "flow": _SINGLE, "cumulative": _RUNNING, "growth": NONE}


class RulePool:
    """Where and when the inputs of rules stand.

    Cells are rows: place and category as codes, first and last day, and under `name_column` of each input the
    position of its figure. Results of rules have the positions after all figures of the table.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        table: SeriesTable,
        breaks: Mapping[str, Sequence[Break]],
        odd: Flags,
        concerned: set[str],
    ) -> None:
        self._frame = frame
        self._breaks = breaks
        self._results: list[str] = []
        self._ends = [frame[name].to_numpy(dtype=float) for name in ("value", "low", "high")]
        self.regions, self.breakdowns = (list(frame[name].cat.categories) for name in _PLACE)
        there = frame["indicator"].isin(concerned) & (frame["kind"] == "actual")
        there &= frame["basis"] != "growth"
        there &= frame["value"].notna() | (frame["status"] == DERIVED)
        figures = _describe(frame, table, np.flatnonzero(there.to_numpy() & table.stands))
        self._known = figures.drop_duplicates(_OBSERVATION)
        usable = figures["known"] & figures["status"].isin(_SETTLED) & ~odd[figures["position"]]
        # Of values that disagree none is taken: a row with a period can say which.
        self._figures = figures[usable].drop_duplicates(_OBSERVATION, keep=False)

    def find_missing(self, rule: Rule) -> str:
        """The first input of a rule of which it may take no figure; blank where it may of all."""
        there = set(self._choose(rule)["indicator"].unique())
        return next((name for name in list_needed(rule) if name not in there), "")

    def _choose(self, rule: Rule) -> pd.DataFrame:
        """The figures of a rule's inputs in the places and categories that it is for."""
        figures = self._figures[self._figures["indicator"].isin(list_needed(rule))]
        if rule.region:
            figures = figures[figures["region"] == _find_code(self.regions, rule.region)]
        if rule.breakdown:
            category = "" if rule.breakdown == NO_CATEGORY else rule.breakdown
            figures = figures[figures["breakdown"] == _find_code(self.breakdowns, category)]
        return figures[figures["nature"].isin([_STATE, _NATURES[rule.basis]])]

    def find_cells(self, rule: Rule) -> pd.DataFrame:
        """Where and when all inputs of a rule stand: a row each, with their positions under their names."""
        figures = self._choose(rule)
        names = list_needed(rule)
        states = figures[figures["nature"] == _STATE]
        totals = figures[figures["nature"] != _STATE]
        if rule.basis == "stock":
            cells = states[_SPAN].drop_duplicates()
        else:
            cells = totals[_SPAN].drop_duplicates()
            if DAYS in rule.formula.ids:
                cells = cells[cells["start"] > 0]
        cut = self._cuts(rule.indicator, cells)
        for name in names:
            own = _look_up(cells, totals[totals["indicator"] == name], _SPAN)
            state = _look_up(cells, states[states["indicator"] == name], [*_PLACE, "end"])
            cut |= (own != NONE) & self._cuts(name, cells)
            cells = cells.assign(**{name_column(name): np.where(own != NONE, own, state)})
        missing = np.zeros(len(cells), dtype=bool)
        for name in names:
            missing |= (cells[name_column(name)] == NONE).to_numpy()
        return cells[~missing & ~cut] if names else cells[:0]

    def _cuts(self, indicator: str, cells: pd.DataFrame) -> Flags:
        """Which cells a break of an indicator cuts."""
        cut = np.zeros(len(cells), dtype=bool)
        for each in self._breaks.get(indicator, ()):
            day = find_first_day(each)
            concerned = (cells["start"] < day) & (cells["end"] >= day)
            if each.region:
                concerned &= cells["region"] == _find_code(self.regions, each.region)
            if each.breakdown:
                concerned &= cells["breakdown"] == _find_code(self.breakdowns, each.breakdown)
            cut |= concerned.to_numpy()
        return cut

    def find_free(self, rule: Rule, cells: pd.DataFrame) -> Flags:
        """In which cells there is no figure yet of what a rule gives."""
        return _look_up(_name_results(rule, cells), self._known, _OBSERVATION) == NONE

    def read(self, positions: Codes) -> Intervals:
        """The values of figures and results."""
        value, low, high = (ends[positions] for ends in self._ends)
        return Intervals(value, np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high))

    def keep(self, rule: Rule, cells: pd.DataFrame, periods: Sequence[str], found: Intervals) -> None:
        """Lets rules after this one take its results."""
        first = len(self._ends[0])
        results = _name_results(rule, cells).assign(position=np.arange(first, first + len(cells)))
        self._ends = [
            np.concatenate((old, new))
            for old, new in zip(self._ends, (found.value, found.low, found.high), strict=True)
        ]
        self._results += periods
        self._known = pd.concat((self._known, results), ignore_index=True)
        self._figures = pd.concat((self._figures, results), ignore_index=True)

    def list_periods(self, positions: Codes) -> list[str]:
        """The periods of figures, and of results of rules, as they are written."""
        own = positions < len(self._frame)
        texts = np.empty(len(positions), dtype=object)
        texts[own] = self._frame["period"].iloc[positions[own]].astype("str").to_numpy(object)
        texts[~own] = [self._results[at - len(self._frame)] for at in positions[~own].tolist()]
        return list(texts)


def _find_code(names: Sequence[str], name: str) -> int:
    """The code of a place or category; that of none where no figure has it."""
    return names.index(name) if name in names else NONE


def list_needed(rule: Rule) -> tuple[str, ...]:
    """The indicators that must stand where a rule applies: its inputs, and what it is compared with."""
    compared = (rule.compare_with,) if is_indicator(rule.compare_with) else ()
    return tuple(dict.fromkeys((*rule.inputs, *compared)))


def is_indicator(compared: str) -> bool:
    """Whether what a rule is compared with is no number."""
    return compared[:1].isalpha()


def name_column(indicator: str) -> str:
    """The column of cells that has the positions of an indicator's figures."""
    return f"of {indicator}"


def _name_results(rule: Rule, cells: pd.DataFrame) -> pd.DataFrame:
    """The observations that a rule gives in some cells."""
    return cells[_SPAN].assign(indicator=rule.indicator, nature=_NATURES[rule.basis])


def _describe(frame: pd.DataFrame, table: SeriesTable, positions: Codes) -> pd.DataFrame:
    """What rules ask of the figures at some positions."""
    keys, rows = table.keys, frame.iloc[positions]
    state = (rows["basis"] == "stock").to_numpy()
    running = keys.running[positions]
    since = (keys.own[positions] == NONE) & (running != NONE)
    since &= keys.accumulation[np.where(since, running, 0)] == CUMULATIVE
    start, end = keys.spans.start[positions], keys.spans.end[positions]
    return pd.DataFrame(
        {
            "indicator": rows["indicator"].astype("str").to_numpy(),
            "nature": np.where(state, _STATE, np.where(since, _RUNNING, _SINGLE)),
            "region": rows["region"].cat.codes.to_numpy(np.int64),
            "breakdown": rows["breakdown"].cat.codes.to_numpy(np.int64),
            # A state is the span of its one day.
            "start": np.where(state, end, start),
            "end": end,
            "position": positions,
            "known": rows["value"].notna().to_numpy(),
            "status": rows["status"].astype("str").to_numpy(),
        }
    )


def _look_up(cells: pd.DataFrame, figures: pd.DataFrame, columns: list[str]) -> Codes:
    """The position of the figure of each cell; `NONE` where there is none."""
    if figures.empty or cells.empty:
        return np.full(len(cells), NONE, dtype=np.int64)
    found = cells[columns].merge(figures[[*columns, "position"]], on=columns, how="left")["position"]
    return found.fillna(NONE).to_numpy(dtype=np.int64)
