"""The flat table of all figures: its columns, its values, and the files it is written to."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest

from publicstats.contract.codelists import STATUSES
from publicstats.downloads import COLUMNS, build_flat_table, write_csv, write_json
from publicstats.edition.model import Edition
from tests.helpers import add, change, clear, copy, drop, make_edition

CONTRACT = (
    "figure theme indicator indicator_zh indicator_en region region_zh region_en breakdown"
    " period period_start period_end basis kind status obs_status printed qualifier"
    " value low high unit source document line base comparability revision supersedes superseded_by edition"
)


def _row(edition: Edition, name: str) -> pd.Series:
    table = build_flat_table(edition)
    return table[table["figure"] == name].set_index("figure").iloc[0]


def test_columns_are_those_of_the_contract_in_its_order(small_edition: Edition) -> None:
    assert CONTRACT.split() == COLUMNS == list(build_flat_table(small_edition).columns)


def test_every_figure_has_one_row(small_edition: Edition) -> None:
    assert list(build_flat_table(small_edition)["figure"]) == list(small_edition.figures["figure"])


@pytest.mark.parametrize(
    ("name", "qualifier", "value", "low", "high", "unit"),
    [
        ("members_2023", "nearly", "16000000", "15000000", "16000000", "名"),
        ("members_2024", "at_least", "17000000", "17000000", "18000000", "名"),
        ("members_young", "exact", "3000000", "2500000", "3500000", "人"),
        ("members_old", "about", "2000000", "1000000", "3000000", "人"),
        ("share_2024", "exact", "98.7", "98.65", "98.75", "%"),
        ("money_2024", "exact", "3450000000", "3445000000", "3455000000", "元"),
        ("money_hidden", "masked", "", "", "", "元"),
        ("fee", "range", "1000", "1000", "5000", "元"),
        ("requests_missing", "", "", "", "", "件"),
        ("members_gain", "", "1000000", "1000000", "3000000", "人"),
        ("money_per_member", "", "202.941176470588", "191.388888888889", "203.235294117647", "元"),
    ],
)
def test_numbers_are_plain_decimals_in_the_unit(
    small_edition: Edition, name: str, qualifier: str, value: str, low: str, high: str, unit: str
) -> None:
    row = _row(small_edition, name)
    assert tuple(row[["qualifier", "value", "low", "high", "unit"]]) == (qualifier, value, low, high, unit)


@pytest.mark.parametrize(
    ("printed", "value", "low", "high"),
    [
        ("80%以上", "80", "80", ""),
        ("不低于98.70%", "98.7", "98.7", ""),
        ("不到10%", "10", "0", "10"),
        ("低于-3%", "-3", "", "-3"),
        ("-0.50%", "-0.5", "-0.505", "-0.495"),
        ("0%", "0", "0", "0.5"),
        ("60%至70%", "60", "60", "70"),
        ("0.0000001%", "0.0000001", "0.00000005", "0.00000015"),
    ],
)
def test_open_end_is_blank_and_no_number_has_an_exponent(
    printed: str, value: str, low: str, high: str
) -> None:
    signed = [change("share", signed="yes")]
    row = _row(make_edition(indicators=signed, figures=[change("share_2024", printed=printed)]), "share_2024")
    assert tuple(row[["value", "low", "high"]]) == (value, low, high)


@pytest.mark.parametrize("text", ["12345678901234567名", "123456789012345.678万名", "12.5万亿名"])
def test_every_printed_digit_is_exported(text: str) -> None:
    row = _row(make_edition(figures=[change("members_2024", printed=text)]), "members_2024")
    expected = {"12345678901234567名": "12345678901234567", "12.5万亿名": "12500000000000"}
    assert row["value"] == expected.get(text, "1234567890123456780")


@pytest.mark.parametrize(
    ("name", "period", "start", "end"),
    [
        ("members_2024", "2024", "2024-01-01", "2024-12-31"),
        ("share_2024", "2024-05-31", "2024-05-31", "2024-05-31"),
        ("requests_sh", "2024-01-01/2024-06-15", "2024-01-01", "2024-06-15"),
        ("requests_bj", "2024-Q1", "2024-01-01", "2024-03-31"),
        ("requests_total", "../2024-07-17", "", "2024-07-17"),
    ],
)
def test_period_has_its_days_and_an_open_start_is_blank(
    small_edition: Edition, name: str, period: str, start: str, end: str
) -> None:
    assert tuple(_row(small_edition, name)[["period", "period_start", "period_end"]]) == (period, start, end)


def test_period_typed_with_slashes_is_exported_in_its_canonical_form() -> None:
    edition = make_edition(figures=[change("share_2024", period="2024/5/31")])
    assert _row(edition, "share_2024")["period"] == "2024-05-31"


@pytest.mark.parametrize(("status", "code"), STATUSES.items())
def test_status_has_its_sdmx_code(status: str, code: str) -> None:
    printed = {"masked": "***%", "missing": ""}.get(status, "98.7%")
    edition = make_edition(figures=[change("share_2024", status=status, printed=printed)])
    assert tuple(_row(edition, "share_2024")[["status", "obs_status"]]) == (status, code)


def test_derived_figure_is_marked_as_computed_and_names_no_source(small_edition: Edition) -> None:
    row = _row(small_edition, "members_gain")
    assert tuple(row[["status", "obs_status", "kind", "printed"]]) == ("derived", "I", "actual", "")
    assert tuple(row[["source", "document", "line"]]) == ("", "", "")


def test_printed_figure_names_its_source_its_line_and_its_edition(small_edition: Edition) -> None:
    row = _row(small_edition, "requests_sh")
    assert tuple(row[["source", "document", "line"]]) == ("paper_a", "a.txt", "12")
    assert row["edition"] == small_edition.fingerprint
    assert tuple(row[["theme", "indicator_zh", "indicator_en"]]) == ("calls", "诉求", "Requests")
    assert tuple(row[["region", "region_zh", "region_en"]]) == ("310000", "上海市", "Shanghai")


def test_blank_kind_is_actual(small_edition: Edition) -> None:
    table = build_flat_table(small_edition).set_index("figure")["kind"]
    assert (table["members_2024"], table["members_target"], table["fee"]) == ("actual", "target", "rule")


def test_csv_starts_with_a_bom_and_reads_back_as_it_was(small_edition: Edition) -> None:
    table = build_flat_table(small_edition)
    data = write_csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [COLUMNS, *table.to_numpy().tolist()]


def test_json_holds_the_same_texts(small_edition: Edition) -> None:
    table = build_flat_table(small_edition)
    assert json.loads(write_json(table)) == table.to_dict("records")


def test_edition_without_figures_is_exported_as_a_header() -> None:
    edition = make_edition(figures=[clear], calculations=[clear])
    rows = list(csv.reader(io.StringIO(write_csv(build_flat_table(edition)).decode("utf-8-sig"))))
    assert rows == [COLUMNS]


def test_two_sources_on_the_same_thing_are_both_exported() -> None:
    edition = make_edition(figures=[copy("share_2024", figure="other", source="paper_a", printed="97%")])
    table = build_flat_table(edition).set_index("figure")
    assert list(table.loc[["share_2024", "other"], "source"]) == ["paper_b", "paper_a"]


def test_every_cell_of_the_shipped_export_is_a_text_without_a_formula(shipped_edition: Edition) -> None:
    table = build_flat_table(shipped_edition)
    assert table.map(lambda cell: isinstance(cell, str)).all(axis=None)
    assert (
        not table.drop(columns=["value", "low", "high", "printed"])
        .map(lambda c: c.startswith(("=", "@", "+", "-")))
        .any(axis=None)
    )
    assert table["obs_status"].isin(["A", "E", "F", "P", "V", "Q", "O", "I"]).all()


def test_growth_and_replacements_are_given_as_they_are_typed() -> None:
    edition = make_edition(
        figures=[
            change("members_2024", printed="增长3%", basis="growth", base="2018", comparability="comparable"),
            copy("money_2024", figure="fixed", source="paper_b", supersedes="money_2024", revision="final"),
        ]
    )
    names = ["base", "comparability", "revision", "supersedes"]
    assert list(_row(edition, "members_2024")[names]) == ["2018", "comparable", "", ""]
    assert list(_row(edition, "fixed")[names]) == ["", "", "final", "money_2024"]
    assert list(_row(edition, "members_gain")[names]) == ["year_before", "", "", ""]


def test_growth_of_a_file_without_a_base_is_unstated() -> None:
    growth = copy("share_2024", figure="growth", printed="增长3%", basis="growth", period="2023")
    edition = make_edition(figures=[drop("base"), growth], calculations=[drop("base")])
    assert _row(edition, "growth")["base"] == "unstated"
    assert _row(edition, "members_gain")["base"] == "unstated"
    assert _row(edition, "share_2024")["base"] == ""


def test_figure_of_a_rule_is_exported_as_derived() -> None:
    rule = add(calculation="by_day", indicator="average", basis="flow", formula="money / days")
    row = _row(make_edition(calculations=[rule]), "by_day_cn_2024")
    assert (row["status"], row["obs_status"], row["printed"], row["unit"]) == ("derived", "I", "", "元")
    # 3.45 billion, give or take 5 million, in 366 days.
    assert row["value"] == "9426229.50819672"
    assert float(row["low"]) == pytest.approx(3_445_000_000 / 366)
