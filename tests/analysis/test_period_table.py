"""Tables of periods by places: what stands side by side, in what order, and on which page."""

from __future__ import annotations

import pytest

from publicstats.analysis.indicator_view import View, choose_view, find_shown_kin
from publicstats.analysis.kins import Kin, find_kin, list_kins, list_places_of
from publicstats.analysis.period_table import PERIODS, PLACES, PeriodTable, build_period_table, list_rows
from publicstats.edition.model import Edition
from tests.helpers import Change, add, copy, make_edition
from tests.series.making import figure, find_series, make

CITIES = [f"5101{number:02d}" for number in range(1, 11)]
REGIONS = [
    add(region=city, name_zh=f"第{number}区", name_en=f"District {number}", level="county", parent="cn")
    for number, city in enumerate(CITIES)
]
MONTHS = [(f"{2022 + n // 12}-{n % 12 + 1:02d}", n) for n in range(30)]


def list_months(region: str = "cn", base: int = 100) -> list[Change]:
    return [figure(f"{base + n}次", month, region=region) for month, n in MONTHS]


def build(edition: Edition, key: str = "month~single~flow~actual", **asked: int | str) -> PeriodTable:
    kin = next(kin for kin in list_kins(edition, "visits") if kin.key == key)
    return build_period_table(edition, kin, **asked)  # type: ignore[arg-type]


def read_cells(table: PeriodTable) -> dict[str, list[str]]:
    """The prints of each row, by its period, from the first column to the last."""
    return {
        row.period.text: ["/".join(f.printed for f in row.cells.get(p.id, ())) for p in table.regions.items]
        for row in table.rows.items
    }


def test_rows_are_periods_the_newest_first_and_columns_places() -> None:
    edition = make(
        figure("5次", "2024-01", region="310000"),
        figure("7次", "2024-02", region="310000"),
        figure("6次", "2024-02", region="110000"),
    )
    table = build(edition)
    assert [region.id for region in table.regions.items] == ["310000", "110000"]
    assert read_cells(table) == {"2024-02": ["7次", "6次"], "2024-01": ["5次", ""]}


def test_only_one_basis_kind_frequency_category_and_unit_stand_together() -> None:
    edition = make(
        figure("5次", "2024-01"),
        figure("60次", "2024"),
        figure("20次", "2024-Q1"),
        figure("9次", "2024-01", kind="target"),
        figure("2次", "2024-01", breakdown="young"),
        figure("增长3%", "2024-01", basis="growth", base="year_before"),
        figure("8次", "2024-01-31", basis="stock"),
        figure("500次", "../2024-01-31", basis="cumulative"),
    )
    kins = list(list_kins(edition, "visits"))
    assert len(kins) == len({kin.key for kin in kins}) == 8
    for kin in kins:
        assert [len(row.cells) for row in list_rows(edition, kin)] == [1], kin.key
    assert kins[0].key.startswith("month~single~flow~actual"), (
        "what is, as a whole and by the month, comes first"
    )
    assert kins[-1].kind == "target"


def test_spellings_of_one_time_are_one_row_and_other_stretches_are_others() -> None:
    edition = make(
        figure("5次", "2024-H1", region="310000"),
        figure("6次", "2024-01/2024-06", region="110000"),
        figure("7次", "2024-01-01/2024-06-30", region="cn"),
    )
    [row] = list_rows(edition, find_kin(find_series(edition, region="cn", frequency="half")))
    assert row.period.text == "2024-H1"
    assert sorted(row.cells) == ["110000", "310000", "cn"]


def test_january_and_february_together_are_never_in_the_row_of_a_month() -> None:
    edition = make(
        figure("5次", "2024-02", region="310000"), figure("9次", "2024-01/2024-02", region="110000")
    )
    cells = read_cells(build(edition))
    assert cells == {"2024-01/2024-02": ["", "9次"], "2024-02": ["5次", ""]}


def test_hidden_and_missing_figures_stand_as_printed_and_replaced_ones_do_not() -> None:
    edition = make(
        figure("***次", "2024-01", status="masked"),
        figure("", "2024-02", status="missing"),
        figure("8次", "2024-03", "old", source="early"),
        figure("9次", "2024-03", "new", source="late", supersedes="old", revision="corrected"),
    )
    rows = {row.period.text: row.cells["cn"] for row in build(edition).rows.items}
    assert [(f.printed, f.status) for f in rows["2024-01"]] == [("***次", "masked")]
    assert [f.status for f in rows["2024-02"]] == ["missing"]
    assert [f.id for f in rows["2024-03"]] == ["new"]


def test_sources_that_disagree_stand_in_one_cell() -> None:
    edition = make(
        figure("8次", "2024-03", "one", source="paper_a"), figure("19次", "2024-03", "two", source="paper_b")
    )
    assert [f.id for f in build(edition).rows.items[0].cells["cn"]] == ["two", "one"]


@pytest.mark.parametrize(
    ("page", "first", "last", "number"),
    [(1, "2024-06", "2022-07", 1), (2, "2022-06", "2022-01", 2), (99, "2022-06", "2022-01", 2)],
)
def test_periods_are_turned_by_pages(page: int, first: str, last: str, number: int) -> None:
    rows = build(make(*list_months()), page=page).rows
    assert (rows.items[0].period.text, rows.items[-1].period.text) == (first, last)
    assert (rows.number, rows.count, rows.total) == (number, 2, 30)
    assert len(rows.items) <= PERIODS


def test_places_are_turned_by_pages_and_the_chosen_one_is_the_first_column() -> None:
    edition = make(*(figure("5次", "2024-01", region=city) for city in CITIES), regions=REGIONS)
    assert [r.id for r in build(edition).regions.items] == CITIES[:PLACES]
    assert [r.id for r in build(edition, columns=2).regions.items] == CITIES[PLACES:]
    chosen = build(edition, place=CITIES[9]).regions
    assert [r.id for r in chosen.items] == [CITIES[9], *CITIES[: PLACES - 1]]
    assert chosen.total == 10


def test_view_without_wishes_is_of_the_headline_and_its_newest_periods() -> None:
    edition = make(*list_months("310000"), *list_months("cn"), figure("7次", "2024", region="cn"))
    assert choose_view(edition, "visits", {}) == View("cn", "month~single~flow~actual", 1, 1)


def test_view_without_wishes_is_of_the_place_that_the_indicators_card_names() -> None:
    first = copy("requests_sh", figure="first_bj", region="110000", period="2020", source="paper_a")
    edition = make_edition(figures=[first])
    assert choose_view(edition, "requests", {}).place == "cn"
    card = add(
        chart="calls_cards",
        theme="calls",
        order="1",
        kind="cards",
        title_zh="要览",
        title_en="At a glance",
        indicators="requests",
        regions="310000",
    )
    edition = make_edition(figures=[first], charts=[card])
    assert choose_view(edition, "requests", {}).place == "310000"


def test_view_is_what_the_address_asks_for_as_far_as_there_is_such_a_thing() -> None:
    edition = make(*list_months("310000"), *list_months("cn"), figure("7次", "2024", region="cn"))
    year = "year~single~flow~actual"
    asked = {"place": "310000", "series": year, "page": "2", "columns": "3"}
    assert choose_view(edition, "visits", asked) == View("310000", year, 1, 1)
    assert choose_view(edition, "visits", {"page": "2"}).page == 2
    assert find_shown_kin(edition, "visits", View(series=year)).frequency == "year"


@pytest.mark.parametrize("nonsense", ["", "no_such", "110000", "-1", "２", "9" * 400, "<b>", "month~~~~~~~~"])
def test_view_of_an_address_that_makes_no_sense_is_the_one_without_wishes(nonsense: str) -> None:
    edition = make(*list_months("cn"), figure("5次", "2024-01", region="310000"))
    for name in ("place", "series"):
        assert choose_view(edition, "visits", {name: nonsense}) == choose_view(edition, "visits", {})
    for name in ("page", "columns"):
        view = choose_view(edition, "visits", {name: nonsense})
        assert 1 <= view.page <= 2
        assert view.columns == 1


def test_indicator_without_figures_has_an_empty_view() -> None:
    assert choose_view(make(figure("5次", "2024")), "dust", {"place": "cn", "page": "3"}) == View()


def test_place_chosen_has_its_own_series_where_it_has_not_the_headlines() -> None:
    edition = make(*list_months("cn"), figure("60次", "2024", region="310000"))
    assert choose_view(edition, "visits", {"place": "310000"}).series == "year~single~flow~actual"


def test_keys_name_their_series_and_no_other(shipped_edition: Edition) -> None:
    for indicator in shipped_edition.indicators:
        kins: list[Kin] = list(list_kins(shipped_edition, indicator))
        assert len({kin.key for kin in kins}) == len(kins)
        for kin in kins:
            assert find_shown_kin(shipped_edition, indicator, View(series=kin.key)) == kin


def test_every_figure_that_stands_is_in_a_table(shipped_edition: Edition) -> None:
    frame = shipped_edition.figures
    standing = set(frame["figure"][shipped_edition.series.stands])
    shown = {
        figure.id
        for indicator in shipped_edition.indicators
        for kin in list_kins(shipped_edition, indicator)
        for row in list_rows(shipped_edition, kin)
        for cell in row.cells.values()
        for figure in cell
    }
    assert shown == standing


def test_places_of_an_indicator_are_in_the_order_of_the_catalogue() -> None:
    edition = make(figure("5次", "2024", region="110000"), figure("6次", "2024", region="cn"))
    assert [region.id for region in list_places_of(edition, "visits")] == ["cn", "110000"]
