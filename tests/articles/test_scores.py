"""The made-up articles of `cases` against their lists: as much is right as is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publicstats.edition.model import Edition
from tests.articles.scoring import FOUND, SETS, WANTED, Case, list_cases, score_set, write_table

DOCS = Path(__file__).resolve().parents[2] / "docs" / "from-article-to-page.md"


@pytest.mark.parametrize("name", SETS)
def test_articles_are_read_as_well_as_is_asked_for(shipped_edition: Edition, name: str) -> None:
    score = score_set(name, shipped_edition)
    short = {
        key: round(score.share(key), 3)
        for key, least in WANTED.items()
        if score.total[key] and score.share(key) < least
    }
    assert short == {}, "\n".join(score.remarks)


@pytest.mark.parametrize("genre", FOUND)
@pytest.mark.parametrize("name", SETS)
def test_quantities_of_a_genre_are_found(shipped_edition: Edition, name: str, genre: str) -> None:
    score = score_set(name, shipped_edition, genre)
    assert not score.total["found"] or score.share("found") >= FOUND[genre], "\n".join(score.remarks)


@pytest.mark.parametrize("case", [c for name in SETS for c in list_cases(name)], ids=lambda c: c.path.stem)
def test_list_of_a_case_is_of_its_text(case: Case) -> None:
    text = case.path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for row in case.gold:
        start = int(row["line"]) - 1
        near = "".join("".join(lines[start : start + 3]).split())
        # A number may have its unit or its qualifier from elsewhere: 由4和7天, 约占总数的41%, a column.
        number = re.search(r"[-+]?[0-9][0-9,.]*|[一二三四五六七八九十]+", row["printed"])
        apart = number and number[0] in near and all(part in text for part in row["printed"].split(number[0]))
        assert row["printed"] in near or apart, row


def test_scores_in_the_documentation_are_those_of_the_cases(shipped_edition: Edition) -> None:
    assert write_table(shipped_edition) in DOCS.read_text(encoding="utf-8")
