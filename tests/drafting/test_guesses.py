"""How good the guesses are, on made-up bulletins in which each figure has the key of its truth in braces.

`elder2`, `redcross` and `table` were written once the rules were done.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publicstats.articles import scan_article
from publicstats.drafting import build_sheet
from publicstats.edition.model import Edition

BULLETINS = sorted((Path(__file__).parent / "bulletins").glob("*.txt"))
MARK = re.compile(r"\{([a-z_.0-9]*)\}")
RIGHT, AMONG = 0.7, 0.9
"""The share of figures of which indicator and category are right at once, and of those whose indicator is
among the five that are named."""


@pytest.mark.parametrize("path", BULLETINS, ids=lambda path: path.stem)
def test_most_guesses_of_a_bulletin_are_right_and_nearly_all_are_among_five(
    path: Path, shipped_edition: Edition
) -> None:
    marked = path.read_text(encoding="utf-8")
    truth, cut = {}, 0
    for match in MARK.finditer(marked):
        truth[match.start() - cut] = match[1]
        cut += len(match[0])
    scan = scan_article(MARK.sub("", marked), shipped_edition)
    sheet = build_sheet(scan, {}, shipped_edition, "zh")
    right = among = 0
    wrong = []
    for draft, row in zip(scan.drafts, sheet.rows, strict=True):
        end = scan.article.raw_span(draft.mention.start, draft.mention.end)[1]
        indicator, _, breakdown = truth.get(end, "").partition(".")
        if not indicator:
            continue
        is_right = (row.cells["indicator"], row.cells["breakdown"]) == (indicator, breakdown)
        wrong += [] if is_right else [(row.cells["printed"], indicator, breakdown)]
        right += is_right
        among += indicator in row.candidates["indicator"]
    assert among >= AMONG * len(truth)
    assert right >= RIGHT * len(truth), wrong


def test_changes_in_one_clause_are_of_the_figures_before_them_in_their_turn(shipped_edition: Edition) -> None:
    text = "2025年3月，银川市跨省异地就医直接结算4.37万人次，减少垫付金额9860万元，环比分别增长6.1%和4.9%。"
    sheet = build_sheet(scan_article(text, shipped_edition), {}, shipped_edition, "zh")
    visits, saved = "cross_province_settlement_visits", "cross_province_advance_saved"
    assert [row.cells["indicator"] for row in sheet.rows] == [visits, saved, visits, saved]


def test_total_is_not_taken_for_an_average_of_nearly_its_name(shipped_edition: Edition) -> None:
    text = "2025年3月，银川市跨省直接结算减少垫付金额9860万元；平均每人次减少垫付金额2256元。"
    sheet = build_sheet(scan_article(text, shipped_edition), {}, shipped_edition, "zh")
    names = ["cross_province_advance_saved", "advance_saved_per_visit"]
    assert [row.cells["indicator"] for row in sheet.rows] == names
