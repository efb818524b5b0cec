"""Dashboards that run for the browser tests, each a process with a port of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
STOP_SECONDS = 10


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, its process, and the file that takes what it prints."""

    url: str
    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def port(self) -> int:
        """The port of 127.0.0.1 that it listens on."""
        return int(self.url.rpartition(":")[2])

    def read_log(self) -> str:
        """All that the server has printed so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End the server; a second call does nothing."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_server(
    log_file: Path, data_dir: Path | str | None, environment: Mapping[str, str], port: int | None = None
) -> Server:
    """A dashboard on a free port, ready for visitors; RuntimeError with what it printed when it is not."""
    port = port or find_free_port()
    data = {} if data_dir is None else {"PUBLICSTATS_DATA": str(data_dir)}
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}"],
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"} | data | dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches pytest only, which then stops the server
        )
    server = Server(f"http://127.0.0.1:{port}", process, log_file)
    try:
        wait_for_health(server, port)
    except BaseException:
        server.stop()
        raise
    return server


def let_rest(folder: Path) -> None:
    """Dates the files of a test's folder back: a start waits until a save that has just been is over."""
    before = time.time() - 60
    for path in folder.rglob("*.csv"):
        os.utime(path, (before, before))


def wait_for_health(server: Server, port: int) -> None:
    """Return when the server says that it is ready."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if (code := server.process.poll()) is not None:
            raise RuntimeError(f"The dashboard ended early ({code}). It printed:\n{server.read_log()}")
        if is_healthy(port):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The dashboard was not ready in {START_SECONDS} s. It printed:\n{server.read_log()}")


def is_healthy(port: int) -> bool:
    """True when Streamlit's health check answers, or asks for a sign-in; asked past any proxy setting."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status in (http.HTTPStatus.OK, http.HTTPStatus.UNAUTHORIZED)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def is_listening(port: int) -> bool:
    """True when somebody takes connections on this port of 127.0.0.1."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def find_free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
