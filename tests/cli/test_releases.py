"""``publicstats releases``: for people by state, for programs as rows of fixed columns."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from publicstats.__main__ import main
from tests.helpers import Change, add, change, make_files, save

COLUMNS = [
    *("release", "title_zh", "title_en", "indicators", "period", "expected"),
    *("state", "days_late", "come", "missing", "figures"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    def release(name: str, indicators: str, period: str, expected: str) -> Change:
        titles = {"title_zh": f"{name}报", "title_en": f"Report {name}"}
        return add(release=name, indicators=indicators, period=period, expected=expected, **titles)

    rows = [
        release("next", "members", "2025", "2026-03-01"),
        release("done", "members", "2024", "2025-03-01"),
        release("half", "members;requests", "2024", "2025-02-01"),
    ]
    return save(make_files(releases=rows), tmp_path / "data")


def ask(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["releases", str(folder), "--today", "2025-03-02", *options]) == 0
    return capsys.readouterr().out


HALF = ("half", "half报", "Report half", "members;requests", "2024", "2025-02-01")
DONE = ("done", "done报", "Report done", "members", "2024", "2025-03-01")
NEXT = ("next", "next报", "Report next", "members", "2025", "2026-03-01")
ROWS = [
    [*HALF, "late", "29", "", "requests", "members_2024"],
    [*DONE, "come", "", "2024-10-10", "", "members_2024"],
    [*NEXT, "expected", "", "", "members", ""],
]


def test_rows_are_there_as_csv_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = list(csv.reader(io.StringIO(ask(folder, capsys, "--format", "csv").removeprefix("\ufeff"))))
    assert table == [COLUMNS, *ROWS]
    found = json.loads(ask(folder, capsys, "--format", "json"))
    assert [list(row.values()) for row in found] == ROWS


def test_people_read_what_is_late_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ask(folder, capsys, "--lang", "en").splitlines()
    assert lines == [
        "Late",
        "  1 February 2025; Report half; 2024; 29 days late, still missing: Requests",
        "Expected",
        "  1 March 2026; Report next; 2025; expected",
        "Published",
        "  1 March 2025; Report done; 2024; published on 10 October 2024",
    ]
    assert "已逾期29天，尚缺：诉求" in ask(folder, capsys)


def test_folder_without_releases_says_so_and_has_a_table_without_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = save(make_files(), tmp_path / "data")
    assert ask(empty, capsys, "--lang", "en") == "No releases have been announced at present.\n"
    assert ask(empty, capsys, "--format", "csv").strip().split(",")[-1] == "figures"
    assert json.loads(ask(empty, capsys, "--format", "json")) == []


def test_wrong_data_is_told_and_gives_no_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = save(make_files(figures=[change("fee", line="x")]), tmp_path / "data")
    assert main(["releases", str(broken), "--format", "csv"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "figures.csv" in err


def test_overdue_series_stand_below_in_a_line_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years = [
        add(
            figure=f"y{year}",
            indicator="requests",
            region="110000",
            period=str(year),
            basis="flow",
            printed="9件",
            source="paper_a",
            line="20",
        )
        for year in (2020, 2021, 2022)
    ]
    folder = save(make_files(figures=years), tmp_path / "data")
    assert ask(folder, capsys).splitlines()[1:] == [
        "按以往周期应已更新",
        "  诉求 · 北京市；数据截至2022年，按周期应于2024年2月中旬更新",
    ]
