"""What the periods of figures are, as columns: days, frequency, number. Held once a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from publicstats.contract.codelists import FREQUENCIES
from publicstats.period import Period
from publicstats.series.calendar_periods import CODES, find_stretch, number_day
from publicstats.series.lookups import At, Codes, Flags, Lookup


@dataclass(frozen=True, eq=False)
class Spans:
    """What the period of each figure is; the columns are read as arrays are."""

    codes: Codes
    """Of each figure, of its period."""
    said: Codes
    """What each period is: a row for each of the columns below."""

    @property
    def start(self) -> Lookup:
        """First day; 0 where it is open."""
        return Lookup(self.said[0], self.codes)

    @property
    def end(self) -> Lookup:
        """Last day."""
        return Lookup(self.said[1], self.codes)

    @property
    def frequency(self) -> Lookup:
        """The code of the frequency of such a span."""
        return Lookup(self.said[2], self.codes)

    @property
    def number(self) -> Lookup:
        """Its place among spans of that frequency."""
        return Lookup(self.said[3], self.codes)

    @property
    def shape(self) -> Lookup:
        """What kind of span of that frequency it is."""
        return Lookup(self.said[4], self.codes)

    @property
    def from_january(self) -> Lookup:
        """Whether it runs from 1 January to a day of the same year."""
        return Lookup(self.said[5].astype(bool), self.codes)


@dataclass(frozen=True, eq=False)
class Instants:
    """Which figures are of one day, so that their series are told by when they appear."""

    states: Flags
    """Of each nature, whether its figures are states."""
    changes: Flags
    """Of each nature, whether its figures are changes."""
    nature: Codes
    spans: Spans

    def __getitem__(self, at: At) -> Any:
        nature = self.nature[at]
        return self.states[nature] | (self.changes[nature] & (self.spans.frequency[at] == CODES["day"]))


@dataclass(frozen=True, eq=False)
class Numbers:
    """The number of each figure's period in a series of its: by its last day and the series' frequency."""

    series: Codes
    """Of each figure, `NONE` where it has none."""
    frequency: Codes
    """Of each series."""
    table: Codes
    """By frequency and period."""
    spans: Spans
    instant: Instants | None = None
    """Where given, the others are numbered by their periods themselves."""

    def __getitem__(self, at: At) -> Any:
        series = self.series[at]
        if not len(self.frequency):
            return np.zeros(np.shape(series), dtype=self.table.dtype)
        by_day = self.table[self.frequency[series], self.spans.codes[at]]
        if self.instant is None:
            return np.where(series < 0, 0, by_day)
        return np.where(self.instant[at], by_day, self.spans.number[at])


def find_spans(frame: pd.DataFrame, periods: Mapping[str, Period]) -> Spans:
    """What the period of each figure of a table is."""
    texts = frame["period"].cat
    rows = []
    for text in texts.categories:
        period = periods[text]
        stretch = find_stretch(period)
        start = period.start
        january = start is not None and (start.month, start.day, start.year) == (1, 1, period.end.year)
        first = 0 if start is None else start.toordinal()
        rows.append(
            (first, period.end.toordinal(), CODES[stretch.frequency], stretch.number, stretch.shape, january)
        )
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 6)
    return Spans(texts.codes.to_numpy(), np.ascontiguousarray(table.T))


def number_periods(spans: Spans, *wanted: tuple[Codes, Codes]) -> Codes:
    """The number of each period by frequency: of those figures at positions, of the frequency of each."""
    table = np.zeros((len(FREQUENCIES), len(spans.end.said)), dtype=np.int32)
    for positions, frequencies in wanted:
        for code in np.unique(frequencies):
            periods = np.unique(spans.codes[positions[frequencies == code]])
            days = [date.fromordinal(int(day)) for day in spans.end.said[periods]]
            table[code, periods] = [number_day(day, FREQUENCIES[code]) for day in days]
    return table
