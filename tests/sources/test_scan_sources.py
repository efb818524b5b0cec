"""Drafting rows from the archived texts, where they are at hand: what was curated is proposed."""

import pytest

from publicstats.articles import find_covered, scan_article
from publicstats.edition.model import Edition
from tests.sources.test_sources import DOCUMENTS

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the archived texts are not at hand")
FOUND, LEFT_OUT = 0.98, 0.05
"""The share of the curated figures that must be proposed, and of proposals that may be none."""


def test_curated_figures_are_proposed_and_hardly_anything_else(shipped_edition: Edition) -> None:
    frame = shipped_edition.figures
    curated = int(((frame["printed"] != "") & (frame["line"] != "")).sum())
    proposed = covered = 0
    for document in sorted({source.document for source in shipped_edition.sources.values()}):
        drafts = scan_article((DOCUMENTS / document).read_text(encoding="utf-8"), shipped_edition).drafts
        proposed += len(drafts)
        covered += len(find_covered(shipped_edition, document, drafts))
    assert covered / curated >= FOUND
    assert 1 - covered / proposed <= LEFT_OUT
