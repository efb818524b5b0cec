"""The walk of docs/from-article-to-page.md, step by step: from the text to a figure on a page."""

from __future__ import annotations

import csv
import io
import re
import shutil
from html import escape
from pathlib import Path

import pytest

from publicstats.__main__ import main
from tests.helpers import DATA, ROOT
from tests.visiting import forget, read_html, start, turn_to

DOC = (ROOT / "docs" / "from-article-to-page.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+) (\S+)\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped data, and the article of the walk beside it."""
    shutil.copytree(DATA, tmp_path / "data")
    (article,) = [text for kind, name, text in BLOCKS if name == "article.txt"]
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    return tmp_path


def add_rows(folder: Path) -> None:
    """Appends what the walk adds to each CSV."""
    for kind, name, text in BLOCKS:
        if kind == "csv" and name.startswith("data/"):
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write(text)


def test_scan_proposes_the_rows_that_the_walk_shows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = [read_rows(text) for _, name, text in BLOCKS if name == "drafts"]
    assert main(["scan", str(folder / "article.txt"), str(folder / "data")]) == 0
    drafts = read_rows(capsys.readouterr().out)
    assert [{name: draft[name] for name in shown[0]} for draft in drafts] == shown


def test_walk_ends_with_the_figures_on_a_page(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_rows(folder)
    assert main(["check", str(folder / "data"), "--lang", "en"]) == 0, capsys.readouterr().out
    capsys.readouterr()
    assert main(["scan", str(folder / "article.txt"), str(folder / "data"), "--missing"]) == 0
    left = [row["printed"] for row in read_rows(capsys.readouterr().out)]
    assert left == ["16.5平方米", "增长12.4%", "30处以上"]
    app = turn_to(start(folder, monkeypatch, folder / "data"), "environment")
    assert not app.exception
    assert all(escape(text) in read_html(app) for text in ("57处", "近320万人次", "江津区公园建设情况"))
    forget()
