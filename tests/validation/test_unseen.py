"""Texts in which nothing can be seen, and signs of a formula of any width."""

from __future__ import annotations

import pytest

from tests.helpers import change, check

EMPTY = (
    "\u200b",
    "\u00a0",
    "\u3164",
    "\u115f",
    "\uffa0",
    "\u2800",
    "\u0301\u0302",
    "\ufeff\u2060",
    "\u3000\u200d",
)
FORMULAS = (
    "＝1+1",
    "＋cmd|x",
    "－2+3",
    "＠SUM(1)",
    "\u200b=1+1",
    "\u00a0＝A1",
    "﹦1",
    "﹢A1",
    "\ufeff@x",
    "－A1",
)
PLAIN = ("－3.2", "＋5％", "-5-3度", "3=3", "甲＝乙")


@pytest.mark.parametrize("text", EMPTY)
def test_title_that_only_looks_empty_is_none(text: str) -> None:
    found = check(indicators=[change("members", name_zh=text)], themes=[change("care", title_en=text)])
    codes = {(file, column, code) for file, _, column, code, _ in found}
    assert {("indicators.csv", "name_zh", "required"), ("themes.csv", "title_en", "required")} <= codes


@pytest.mark.parametrize("text", FORMULAS)
def test_sign_of_a_formula_of_any_width_is_one(text: str) -> None:
    codes = {code for *_, code, _ in check(figures=[change("members_old", note_zh=text)])}
    assert "formula_cell" in codes


@pytest.mark.parametrize("text", PLAIN)
def test_number_below_zero_and_a_sign_within_a_text_are_none(text: str) -> None:
    assert check(figures=[change("members_old", note_zh=text)]) == []
