"""Whatever `check` calls valid is shown: every page, answer, download and command, without an error.

`PUBLICSTATS_MUTANTS=5000 pytest tests/test_shown.py` tries so many; `PUBLICSTATS_MUTANTS_FROM` is the first.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from publicstats.charts import pictures
from publicstats.edition.model import Edition, build_edition
from publicstats.publishing import Snapshot
from publicstats.server import api
from publicstats.server.api import answering
from tests.helpers import DATA, Change, Table, add, change, copy, list_problems, make_edition, make_files
from tests.mutants import Files, make_mutant
from tests.showing import Asking, Listener, StubPlotter, list_askings
from tests.visiting import list_addresses, turn_to

TRIED = int(os.environ.get("PUBLICSTATS_MUTANTS", "25"))
FIRST = int(os.environ.get("PUBLICSTATS_MUTANTS_FROM", "0"))
SHIPPED = {
    path.relative_to(DATA).as_posix(): path.read_bytes()
    for path in sorted([*DATA.glob("*.csv"), *DATA.glob("figures/*.csv")])
}
OFTEN = 5
"""Of so many mutants one is of the shipped data: these are forty times as large."""


class Site:
    """Serves one edition after the other, and hears what goes wrong."""

    def __init__(self) -> None:
        self.snapshot = Snapshot()
        self.client = TestClient(Starlette(routes=api.ROUTES))
        self.listener = Listener()

    def list_failures(self, edition: Edition, before: Edition, seed: int = 0) -> list[str]:
        """What could not be shown of an edition that came after another, and why."""
        self.snapshot = Snapshot(edition=edition, is_current=True)
        askings = list_askings(edition, self.client, before, Random(seed))
        return [failure for asking in askings if (failure := self._try(asking))]

    def _try(self, asking: Asking) -> str:
        name, ask = asking
        self.listener.heard.clear()
        try:
            ask()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            return f"{name}: {error!r}"[:500]
        return f"{name}: {self.listener.heard[0]}" if self.listener.heard else ""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    logger = logging.getLogger("publicstats")
    logger.addHandler(site.listener)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answering, "shared_store", lambda: site)
        patch.setattr(pictures, "PLOTTER", StubPlotter())
        yield site
    pictures.DRAWINGS.clear()
    logger.removeHandler(site.listener)


def _build(files: Files) -> Edition:
    edition = build_edition(files).edition
    assert edition is not None
    return edition


def test_every_edition_that_mutants_make_valid_is_shown_everywhere(
    site: Site, record_property: Callable[[str, object], None]
) -> None:
    bases = [(make_files(), _build(make_files())), (SHIPPED, _build(SHIPPED))]
    failures, valid = {}, 0
    for seed in range(FIRST, FIRST + TRIED):
        files, before = bases[seed % OFTEN == OFTEN - 1]
        mutant, told = make_mutant(files, seed)
        edition = build_edition(mutant).edition
        if edition is not None:
            valid += 1
            if found := site.list_failures(edition, before, seed):
                failures[seed, told] = found
    record_property("valid", valid)
    assert failures == {}
    assert valid >= TRIED // 6


def _set(**cells: str) -> Change:
    """Every row with these cells."""

    def fill(table: Table) -> None:
        for row in table.rows:
            row.update({name: text for name, text in cells.items() if name in row})

    return fill


def _name(text: str) -> dict[str, Any]:
    """Every name and title the same text."""
    cells = {f"{name}_{lang}": text for name in ("name", "title") for lang in ("zh", "en")}
    return {
        table: [_set(**cells)]
        for table in ("themes", "indicators", "regions", "breakdowns", "charts", "sources")
    }


_PLACES = [f"place_{number}" for number in range(400)]
_ROW = {"indicator": "share", "region": "cn", "period": "2024", "basis": "stock"}
EDGES: Mapping[str, dict[str, Any]] = {
    "the longest names": _name("名" * 2000),
    "the longest words": _name("w" * 2000),
    "one name for all": _name("同名"),
    "names that climb out of their line": _name("a" + "\u0301" * 300),
    "the longest ids": {
        "figures": [change("fee", figure="f" * 120)],
        "charts": [change("care_bars", chart="c" * 64)],
        "themes": [add(theme="t" * 64, title_zh="题", title_en="T", order="999999999")],
    },
    "four hundred places in one chart": {
        "regions": [add(region=p, name_zh=p, name_en=p, level="city", parent="cn") for p in _PLACES],
        "figures": [copy("requests_bj", figure=f"figure_{p}", region=p) for p in _PLACES],
    },
    "a hundred themes": {
        "themes": [add(theme=f"t_{n}", title_zh="题", title_en="T", order="1") for n in range(100)]
    },
    "the largest numbers": {
        "indicators": [change("share", signed="yes")],
        "figures": [
            change("money_2024", printed="超99999999999万亿元"),
            change("requests_sh", printed="999999999999999999件"),
            change("share_2024", printed="-999999999999999999%"),
        ],
        "calculations": [
            change("members_check", compare_with=f"-{'9' * 18}.{'9' * 18}"),
            add(calculation="large", formula="999999999999999999 * 999999", **_ROW),
            add(calculation="low", formula="0 - 999999999999999999 * 999999", **_ROW | {"period": "2023"}),
        ],
    },
    "the smallest numbers": {
        "figures": [
            change("share_2024", printed="0.000000001%"),
            change("fee", printed="0.000000001至5元"),
        ],
        "calculations": [
            add(calculation="small", formula="1 / 999999999", **_ROW),
            add(calculation="nothing", formula="7 / 3 * 3 - 7", **_ROW | {"period": "2023"}),
            add(calculation="on_the_way", formula="1 / (1 / 1000000000000 / 100000000000)", **_ROW),
        ],
    },
    "nothing but zeros": {
        "figures": [
            change(name, printed=printed)
            for name, printed in (
                ("share_2024", "0%"),
                ("requests_sh", "0件"),
                ("requests_bj", "不到0件"),
                ("members_young", "0人"),
                ("members_old", "约0人"),
            )
        ]
    },
    "formulas of words": {
        "figures": [copy("fee", figure="sum", period="2022"), copy("fee", figure="none", period="2021")],
        "calculations": [change("money_per_member", formula="sum + sum (none, sum) - none / 1")],
    },
    "the words of a formula are a book": {
        "indicators": [_set(name_zh="名" * 2000, name_en="w " * 900)],
        "calculations": [change("members_gain", formula=f"sum({', '.join(['members_2024'] * 60)})")],
    },
    "the ends of time": {
        "figures": [
            change("requests_total", period="../1900-01-01"),
            change("requests_sh", period="1900/2199", status="forecast"),
            change("members_2023", period="2199-12-31", status="forecast"),
        ]
    },
}
"""Editions at the bounds themselves, of docs/data-contract.md."""


@pytest.mark.parametrize("changes", EDGES.values(), ids=EDGES)
def test_edition_at_the_bounds_is_shown_everywhere(
    changes: dict[str, Any], site: Site, small_edition: Edition
) -> None:
    outcome = build_edition(make_files(**changes))
    assert outcome.edition is not None, list_problems(outcome)
    assert site.list_failures(outcome.edition, small_edition) == []


@pytest.mark.parametrize("name", ["the longest names", "one name for all"])
def test_session_shows_names_at_the_bounds_on_every_page(name: str, visit: Callable[..., Any]) -> None:
    app = visit(files=make_files(**EDGES[name]))
    for address in list_addresses(app):
        assert [failure.value for failure in turn_to(app, address).exception] == [], address


def test_what_cannot_be_shown_is_noticed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = make_edition(figures=[change("fee", note_zh="别的")])
    monkeypatch.setattr("pages.figure.controls.render_figure", lambda *_: json.loads("NaN_"))
    failures = site.list_failures(edition, edition)
    assert failures
    assert all(failure.startswith("page figure") for failure in failures)
