"""What a change in an article is measured against."""

from __future__ import annotations

import pytest

from publicstats.articles import list_rows, scan_article
from publicstats.edition.model import Edition
from publicstats.period import parse_period
from tests.helpers import make_edition


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition()


def _bases(text: str, edition: Edition) -> list[str]:
    drafts = scan_article(text, edition, published=parse_period("2024-07-17")).drafts
    return [draft.row["base"] for draft in drafts]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("6月，受理诉求30万件，同比增长5%。", ["", "year_before"]),
        ("6月，受理诉求30万件，同比增长5%，环比下降2%。", ["", "year_before", "period_before"]),
        ("一季度，收入和支出同比分别增长3%和5%。", ["year_before", "year_before"]),
        ("6月，受理诉求比上月增长5%。", ["period_before"]),
        ("去年，收入比上年增长5%。", ["year_before"]),
        ("截至6月底，床位比上年末增加30张。", ["2023-12-31"]),
        ("截至2023年12月31日，床位比上年末增加30张。", ["year_before"]),
        ("2023年，收入比2018年增长5%。", ["2018"]),
        ("截至6月底，床位比2020年末增加30张。", ["2020-12-31"]),
        ("6月，受理诉求增长5%。", ["unstated"]),
        ("6月，受理诉求同比增长5%。7月，受理诉求增长6%。", ["year_before", "unstated"]),
        ("6月，受理诉求30万件。", [""]),
    ],
)
def test_draft_of_a_change_says_what_the_words_say(text: str, bases: list[str], edition: Edition) -> None:
    assert _bases(text, edition) == bases


def test_check_of_a_change_has_the_base_of_its_figure(edition: Edition) -> None:
    scan = scan_article("诉求从40家增加到50家，同比增长25%。", edition)
    checks = [row for row in list_rows(scan) if row["basis"] == "growth"]
    assert checks
    assert {row["base"] for row in checks} == {"year_before"}
