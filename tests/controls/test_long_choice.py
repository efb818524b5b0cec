"""Lists of very many: the first are offered, every other one is had by typing its name, none is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.controls import filters, long_choice
from publicstats.controls.long_choice import find_name, label_list
from publicstats.text.i18n import translate
from tests.helpers import add, make_files
from tests.visiting import read_text, turn_to

Visit = Callable[..., AppTest]
NAMES = {"": "None", "a1": "Bulletin of May", "b2": "Bulletin of June", "c3": "Yearbook"}
SOURCES = tuple(
    add(
        source=f"paper_{number}",
        title_zh=f"第{number}期简报",
        title_en=f"Brief {number}",
        published="2024-01-01",
        published_basis="printed",
        document="c.txt",
    )
    for number in range(10, 16)
)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> int:
    """Lists offer two."""
    for module in (long_choice, filters):
        monkeypatch.setattr(module, "OFFERED", 2)
    return 2


def find(widgets: Any, key: str) -> Any:
    return next(widget for widget in widgets if widget.key == key)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("b2", "b2"), ("yearbook", "c3"), ("Year", "c3"), ("june", "b2"), ("Bulletin", None), ("nothing", None)],
)
def test_what_is_typed_is_an_id_or_the_only_one_of_that_name(typed: str, meant: str | None) -> None:
    assert find_name(NAMES, typed) == meant


def test_label_says_how_the_others_are_had_where_not_all_are_offered(short: int) -> None:
    assert label_list("Source", short, "en") == "Source"
    assert label_list("Source", short + 1, "en") == "Source (a list of 2; type the name of any other)"


@pytest.mark.parametrize(("typed", "chosen"), [("brief 15", "paper_15"), ("Brief", "Brief")])
def test_source_that_is_not_offered_is_chosen_by_its_title(
    typed: str, chosen: str, visit: Visit, short: int
) -> None:
    app = visit(files=make_files(sources=SOURCES), lang="en")
    app.session_state["scan_source"] = typed  # as the field gives what is none of its options
    turn_to(app, "scan")
    assert app.session_state["scan_source"] == chosen
    field = find(app.selectbox, "scan_source")
    assert len(field.options) == short + 1 + (chosen == "paper_15")
    told = translate("choice.unknown", "en", typed="Brief") in read_text(app)
    assert told == (chosen == "Brief")


def test_filter_offers_what_finds_most_and_takes_any_name(visit: Visit, short: int) -> None:
    app = visit("explore", lang="en")
    field = find(app.multiselect, "explore_region")
    assert len(field.options) == short
    everywhere = visit("explore", lang="en", region="310000")
    assert find(everywhere.multiselect, "explore_region").value == ["310000"]
    field.set_value(["Shanghai"]).run()
    assert app.query_params["region"] in ("310000", ["310000"], "Shanghai", ["Shanghai"])
    assert find(app.multiselect, "explore_region").value == ["310000"]
