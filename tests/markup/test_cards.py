"""Cards have their series as a small picture where it has enough values, with words that say what it is."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from publicstats.analysis.provenance import trace_figures
from publicstats.edition.model import Edition
from publicstats.markup.cards import card
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import copy, find, make_edition


def _make(years: int) -> Edition:
    """An edition in which the share in Shanghai has so many values, the last at the end of May 2024."""
    rows = [
        copy("share_2024", figure=f"s{year}", period=f"{year}-05-31", printed=f"{year - 1930}%")
        for year in range(2025 - years, 2024)
    ]
    return make_edition(figures=rows)


def _write(years: int, lang: Lang) -> str:
    edition = _make(years)
    figure = find(edition, "share_2024")
    return str(card(figure, trace_figures(edition, [figure], lang, cards=[figure]), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_card_of_four_values_has_its_spark_as_a_picture_with_words(lang: Lang) -> None:
    text = _write(4, lang)
    source = text.partition('<img class="ps-spark" src="')[2].partition('"')[0]
    assert unquote(source).startswith("data:image/svg+xml,<svg")
    words = {"zh": "2021年5月31日至2024年5月31日共4期的走势", "en": "How 4 values went from"}
    assert f'alt="{words[lang]}' in text


def test_card_of_three_values_has_none() -> None:
    assert "ps-spark" not in _write(3, "zh")


def test_picture_of_a_spark_names_nothing_foreign() -> None:
    text = _write(4, "zh")
    source = unquote(text.partition('src="')[2].partition('"')[0])
    assert source.count("http") == 1, "only the name of SVG itself"
