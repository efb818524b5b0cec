"""Identities among an article's own figures."""

from __future__ import annotations

import pytest

from publicstats.articles import list_rows, scan_article
from publicstats.edition.model import Edition
from tests.helpers import make_edition


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
    ],
)
def test_identity_that_holds_is_proposed(text: str, formula: str, target: str, edition: Edition) -> None:
    (row,) = list_rows(scan_article(text, edition))
    assert (row["formula"], row["compare_with"], row["verdict"]) == (formula, target, "consistent")


def test_sum_that_all_but_holds_is_called_inconsistent(edition: Edition) -> None:
    (row,) = list_rows(scan_article("收入586,342元，其中税收463,210元、非税123,312元。", edition))
    assert row["verdict"] == "inconsistent"


def test_figures_that_have_nothing_to_do_with_each_other_make_no_identity(edition: Edition) -> None:
    text = "全市有医院30家，其中三级医院4家，配备床位800张。诉求300件，办结率98%。"
    assert list_rows(scan_article(text, edition)) == []
