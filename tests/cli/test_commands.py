"""The commands check, export and schema: what they print, and how they exit."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from publicstats import cli
from publicstats.__main__ import main
from publicstats.contract.datapackage import describe_package
from publicstats.contract.schema import SCHEMAS
from publicstats.downloads import COLUMNS
from publicstats.edition import model as edition_module
from publicstats.edition.model import Edition
from tests.helpers import DATA, FIGURES, change, make_files, remove, save


@pytest.fixture
def valid(tmp_path: Path) -> Path:
    """A folder with a valid edition."""
    return save(make_files(), tmp_path / "data")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with one error and one warning."""
    return save(make_files(figures=[change("fee", line="x"), remove("share_2024")]), tmp_path / "data")


@pytest.mark.parametrize("command", ["check", "export", "audit", "schema"])
def test_command_that_fails_says_so_in_words(
    command: str, valid: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OverflowError

    for module in (cli.check, cli.export, cli.audit, cli.schema, edition_module):
        for name in ("load_edition", "describe_package", "load_files"):
            monkeypatch.setattr(module, name, fail, raising=False)
    assert main([command, str(valid), "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert "OverflowError" in err
    assert "Traceback" not in out + err


def test_check_of_valid_data_exits_with_zero_and_says_so(
    valid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(valid)]) == 0
    assert "15" in capsys.readouterr().out
    assert main(["check", str(valid), "--lang", "en"]) == 0
    assert "valid" in capsys.readouterr().out


def test_check_lists_every_problem_and_exits_with_one(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(broken)]) == 1
    out = capsys.readouterr().out
    assert all(part in out for part in (FIGURES, "line", "integer", "“x”"))
    assert main(["check", str(broken), "--lang", "en"]) == 1
    assert '"x"' in capsys.readouterr().out


def test_check_gives_problems_as_json(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken), "--format", "json", "--lang", "en"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    keys = {"file", "row", "column", "code", "severity", "typed", "message"}
    assert all(keys <= set(problem) for problem in problems)
    assert [_located(problem) for problem in problems] == [
        (FIGURES, 9, "line", "integer", "error", "x"),
        ("charts.csv", 4, "indicators", "chart_empty", "warning", "share"),
    ]


def _located(problem: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(problem[name] for name in ("file", "row", "column", "code", "severity", "typed"))


def test_check_of_valid_data_has_no_problems_in_json(valid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(valid), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"problems": [], "more": {}}


def test_warning_alone_does_not_fail_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = save(make_files(figures=[remove("share_2024")]), tmp_path / "data")
    assert main(["check", str(folder), "--format", "json"]) == 0
    assert [problem["severity"] for problem in json.loads(capsys.readouterr().out)["problems"]] == ["warning"]


def test_check_tells_what_is_worth_a_look_and_does_not_fail_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = save(make_files(figures=[change("share_2024", printed="987%")]), tmp_path / "data")
    assert main(["check", str(folder), "--format", "json", "--lang", "en"]) == 0
    [hint] = json.loads(capsys.readouterr().out)["problems"]
    assert _located(hint) == (FIGURES, 7, "printed", "percentage", "hint", "987%")
    assert hint["figures"] == ["share_2024"]
    assert main(["check", str(folder), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "987%" in out
    assert "Figures worth a look, which do not keep them from being published: 1." in out


def test_problem_of_a_whole_file_has_neither_row_nor_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = save(make_files() | {"units.csv": b""}, tmp_path / "data")
    assert main(["check", str(folder), "--format", "json"]) == 1
    problem = next(p for p in json.loads(capsys.readouterr().out)["problems"] if p["file"] == "units.csv")
    assert _located(problem) == ("units.csv", None, None, "file_empty", "error", "")


def test_export_writes_the_flat_table_as_csv(valid: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", str(valid)]) == 0
    out = capsysbinary.readouterr().out
    assert out.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(out.decode("utf-8-sig"), newline="")))
    assert rows[0] == COLUMNS
    assert len(rows) == 16


def test_export_writes_the_flat_table_as_json(
    valid: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", str(valid), "--format", "json"]) == 0
    rows = json.loads(capsysbinary.readouterr().out)
    assert len(rows) == 15
    assert list(rows[0]) == COLUMNS


def test_export_of_broken_data_prints_nothing_but_the_problems(
    broken: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", str(broken)]) == 1
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"integer" in err


def test_schema_writes_the_package_description(valid: Path) -> None:
    assert main(["schema", str(valid)]) == 0
    assert json.loads((valid / "datapackage.json").read_text(encoding="utf-8")) == describe_package()
    assert main(["check", str(valid)]) == 0


def test_shipped_package_description_is_that_of_the_schema() -> None:
    shipped = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert shipped == describe_package(), "run: make schema"


def test_package_describes_every_table_and_column() -> None:
    resources = {resource["name"]: resource for resource in describe_package()["resources"]}
    assert list(resources) == list(SCHEMAS)
    for name, schema in SCHEMAS.items():
        table = resources[name]["schema"]
        assert [field["name"] for field in table["fields"]] == schema.names
        assert table["primaryKey"] == [schema.key]
        for key in table.get("foreignKeys", ()):
            assert key["reference"]["resource"] in {*SCHEMAS, ""}


@pytest.mark.parametrize("command", ["check", "export", "schema"])
def test_folder_that_is_not_there_exits_with_two(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(tmp_path / "nothing")]) == 2
    assert "nothing" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["mend"], ["check", "--format", "xml"], ["check", "--lang", "fr"]])
def test_wrong_use_exits_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_folder_is_taken_from_the_environment(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLICSTATS_DATA", str(broken))
    assert main(["check"]) == 1
    monkeypatch.setenv("PUBLICSTATS_DATA", "")
    assert main(["check"]) == 0
    assert capsys.readouterr().out


def test_shipped_data_pass_the_check(shipped_edition: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(DATA)]) == 0
    assert shipped_edition.fingerprint in capsys.readouterr().out
