"""Series and observations as rows for programs, and that command and API give the same ones."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from publicstats.__main__ import main
from publicstats.analysis.series_rows import (
    OBSERVATION_COLUMNS,
    SERIES_COLUMNS,
    describe_observations,
    describe_series,
)
from tests.helpers import change, clear, make_files, save
from tests.series.making import INDICATORS, SOURCES, UNITS, figure, make

TODAY = date(2026, 11, 26)
ROWS = (
    figure("200次", "2023"),
    figure("250次", "2024", "quick", status="provisional"),
    figure("240次", "2024", "settled", source="late"),
    figure("300次", "2025", kind="target"),
    figure("260次", "2026", status="forecast"),
)


def find_row(*rows: object, **wanted: str) -> dict[str, str]:
    [row] = [r for r in describe_series(make(*rows), TODAY) if all(r[k] == v for k, v in wanted.items())]  # type: ignore[arg-type]
    return row


def test_row_says_latest_value_changes_target_and_what_was_replaced() -> None:
    row = find_row(*ROWS, kind="actual")
    assert tuple(row) == SERIES_COLUMNS
    assert {name: cell for name, cell in row.items() if cell} == {
        "indicator": "visits",
        "region": "cn",
        "kind": "actual",
        "basis": "flow",
        "frequency": "year",
        "accumulation": "single",
        "unit": "次",
        "observations": "3",
        "first_period": "2023",
        "latest_period": "2024",
        "latest_figure": "settled",
        "latest_printed": "240次",
        "latest_value": "240",
        "change_unit": "%",
        "previous_period": "2023",
        "previous_low": "20",
        "previous_high": "20",
        "previous_verdict": "up",
        "year_before_period": "2023",
        "year_before_low": "20",
        "year_before_high": "20",
        "year_before_verdict": "up",
        "target_figure": "visits_cn_flow_paper_a_target_2025",
        "target_period": "2025",
        "target_low": "60",
        "target_high": "60",
        "target_verdict": "open",
        "superseded": "1",
    }


def test_observation_rows_name_what_stands_in_the_place_of_a_figure() -> None:
    rows = {row["figure"]: row for row in describe_observations(make(*ROWS))}
    assert tuple(rows["quick"]) == OBSERVATION_COLUMNS
    assert rows["quick"]["superseded_by"] == "settled"
    assert rows["settled"]["superseded_by"] == ""


def test_derived_single_period_is_an_observation() -> None:
    edition = make(
        figure("10次", "2024-Q1"), figure("25次", "2024-01/2024-06"), figure("45次", "2024-01/2024-09")
    )
    derived = [row for row in describe_observations(edition) if row["derived"]]
    assert [(r["period"], r["value"], r["frequency"], r["status"]) for r in derived] == [
        ("2024-Q2", "15", "quarter", ""),
        ("2024-Q3", "20", "quarter", ""),
    ]


def test_double_month_and_february_keep_their_own_periods() -> None:
    edition = make(figure("150次", "2024-01/2024-02"), figure("80次", "2024-02"))
    assert sorted(row["period"] for row in describe_observations(edition)) == ["2024-01/2024-02", "2024-02"]


def test_every_spelling_of_a_quarter_is_told_as_one() -> None:
    edition = make(figure("150次", "2023-04/2023-06"), figure("80次", "2024-Q2"))
    assert [row["period"] for row in describe_observations(edition)] == ["2023-Q2", "2024-Q2"]


def test_whole_folder_is_told_by_the_command(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = make_files(
        figures=[clear, *ROWS],
        calculations=[clear],
        charts=[clear],
        sources=[SOURCES],
        units=[UNITS],
        indicators=[INDICATORS, change("visits", update_days="365")],
    )
    folder = str(save(files, tmp_path))
    assert main(["series", folder, "--today", "2026-11-26", "--format", "json"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)
    assert [(row["kind"], row["latest_period"]) for row in rows] == [("actual", "2024"), ("target", "2025")]
    assert main(["series", folder, "--observations"]) == 0
    table = capfdbinary.readouterr().out.decode("utf-8-sig")
    assert [row["figure"] for row in csv.DictReader(io.StringIO(table))][:3] == [
        "visits_cn_flow_paper_a_2023",
        "quick",
        "settled",
    ]
    with pytest.raises(SystemExit):
        main(["series", folder, "--today", "yesterday"])


def test_broken_folder_gives_no_rows_but_its_problems(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = save(make_files(figures=[change("members_2024", printed="many")]), tmp_path)
    assert main(["series", str(folder), "--lang", "en"]) == 1
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert "many" in err.decode()
