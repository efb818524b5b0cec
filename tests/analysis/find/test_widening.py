"""The filters in force, and what is offered where nothing is found."""

from __future__ import annotations

from publicstats.analysis.find.selection import Selection
from publicstats.analysis.find.widening import list_filters, suggest_selections
from publicstats.edition.model import Edition
from publicstats.text.i18n import Text


def test_each_value_in_force_has_its_label_and_what_is_left_without_it(small_edition: Edition) -> None:
    selection = Selection(q="诉求", theme=("calls",), region=("310000", "110000"), figure=("requests_sh",))
    assert [tuple(entry) for entry in list_filters(small_edition, selection)] == [
        (
            "theme",
            small_edition.themes["calls"].title,
            Selection("诉求", (), region=selection.region, figure=selection.figure),
        ),
        (
            "region",
            small_edition.regions["310000"].name,
            Selection("诉求", ("calls",), region=("110000",), figure=selection.figure),
        ),
        (
            "region",
            small_edition.regions["110000"].name,
            Selection("诉求", ("calls",), region=("310000",), figure=selection.figure),
        ),
        (
            "figure",
            Text("requests_sh", "requests_sh"),
            Selection("诉求", ("calls",), region=selection.region),
        ),
    ]


def test_words_that_find_something_without_the_filters_are_offered_alone(small_edition: Edition) -> None:
    selection = Selection(q="热线", theme=("care",), sort="-value")
    assert suggest_selections(small_edition, selection) == ((Selection(q="热线"), 4),)


def test_words_that_find_nothing_together_are_offered_one_fewer(small_edition: Edition) -> None:
    found = suggest_selections(small_edition, Selection(q="会员 热线", theme=("care",)))
    assert found == ((Selection(q="热线"), 4), (Selection(q="会员"), 7))


def test_nothing_is_offered_for_filters_without_words_and_for_words_of_nothing(
    small_edition: Edition,
) -> None:
    assert suggest_selections(small_edition, Selection(theme=("care",), region=("310000",))) == ()
    assert suggest_selections(small_edition, Selection(q="没有的")) == ()
