"""Identities among an article's own figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.articles import list_rows, scan_article
from publicstats.edition.model import Edition
from tests.articles.reporting import read_report
from tests.articles.scoring import SETS, list_cases
from tests.helpers import make_edition

UNRELATED = (Path(__file__).parent / "unrelated.txt").read_text(encoding="utf-8").split("---\n")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition()


@pytest.mark.parametrize(
    ("text", "formula", "target"),
    [
        ("收入586,342元，其中税收463,210元、非税123,132元。", "sum(draft_2, draft_3)", "draft_1"),
        ("总人口60.7万人，其中老年人8.58万人，占总人口的14.13%。", "100 * draft_2 / draft_1", "draft_3"),
        ("由2022年的95.1%提高到2023年的98.7%，提高3.6个百分点。", "draft_2 - draft_1", "draft_3"),
        ("从40家增加到50家，增长25%。", "100 * (draft_2 - draft_1) / draft_1", "draft_3"),
        # parts in sentences of their own
        (
            "全市共有学校121所。其中小学60所。初中41所，高中20所，在校学生8.2万人。",
            "sum(draft_2, draft_3, draft_4)",
            "draft_1",
        ),
        # parts with parts of their own between them
        (
            "受理诉求1025件，其中来访612件（其中夜间110件），网络413件。",
            "sum(draft_2, draft_4)",
            "draft_1",
        ),
        # what was last year between them
        (
            "受理诉求1025件，其中来访612件，上年同期为580件；网络413件。",
            "sum(draft_2, draft_4)",
            "draft_1",
        ),
        # the total last
        ("来访受理612件、网络受理413件，合计1025件。", "sum(draft_1, draft_2)", "draft_3"),
        ("小学60所、初中41所、高中20所，共121所。", "sum(draft_1, draft_2, draft_3)", "draft_4"),
        ("来访612件。网络413件。来信38件。总计1063件。", "sum(draft_1, draft_2, draft_3)", "draft_4"),
        # rows of a list
        (
            "全县共登记社会组织374个：\n（一）社会团体168个；\n（二）民办非企业单位203个；\n（三）基金会3个。",
            "sum(draft_2, draft_3, draft_4)",
            "draft_1",
        ),
        # units that are one
        ("会员1025人，其中男612人、女413名。", "sum(draft_2, draft_3)", "draft_1"),
        # rates that say what they are of, after or before it
        ("受理诉求1025件，办结1003件，办结率97.9%。", "100 * draft_2 / draft_1", "draft_3"),
        ("办结率97.9%，共受理诉求1025件，办结1003件。", "100 * draft_3 / draft_2", "draft_1"),
        (
            "抽检3025批次，其中合格2988批次，同比增加12批次，合格率98.8%。",
            "100 * draft_2 / draft_1",
            "draft_4",
        ),
        # a change of what was before, the level told elsewhere
        ("受理量比上月的58931件增加2317件，增长3.9%。", "100 * draft_2 / draft_1", "draft_3"),
        # a change on the figure of the year before
        (
            "受理诉求1025件，上年同期受理912件，同比增长12.4%。",
            "100 * (draft_1 - draft_2) / draft_2",
            "draft_3",
        ),
    ],
)
def test_identity_that_holds_is_proposed(text: str, formula: str, target: str, edition: Edition) -> None:
    (row,) = list_rows(scan_article(text, edition))
    assert (row["formula"], row["compare_with"], row["verdict"]) == (formula, target, "consistent")


@pytest.mark.parametrize(
    "text",
    [
        "收入586,342元，其中税收463,210元、非税123,312元。",  # 123,132
        "收入586,342元，分为税收463,210元、非税123,332元。",
        "小学460所、初中341所、高中320所，共1131所。",
        "受理诉求61248件。其中电话48310件、微信7264件、网上留言5647件。",  # 5674
        "从40家增加到50家，增长20%。",
        "由2022年的95.1%提高到2023年的98.7%，提高3.2个百分点。",
    ],
)
def test_identity_that_a_slip_of_a_digit_breaks_is_called_inconsistent(text: str, edition: Edition) -> None:
    (row,) = list_rows(scan_article(text, edition))
    assert row["verdict"] == "inconsistent"


@pytest.mark.parametrize("text", UNRELATED)
def test_figures_that_have_nothing_to_do_with_each_other_make_no_identity(
    text: str, edition: Edition
) -> None:
    assert [row["formula"] for row in list_rows(scan_article(text, edition))] == []


def test_no_alarm_is_raised_over_texts_whose_figures_agree(edition: Edition) -> None:
    reports = [("hotline", 7), ("hotline", 8), ("hotline", 9), ("welfare", 11), ("welfare", 12)]
    texts = [case.path.read_text(encoding="utf-8") for name in SETS for case in list_cases(name)]
    texts += [read_report(name, month).text for name, month in reports]
    verdicts = [row["verdict"] for text in texts for row in list_rows(scan_article(text, edition))]
    assert len(verdicts) > len(texts) / 2
    assert set(verdicts) == {"consistent"}
