"""The made-up articles of `cases` against their lists: as much is right as is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.edition.model import Edition
from tests.articles.scoring import SETS, WANTED, Case, list_cases, score_set, write_table

DOCS = Path(__file__).resolve().parents[2] / "docs" / "from-article-to-page.md"


@pytest.mark.parametrize("name", SETS)
def test_articles_are_read_as_well_as_is_asked_for(shipped_edition: Edition, name: str) -> None:
    score = score_set(name, shipped_edition)
    short = {key: round(score.share(key), 3) for key, least in WANTED.items() if score.share(key) < least}
    assert short == {}, "\n".join(score.remarks)


@pytest.mark.parametrize("case", [c for name in SETS for c in list_cases(name)], ids=lambda c: c.path.stem)
def test_list_of_a_case_is_of_its_text(case: Case) -> None:
    lines = case.path.read_text(encoding="utf-8").split("\n")
    for row in case.gold:
        start = int(row["line"]) - 1
        near = "".join("".join(lines[start : start + 3]).split())
        assert row["printed"] in near, row


def test_scores_in_the_documentation_are_those_of_the_cases(shipped_edition: Edition) -> None:
    assert write_table(shipped_edition) in DOCS.read_text(encoding="utf-8")
