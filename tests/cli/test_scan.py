"""``publicstats scan``: what it prints, and how it exits."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from publicstats.__main__ import main
from publicstats.articles import COLUMNS, ApartError
from publicstats.contract.schema import SCHEMAS
from publicstats.quantity import parse_quantity
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import make_files, save

TEXT = "标题\n全国\n会员\n会员1700多万名，其中\n青年300万人、=1+1\n约200万人，公顷数为3.5公顷。\n"


@pytest.fixture
def data(tmp_path: Path) -> str:
    """A folder with a valid edition."""
    return str(save(make_files(), tmp_path / "data"))


@pytest.fixture
def article(tmp_path: Path) -> str:
    """The archived text of the source paper_a."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_scan_prints_a_row_for_each_quantity(
    data: str, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", article, data, "--source", "paper_a"]) == 0
    out, err = capsys.readouterr()
    drafts = rows(out)
    assert list(drafts[0]) == list(COLUMNS)
    assert list(drafts[0])[: len(SCHEMAS["figures"].names)] == SCHEMAS["figures"].names
    assert (drafts[0]["printed"], drafts[0]["line"]) == ("1700多万名", "4")
    assert {row["source"] for row in drafts} == {"paper_a"}
    assert "公顷" in err
    for row in drafts:
        assert parse_quantity(row["printed"]).qualifier == row["qualifier"]
    assert len({row["figure"] for row in drafts}) == len(drafts)


def test_missing_leaves_out_what_a_row_covers(
    data: str, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", article, data, "--missing"]) == 0
    assert [row["printed"] for row in rows(capsys.readouterr().out)] == ["3.5公顷"]


def test_scan_gives_figures_and_calculations_as_json(
    data: str, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", article, data, "--format", "json", "--lang", "en"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"figures", "calculations"}
    assert len(found["figures"]) == 4


def test_calculations_are_a_table_of_their_own(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "b.txt"
    path.write_text("由95.1%提高到98.7%，提高3.6个百分点。", encoding="gb18030")
    assert main(["scan", str(path), data, "--calculations"]) == 0
    (row,) = rows(capsys.readouterr().out)
    assert (row["formula"], row["verdict"]) == ("draft_2 - draft_1", "consistent")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--date", "someday"], "someday"),
        (["--source", "nobody"], "nobody"),
    ],
)
def test_wrong_option_is_named(
    options: list[str], said: str, data: str, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", article, data, *options]) == 2
    assert said in capsys.readouterr().err


def test_article_that_cannot_be_read_or_is_too_long_is_refused(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", str(tmp_path / "none.txt"), data]) == 2
    assert "none.txt" in capsys.readouterr().err
    long = tmp_path / "long.txt"
    long.write_text("字" * 50_001, encoding="utf-8")
    assert main(["scan", str(long), data]) == 2
    assert "50001" in capsys.readouterr().err
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\0\1\2")
    assert main(["scan", str(binary), data]) == 2
    assert "binary.txt" in capsys.readouterr().err


@pytest.mark.parametrize("lang", LANGS)
def test_scan_that_takes_too_long_says_so(
    data: str, article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    def give_up(*question: object, **more: object) -> None:
        raise ApartError("scan.too_slow")

    monkeypatch.setattr("publicstats.cli.scan.scan_apart", give_up)
    assert main(["scan", article, data, "--lang", lang]) == 2
    assert capsys.readouterr().err.strip() == translate("scan.too_slow", lang, seconds="10")
