"""Forms of a next release: blank rows for what is expected, and their filling from a pasted table."""

from __future__ import annotations

from functools import cache

import pytest

from publicstats.drafting import (
    Asked,
    FormRow,
    NoPeriodError,
    Pasted,
    Sheet,
    build_release_sheet,
    check_draft,
    parse_draft,
    paste_table,
)
from publicstats.edition.model import Edition
from publicstats.period import parse_period
from tests.articles.reporting import make_edition as make_report_edition
from tests.articles.reporting import read_report
from tests.drafting.drafting import send_sheet
from tests.helpers import Change, add, find, make_edition

REPORT = read_report("hotline", 7)
BULLETIN = "bulletin_2024_09"
Key = tuple[str, str, str]
SHANGHAI, BEIJING = ("310000", "2024-10", "flow"), ("110000", "2024-10", "flow")
TOTAL, GROWTH = ("310000", "2024-01/2024-10", "cumulative"), ("310000", "2024-10", "growth")


def add_month(region: str, period: str, printed: str, **cells: str) -> Change:
    """A figure of the requests of a place."""
    row = {
        "figure": f"requests_{region}_{period.replace('-', '_').replace('/', '_to_')}",
        "indicator": "requests",
        "region": region,
        "period": period,
        "basis": "flow",
        "printed": printed,
        "source": BULLETIN,
        "line": "4",
    }
    return add(**row | cells)


@cache
def make_monthly() -> Edition:
    """An edition with a monthly bulletin of two cities, and a release that is announced."""
    figures = [
        add_month("310000", "2024-08", "40.1万件", source="paper_a"),
        add_month("310000", "2024-09", "41.2万件"),
        add_month("310000", "2024-01/2024-09", "360万件", basis="cumulative"),
        add_month("310000", "2024-09", "增长3%", figure="yoy_2024_09", basis="growth", base="year_before"),
        add_month("110000", "2024-09", "61234件"),
        add_month("110000", "2024-12", "70万件", figure="bj_forecast", status="forecast"),
        add_month("110000", "2025", "800万件", figure="bj_target", kind="target"),
    ]
    release = add(
        release="october",
        title_zh="10月通报",
        title_en="October bulletin",
        indicators="requests",
        period="2024-10",
        expected="2024-11-10",
    )
    source = add(
        source=BULLETIN,
        title_zh="2024年9月热线通报",
        title_en="Hotline in September 2024",
        publisher="热线办 / Hotline office",
        published="2024-10-12",
        published_basis="printed",
        document="bulletin_2024_09.docx",
    )
    return make_edition(figures=figures, sources=[source], releases=[release], charts=[])


def make_form(kind: str = "source", name: str = BULLETIN, period: str = "") -> Sheet:
    """The form of a release, an indicator or a source."""
    when = parse_period(period) if period else None
    names = {each: name if each == kind else "" for each in ("release", "indicator", "source")}
    asked = Asked(names["release"], names["indicator"], names["source"], when)
    return build_release_sheet(make_monthly(), asked, "zh")


@pytest.mark.parametrize("asked", [("source", BULLETIN), ("release", "october")])
def test_what_the_last_release_printed_is_expected_of_the_next_period(asked: tuple[str, str]) -> None:
    sheet = make_form(*asked)
    assert {(row.cells["region"], row.cells["period"], row.cells["basis"]) for row in sheet.rows} == {
        SHANGHAI,
        BEIJING,
        TOTAL,
        GROWTH,
    }
    assert {row.cells["base"] for row in sheet.rows if row.cells["basis"] == "growth"} == {"year_before"}
    assert {(row.cells["printed"], row.cells["kind"], row.cells["status"]) for row in sheet.rows} == {
        ("",) * 3
    }
    assert {row.file for row in sheet.rows} == {"figures/figures.csv"}
    assert all("2024_10" in row.cells["figure"] for row in sheet.rows)
    assert sheet.text == ()


def test_row_of_the_source_moves_on_with_its_titles() -> None:
    card = make_form().source
    assert card.is_new
    moved = {
        "source": "bulletin_2024_10",
        "title_zh": "2024年10月热线通报",
        "title_en": "Hotline in October 2024",
        "publisher": "热线办 / Hotline office",
        "document": "bulletin_2024_10.docx",
        "published": "",
    }
    assert dict(card.cells) | moved == card.cells


def test_named_period_is_taken_in_the_place_of_the_next() -> None:
    periods = {row.cells["period"] for row in make_form(period="2024-12").rows}
    assert periods == {"2024-12", "2024-01/2024-12"}


def test_form_of_an_indicator_has_the_places_of_its_last_period() -> None:
    assert {row.cells["region"] for row in make_form("indicator", "requests").rows} == {"310000", "110000"}


def test_what_is_there_already_is_covered() -> None:
    rows = make_form(period="2024-08").rows
    assert [row.cells["figure"] for row in rows if row.state == "covered"] == ["requests_310000_2024_08"]


def test_next_period_of_something_printed_once_has_to_be_named() -> None:
    edition = make_edition()
    with pytest.raises(NoPeriodError):
        build_release_sheet(edition, Asked(indicator="share"), "zh")
    asked = Asked(indicator="share", period=parse_period("2024-06-30"))
    (row,) = build_release_sheet(edition, asked, "zh").rows
    assert (row.cells["period"], row.cells["basis"]) == ("2024-06-30", "stock")


def test_unknown_names_are_key_errors() -> None:
    for kind in ("release", "indicator", "source"):
        with pytest.raises(KeyError):
            make_form(kind, "nothing")


def test_filled_form_of_a_whole_report_is_a_sound_edit() -> None:
    edition = make_report_edition(REPORT)
    sheet = build_release_sheet(edition, Asked(source=REPORT.source), "zh")
    sent = send_sheet(sheet, published="2024-09-06", title_en="August")
    for row, form_row in zip(sent["rows"], sheet.rows, strict=True):
        row["cells"]["printed"] = find(edition, form_row.like).printed
    checked = check_draft(parse_draft(sent | {"origin": "release"}), edition, "en")
    assert [one for one in checked.problems if one["severity"] == "error"] == []
    assert checked.edit is not None
    assert len(checked.edit.rows) == len(sent["rows"]) + 1


def test_source_that_is_named_by_its_day_is_named_by_the_next_period_instead() -> None:
    source = add(
        source="hotline_2024_10_12",
        title_zh="2024年9月热线通报",
        title_en="Hotline in September 2024",
        published="2024-10-12",
        published_basis="printed",
        document="hotline.txt",
    )
    months = [
        add_month("310000", "2024-08", "40万件", source="paper_a"),
        add_month("310000", "2024-09", "41万件", source="hotline_2024_10_12"),
    ]
    edition = make_edition(figures=months, sources=[source], charts=[])
    sheet = build_release_sheet(edition, Asked(source="hotline_2024_10_12"), "zh")
    assert sheet.source.cells["source"] == "hotline_2024_10"
    assert sheet.title == "2024年10月热线通报"  # what is typed, not what was


def paste(text: str) -> Pasted:
    """What a table gives the monthly form."""
    rows = [FormRow(row.number, row.cells, row.like) for row in make_form().rows]
    return paste_table(text, rows, make_monthly())


def read(text: str) -> dict[Key, str]:
    """The prints that a table gives the monthly form, by place, period and basis."""
    cells = {row.number: row.cells for row in make_form().rows}
    return {
        (cells[number]["region"], cells[number]["period"], cells[number]["basis"]): printed
        for number, printed in paste(text).prints.items()
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("地区\t诉求（万件）\n上海\t42.5\n北京\t6.4", {SHANGHAI: "42.5万件", BEIJING: "6.4万件"}),
        ("单位：万件\n上海市 42.5\n北京市 6.4", {SHANGHAI: "42.5万件", BEIJING: "6.4万件"}),
        ("|城市|单位|诉求|\n|---|---|---|\n|上海|万件|42.5|", {SHANGHAI: "42.5万件"}),
        (
            "地区\t10月\t1—10月累计\t同比（%）\n上海\t42.5\t402\t-3.1",
            {SHANGHAI: "42.5万件", TOTAL: "402万件", GROWTH: "-3.1%"},
        ),
        ("Place\tRequests\nShanghai\t42.5\nBeijing\t61,500", {SHANGHAI: "42.5万件", BEIJING: "61,500件"}),
        ("地区\t2024年10月\t2023年10月\n上海\t42.5\t40", {SHANGHAI: "42.5万件"}),
        ("地区\t上年同期（万件）\t本期（万件）\n上海\t40\t42.5", {SHANGHAI: "42.5万件"}),
        ("上海\t约42.5万件", {SHANGHAI: "约42.5万件"}),
        ("广州\t42.5\n深圳\t1", {}),
        ("没有数字", {}),
        ("", {}),
    ],
)
def test_numbers_find_their_rows_by_the_names_beside_them(text: str, found: dict[Key, str]) -> None:
    assert read(text) == found


def test_numbers_alone_are_taken_in_order_where_there_are_as_many_as_rows() -> None:
    pasted = paste("42.5万件\n402万件\n增长3.1%\n6.4万件")
    assert pasted.way == "order"
    prints = [pasted.prints[number] for number in sorted(pasted.prints)]
    assert prints == ["42.5万件", "402万件", "增长3.1%", "6.4万件"]
    assert paste("42.5万件\n402万件").prints == {}


def test_lines_without_a_row_are_named() -> None:
    assert paste("地区\t诉求（万件）\n上海\t42.5\n广州\t6.4").left == ("广州",)


HOSTILE = ("\t" * 30_000, "1\t" * 30_000, "\x00\ud800", "9" * 50_000, "|\n" * 1000, "单位：\n1", "（（（1")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_pasted_is_answered(text: str) -> None:
    assert isinstance(paste(text).as_dict(), dict)
