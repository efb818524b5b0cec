"""What stands behind shown figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from publicstats.analysis.provenance import trace_figures
from publicstats.edition.model import Edition
from tests.helpers import find


def test_computed_figure_comes_from_its_inputs_and_a_printed_one_from_none(small_edition: Edition) -> None:
    figures = [find(small_edition, name) for name in ("money_per_member", "members_2024")]
    inputs = trace_figures(small_edition, figures, "zh").inputs
    assert {name: [figure.id for figure in found] for name, found in inputs.items()} == {
        "money_per_member": ["money_2024", "members_2024"]
    }


def test_figures_that_checks_compare_have_their_verdicts(small_edition: Edition) -> None:
    verdicts = trace_figures(small_edition, (), "zh").verdicts
    assert verdicts == {"members_young": "consistent", "members_old": "consistent"}


def test_edition_is_named_in_the_readers_words(small_edition: Edition) -> None:
    published = replace(small_edition, since=datetime(2024, 12, 31, 17, 0, tzinfo=UTC))
    assert trace_figures(small_edition, (), "en").edition == small_edition.fingerprint
    assert trace_figures(published, (), "zh").edition == f"{small_edition.fingerprint}（2025年1月1日发布）"
