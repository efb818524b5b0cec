"""How long what people ask for takes on a grown folder, the slowest first, and where the time goes.

    python -m benchmarks.operations [--figures 3000 | --wide | --data DIR] [--most 10] [--profile NAME]

Each operation runs once as a process comes to it first, and again: both in seconds of processor
time, that of the process in which plotly runs included: other work on the machine changes little of it.
`--profile` shows the calls of one operation, by its name.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.datasets import HISTORY, write_broad, write_grown
from benchmarks.edits import move_figure
from benchmarks.machine import read_cpu
from benchmarks.scan import build_text

CHARACTERS = 20_000
"""Of the text that is scanned."""
ALONE = ("calendar", "indicator", "sources", "audit", "changes")
"""Pages of all of a kind."""
OF_ONE = {"indicator": "indicator", "region": "regions", "source": "sources"}
"""Pages of one thing, by the column of figures that names it; opened for what has the most figures."""


class Timed(NamedTuple):
    """An operation with what it took, in seconds of processor time."""

    name: str
    first: float
    again: float


def main() -> None:
    """Prints the slowest operations, or the calls of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=HISTORY)
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--most", type=int, default=10)
    parser.add_argument("--profile", default="", metavar="NAME")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.data or Path(name) / "data"
        if options.data is None and options.wide:
            write_broad(folder, options.figures)
        elif options.data is None:
            write_grown(folder, options.figures)
        os.environ |= {"PUBLICSTATS_DATA": str(folder), "PUBLICSTATS_STATE": str(Path(name) / "state")}
        if options.profile:
            profile(dict(list_operations(folder))[options.profile])
            return
        timed = sorted(map(measure, *zip(*list_operations(folder), strict=True)), key=lambda t: -t.first)
    sys.stdout.write("| operation | first s | again s |\n|---|---|---|\n")
    for one in timed[: options.most]:
        sys.stdout.write(f"| {one.name} | {one.first:.2f} | {one.again:.2f} |\n")


def measure(name: str, act: Callable[[], object]) -> Timed:
    """What an operation takes, the first time and once more."""
    seconds = []
    for _ in range(2):
        began = read_cpu(os.getpid())
        act()
        seconds.append(max(read_cpu(os.getpid()) - began, 0.0))
    return Timed(name, *seconds)


def profile(act: Callable[[], object]) -> None:
    """Prints the calls of an operation that took longest, with those that they made."""
    watched = cProfile.Profile()
    watched.runcall(act)
    pstats.Stats(watched).sort_stats("cumulative").print_stats(40)


def list_operations(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every operation by its name: builds, pages, addresses of the API, searches, a scan."""
    from publicstats.articles import scan_article
    from publicstats.edition.builder import Builder
    from publicstats.publishing import shared_store
    from publicstats.reading.folder import load_files

    files, builder = load_files(folder), Builder()
    yield "build of the edition", lambda: builder.build(files)
    name = max((name for name in files if name.startswith("figures/")), key=lambda name: len(files[name]))
    edited = files | {name: move_figure(files[name], 1)}
    yield "build after an edit", lambda: builder.build(edited)
    edition = shared_store().snapshot.edition
    if edition is None:
        raise SystemExit(f"the data of {folder} is not valid")
    yield from _list_pages(edition)
    yield from _list_addresses(edition)
    text = build_text(CHARACTERS)
    yield f"scan of {CHARACTERS:,} characters", lambda: scan_article(text, edition)


def _list_pages(edition: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """The pages that are texts, in Chinese, each of the largest thing of its kind."""
    import dashboard  # it declares its pages
    from publicstats.analysis.find.results import search
    from publicstats.server.shell.first_views import FIRST_VIEWS

    assert dashboard.app is not None
    largest = {
        kind: f"{page}?{kind}={edition.figures[kind].value_counts().index[0]}"
        for kind, page in OF_ONE.items()
    }
    latest = f"figure?figure={edition.figures['figure'].iloc[-1]}"
    for address in ["", *edition.themes, *ALONE, *largest.values(), latest]:
        path, _, query = address.partition("?")
        scope = {"path": f"/{path}", "query_string": query.encode()}
        yield f"page /{address}", lambda scope=scope: FIRST_VIEWS.find(scope)  # type: ignore[misc]
    for words in ("热线", "rexian", "health insurance"):
        yield f"search for {words}", lambda words=words: search(edition, words)  # type: ignore[misc]


def _list_addresses(edition: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """The addresses of the API without parameters; those of one thing for a chart and the last figure."""
    from publicstats.server.api.addresses import OPERATIONS

    named = {
        "chart": next(chart.id for chart in edition.charts.values() if chart.kind != "cards"),
        "figure": edition.figures["figure"].iloc[-1],
    }
    for operation in OPERATIONS:
        if any(parameter.name not in named for parameter in operation.path_parameters):
            continue  # a drawing by its content, which pages ask for by themselves
        asked = {parameter.name: named[parameter.name] for parameter in operation.path_parameters}

        def answer(operation: Any = operation, asked: dict[str, str] = asked) -> object:
            body = operation.write(edition, operation.parse(edition, asked))
            return body if isinstance(body, bytes) else sum(map(len, body))

        yield f"/api{operation.path}", answer


if __name__ == "__main__":
    main()
