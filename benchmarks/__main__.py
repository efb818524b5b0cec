"""The dashboard beside bare and naive Streamlit, Dash and a static page, in one run: `make bench`.

    python -m benchmarks [--quick] [--grown] [--only NAME,NAME] [--sizes 300,3000,14000,100000,1000000]
                         [--json FILE] [--no-docs]

Absolute times vary with the machine and what else it does; ratios within one run hold. What the columns
mean stands in docs/performance.md, which this writes its tables into. `--quick` leaves out the large sizes.
The dashboard's 3,000 figures are three years of made-up releases (`benchmarks.history`), its 14,000 those of
2,000 sources (`--wide` there); with `--grown` the sizes above are such years too, not equal rows. What
`written` and `same` show is taken from the dashboard, which must be measured before them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import drawings, live_edit, measuring
from benchmarks.datasets import HISTORY, WIDE, write_broad, write_data, write_facts, write_grown
from benchmarks.goals import Results
from benchmarks.machine import describe_machine
from benchmarks.measuring import watch
from benchmarks.report import describe_results, write_section
from benchmarks.servers import Running, serve

SIZES = (300, HISTORY, WIDE, 100_000, 1_000_000)
SERVERS = ("static", "bare", "naive", "dash", "dashboard", "written", "same")
AT_FIRST = ("static", "bare", "written")
"""Servers that are the same at every size."""
AT_SIZE = {HISTORY: ("naive", "dashboard", "same"), WIDE: ("dashboard",)}
"""Servers of single sizes; of the others all but those that are the same at every one, and `same`."""
CROWDS = (50, 200)
STARTS = 3
"""Further starts of a server, the quickest of which counts: one alone says more of the machine."""
BUDGET = 660
"""Seconds after which no further server is begun."""


def main() -> None:
    """Measures, prints the tables and keeps the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--grown", action="store_true")
    parser.add_argument("--only", default=",".join(SERVERS))
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--json", type=Path, default=Path("docs/performance.json"))
    parser.add_argument("--no-docs", action="store_true")
    options = parser.parse_args()
    sizes = [300] if options.quick else [int(size) for size in options.sizes.split(",")]
    chosen = [name for name in SERVERS if name in options.only.split(",")]
    began = time.monotonic()
    results: Results = {}
    with tempfile.TemporaryDirectory(prefix="publicstats-bench-") as name:
        for rows in sizes:
            for server in filter(chosen.__contains__, _list_servers(rows, is_first=rows == sizes[0])):
                if time.monotonic() - began > BUDGET:
                    _say(began, f"no time left for {server} at {rows:,} figures")
                    continue
                results[f"{server}@{rows}"] = _measure_server(
                    server, rows, Path(name), sizes[0], options.grown
                )
                _say(began, f"{server} at {rows:,} figures")
    seconds, machine = time.monotonic() - began, describe_machine()
    text = describe_results(machine, results, seconds)
    sys.stdout.write(text + "\n")
    if not options.no_docs:
        options.json.write_text(json.dumps({"machine": machine, "results": results}, indent=1) + "\n")
        write_section("results", text)


def _list_servers(rows: int, *, is_first: bool) -> list[str]:
    """The servers that are measured at a size, in their order."""
    if rows in AT_SIZE:
        return [*AT_SIZE[rows], *(AT_FIRST if is_first else ())]
    return [name for name in SERVERS if name != "same" and (is_first or name not in AT_FIRST)]


def _measure_server(name: str, rows: int, folder: Path, first: int, grown: bool) -> dict[str, Any]:
    """All that is measured of one server; a failure of the server itself is a result too."""
    is_first = rows == first
    writers = {HISTORY: write_grown, WIDE: write_broad}
    write = writers.get(rows, write_grown if grown and not is_first else write_data)
    data: dict[str, Any] = {"data": {"megabytes": round(_provide(name, rows, folder, write) / 1e6, 2)}}
    try:
        starts = [_start(name, folder, rows) for _ in range(STARTS if is_first else 0)]
        with serve(name, folder, rows) as server:
            starts.append(watch(measuring.measure_start, server))
            data["start"] = min(starts, key=lambda start: start["start_s"])
            data |= _measure_running(server, folder, rows, is_first=is_first)
        if name == "dashboard":
            data["again"] = _start_again(folder, rows)
            data["edit"] = watch(_measure_edit, folder, rows, 3 if is_first else 1)
        if name == "dashboard" and is_first:
            data["drawings"] = watch(drawings.measure, folder / f"data_{rows}")
    except Exception as error:  # noqa: BLE001 - one server that fails must not lose the others
        data["start"] = {"failed": f"{type(error).__name__}: {error}"[:300]}
    return data


def _start(name: str, folder: Path, rows: int, state: Path | None = None) -> dict[str, Any]:
    """How long a start takes, of a server that is ended at once."""
    with serve(name, folder, rows, state) as server:
        return watch(measuring.measure_start, server)


def _start_again(folder: Path, rows: int) -> dict[str, Any]:
    """How long the dashboard's start takes where an earlier one left what it knew; the quickest counts."""
    state = Path(tempfile.mkdtemp(dir=folder))
    with serve("dashboard", folder, rows, state):
        pass  # it writes what it knows when it is told to end
    starts = [_start("dashboard", folder, rows, state) for _ in range(STARTS)]
    return min(starts, key=lambda start: start["start_s"])


def _measure_running(server: Running, folder: Path, rows: int, *, is_first: bool) -> dict[str, Any]:
    loads = (3, 3) if is_first else (1, 1)
    if server.name == "dashboard":
        return _measure_dashboard(server, folder, rows, loads)
    if server.name == "written":
        return {"browser": watch(measuring.measure_written, server, *loads)}
    if server.name == "same":
        drawn = json.loads((folder / f"charts_{rows}.json").read_text(encoding="utf-8"))
        return {
            name: watch(measuring.measure_same, server, name, len(page["charts"]), 3, 3)
            for name, page in drawn.items()
        }
    done: dict[str, Any] = {"browser": watch(measuring.measure_peer, server, *loads)}
    if server.name in ("bare", "naive"):
        done["one"] = watch(measuring.measure_interaction, server)
    if server.name == "naive":
        done["switch"] = watch(measuring.measure_naive_switch, server)
    if server.name == "bare":
        done |= {str(count): watch(measuring.measure_crowd, server, count) for count in CROWDS}
    return done


def _measure_dashboard(server: Running, folder: Path, rows: int, loads: tuple[int, int]) -> dict[str, Any]:
    """What is measured of the dashboard; of a grown or wide folder the pages that have most to show."""
    done: dict[str, Any] = {}
    data = folder / f"data_{rows}"
    done["one"] = watch(measuring.measure_interaction, server)
    if rows != WIDE:
        done["likeness"] = watch(measuring.write_likenesses, server, data, folder, rows)
    done["overview"] = watch(measuring.measure_overview, server, *loads)
    if rows in AT_SIZE:
        fullest = measuring.find_fullest(data)
        for name, address in measuring.PAGES.items():
            done[name] = watch(measuring.measure_charted, server, address.format(**fullest), 3, 3)
    else:
        done["theme"] = watch(measuring.measure_theme, server, *loads)
    if rows == WIDE:
        return done
    done["switch"] = watch(measuring.measure_switch, server)
    done["search"] = watch(measuring.measure_typed, server)
    done |= {str(count): watch(measuring.measure_crowd, server, count) for count in CROWDS}
    done["idle"] = watch(measuring.measure_idle_crowd, server)
    return done


def _measure_edit(folder: Path, rows: int, edits: int) -> dict[str, float]:
    """Saved edits and 100 sessions, on a dashboard of its own."""
    return live_edit.measure_on_copy(folder / f"data_{rows}", folder, sessions=100, edits=edits)


def _provide(name: str, rows: int, folder: Path, write: Callable[[Path, int], int]) -> int:
    """Makes the data that a server needs, once; the bytes of its figures."""
    if name in ("written", "same"):
        return 0
    if name == "dashboard":
        return write(folder / f"data_{rows}", rows)
    path = folder / f"facts_{rows}.csv"
    return path.stat().st_size if path.exists() else write_facts(path, rows)


def _say(began: float, what: str) -> None:
    sys.stderr.write(f"[{time.monotonic() - began:4.0f} s] {what}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
