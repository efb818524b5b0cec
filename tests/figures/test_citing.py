"""Citations: everything that was printed, in words, and references as each language writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from publicstats.analysis.filtering import select_figures
from publicstats.edition.model import Edition
from publicstats.figures.citing import describe_citation, format_edition, format_reference, format_source
from publicstats.figures.wording import nest_marks
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import add, find, make_edition

PUBLISHED = datetime(2024, 12, 31, 17, 0, tzinfo=UTC)
"""In Beijing it is already the first of January."""


@pytest.fixture
def edition(small_edition: Edition) -> Edition:
    return replace(small_edition, since=PUBLISHED)


def test_citation_says_all_that_a_reader_checks(edition: Edition) -> None:
    facts = dict(describe_citation(find(edition, "members_old"), format_edition(edition, "zh"), "zh"))
    assert facts["原文所载"] == "约200万人"
    assert facts["可能的区间"] == "100万人 至 300万人"
    assert facts["地区与分类"] == "全国 · 老年"
    assert facts["统计口径"] == "时点数（截至） · 截至2024年"
    assert facts["数据性质"] == "实际值"
    assert facts["发布者"] == "甲报"
    assert facts["发表日期"] == "2024年10月10日"
    assert facts["原文位置"] == "存档文件 a.txt 第6行"
    assert facts["数据版本"] == f"{edition.fingerprint}（2025年1月1日发布）"


def test_inferred_date_and_unknown_publisher_are_said_to_be_so(edition: Edition) -> None:
    facts = dict(describe_citation(find(edition, "share_2024"), format_edition(edition, "en"), "en"))
    assert facts["Date"] == "11 October 2024 (inferred)"
    assert facts["Publisher"] == "Not printed"
    assert format_source(edition.sources["paper_b"], "zh") == "佚名. 乙报一文[N]. 2024年10月11日（推定）"


def test_reference_names_author_title_date_line_figure_and_edition(edition: Edition) -> None:
    figure = find(edition, "members_2024")
    assert format_reference(figure, format_edition(edition, "zh"), "zh") == (
        "甲报. 甲报一文[N]. 2024年10月10日：存档第4行. 会员（全国，截至2024年）1700多万名. "
        f"引自民生服务数据看板，数据版本{edition.fingerprint}（2025年1月1日发布）."
    )
    assert format_reference(figure, format_edition(edition, "en"), "en") == (
        "Paper A, “Article A”, 10 October 2024, line 4 of the archived text: "
        "Members (China, as of 2024): over 17 million people. "
        f"From Public Service Figures, edition {edition.fingerprint}, published 1 January 2025."
    )


def test_computed_figure_is_cited_as_this_sites_with_its_formula(edition: Edition) -> None:
    figure = find(edition, "money_per_member")
    reference = format_reference(figure, format_edition(edition, "zh"), "zh")
    assert reference.startswith("民生服务数据看板. 人均经费（全国，2024年）")
    assert "[DB/OL]" in reference
    assert "计算式：经费 ÷ 会员" in reference
    assert "计算式" in dict(describe_citation(figure, format_edition(edition, "zh"), "zh"))


def test_masked_figure_is_cited_with_its_stars_and_without_an_interval(edition: Edition) -> None:
    facts = dict(describe_citation(find(edition, "money_hidden"), format_edition(edition, "zh"), "zh"))
    assert facts["原文所载"] == "***万元"
    assert facts["数据性质"] == "数字隐去"
    assert "可能的区间" not in facts


@pytest.mark.parametrize("lang", LANGS)
def test_every_shipped_figure_has_a_whole_citation(shipped_edition: Edition, lang: Lang) -> None:
    for figure in select_figures(shipped_edition):
        facts = describe_citation(figure, format_edition(shipped_edition, lang), lang)
        assert len(facts) >= 6, figure.id
        reference = format_reference(figure, format_edition(shipped_edition, lang), lang)
        assert shipped_edition.fingerprint in reference
        assert "{" not in reference
        if figure.source:
            title = figure.source.title.to(lang)
            assert (title if lang == "zh" else nest_marks(title, "“")) in reference


def test_figure_of_a_rule_says_that_every_period_is_computed_so() -> None:
    rule = add(calculation="by_day", indicator="average", basis="flow", formula="money / days")
    edition = make_edition(calculations=[rule])
    facts = dict(describe_citation(find(edition, "by_day_cn_2024"), "", "zh"))
    assert facts["计算式"] == "经费 ÷ 366天"
    assert facts["计算规则"] == "由统一规则算出：各项数据齐备的每一期都照此计算。"
    dated = dict(describe_citation(find(edition, "money_per_member"), "", "zh"))
    assert "计算规则" not in dated
