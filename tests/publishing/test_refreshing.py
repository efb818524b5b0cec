"""The walk of docs/refreshing.md: typed into a copy of the shipped data, step published over step."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from markupsafe import Markup

from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.chart_figures import list_chart_figures, list_charts, list_headlines_of
from publicstats.analysis.hints import find_hints
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.release_rows import describe_releases
from publicstats.analysis.series_rows import describe_series
from publicstats.analysis.telling import tell_figure
from publicstats.analysis.turns import list_breaks_around
from publicstats.analysis.vintage_story import read_story
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_figure, format_time
from publicstats.markup.cards import card
from publicstats.markup.standing import other_values, replaced_notice
from publicstats.markup.telling_lines import line_list
from publicstats.publishing.changes import Changes
from publicstats.publishing.store import Store
from publicstats.text.i18n import translate
from tests.helpers import DATA, ROOT

DOC = (ROOT / "docs" / "refreshing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```csv (\S+)\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
LOOK, UNSAID = "look", "!"
TODAY = date(2026, 11, 26)


class Look(NamedTuple):
    """What the page says that somebody sees after a step."""

    step: int
    where: str
    what: str
    reads: str


class Step(NamedTuple):
    """What came of a step: the edition, what it changed, and the codes of all that was objected to."""

    edition: Edition
    changes: Changes
    problems: tuple[str, ...]


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def list_looks() -> Iterator[Look]:
    tables = (text for name, text in BLOCKS if name == LOOK)
    for step, text in enumerate(tables):
        yield from (Look(step, row["where"], row["what"], row["reads"]) for row in read_rows(text))


def type_in(path: Path, text: str) -> None:
    """Adds rows to a CSV as the page says: one whose id is there changes it, and columns come at the end."""
    old, rows = read_rows(path.read_text(encoding="utf-8")), read_rows(text)
    header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    names = list(dict.fromkeys([*header, *rows[0]]))
    by_id = {row[names[0]]: row for row in old}
    for row in rows:
        by_id[row[names[0]]] = by_id.get(row[names[0]], {}) | row
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(by_id.values())


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """Every step, published over the one before."""
    place = tmp_path_factory.mktemp("refreshing")
    shutil.copytree(DATA, place / "data")
    store = Store(place / "data", place / "state")
    store.check()
    found = []
    for name, text in BLOCKS:
        if name != LOOK:
            type_in(place / name, text)
            continue
        snapshot = store.check()
        assert snapshot.is_current, snapshot.problems
        assert snapshot.edition is not None
        codes = tuple(problem.code for problem in snapshot.problems)
        found.append(Step(snapshot.edition, store.archive.list_entries()[-1].changes, codes))
    return found


def read(markup: Markup) -> str:
    """The words of some HTML."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", markup)).split())


def show_card(step: Step, indicator: str) -> str:
    """The card of an indicator on the page of its theme."""
    edition = step.edition
    cards = [c for c in list_charts(edition, edition.indicators[indicator].theme) if c.kind == "cards"]
    shown = [h.observation.figure for c in cards for h in list_headlines_of(edition, c)]
    [figure] = [figure for figure in shown if figure.indicator.id == indicator]
    return read(card(figure, trace_figures(edition, [figure], "zh", cards=[figure]), "zh"))


def show_chart(step: Step, name: str) -> str:
    """What a chart is of: each figure with its time."""
    [chart] = list_chart_figures(step.edition, [step.edition.charts[name]])
    return "; ".join(f"{format_time(f, 'zh')} {format_figure(f, 'zh')}" for f in chart.figures) + ";"


def show_figure(step: Step, name: str) -> str:
    """What a figure's own page says of it."""
    edition, figure, story = step.edition, step.edition.find(name), read_story(step.edition, name)
    assert figure is not None
    assert story is not None
    breaks = " ".join(each.note.zh for each, _ in list_breaks_around(edition, figure))
    lines = line_list(tell_figure(edition, name, "zh", TODAY), "zh", is_full=True)
    parts = (replaced_notice(story, "zh"), lines, other_values(story, "zh"))
    return " ".join((format_figure(figure, "zh"), *map(read, parts), breaks))


def show_series(step: Step, indicator: str) -> str:
    """The latest value of an indicator's only series."""
    rows = [row for row in describe_series(step.edition, TODAY) if row["indicator"] == indicator]
    return " ".join(row["latest_printed"] for row in rows)


def show_change(step: Step, name: str) -> str:
    """What the page of changes calls what happened to a figure."""
    return " ".join(translate(change.key, "zh") for change in step.changes.listed if change.figure == name)


def show_release(step: Step, named: str) -> str:
    """The state of a release on a day: `parks_2026h1@2026-07-01`."""
    name, _, day = named.partition("@")
    rows = describe_releases(step.edition, date.fromisoformat(day))
    return " ".join(row["state"] for row in rows if row["release"] == name)


SHOWN = {
    "card": show_card,
    "chart": show_chart,
    "figure": show_figure,
    "series": show_series,
    "change": show_change,
    "release": show_release,
}


@pytest.mark.parametrize("look", [*list_looks()], ids=lambda look: f"{look.step}-{look.where}-{look.what}")
def test_readers_see_what_the_guide_says(steps: list[Step], look: Look) -> None:
    said = SHOWN[look.where](steps[look.step], look.what)
    assert (look.reads.lstrip(UNSAID) in said) != look.reads.startswith(UNSAID)


def test_no_step_is_warned_of_hinted_at_or_contradicted(steps: list[Step]) -> None:
    assert len(steps) > 12
    for number, step in enumerate(steps):
        assert step.problems == (), number
        assert find_hints(step.edition) == (), number
        assert "inconsistent" not in list_verdicts(step.edition).values(), number


def test_nothing_that_was_typed_is_ever_lost(steps: list[Step]) -> None:
    assert all(step.changes.removed == 0 for step in steps)


def test_every_kind_of_replacement_is_walked_through(steps: list[Step]) -> None:
    reasons = {reason for step in steps for reason in step.changes.replacing}
    assert {"final", "corrected", "withdrawn", "revised"} <= reasons
