"""How much work a page is: what it sends, how often it draws, and that nothing is done twice. No clocks.

The limits are what was there on the small CSVs of `make_files()` when they were set, and a fifth more. A page
that outgrows them has become slower for every reader: mend it, or raise its row and say why.
"""

from __future__ import annotations

import gc
import sys
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.testing.v1 import AppTest

from pages.plain import find_plain_page, list_first_pages
from publicstats import charts
from publicstats.analysis import audits, coverage, hints
from publicstats.analysis.chart_figures import list_charts, select_chart_figures
from publicstats.analysis.headlines import list_headlines
from publicstats.analysis.panels import build_panels
from publicstats.analysis.source_order import count_publishers
from publicstats.charts import pictures
from publicstats.charts.layouts import LAYOUTS
from publicstats.edition.model import Edition
from publicstats.publishing import shared_store
from publicstats.server.shell.first_views import FirstViews
from tests.helpers import change, make_files, save
from tests.visiting import forget, list_addresses, open_another, start, turn_to

LIMITS = {
    "": (9, 7),
    "explore": (40, 19),
    "care": (9, 126),
    "calls": (9, 34),
    "regions": (12, 6),
    "indicator": (10, 5),
    "figure": (11, 4),
    "present": (10, 5),
    "calendar": (9, 4),
    "sources": (12, 11),
    "audit": (10, 6),
    "changes": (12, 9),
    "scan": (35, 27),  # the words of the desk, and the form of a next release beside that of an article
    "quality": (22, 8),
    "mend": (12, 6),
    "acknowledge": (12, 6),
}
"""Messages and kilobytes of the run of each page, by its address."""

COUNTED = (
    select_chart_figures,
    list_charts,
    list_headlines,
    count_publishers,
    build_panels,
    audits.audit_edition,
    coverage.count_by_theme,
    coverage.count_by_source,
    hints.find_hints,
    charts.describe_panel,
    charts.draw_panel,
)
"""Functions whose result depends on the edition and their arguments alone."""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The dashboard over the small CSVs, as its first reader has it open."""
    yield start(tmp_path, monkeypatch, save(make_files(), tmp_path / "data"))
    forget()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[ForwardMsg]:
    """The messages that runs send from now on."""
    messages: list[ForwardMsg] = []
    enqueue = ScriptRunContext.enqueue

    def keep(context: ScriptRunContext, message: ForwardMsg) -> None:
        messages.append(message)
        enqueue(context, message)

    monkeypatch.setattr(ScriptRunContext, "enqueue", keep)
    return messages


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What plotly is asked to draw from now on."""
    specs: list[str] = []

    def draw(spec: str, width: int) -> str:
        specs.append(f"{spec} {width}")
        return "<svg></svg>"

    pictures.DRAWINGS.clear()
    monkeypatch.setattr(pictures.PLOTTER, "draw", draw)
    yield specs
    pictures.DRAWINGS.clear()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[object, ...]]:
    """How often each counted function is called with the same arguments from now on."""
    counter: Counter[tuple[object, ...]] = Counter()

    def count(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def counted(*arguments: object, **named: object) -> Any:
            counter[function.__name__, *map(_name, (*arguments, *named.items()))] += 1
            return function(*arguments, **named)

        return counted

    ours = [module for name, module in sys.modules.items() if name.split(".")[0] in ("pages", "publicstats")]
    for function in COUNTED:
        for module in ours:
            if vars(module).get(function.__name__) is function:
                monkeypatch.setattr(module, function.__name__, count(function))
    return counter


def _name(argument: object) -> object:
    return argument.fingerprint if isinstance(argument, Edition) else repr(argument)


def test_pages_send_no_more_than_they_did(app: AppTest, sent: list[ForwardMsg]) -> None:
    sizes = {}
    for address in list_addresses(app):
        sent.clear()
        turn_to(app, address)
        sizes[address] = (len(sent), sum(message.ByteSize() for message in sent) / 1000)
    assert set(sizes) == set(LIMITS), "each page has its limits here"
    grown = {
        address: f"{messages} messages, {size:.1f} kB"
        for address, (messages, size) in sizes.items()
        if messages > LIMITS[address][0] or size > LIMITS[address][1]
    }
    assert grown == {}


def test_nothing_is_computed_twice_in_a_run(app: AppTest, calls: Counter[tuple[object, ...]]) -> None:
    for address in list_addresses(app):
        calls.clear()
        turn_to(app, address)
        assert {call: times for call, times in calls.items() if times > 1} == {}, address


def test_second_reader_computes_nothing_that_the_first_has_computed(
    app: AppTest, calls: Counter[tuple[object, ...]]
) -> None:
    addresses = list(list_addresses(app))
    for address in addresses:
        turn_to(app, address)
    assert calls
    calls.clear()
    second = open_another(app)
    for address in addresses:
        turn_to(second, address)
    assert not calls


def test_each_chart_is_drawn_once_for_each_language_and_width(app: AppTest, drawn: list[str]) -> None:
    turn_to(app, "care")
    first = len(drawn)
    assert first > 0
    assert len(set(drawn)) == first
    second = open_another(app)
    turn_to(second, "care")
    assert len(drawn) == first
    second.query_params["lang"] = "en"
    second.run()
    assert len(drawn) == len(set(drawn)) == 2 * first


def test_edit_draws_anew_only_what_it_changed(app: AppTest, drawn: list[str], tmp_path: Path) -> None:
    turn_to(app, "care")
    drawn.clear()
    save(make_files(figures=[change("members_2024", note_en="Another note")]), tmp_path / "data")
    shared_store().check()
    turn_to(app, "care")
    assert drawn == []


def test_edit_of_a_figure_draws_anew_the_drawings_that_show_it_and_no_other(
    app: AppTest, drawn: list[str], tmp_path: Path
) -> None:
    for lang in ("zh", "en"):
        app.query_params["lang"] = lang
        for address in ("care", "calls"):
            turn_to(app, address)
    drawn.clear()
    save(make_files(figures=[change("requests_sh", printed="414.5万件")]), tmp_path / "data")
    shared_store().check()
    for lang in ("zh", "en"):
        app.query_params["lang"] = lang
        for address in ("care", "calls"):
            turn_to(app, address)
    assert len(drawn) == len(LAYOUTS) * 2, "one drawing, in two languages"


def test_open_pages_keep_no_edition_that_is_served_no_more(app: AppTest, tmp_path: Path) -> None:
    """A reader who stays for days must not hold a million rows for each edit that he has seen."""
    editions = []
    for edit, address in enumerate(list_addresses(app)):
        save(make_files(figures=[change("members_2024", note_en=f"Note {edit}")]), tmp_path / "data")
        editions.append(weakref.ref(_published()))
        turn_to(app, address)
    save(make_files(), tmp_path / "data")
    served = _published()
    turn_to(app, "")
    gc.collect()
    assert [edition() for edition in editions if edition() not in (None, served)] == []


def _published() -> Edition:
    edition = shared_store().check().edition
    assert edition is not None
    return edition


def test_charts_drawn_ahead_are_those_that_readers_ask_for(app: AppTest, drawn: list[str]) -> None:
    edition = shared_store().snapshot.edition
    assert edition is not None
    FirstViews(find_plain_page, list_first_pages).write_ahead(edition, lambda: True)
    ahead = len(drawn)
    assert ahead > 0
    for address in list_addresses(app):
        turn_to(app, address)
    assert len(drawn) == ahead
