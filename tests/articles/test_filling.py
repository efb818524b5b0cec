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


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("6月，受理诉求30件，上年同期为25件，满意20件。", ["2024-06", "2023-06", "2024-06"]),
        ("6月，受理诉求30件，比上年同期的25件增加5件。", ["2024-06", "2023-06", "2024-06"]),
        ("上半年，受理诉求30件，其中3月5件，回访8件。", ["2024-H1", "2024-03", "2024-H1"]),
        (
            "2024年6月热线月报\n一、概况\n受理诉求30件。当月回访8件，上月为9件。",
            ["2024-06", "2024-06", "2024-05"],
        ),
        ("热线周报（第28期）\n7月8日—14日\n本周受理30件。", ["2024-07-08/2024-07-14"]),
        ("热线月报\n2024年第5期\n受理诉求30件。", ["2024-05"]),
        (
            "项目 | 6月 | 上年同期 |\n诉求 | 30 | 25 |\n回访 | 8 | 7 |",
            ["2024-06", "2023-06", "2024-06", "2023-06"],
        ),
        ("项目|2023年|2022年|增长%\n诉求|30|25|5\n回访|8|7|1", ["2023", "2022", "2023"] * 2),
        ("项目|2022年|2023年|增长%\n诉求|30|25|5\n回访|8|7|1", ["2022", "2023", "2023"] * 2),
        (
            "2024年6月月报\n项目|数量|上年同期|增减\n床位（张）|30|25|5\n诉求（件）|8|7|1",
            ["2024-06", "2023-06", "2024-06-30", "2024-06", "2023-06", "2024-06"],
        ),
        ("截至6月，床位300张，比上年末增加20张。", ["2024-06", "2024-06-30"]),
        ("首5个月，累计受理30件，上年同期为25件。", ["2024-01/2024-05", "2023-01/2023-05"]),
        ("2024年5月热线月报\n今年以来，新增就业30万人。", ["2024-01-01/2024-05-31"]),
        ("6月，旅客平均逗留1.1日，同比减少0.1日。", ["2024-06", "2024-06"]),
    ],
)
def test_time_is_that_of_the_words_the_title_or_the_issue(
    text: str, settings: list[str], edition: Edition
) -> None:
    assert [draft.setting.period for draft in read(text, edition)] == settings


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("6月，受理诉求30件，比上月减少5件。", "growth"),
        ("6月，经营主体净增12家。", "growth"),
        ("今年累计受理30件，日均8件。", "flow"),
        ("截至6月底，等候平均8分钟。", "flow"),
        ("2023年，受理诉求30件，占总数的20%。", "flow"),
        ("6月，新登记主体30户，其中企业20户。", "flow"),
        ("6月，床位300张，使用率为84.9%。", "stock"),
        ("6月底，床位300张，同比增加20张；占总数的5%。", "stock"),
        ("6月，残疾人1.2万人（占54.9%）。", "stock"),
        ("6月，等候者30名，较上月底减少5名。", "growth"),
        ("6月，新登记车辆30辆，减少5辆。", "growth"),
        ("6月，报告数下降17.5%，死亡数增加3人。", "growth"),
        ("6月，受理30件，减幅3.1%。", "growth"),
        ("6月，时限缩短，压缩比例分别为37.5%。", "growth"),
        ("2023年，自然增长率为-1.9‰。", "flow"),
        ("6月，入住率62.7%，比上年同期的59.9%提高2.8个百分点，恢复至2019年同期的1.06倍。", "growth"),
    ],
)
def test_absolute_changes_are_growth_and_a_total_covers_its_own_clause(
    text: str, basis: str, edition: Edition
) -> None:
    assert read(text, edition)[-1].setting.basis == basis


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("发放目标责任奖30万元。", "", ""),
        ("“圆梦计划”培训30人。", "", ""),
        ("区规划局预留用地30亩。", "", ""),
        ("人均预期寿命78.6岁。", "", ""),
        ("预计全年完成30户。", "", "estimated"),
        ("平均等候8分钟，人均费用60元。", "", ""),
        ("居家照护由基金支付90%。", "rule", ""),
        ("要把实事办好：改造小区26个。", "target", ""),
    ],
)
def test_names_estimates_and_averages_are_no_targets_and_no_rules(
    text: str, kind: str, status: str, edition: Edition
) -> None:
    draft = read(text, edition)[-1]
    assert (draft.setting.kind, draft.row["status"]) == (kind, status)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("上海市热线月报\n以“北京经验”为镜，全市受理30件。", ["310000"]),
        ("云岭县热线月报\n学习“上海经验”，我县受理30件。", [""]),
        ("上海市热线月报\n云岭县受理30件。\n满意8件。", ["", "310000"]),
        ("上海市热线月报\n城镇新增就业30人，城市低保8户，跨省12件，锦旗5面。", ["310000"] * 4),
        ("上海市热线月报\n三成左右来自云岭县；校车51件。", ["310000"] * 2),
        ("上海市旅游月报\n接待北京旅客30人。", ["310000"]),
    ],
)
def test_place_of_a_text_is_that_of_its_title_and_no_slogan(
    text: str, regions: list[str], edition: Edition
) -> None:
    assert [draft.region for draft in read(text, edition)] == regions


def test_place_is_the_nearest_named_before_and_blank_where_another_is_nearer(edition: Edition) -> None:
    text = "上海市共有会员30人。北京有会员20人。云岭县有会员10人。"
    assert [draft.region for draft in read(text, edition)] == ["310000", "110000", ""]


def test_indicator_is_the_one_named_by_the_words(edition: Edition) -> None:
    first, second = read("全市受理诉求30件。全市共有床位20张。", edition)
    assert (first.indicator, second.indicator) == ("requests", "")


def test_hidden_figure_is_masked(edition: Edition) -> None:
    (draft,) = read("募集款物***万元。", edition)
    assert (draft.row["status"], draft.row["qualifier"], draft.row["value"]) == ("masked", "masked", "")
