"""Sheets of articles: the text in stretches, rows filled and guessed, the source's row."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from publicstats.articles import find_covered, find_document, find_earlier, list_earlier, scan_article
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting import Sheet, build_sheet
from publicstats.edition.model import Edition
from tests.articles.reporting import make_edition, read_report

TEXT = (
    "热线办通报\n\n2024年8月，江城市热线受理诉求5万件，同比增长3%。其中，电话受理4万件。建成公园1.2万公顷。"
)


@cache
def make_next_sheet() -> tuple[Sheet, Edition]:
    """The sheet of a report that is like the last one, whose text is at hand."""
    old, new = read_report("hotline", 7), read_report("hotline", 8)
    edition = make_edition(old)
    source = find_earlier(edition, new.text, None, None)
    assert source is not None
    scan = scan_article(new.text, edition, earlier=list_earlier(edition, source, old.text))
    return build_sheet(scan, {}, edition, "zh"), edition


def make_sheet(text: str = TEXT) -> Sheet:
    edition = make_edition()
    return build_sheet(scan_article(text, edition), {}, edition, "zh")


def test_stretches_of_the_text_are_the_text_and_each_mark_has_its_row() -> None:
    sheet = make_sheet()
    assert "".join(words for words, _ in sheet.text) == TEXT
    marks = {number: words for words, number in sheet.text if number}
    assert {row.number: row.cells["printed"] for row in sheet.rows}.keys() == marks.keys()
    assert marks[1] == "5万件"


def test_every_row_has_the_columns_of_figures_and_the_id_of_the_source() -> None:
    sheet = make_sheet()
    for row in sheet.rows:
        assert list(row.cells) == SCHEMAS["figures"].names
        assert row.cells["source"] == sheet.source.cells["source"]


def test_indicator_named_in_the_text_is_guessed_and_shown_as_a_guess() -> None:
    first, growth, part, _ = make_sheet().rows
    assert first.cells["indicator"] == growth.cells["indicator"] == part.cells["indicator"] == "calls"
    assert {"indicator", "figure", "file"} <= set(first.guessed)
    assert part.cells["breakdown"] == "phone"


def test_suggested_ids_say_what_the_figure_is_and_are_nobodys() -> None:
    names = [row.cells["figure"] for row in make_sheet().rows if row.cells["figure"]]
    assert names[:3] == [
        "jiangcheng_calls_2024_08",
        "jiangcheng_calls_yoy_2024_08",
        "jiangcheng_calls_phone_2024_08",
    ]
    assert all(re.fullmatch("[a-z][a-z0-9_]{0,119}", name) for name in names)
    assert len(set(names)) == len(names)


def test_place_is_that_of_the_publisher_where_the_text_names_none() -> None:
    edition = make_edition(read_report("hotline", 7))
    scan = scan_article("江城市政务服务局\n\n2024年8月，热线受理诉求5万件。", edition)
    placeless = tuple(replace(draft, region="") for draft in scan.drafts)
    (row,) = build_sheet(replace(scan, drafts=placeless), {}, edition, "zh").rows
    assert row.cells["region"] == "jiangcheng"
    assert "region" in row.guessed


def test_what_the_catalogues_lack_is_named() -> None:
    sheet = make_sheet()
    assert sheet.news["units"] == ("公顷",)
    assert sheet.rows[-1].to_add == "units.csv: 公顷"


def test_rows_like_those_of_the_last_report_are_sure_and_the_source_has_moved_on() -> None:
    sheet, _ = make_next_sheet()
    like = [row for row in sheet.rows if row.like]
    assert len(like) > 30
    assert not any(row.guessed for row in like)
    assert all(row.file == "figures/figures.csv" for row in like)
    assert sheet.source.is_new
    cells = sheet.source.cells
    assert cells["source"] == "jiangcheng_hotline_2024_08"
    assert cells["title_zh"] == "江城市2024年8月政务服务便民热线运行情况通报"
    assert cells["publisher"] == "江城市政务服务局 / Bureau"


def test_rows_that_the_edition_has_are_covered() -> None:
    report = read_report("hotline", 7)
    edition = make_edition(report)
    source = edition.sources[report.source]
    scan = scan_article(report.text, edition, source=source)
    covered = find_covered(edition, source.document, scan.drafts)
    sheet = build_sheet(scan, covered, edition, "zh", source=source)
    assert not sheet.source.is_new
    assert {row.cells["figure"] for row in sheet.rows if row.state == "covered"} == set(covered.values())
    found = build_sheet(scan, covered, edition, "zh")
    assert found.source == sheet.source
    assert found.key == build_sheet(scan, {}, edition, "zh").key  # it is the draft that was begun before


def test_next_report_is_another_document_though_some_of_its_numbers_are_unchanged() -> None:
    report = read_report("hotline", 7)
    edition = make_edition(report)
    drafts = scan_article(report.text, edition).drafts
    following = scan_article(read_report("hotline", 8).text, edition).drafts
    for of_this in (drafts, drafts[:3]):
        assert find_document(edition, of_this) == edition.sources[report.source].document
    assert find_document(edition, [*drafts[:2], *following[2:]]) == ""


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("江城市2024年8月热线运行情况通报", "江城市2024年8月热线运行情况通报"),
        ("本报讯 2024年7月5日，市园林局公布上半年工作情况。共有公园57处，", "市园林局公布上半年工作情况"),
    ],
)
def test_title_is_the_first_line_or_what_its_sentence_is_about(line: str, title: str) -> None:
    assert make_sheet(f"{line}\n2024年8月受理5万件。").title == title


def test_sheet_is_json_and_its_key_names_the_text() -> None:
    sheet = make_sheet()
    assert json.loads(json.dumps(sheet.as_dict()))["form"] == 1
    assert re.fullmatch("[0-9a-f]{16}", sheet.key)
    assert make_sheet(TEXT + "。").key != sheet.key == make_sheet().key


@pytest.mark.parametrize("text", ["", "没有数字。", "3万人", "|||\n||3万|"])
def test_any_text_gives_a_sheet(text: str) -> None:
    assert make_sheet(text).key
