"""Period, basis, kind, place and indicator of a quantity, by the words around it."""

from __future__ import annotations

import pytest

from publicstats.articles import Draft, scan_article
from publicstats.edition.model import Edition
from publicstats.period import parse_period
from tests.helpers import make_edition


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition()


def read(text: str, edition: Edition, date: str = "2024-07-17") -> list[Draft]:
    return list(scan_article(text, edition, published=parse_period(date) if date else None).drafts)


@pytest.mark.parametrize(
    ("text", "period", "basis"),
    [
        ("今年1月至6月15日，共接听来电414.4万个。", "2024-01-01/2024-06-15", "flow"),
        ("截至今年5月，参保人数为30万人。", "2024-05", "stock"),
        ("截至6月底，参保人数为30万人。", "2024-06-30", "stock"),
        ("去年，全市受理诉求30万件。", "2023", "flow"),
        ("上半年，新增就业30万人。", "2024-H1", "flow"),
        ("一季度新增就业30万人。", "2024-Q1", "flow"),
        ("今年前5个月，新增就业30万人。", "2024-01/2024-05", "flow"),
        ("今年以来，新增就业30万人。", "2024-01-01/2024-07-17", "flow"),
        ("2014年以来，累计落户30万人。", "2014/2024-07-17", "cumulative"),
        ("截至2023年末，累计服务30万人次。", "../2023-12-31", "cumulative"),
        ("2023年，收入3亿元，同比增长5%。", "2023", "growth"),
        ("目前，全市共有床位300张。", "2024-07-17", "stock"),
        ("近年来，投入资金3亿元。", "", "flow"),
        ("近三年，完成改造30户。", "", "flow"),
        ("比2019年增加30人。", "", "growth"),
    ],
)
def test_period_and_basis_follow_the_words(text: str, period: str, basis: str, edition: Edition) -> None:
    draft = read(text, edition)[-1]
    assert (draft.setting.period, draft.setting.basis) == (period, basis)


def test_words_that_need_the_date_of_the_article_are_left_blank_without_one(edition: Edition) -> None:
    assert [d.setting.period for d in read("今年，新增就业30万人。2023年，新增20万人。", edition, "")] == [
        "",
        "2023",
    ]


def test_dateline_gives_the_date(edition: Edition) -> None:
    scan = scan_article("新华社北京2024年7月5日电 今年以来，新增就业30万人。", edition)
    assert scan.published is not None
    assert scan.published.text == "2024-07-05"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("到2025年，建成食堂30个。", "target"),
        ("力争新增就业30万人。", "target"),
        ("高龄补贴每人每月60元。", "rule"),
        ("提供24小时服务。", "rule"),
        ("由2022年的95%提高到2023年的98%。", ""),
    ],
)
def test_target_and_rule_are_told_by_the_words(text: str, kind: str, edition: Edition) -> None:
    assert read(text, edition)[-1].setting.kind == kind


def test_place_is_the_nearest_named_before_and_blank_where_another_is_nearer(edition: Edition) -> None:
    text = "上海市共有会员30人。北京有会员20人。云岭县有会员10人。"
    assert [draft.region for draft in read(text, edition)] == ["310000", "110000", ""]


def test_indicator_is_the_one_named_by_the_words(edition: Edition) -> None:
    first, second = read("全市受理诉求30件。全市共有床位20张。", edition)
    assert (first.indicator, second.indicator) == ("requests", "")


def test_hidden_figure_is_masked(edition: Edition) -> None:
    (draft,) = read("募集款物***万元。", edition)
    assert (draft.row["status"], draft.row["qualifier"], draft.row["value"]) == ("masked", "masked", "")
