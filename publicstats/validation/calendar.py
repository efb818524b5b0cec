"""Rules about the tables of breaks and releases: what changed when, and what is to appear when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE, ROW
from publicstats.validation.flagging import choose_rows, flag, flag_rows
from publicstats.validation.references import split_list

_COVERED = ["indicator", "region", "breakdown"]


def check_breaks(parsed: ParsedTables) -> Iterator[Problem]:
    """Breaks that are there twice, and those of which no figure is."""
    breaks = parsed.tables.get("breaks")
    if breaks is None or breaks.empty:
        return
    starts = {text: str(p.start or p.end) for text, p in parsed.times.items()}
    keyed = breaks[_COVERED].assign(start=[starts.get(text, text) for text in breaks["from"]])
    again = keyed.duplicated()
    if again.any():
        places = keyed.assign(first=breaks[FILE].astype("str") + ":" + breaks[ROW].astype("str"))
        firsts = places.drop_duplicates(list(keyed)).merge(places[again], on=list(keyed), suffixes=("", "_"))
        wrong = breaks.loc[again, ["break"]].assign(first=firsts["first"].to_numpy())
        facts = [{"first": first} for first in wrong["first"]]
        yield from flag_rows(breaks, wrong[["break"]], "break", "break_doubled", facts, "warning")
    if not parsed.defines_all("figures", "calculations"):
        return
    measured = pd.concat([_list_measured(parsed, table, breaks) for table in ("figures", "calculations")])
    # What a rule gives is known only once the series are.
    rolled = set(parsed.rules["indicator"])
    empty = choose_rows(breaks[_COVERED], lambda *row: row[0] not in rolled and not _covers(measured, *row))
    mask = pd.Series(breaks.index.isin(empty.index), breaks.index)
    yield from flag(breaks, mask, "indicator", "break_empty", severity="warning")


def _list_measured(parsed: ParsedTables, table: str, breaks: pd.DataFrame) -> pd.DataFrame:
    """The places and categories of which there are figures of the indicators that break."""
    frame = parsed.dated[table]
    return frame.loc[frame["indicator"].isin(breaks["indicator"].unique()), _COVERED].drop_duplicates()


def _covers(measured: pd.DataFrame, indicator: str, region: str, breakdown: str) -> bool:
    found = measured["indicator"] == indicator
    if region:
        found &= measured["region"] == region
    if breakdown:
        found &= measured["breakdown"] == breakdown
    return bool(found.any())


def check_releases(parsed: ParsedTables) -> Iterator[Problem]:
    """Releases that name an indicator twice, or that are expected before their period begins."""
    releases = parsed.tables.get("releases")
    if releases is None or releases.empty:
        return
    doubled = [len(set(ids := split_list(cell))) < len(ids) for cell in releases["indicators"]]
    mask = pd.Series(doubled, releases.index, dtype=bool)
    yield from flag(releases, mask, "indicators", "release_repeats", _name_repeated, "warning")
    pairs = releases[["period", "expected"]].drop_duplicates()
    wrong = choose_rows(pairs, partial(_is_early, parsed))
    facts = [{"period": period} for period in wrong["period"]]
    yield from flag_rows(releases, wrong, "expected", "release_early", facts, "warning")


def _name_repeated(cell: str) -> dict[str, str]:
    ids = split_list(cell)
    return {"id": next((name for at, name in enumerate(ids) if name in ids[:at]), "")}


def _is_early(parsed: ParsedTables, period: str, day: str) -> bool:
    of, expected = parsed.times.get(period), parsed.times.get(day)
    return of is not None and expected is not None and expected.end < (of.start or of.end)


RULES = (check_breaks, check_releases)
