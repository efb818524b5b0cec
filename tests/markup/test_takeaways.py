"""Links to files lead to what the API gives, and say what it does not give."""

from __future__ import annotations

import pytest

from publicstats.downloads.limits import CHOSEN, MAX_ROWS
from publicstats.markup.takeaways import file_links
from publicstats.text.i18n import translate

FIRST = translate("download.briefing_first", "zh", count=str(CHOSEN))


def test_files_of_a_selection_are_offered_in_the_language_of_the_page() -> None:
    links = file_links("Take:", {"region": "310000"}, "en")
    for name in ("figures.csv", "figures.xlsx", "figures.json", "brief.docx", "briefing.docx"):
        assert f'href="./api/{name}?region=310000&amp;lang=en"' in links


def test_workbook_is_offered_where_the_figures_fit_only() -> None:
    assert "figures.xlsx" in file_links("", {}, "zh", MAX_ROWS)
    assert "figures.xlsx" not in file_links("", {}, "zh", MAX_ROWS + 1)


@pytest.mark.parametrize(
    ("parameters", "is_cut"),
    [
        ({}, True),
        ({"q": "x"}, True),
        ({"theme": "a,b"}, True),
        ({"theme": "a", "q": "x"}, True),
        ({"theme": "a"}, False),
    ],
)
def test_briefing_of_many_figures_says_that_it_has_the_first_but_for_a_whole_theme(
    parameters: dict[str, str], is_cut: bool
) -> None:
    assert (FIRST in file_links("", parameters, "zh", CHOSEN + 1)) == is_cut
    assert FIRST not in file_links("", parameters, "zh", CHOSEN)
