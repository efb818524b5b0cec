"""A real server from its start to its stop, with a session on its websocket."""

from __future__ import annotations

import json
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from streamlit import file_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from publicstats.framework.stopping import GRACE
from tests.browser.servers import Server, start_server
from tests.helpers import change, make_files, save

SECRET = "zhangsan-13800000000"
STOP_SECONDS = 10


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    data = save(make_files(), tmp_path / "data")
    started = start_server(tmp_path / "log", data, {})
    yield started
    started.stop()


@contextmanager
def open_session(server: Server, query: str) -> Iterator[ClientConnection]:
    """A session that has drawn the overview once."""
    address = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")]) as socket:
        ask = BackMsg()
        ask.rerun_script.query_string = query
        socket.send(ask.SerializeToString())
        read_run(socket)
        yield socket


def read_run(session: ClientConnection) -> str:
    """All that the server sends until a page is drawn, as text."""
    sent = []
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(session.recv(timeout=30, decode=False))
        sent.append(str(answer))
        if answer.WhichOneof("type") == "script_finished":
            return "".join(sent)


def read_to_the_end(session: ClientConnection) -> None:
    """Takes what the server sends until it closes the session."""
    while True:
        session.recv(timeout=STOP_SECONDS)


def read(server: Server, path: str) -> str:
    with urlopen(server.url + path, timeout=30) as answer:
        text: str = answer.read().decode()
    return text


def test_server_counts_its_sessions_names_nobody_and_ends_cleanly(server: Server) -> None:
    with open_session(server, f"q={SECRET}") as session:
        metrics = read(server, "/metrics").splitlines()
        assert "publicstats_sessions 1.0" in metrics
        assert "publicstats_run_seconds_count 1.0" in metrics
        read(server, f"/api/figures.json?q={SECRET}")
        server.process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            read_to_the_end(session)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012, "the browser is told that the service restarts"
    assert server.process.wait(STOP_SECONDS) == 0
    events = [json.loads(line) for line in server.read_log().splitlines() if line.startswith("{")]
    assert [event["event"] for event in events] == ["edition served", "server started", "server stopped"]
    assert SECRET not in server.read_log()
    assert "127.0.0.1:" not in "".join(map(json.dumps, events))


def test_another_edition_is_sent_to_an_open_page_that_never_asks(server: Server, tmp_path: Path) -> None:
    """A browser asks by itself every 15 seconds too; this client does not, so the push alone is tested."""
    with open_session(server, "lang=en") as session:
        save(make_files(figures=[change("members_2024", printed="1800多万名")]), tmp_path / "data")
        assert "18 million" in read_run(session)


def test_reader_who_takes_nothing_does_not_keep_the_server(server: Server) -> None:
    largest = max(Path(file_util.get_static_dir()).rglob("*.js"), key=lambda path: path.stat().st_size)
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect(("127.0.0.1", server.port))
        reader.sendall(f"GET /static/js/{largest.name} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        assert reader.recv(12) == b"HTTP/1.1 200"
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(GRACE + STOP_SECONDS) == 0
    assert "server stopped" in server.read_log()
