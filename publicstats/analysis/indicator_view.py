"""What of an indicator's page an address chooses: a place, the series of the table, and a page of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publicstats.analysis.chart_figures import list_charts
from publicstats.analysis.headline_series import find_headline, list_places
from publicstats.analysis.kins import Kin, find_kin, list_kins, list_places_of
from publicstats.analysis.paging import read_number
from publicstats.analysis.period_table import build_period_table
from publicstats.edition.model import Edition


@dataclass(frozen=True)
class View:
    """Ids and numbers alone, so that two addresses of one view are one; blank where there are no figures."""

    place: str = ""
    series: str = ""
    """The key of the table's `Kin`."""
    page: int = 1
    columns: int = 1
    """Which page of the places."""


def choose_view(edition: Edition, indicator: str, query: Mapping[str, str]) -> View:
    """What an address asks for as far as there is such a thing, else what the page shows of itself.

    That is the headline's place and series, and the newest periods.
    """
    kins = {kin.key: kin for kin in list_kins(edition, indicator)}
    if not kins:
        return View()
    place = query.get("place", "")
    if all(region.id != place for region in list_places_of(edition, indicator)):
        place = find_headline_place(edition, indicator)
    kin = kins.get(query.get("series", "")) or find_headline_kin(edition, indicator, place)
    page, columns = (read_number(query.get(name, "")) for name in ("page", "columns"))
    table = build_period_table(edition, kin, place, page, columns)
    return View(place, kin.key, table.rows.number, table.regions.number)


def find_headline_place(edition: Edition, indicator: str) -> str:
    """The id of the place that speaks for an indicator with figures: that of its first card in its theme."""
    cards = [c for c in list_charts(edition, edition.indicators[indicator].theme) if c.kind == "cards"]
    named = [(c.regions, c.breakdowns) for c in cards if indicator in c.indicators]
    found = (list_places(edition, indicator, *asked) for asked in (*named, ((), ())))
    return next(places[0][0] for places in found if places)


def find_headline_kin(edition: Edition, indicator: str, place: str) -> Kin:
    """What the headline of an indicator with figures in a place is of: the whole, else the first category."""
    category = min(list_places(edition, indicator, (place,), ()), key=lambda found: bool(found[1]))
    headline = find_headline(edition, indicator, category)
    assert headline is not None  # a place of the indicator has a series
    return find_kin(headline.series)


def find_shown_kin(edition: Edition, indicator: str, view: View) -> Kin:
    """The series of a view of an indicator that has figures."""
    return next(kin for kin in list_kins(edition, indicator) if kin.key == view.series)
