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
        ("6月，办结率99.5%，高于上月0.2个百分点。", ["", "period_before"]),
        (
            "6月，接獲投訴30宗，較上月增加8.3%，按年下跌3.1%，較去年同月增加2宗。",
            ["", "period_before", "year_before", "year_before"],
        ),
        ("截至6月底，床位300張，較上季底增加5張。", ["", "period_before"]),
        ("6月，支出3億元，年增4.2%。", ["", "year_before"]),
        ("2023年，支出3億元，2023年增长4.2%。", ["", "unstated"]),
        ("渠道|6月|同比|环比\n电话|30|5%|-3%\n微信|40|1%|2%", ["", "year_before", "period_before"] * 2),
        ("渠道|本月|上年同期|增减%\n电话|30|25|5\n微信|40|39|2", ["", "", "year_before"] * 2),
        ("渠道|2023年|2022年|增长%\n电话|30|25|5\n微信|40|39|2", ["", "", "year_before"] * 2),
        ("渠道|6月|比上年末增减\n床位（张）|30|5\n职工（人）|40|2", ["", "2023-12-31"] * 2),
        ("渠道|6月|增长%\n电话|30|5\n微信|40|2", ["", "unstated"] * 2),
    ],
)
def test_draft_of_a_change_says_what_the_words_say(text: str, bases: list[str], edition: Edition) -> None:
    assert _bases(text, edition) == bases


def test_check_of_a_change_has_the_base_of_its_figure(edition: Edition) -> None:
    scan = scan_article("诉求从40家增加到50家，同比增长25%。", edition)
    checks = [row for row in list_rows(scan) if row["basis"] == "growth"]
    assert checks
    assert {row["base"] for row in checks} == {"year_before"}
