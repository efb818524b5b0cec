"""How a figure of a draft will be read: what, where, when and how much, with the values that it allows."""

from __future__ import annotations

from collections.abc import Mapping

from publicstats.contract.codelists import BASES, CHANGE_BASES, KINDS, STATUSES
from publicstats.contract.records import Breakdown, Figure, Indicator, Region, Unit
from publicstats.drafting.draft import Cells, Draft
from publicstats.edition.model import Edition
from publicstats.figures.wording import describe_figure, format_interval, format_nature
from publicstats.period import Period, PeriodError, parse_period
from publicstats.quantity import QuantityError, find_nature, parse_quantity, settle_quantity
from publicstats.text.i18n import Lang, Text, translate

_NO_UNIT = Unit("", "", "", "", "")


class Records:
    """The records of an edition, and those that a draft adds, by id."""

    def __init__(self, draft: Draft, edition: Edition) -> None:
        self.edition = edition
        self.new: dict[tuple[str, str], Cells] = {}
        for record in draft.new:
            key = next(iter(record.cells.values()), "")
            self.new[record.table, key] = record.cells

    def unit(self, name: str) -> Unit:
        """A unit, as far as it is known."""
        if name in self.edition.units:
            return self.edition.units[name]
        one, _, many = self.new.get(("units", name), {}).get("name_en", "").partition(" / ")
        return Unit(name, name, many or one or name, one or name, "")

    def indicator(self, name: str) -> Indicator | None:
        """An indicator; none where nobody knows it."""
        if name in self.edition.indicators:
            return self.edition.indicators[name]
        cells = self.new.get(("indicators", name))
        if cells is None:
            return None
        unit, text = self.unit(cells["unit"]), Text(cells["name_zh"], cells["name_en"])
        return Indicator(name, cells["theme"], text, unit, "", False, None, Text("", ""))

    def region(self, name: str) -> Region | None:
        """A place; none where nobody knows it."""
        cells = self.new.get(("regions", name))
        if name in self.edition.regions or cells is None:
            return self.edition.regions.get(name)
        return Region(name, Text(cells["name_zh"], cells["name_en"]), cells["level"], "", None, None)

    def breakdown(self, name: str) -> Breakdown | None:
        """A category; none where nobody knows it."""
        cells = self.new.get(("breakdowns", name))
        if name in self.edition.breakdowns or cells is None:
            return self.edition.breakdowns.get(name)
        return Breakdown(name, Text(cells["name_zh"], cells["name_en"]), 0)


def describe_reading(cells: Mapping[str, str], records: Records, lang: Lang) -> str:
    """The row in a clause; blank while it cannot be read."""
    figure = _build_figure(cells, records)
    if figure is None:
        return ""
    nature, interval = format_nature(figure, lang), format_interval(figure, lang)
    words = filter(None, (describe_figure(figure, lang), nature, interval))
    return translate("list.comma", lang).join(words)


def _build_figure(cells: Mapping[str, str], records: Records) -> Figure | None:
    indicator, region = records.indicator(cells["indicator"]), records.region(cells["region"])
    period = _read_period(cells["period"])
    base = cells["base"]
    coded = cells["basis"] in BASES and cells["kind"] in ("", *KINDS) and cells["status"] in STATUSES
    dated = base in ("", *CHANGE_BASES) or _read_period(base)
    if not (indicator and region and period and coded and dated):
        return None
    try:
        nature = find_nature(cells["basis"], cells["kind"])
        quantity = settle_quantity(parse_quantity(cells["printed"]), nature) if cells["printed"] else None
    except QuantityError:
        return None
    own = quantity.unit if quantity else ""
    return Figure(
        id=cells["figure"],
        indicator=indicator,
        region=region,
        breakdown=records.breakdown(cells["breakdown"]),
        period=period,
        basis=cells["basis"],
        kind=cells["kind"] or "actual",
        status=cells["status"],
        printed=cells["printed"],
        quantity=quantity,
        unit=records.unit(own) if own else indicator.unit,
        source=None,
        line=None,
        note=Text("", ""),
        base=base,
    )


def _read_period(text: str) -> Period | None:
    try:
        return parse_period(text) if text else None
    except PeriodError:
        return None
