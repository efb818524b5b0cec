"""Rules about what ends: indicators no longer printed, places merged or renamed, and what follows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.period import Period
from publicstats.reading.parsed import ParsedTables
from publicstats.validation.flagging import choose_rows, flag, flag_rows, give
from publicstats.validation.scopes import by_row

_ENDS = (("indicators", "ended"), ("regions", "valid_to"))
"""The tables whose rows may have a successor, and the column that says when they ended."""
Spans = Mapping[str, tuple[Period | None, Period | None]]
"""From when and until when things were there; none where it is not said."""


@by_row("indicators", "regions")
def check_ends(parsed: ParsedTables) -> Iterator[Problem]:
    """Things with a successor that have not ended."""
    for table, end in _ENDS:
        frame = parsed.tables.get(table)
        if frame is not None:
            open_ended = (frame["successor"] != "") & (frame[end] == "")
            facts = partial(give, {"end": end})
            yield from flag(frame, open_ended, "successor", "successor_unended", facts, "warning")


@by_row("regions")
def check_validity(parsed: ParsedTables) -> Iterator[Problem]:
    """Places that end before they begin."""
    regions = parsed.tables.get("regions")
    if regions is None:
        return
    pairs = regions[["valid_from", "valid_to"]].drop_duplicates()
    wrong = choose_rows(pairs, partial(_is_later, parsed))
    facts = [{"valid_from": first} for first in wrong["valid_from"]]
    yield from flag_rows(regions, wrong, "valid_to", "valid_order", facts)


def _is_later(parsed: ParsedTables, first: str, last: str) -> bool:
    start, end = parsed.times.get(first), parsed.times.get(last)
    return start is not None and end is not None and start.end > end.end


@by_row("figures", beside=True)
def check_ended(parsed: ParsedTables) -> Iterator[Problem]:
    """Figures of a time at which their indicator, or their place, was no longer there, or not yet."""
    figures = parsed.tables.get("figures")
    indicators, regions = parsed.tables.get("indicators"), parsed.tables.get("regions")
    if figures is None:
        return
    for table, column, names in (
        (indicators, "indicator", ("", "ended")),
        (regions, "region", ("valid_from", "valid_to")),
    ):
        if table is None:
            continue
        spans = _read_spans(parsed, table, column, *names)
        if not spans:
            continue
        rows = figures[figures[column].isin(list(spans))]
        rows = rows[rows["kind"].isin(["", "actual"]) & (rows["status"] != "forecast")]
        pairs = rows[[column, "period", "basis"]].drop_duplicates()
        wrong = choose_rows(pairs, partial(_lies_outside, parsed, spans))
        facts = [{"id": name} for name in wrong[column]]
        code = "indicator_ended" if column == "indicator" else "region_outside"
        yield from flag_rows(rows, wrong, "period", code, facts, "warning")


def _lies_outside(parsed: ParsedTables, spans: Spans, name: str, text: str, basis: str) -> bool:
    """Whether all of a period lies before the first day of something, or after its last."""
    period, (first, last) = parsed.times.get(text), spans[name]
    if period is None:
        return False
    start = period.end if basis == "stock" or period.start is None else period.start
    after = last is not None and start > last.end
    return after or (first is not None and period.end < (first.start or first.end))


def _read_spans(parsed: ParsedTables, table: pd.DataFrame, key: str, first: str, last: str) -> Spans:
    """From when and until when the rows were there that say so; `first` is blank where no column does."""
    starts = table[first] if first else pd.Series("", table.index)
    return {
        name: (parsed.times.get(start), parsed.times.get(end))
        for name, start, end in zip(table[key], starts, table[last], strict=True)
        if start or end
    }


RULES = (check_validity, check_ends, check_ended)
