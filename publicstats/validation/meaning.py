"""Rules about what a row says: printed figures, units and status, rows that overlap, charts, the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pandas as pd

from publicstats.contract.problems import Problem, fold_floods
from publicstats.quantity import RELATIVE, Quantity, QuantityError
from publicstats.reading.parsed import ParsedTables, list_cells
from publicstats.reading.tables import FILE, ROW
from publicstats.text.nearest import Known
from publicstats.validation.flagging import flag, flag_alike, flag_cells, flag_rows, give
from publicstats.validation.overlaps import find_again, key_observations
from publicstats.validation.references import split_list
from publicstats.validation.scopes import by_row

LONGEST = 30
"""Digits of a number that a message writes out."""
NEEDS_ACROSS = ("bars", "columns", "funnel", "rate")
"""Kinds of chart that cannot be drawn without knowing what the categories are."""


@by_row("figures")
def check_printed(parsed: ParsedTables) -> Iterator[Problem]:
    """Printed figures that cannot be read, or were eaten by a spreadsheet."""
    figures = parsed.tables.get("figures")
    if figures is None:
        return
    errors = {text: found for text, found in parsed.quantities.items() if isinstance(found, QuantityError)}
    for reason in dict.fromkeys(error.reason for error in errors.values()):
        texts = [text for text, error in errors.items() if error.reason == reason]
        yield from flag_cells(
            figures,
            "printed",
            texts,
            "printed_blank" if reason == "empty" else f"printed_{reason}",
            lambda text: {"found": errors[text].found or text, "meant": _meant(errors[text])},
        )


@by_row("figures", beside=True)
def check_units(parsed: ParsedTables) -> Iterator[Problem]:
    """Printed units that are unknown, or not their indicator's."""
    figures, indicators = parsed.tables.get("figures"), parsed.tables.get("indicators")
    if figures is None or indicators is None or not parsed.units or not parsed.defines_all("units"):
        return
    units = {text: q.unit for text, q in parsed.quantities.items() if isinstance(q, Quantity) and q.unit}
    unknown = {text: unit for text, unit in units.items() if unit not in parsed.units}
    causes = figures["printed"][figures["printed"].isin(list(unknown))].map(unknown)
    yield from flag_alike(
        figures, causes, "printed", "unit_unknown", partial(_describe_unit, Known(parsed.units))
    )
    bases = parsed.sound_units
    wanted = dict(zip(indicators["indicator"], indicators["unit"].map(bases), strict=True))
    # A change may be said in % of anything.
    relative = [text for text, unit in units.items() if unit in RELATIVE]
    level = ~((figures["basis"] == "growth") & figures["printed"].isin(relative))
    pairs = figures.loc[level, ["indicator", "printed"]].drop_duplicates()
    base, due = pairs["printed"].map(units).map(bases), pairs["indicator"].map(wanted)
    wrong = pairs[base.notna() & due.notna() & (base != due)]
    if wrong.empty:
        return
    rows = figures[level & ~_follow_breaks(parsed, figures)].reset_index()
    rows = rows.merge(wrong, on=["indicator", "printed"])
    for indicator, part in rows.groupby("indicator", sort=False):
        causes = part.set_index("index")["printed"].map(units).map(bases)
        facts = {"indicator": str(indicator), "wanted": wanted[indicator]}
        for problem in flag_alike(figures, causes, "printed", "unit_differs", partial(give, facts)):
            yield replace(problem, facts={"unit": units.get(problem.typed, "")} | problem.facts)


def _follow_breaks(parsed: ParsedTables, figures: pd.DataFrame) -> pd.Series:
    """The figures from a break of their indicator on: they may count in another unit (人次, then 人)."""
    after = pd.Series(False, figures.index)
    breaks = parsed.tables.get("breaks")
    if breaks is None:
        return after
    states = {text: p.end.toordinal() for text, p in parsed.times.items()}
    starts = {text: (p.start or p.end).toordinal() for text, p in parsed.times.items()}
    first = figures["period"].map(states).where(figures["basis"] == "stock", figures["period"].map(starts))
    for indicator, region, breakdown, since in zip(
        *(breaks[column] for column in ("indicator", "region", "breakdown", "from")), strict=True
    ):
        if since in starts:
            broken = (figures["indicator"] == indicator) & (first >= starts[since])
            for column, name in (("region", region), ("breakdown", breakdown)):
                broken &= (figures[column] == name) | (name == "")
            after |= broken
    return after


@by_row("figures", beside=True)
def check_shares(parsed: ParsedTables) -> Iterator[Problem]:
    """Percentages without their sign: a spreadsheet makes 0.987 of 98.7%."""
    figures, indicators, units = (parsed.tables.get(name) for name in ("figures", "indicators", "units"))
    if figures is None or indicators is None or units is None:
        return
    shares = units["unit"][units["kind"] == "share"]
    of_share = indicators["indicator"][indicators["unit"].map(parsed.units).isin(shares)]
    bare = [
        text
        for text, q in parsed.quantities.items()
        if isinstance(q, Quantity) and not q.unit and q.qualifier != "masked"
    ]
    mask = figures["printed"].isin(bare) & figures["indicator"].isin(of_share)
    yield from flag(figures, mask, "printed", "share_bare", severity="warning")


@by_row("figures")
def check_status(parsed: ParsedTables) -> Iterator[Problem]:
    """Figures without digits that do not say why, and statuses that the print contradicts."""
    figures = parsed.tables.get("figures")
    if figures is None:
        return
    printed, status = figures["printed"], figures["status"]
    read = parsed.quantities
    masked = [text for text, q in read.items() if isinstance(q, Quantity) and q.qualifier == "masked"]
    legible = [text for text, q in read.items() if isinstance(q, Quantity) and q.qualifier != "masked"]
    yield from flag(figures, (printed == "") & (status != "missing"), "printed", "printed_blank")
    yield from flag(figures, (printed != "") & (status == "missing"), "printed", "printed_though_missing")
    yield from flag(
        figures, printed.isin(masked) & ~status.isin(["masked", "missing"]), "printed", "masked_unmarked"
    )
    yield from flag(figures, printed.isin(legible) & (status == "masked"), "printed", "masked_legible")


@by_row("figures", beside=True)
def check_dates(parsed: ParsedTables) -> Iterator[Problem]:
    """Figures of a time after their source was published: a slip of the year, as a rule."""
    figures, sources = parsed.tables.get("figures"), parsed.tables.get("sources")
    if figures is None or sources is None:
        return
    periods, published = parsed.times, parsed.published
    first = min(published.values(), default=date.max)
    starts = {text: start for text, p in periods.items() if (start := p.start or p.end) > first}
    actual = figures["kind"].isin(["", "actual"]) & ~figures["status"].isin(["estimated", "forecast"])
    pairs = figures.loc[actual & figures["period"].isin(list(starts)), ["period", "source"]].drop_duplicates()
    later = [
        source in published and starts[period] > published[source]
        for period, source in list_cells(pairs, "period", "source")
    ]
    wrong = pairs[pd.Series(later, pairs.index, dtype=bool)]
    facts = [{"source": source, "published": published[source].isoformat()} for source in wrong["source"]]
    yield from flag_rows(figures[actual], wrong, "period", "period_later", facts, "warning")


def check_overlap(parsed: ParsedTables) -> Iterator[Problem]:
    """Two rows in which one source gives two figures for the same thing."""
    figures = parsed.tables.get("figures")
    if figures is None:
        return
    same = key_observations(parsed, figures).assign(source=figures["source"])
    again = find_again(same)
    if not again.any():
        return
    # A row that lacks one of these, or is there twice with its id, has a problem of its own.
    again &= ~figures["figure"].duplicated()
    for column in ("indicator", "region", "period", "basis", "source"):
        again &= figures[column] != ""
    if not again.any():
        return
    first = same.assign(_place=figures[FILE].astype("str") + ":" + figures[ROW].astype("str"))
    key = list(same)
    places = first.drop_duplicates(key).merge(first[again], on=key, suffixes=("", "_again"))
    by_place = dict(zip(places["_place_again"], places["_place"], strict=True))
    for problem in flag(figures, again, "figure", "figure_overlaps"):
        if problem.code != "more":
            problem.facts["first"] = by_place.get(f"{problem.file}:{problem.row}", "")
        yield problem


def check_charts(parsed: ParsedTables) -> Iterator[Problem]:
    """Charts that lack what their kind needs, or that have no figure to show."""
    charts, figures = parsed.tables.get("charts"), parsed.tables.get("figures")
    if charts is None:
        return
    drawn = charts["kind"].isin(NEEDS_ACROSS)
    yield from flag(charts, drawn & (charts["across"] == ""), "across", "chart_across")
    if figures is None or not parsed.defines_all("figures", "calculations", "indicators"):
        return
    measured = set(parsed.distinct("figures", "indicator")) | set(
        parsed.distinct("calculations", "indicator")
    )
    empty = [cell for cell in charts["indicators"].unique() if cell and not measured & set(split_list(cell))]
    yield from flag(charts, charts["indicators"].isin(empty), "indicators", "chart_empty", severity="warning")


def check_tiles(parsed: ParsedTables) -> Iterator[Problem]:
    """Places in a cell of the map that another has: one would lie on the other."""
    regions = parsed.tables.get("regions")
    if regions is None:
        return
    yield from fold_floods(_find_shared_tiles(regions))


def _find_shared_tiles(regions: pd.DataFrame) -> Iterator[Problem]:
    taken: dict[tuple[str, str], str] = {}
    columns = ("region", "row", "column", FILE, ROW)
    for name, row, column, file, number in list_cells(regions, *columns):
        if row and column:
            first = taken.setdefault((row.lstrip("0"), column.lstrip("0")), name)
            if first != name:
                yield Problem("tile_shared", str(file), int(number), "row", row, facts={"first": first})


def _describe_unit(known: Known, unit: str) -> dict[str, str]:
    """An unknown unit, and the known one that it begins with (名会员) or nearly is."""
    return {"unit": unit, "nearest": known.find_beginning(unit) or known.find(unit)}


def _meant(error: QuantityError) -> str:
    """The number that a spreadsheet's 1.2E+08 was; as it stands where it is longer than any figure."""
    if error.reason != "excel_number":
        return ""
    meant = Decimal(error.found)
    return format(meant, "f") if abs(meant.adjusted()) < LONGEST else error.found


RULES = (
    check_printed,
    check_units,
    check_shares,
    check_status,
    check_dates,
    check_overlap,
    check_charts,
    check_tiles,
)
