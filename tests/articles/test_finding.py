"""What is a quantity in an article and what is not, sentence by sentence."""

from __future__ import annotations

import pytest

from publicstats.articles.finding import find_mentions
from publicstats.articles.text import read_article


def find(text: str) -> list[str]:
    return [mention.printed for mention in find_mentions(read_article(text))]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("共设置三处食堂、十余项服务。", ["三处", "十余项"]),
        ("百万名河长上岗，近百家企业参加。", ["百万名", "近百家"]),
        ("浓度为30微克/立方米，单价25元/平方米。", ["30微克/立方米", "25元/平方米"]),
        ("给予1000至5000元奖励，投资5亿-6亿元。", ["1000至5000元", "5亿-6亿元"]),
        ("占比由百分之三十升至百分之六十七点五。", ["百分之三十", "百分之六十七点五"]),
        ("募集***万元，投放××台，建成若干项。", ["***万元", "××台", "若干项"]),
        ("增长2.3倍，提高1.5个百分点。", ["2.3倍", "1.5个百分点"]),
        ("经过8个多小时的努力，惠及14亿多中国人。", ["8个多小时", "14亿多"]),
        ("工作 时限不到\n\n60% ， 服务 1 126\n人。", ["不到60%", "1126人"]),
        ("数千名群众、十几个单位参与。", ["数千名", "十几个"]),
        ("满意率９８．７％，共１，２３４人。", ["98.7%"]),
        ("已连续11年下降，提前3年完成。", ["11年", "3年"]),
        ("气温降至-5.2℃。", ["-5.2℃"]),
        ("举办培训班12期，人均预期寿命78.9岁，提高2.6岁。", ["12期", "78.9岁", "2.6岁"]),
        ("增加值37.11亿元,增长2.6%;收入1,234,567元(含税)。", ["37.11亿元", "2.6%", "1,234,567元"]),
        ("九成受访者满意，约合3.5万元，至少30人。", ["九成", "约合3.5万元", "至少30人"]),
        ("每周两次上门，配备村医一名。", ["两次", "一名"]),
    ],
)
def test_quantity_is_found_with_its_qualifier_and_unit(text: str, printed: list[str]) -> None:
    assert find(text)[: len(printed)] == printed


@pytest.mark.parametrize(
    "text",
    [
        "2024年7月15日上午9时30分，2022—2023学年第一学期",
        "第七次全国人口普查，第3届博览会，二十大报告，十四五规划，地铁2号线",
        "拨打12345热线、110、12306，建设一卡通，5G网络，G20峰会，PM2.5，95后青年，“99公益日”",
        "国发〔2024〕5号，电话010-81129157，手机13800138000，邮编100000，http://a.cn/12万元",
        "1.加强领导 （一）总体要求 一是加强 二、主要任务",
        "一些地方、一定程度、十分重要、万一、四面八方、三农、两会、一带一路、统一、一体化、一件事",
        "三个方面、四个意识、六大任务、两个维护、八个方面的工作",
        "60岁以上老人，0—14岁少儿，67岁的村民，Ⅲ类水质，4A级景区，五级工，一等奖",
        "**市领导、***书记、**区、***同志",
        "近三年来，4年来，10周年，三年行动计划，前11个月",
        "以3:1胜出，构建1+3+N体系，三次产业结构为7.8∶42.1∶50.1",
        "六盘水市、三亚市、四川省、千岛湖、九江、三明医改",
        "每10万人口、每百户家庭",
        "三分之二以上",
        "985、211高校，K356次列车，人民路88号3栋2单元，股票代码600036，IPv6、4K/8K、3D打印",
        "一个人、一件事、千辛万苦、百折不挠、零距离、亿万群众、百年大计、二维码、三甲医院",
        "处理好六对关系，打好三大攻坚战，一户一策，三重一大，三级联动机制",
    ],
)
def test_number_that_is_no_figure_is_left_out(text: str) -> None:
    assert find(text) == []


def test_word_that_ends_like_a_qualifier_is_none() -> None:
    assert find("节约3万元，附近20家企业，预约300人次") == ["3万元", "20家", "300人次"]


def test_figure_said_again_names_the_line_of_the_first() -> None:
    first, second = find_mentions(read_article("共有47场活动。\n参加47场活动的人很多。"))
    assert (first.repeats, second.repeats) == (0, 1)
    assert second.confidence < first.confidence


def test_line_is_that_of_the_pasted_text() -> None:
    article = read_article("标题\r\n\r\n全年受理\r\n485.6万件。")
    (mention,) = find_mentions(article)
    assert article.lines[mention.start] == 4
    start, end = article.raw_span(mention.start, mention.end)
    assert article.raw[start:end] == "485.6万件"


def test_digits_are_those_of_the_grammar() -> None:
    assert find("共有１２人，另有3人。") == ["12人", "3人"] or find("共有１２人，另有3人。") == [
        "１２人",
        "3人",
    ]
    for digits in ("١٢", "०१", "៣៤", "①②", "𝟏𝟐"):
        assert find(f"共有{digits}人，{digits}万元。") == []
