"""From saving a CSV to the screens of many sessions: how long, with no error and no mixture of editions.

    python -m benchmarks.live_edit [--sessions 100] [--edits 5] [--json]

Starts the dashboard on a copy of data/, opens the sessions on one page, and edits two figures of that page in
two files at a time. Every screen that any session ever shows must have both figures of one edit.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.sessions import Session
from tests.browser.servers import ROOT, start_server

PAGE = "hotline"
VALUE = re.compile(r"(\d+)\.4万个")
TITLE = re.compile(r"热线接听来电(\d*)")
FIRST = 414
PATIENCE = 30
"""Seconds after which an edit counts as missed."""


def main() -> None:
    """Prints the result; ends with status 1 where a session saw an error, a mixture or not every edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--edits", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = measure_on_copy(ROOT / "data", Path(folder), options.sessions, options.edits)
    text = json.dumps(report, indent=1) if options.json else "\n".join(f"{k}: {v}" for k, v in report.items())
    sys.stdout.write(text + "\n")
    sys.exit(0 if report["errors"] == report["mixtures"] == report["missed"] == 0 else 1)


def measure_on_copy(source: Path, folder: Path, sessions: int, edits: int) -> dict[str, float]:
    """The report of a dashboard of its own, on a copy of `source` in that folder, removed afterwards."""
    place = Path(tempfile.mkdtemp(dir=folder))
    data = Path(shutil.copytree(source, place / "data"))
    server = start_server(place / "log.txt", data, {"PUBLICSTATS_STATE": str(place / "state")})
    try:
        return asyncio.run(measure(server.port, data, sessions, edits))
    finally:
        server.stop()
        shutil.rmtree(place)


async def measure(port: int, data: Path, count: int, edits: int) -> dict[str, float]:
    """The report: seconds from each save to each session's screen, and what went wrong."""
    sessions = [Session(port, PAGE) for _ in range(count)]
    done = asyncio.Event()
    readers = [asyncio.create_task(s.read(lambda _: done.is_set(), 30 + PATIENCE * edits)) for s in sessions]
    async with asyncio.timeout(60):
        while not all(session.screens for session in sessions):
            await asyncio.sleep(0.1)
            for reader in readers:
                if reader.done():
                    reader.result()
    delays: list[float] = []
    for number in range(1, edits + 1):
        saved = time.monotonic()
        save_edit(data, number)
        while time.monotonic() - saved < PATIENCE:
            await asyncio.sleep(0.2)
            if all(read_edit(s.screens[-1].text)[0] == number for s in sessions):
                break
        delays += [
            next(
                (screen.at - saved for screen in s.screens if read_edit(screen.text)[0] == number),
                float("inf"),
            )
            for s in sessions
        ]
    done.set()
    await asyncio.gather(*readers, return_exceptions=True)
    screens = [screen for session in sessions for screen in session.screens]
    seen = [delay for delay in delays if delay != float("inf")]
    return {
        "sessions": count,
        "edits": edits,
        "screens": len(screens),
        "median_s": round(statistics.median(seen), 2),
        "p95_s": round(sorted(seen)[int(len(seen) * 0.95) - 1], 2),
        "max_s": round(max(seen), 2),
        "missed": len(delays) - len(seen),
        "mixtures": sum(len(set(read_edit(screen.text))) > 1 for screen in screens),
        "errors": sum(len(session.errors) for session in sessions),
    }


def save_edit(data: Path, number: int) -> None:
    """Saves edit `number`: the figure in one file, the indicator's name in another."""
    figures, indicators = data / "figures" / "hotline.csv", data / "indicators.csv"
    old, new = f"{FIRST + number - 1}.4万个", f"{FIRST + number}.4万个"
    names = (f"热线接听来电{number - 1 or ''},", f"热线接听来电{number},")
    for path, (before, after) in ((figures, (old, new)), (indicators, names)):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(before, after), encoding="utf-8", newline="")


def read_edit(text: str) -> tuple[int, int]:
    """The edits that a screen's figure and its name belong to; the same, unless editions are mixed."""
    value, title = VALUE.search(text), TITLE.search(text)
    return (int(value[1]) - FIRST if value else -1, int(title[1] or 0) if title else -1)


if __name__ == "__main__":
    main()
