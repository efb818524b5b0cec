"""Rules about growth: what it is measured against, and what else is said of growth alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publicstats.contract.bases import fits_base, suggest_base
from publicstats.contract.codelists import CHANGE_BASES
from publicstats.contract.problems import Problem
from publicstats.quantity import Quantity
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE
from publicstats.validation.flagging import choose_rows, flag, flag_rows
from publicstats.validation.scopes import by_row

_GROWING = ("figures", "calculations")
"""The tables whose rows may be growth."""
_OF_GROWTH = {"base": "base_not_growth", "comparability": "comparability_not_growth"}
"""Columns that say something of growth alone, and the code of the problem that they do of a level."""


@by_row("figures", "calculations")
def check_bases(parsed: ParsedTables) -> Iterator[Problem]:
    """Growth that does not say what it is measured against; one warning for a file without the column."""
    for name in _GROWING:
        frame = parsed.dated.get(name)
        if frame is None:
            continue
        silent = (frame["basis"] == "growth") & (frame["base"] == "")
        if silent.any():
            files = [file for file in frame.loc[silent, FILE].unique() if parsed.leaves_out(file, "base")]
            before = frame[FILE].isin(files)
            for file in files:
                yield Problem("base_unstated", str(file), 1, "base", severity="warning")
            yield from flag(frame, silent & ~before, "base", "base_blank")


@by_row("figures", "calculations")
def check_levels(parsed: ParsedTables) -> Iterator[Problem]:
    """Levels of which something is said that only growth has."""
    for name in _GROWING:
        frame = parsed.dated.get(name)
        if frame is None:
            continue
        level = ~frame["basis"].isin(["growth", ""])
        for column, code in _OF_GROWTH.items():
            if column in frame:
                yield from flag(frame, level & (frame[column] != ""), column, code)


@by_row("figures", "calculations")
def check_base_periods(parsed: ParsedTables) -> Iterator[Problem]:
    """Growth against a period that is no earlier than its own."""
    for name in _GROWING:
        frame = parsed.dated.get(name)
        if frame is None or not set(frame["base"].unique()) - {"", *CHANGE_BASES}:
            continue
        dated = frame[(frame["basis"] == "growth") & ~frame["base"].isin(["", *CHANGE_BASES])]
        pairs = dated[["base", "period"]].drop_duplicates()
        wrong = choose_rows(pairs, partial(_is_late, parsed))
        facts = [{"period": period} for period in wrong["period"]]
        yield from flag_rows(dated, wrong, "base", "base_later", facts)


def _is_late(parsed: ParsedTables, base: str, period: str) -> bool:
    before, own = parsed.times.get(base), parsed.times.get(period)
    return before is not None and own is not None and before.end >= (own.start or own.end)


@by_row("figures")
def check_printed_bases(parsed: ParsedTables) -> Iterator[Problem]:
    """Bases that contradict what is printed: 同比增长3% against the period before."""
    figures = parsed.tables.get("figures")
    if figures is None:
        return
    printed = {text: q.base for text, q in parsed.quantities.items() if isinstance(q, Quantity) and q.base}
    if not printed:
        return
    said = figures["printed"].isin(list(printed)) & (figures["basis"] == "growth") & (figures["base"] != "")
    pairs = figures.loc[said, ["printed", "base", "period"]].drop_duplicates()
    wrong = choose_rows(pairs, lambda text, base, period: _contradicts(parsed, printed[text], base, period))
    facts = [
        {"printed": text, "meant": suggest_base(printed[text], parsed.times.get(period))}
        for text, _, period in wrong.itertuples(index=False)
    ]
    yield from flag_rows(figures[said], wrong, "base", "base_printed", facts)


def _contradicts(parsed: ParsedTables, printed: str, base: str, period: str) -> bool:
    own, before = parsed.times.get(period), parsed.times.get(base)
    if own is None or (before is None and base not in CHANGE_BASES):
        return False  # what is no period is a problem of its own
    return not fits_base(printed, base, own, before)


RULES = (check_levels, check_bases, check_base_periods, check_printed_bases)
