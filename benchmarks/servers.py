"""The dashboard and its peers as servers on free ports of 127.0.0.1, each with how long its start took."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.datasets import ROOT
from benchmarks.machine import read_cpu
from tests.browser.servers import find_free_port

PEERS = Path(__file__).parent / "peers"
START_SECONDS = 180
STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
AS_INSTALLED = ["--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"]
"""What a naive page is started with; no setting that makes it faster or slower."""


@dataclass(frozen=True)
class Running:
    """A server that answers: its port, its process, the seconds and processor seconds that its start took."""

    name: str
    port: int
    pid: int
    start: float
    start_cpu: float
    log: Path


@contextmanager
def serve(name: str, folder: Path, rows: int, state: Path | None = None) -> Iterator[Running]:
    """A server of one of the names on the data of a size; ended afterwards.

    `folder` holds `data_<rows>` for the dashboard, `facts_<rows>.csv` for its peers, and for those that show
    what it shows `overview_<rows>.html` and `charts_<rows>.json`. The dashboard's state folder is a new one
    unless it is named.
    """
    port = find_free_port()
    place = Path(tempfile.mkdtemp(dir=folder))
    command, cwd, address = _command(name, port, place)
    if name == "written":
        shutil.copy(folder / f"overview_{rows}.html", place / "index.html")
    environment = os.environ | {
        "BENCH_CHARTS": str(folder / f"charts_{rows}.json"),
        "BENCH_FACTS": str(folder / f"facts_{rows}.csv"),
        "PUBLICSTATS_DATA": str(folder / f"data_{rows}"),
        "PUBLICSTATS_STATE": str(state or place / "state"),
        "PYTHONPATH": str(PEERS),
    }
    log = place / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        began = time.perf_counter()
        while not _answers(port, address):
            if process.poll() is not None or time.perf_counter() - began > START_SECONDS:
                raise RuntimeError(f"{name} did not start: {log.read_text(errors='replace')[-600:]}")
            time.sleep(0.01)
        took = time.perf_counter() - began
        yield Running(name, port, process.pid, took, read_cpu(process.pid), log)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(name: str, port: int, place: Path) -> tuple[list[str], Path, str]:
    """What is run, in which folder (Streamlit takes its settings from there), and what answers first."""
    health = "/_stcore/health"
    if name == "dashboard":
        return [*STREAMLIT, "dashboard.py", f"--server.port={port}"], ROOT, health
    if name == "bare":
        return [*STREAMLIT, str(PEERS / "bare.py"), f"--server.port={port}"], ROOT, health
    if name == "naive":
        return [*STREAMLIT, str(PEERS / "naive.py"), f"--server.port={port}", *AS_INSTALLED], place, health
    if name in ("dash", "same"):
        gunicorn = [sys.executable, "-m", "gunicorn", "-w", "1", "--threads", "8", "-b", f"127.0.0.1:{port}"]
        page, first = ("dash_page", "/") if name == "dash" else ("dash_same", "/theme/")
        return [*gunicorn, "--no-control-socket", f"{page}:server"], PEERS, first
    if name == "written":
        return [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)], place, "/"
    return [sys.executable, str(PEERS / "static_page.py"), str(place), str(port)], PEERS, "/"


def _answers(port: int, address: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", address)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
