"""Rules about what a row says: printed figures, their units and status, rows that overlap, charts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from publicstats.period import Period
from publicstats.problems import Problem
from publicstats.quantity import Quantity, QuantityError
from publicstats.reading import FILE, ROW
from publicstats.validation.context import Context, flag, flag_cells
from publicstats.validation.references import split_list

SAME_FIGURE = ["indicator", "region", "breakdown", "period", "basis", "kind", "source"]
"""What two rows must not share: one article gives one figure for one thing."""


def check_printed(context: Context) -> Iterator[Problem]:
    """Printed figures that cannot be read, or were eaten by a spreadsheet."""
    figures = context.tables.get("figures")
    if figures is None:
        return
    for text, found in context.quantities.items():
        if isinstance(found, QuantityError):
            facts = {text: {"found": found.found or text, "meant": _meant(found)}}
            yield from flag_cells(figures, "printed", [text], f"printed_{found.reason}", facts)


def check_units(context: Context) -> Iterator[Problem]:
    """Printed units that are unknown, or not their indicator's."""
    figures, indicators = context.tables.get("figures"), context.tables.get("indicators")
    if figures is None or indicators is None or not context.units:
        return
    units = {text: q.unit for text, q in context.quantities.items() if isinstance(q, Quantity) and q.unit}
    unknown = {text: {"unit": unit} for text, unit in units.items() if unit not in context.units}
    yield from flag_cells(figures, "printed", unknown, "unit_unknown", unknown)
    base = {text: context.units[unit] for text, unit in units.items() if unit in context.units}
    wanted = {
        indicator: context.units[unit]
        for indicator, unit in zip(indicators["indicator"], indicators["unit"], strict=True)
        if unit in context.units
    }
    pairs = figures[["printed", "indicator"]].drop_duplicates()
    wrong = (
        pairs[[_differ(base.get(p), wanted.get(i)) for p, i in zip(*pairs.to_numpy().T, strict=True)]]
        if len(pairs)
        else pairs
    )
    for text, indicator in zip(wrong["printed"], wrong["indicator"], strict=True):
        mask = (figures["printed"] == text) & (figures["indicator"] == indicator)
        facts = {text: {"unit": units[text], "wanted": wanted[indicator], "indicator": indicator}}
        yield from flag(figures, mask, "printed", "unit_differs", facts)


def check_status(context: Context) -> Iterator[Problem]:
    """Figures without digits that do not say why, and statuses that the print contradicts."""
    figures = context.tables.get("figures")
    if figures is None:
        return
    printed, status = figures["printed"], figures["status"]
    read = context.quantities
    masked = [text for text, q in read.items() if isinstance(q, Quantity) and q.qualifier == "masked"]
    legible = [text for text, q in read.items() if isinstance(q, Quantity) and q.qualifier != "masked"]
    yield from flag(figures, (printed == "") & (status != "missing"), "printed", "printed_blank")
    yield from flag(figures, (printed != "") & (status == "missing"), "printed", "printed_though_missing")
    yield from flag(
        figures, printed.isin(masked) & ~status.isin(["masked", "missing"]), "printed", "masked_unmarked"
    )
    yield from flag(figures, printed.isin(legible) & (status == "masked"), "printed", "masked_legible")


def check_overlap(context: Context) -> Iterator[Problem]:
    """Two rows in which one source gives two figures for the same thing."""
    figures = context.tables.get("figures")
    if figures is None:
        return
    canonical = {text: p.text for text, p in context.periods.items() if isinstance(p, Period)}
    same = figures[SAME_FIGURE].assign(
        period=figures["period"].map(canonical).fillna(figures["period"]),
        kind=figures["kind"].where(figures["kind"] != "", "actual"),
    )
    again = same.duplicated()
    if not again.any():
        return
    first = same.assign(_place=figures[FILE].astype("str") + ":" + figures[ROW].astype("str"))
    places = first.drop_duplicates(SAME_FIGURE).merge(first[again], on=SAME_FIGURE, suffixes=("", "_again"))
    by_place = dict(zip(places["_place_again"], places["_place"], strict=True))
    for problem in flag(figures, again, "figure", "figure_overlaps"):
        problem.facts["first"] = by_place.get(f"{problem.file}:{problem.row}", "")
        yield problem


def check_charts(context: Context) -> Iterator[Problem]:
    """Charts that lack what their kind needs, or that have no figure to show."""
    charts, figures = context.tables.get("charts"), context.tables.get("figures")
    if charts is None:
        return
    drawn = ~charts["kind"].isin(["cards", "table", "slope", ""])
    yield from flag(charts, drawn & (charts["across"] == ""), "across", "chart_across")
    if figures is None:
        return
    measured = set(figures["indicator"]) | set(context.distinct("calculations", "indicator"))
    empty = [cell for cell in charts["indicators"].unique() if cell and not measured & set(split_list(cell))]
    yield from flag(charts, charts["indicators"].isin(empty), "indicators", "chart_empty", severity="warning")


def _differ(unit: str | None, wanted: str | None) -> bool:
    return unit is not None and wanted is not None and unit != wanted


def _meant(error: QuantityError) -> str:
    """The number that a spreadsheet's 1.2E+08 was."""
    return format(Decimal(error.found), "f") if error.reason == "excel_number" else ""


RULES = (check_printed, check_units, check_status, check_overlap, check_charts)
