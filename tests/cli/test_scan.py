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
from tests.articles.documents import make_pdf, make_word_of
from tests.articles.reporting import make_report_files, read_report
from tests.helpers import FIGURES, change, make_files, save

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


@pytest.fixture
def reports(tmp_path: Path) -> tuple[str, Path]:
    """A folder with the rows of July's report, and August's report in another folder."""
    new = tmp_path / "texts" / "august.txt"
    new.parent.mkdir()
    new.write_text(read_report("hotline", 8).text, encoding="utf-8")
    return str(save(make_report_files(read_report("hotline", 7)), tmp_path / "data")), new


def count_filled(text: str) -> int:
    return sum(bool(row["like"] and row["indicator"] and row["period"]) for row in rows(text))


def test_report_is_filled_as_the_one_before_by_itself_or_as_it_is_said(
    reports: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    data, new = reports
    july = read_report("hotline", 7)
    counts = {}
    earlier = new.parent / "earlier.docx"
    earlier.write_bytes(make_word_of(*july.text.split("\n")))
    beside = new.parent / f"{july.source}.txt"
    for name, options in {
        "names": ["--like", july.source],
        "given": ["--like", july.source, "--earlier", str(earlier)],
        "none": ["--like", "none"],
        "beside": [],
    }.items():
        if name == "beside":
            beside.write_text(july.text, encoding="utf-8")
        assert main(["scan", str(new), data, *options, "--lang", "en"]) == 0
        out, err = capsys.readouterr()
        counts[name] = count_filled(out)
        assert (july.source in err) == (name != "none")
        assert ("names of indicators" in err) == (name == "names")
    assert counts["none"] == 0
    assert counts["names"] >= 0.85 * len(july.keys)
    assert counts["given"] == counts["beside"] == len(july.keys)


def test_relations_are_said_of_the_rows_once_drafts_are_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(save(make_files(figures=[change("members_young", printed="301.5万人")]), tmp_path / "data"))
    text = "标题\n全国\n会员\n会员\n会员502.7万人，其中青年301.5万人、老年201.2万人。\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert main(["scan", str(path), data, "--calculations"]) == 0
    (row,) = rows(capsys.readouterr().out)
    # One of the three is a row by now: the others keep their numbers.
    assert (row["formula"], row["compare_with"]) == ("sum(members_young, draft_3)", "draft_1")


def test_broken_draft_stops_no_scan_of_another_article(
    tmp_path: Path, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = make_files()
    head = ",".join(SCHEMAS["figures"].names)
    files["figures/drafts.csv"] = f"{head}\ndraft_1,nobody,,,,,,,3人,paper_z,1,,,,,,\n".encode()
    files[FIGURES] += b"draft_2,,,,,,,,,,,,,,,,\n"
    folder = save(files, tmp_path / "data")
    assert main(["scan", article, str(folder), "--missing"]) == 0
    out, err = capsys.readouterr()
    assert [row["printed"] for row in rows(out)] == ["3.5公顷"]
    assert "figures/drafts.csv:2" in err
    assert f"{FIGURES}:15" in err


def test_unknown_units_and_places_are_named_with_the_file_to_add_them_to(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.txt"
    path.write_text("2024年，云岭县绿地3.5公顷。", encoding="utf-8")
    assert main(["scan", str(path), data]) == 0
    out, err = capsys.readouterr()
    assert [row["to_add"] for row in rows(out)] == ["units.csv: 公顷; regions.csv: 云岭县"]
    assert "公顷" in err
    assert "云岭县" in err


@pytest.mark.parametrize("name", ["b.docx", "b.csv"])
def test_files_of_other_kinds_are_scanned(
    name: str, data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(make_word_of(TEXT) if name.endswith("docx") else "会员,1700万名\n".encode("gb18030"))
    assert main(["scan", str(path), data]) == 0
    assert rows(capsys.readouterr().out)[0]["unit"] == "名"


def test_file_without_text_is_refused_by_its_name(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(make_pdf("", ""))
    assert main(["scan", str(path), data]) == 2
    assert "scan.pdf" in capsys.readouterr().err
