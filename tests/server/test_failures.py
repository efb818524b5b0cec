"""A run that breaks outside of any page is told in the reader's language, not in Streamlit's words."""

import pytest
import streamlit as st
from markupsafe import Markup

from publicstats.controls import piece
from publicstats.markup import parts
from publicstats.server import failures
from publicstats.server.metrics import collect_part_failures
from publicstats.text.i18n import LANGS, Lang, translate
from tests.server.test_operations import read_metrics


@pytest.mark.parametrize("lang", LANGS)
def test_broken_run_is_counted_and_told_in_place_of_streamlits_words(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("publicstats.controls.session_language", lambda: lang)
    monkeypatch.setattr(st, "html", shown.append)
    before = read_metrics()["publicstats_run_failures_total"]
    assert failures.tell_failure(ValueError("words of a reader")) is True
    assert read_metrics()["publicstats_run_failures_total"] == before + 1
    assert translate("page.failed", lang) in shown[0]
    assert "words of a reader" not in shown[0]


def test_parts_are_counted_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "FAILURES", parts.FAILURES.__class__())
    monkeypatch.setattr("publicstats.server.metrics.FAILED_PARTS", parts.FAILURES)

    @piece
    def draw() -> Markup:
        raise ValueError

    assert translate("part.failed", "zh") in draw()
    draw()
    (sample,) = collect_part_failures().samples
    assert sample.labels["part"].endswith(".draw")
    assert sample.value == 2
