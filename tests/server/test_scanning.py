"""A real server whose analyst scans a text that does not end: everybody else goes on reading."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from publicstats.articles.worker import __name__ as worker
from publicstats.text.i18n import translate
from tests.browser.servers import Server, start_server
from tests.helpers import make_files, save

TEXT = "截至2024年6月底，全市共有会员3600人。"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = start_server(tmp_path / "log", save(make_files(), tmp_path / "data"), {})
    yield started
    started.stop()


@contextmanager
def open_session(server: Server) -> Iterator[ClientConnection]:
    """A browser's connection that has asked for nothing yet."""
    address = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as session:
        yield session


def ask(session: ClientConnection, page: str, widget: str = "", text: str = "") -> None:
    """Asks for a page, with a text in one of its widgets."""
    question = BackMsg()
    question.rerun_script.page_name = page
    if widget:
        state = WidgetState(id=widget, string_value=text)
        question.rerun_script.widget_states.widgets.append(state)
    session.send(question.SerializeToString())


def read_page(session: ClientConnection) -> list[ForwardMsg]:
    """What is sent until the page is drawn."""
    messages: list[ForwardMsg] = []
    while not messages or messages[-1].WhichOneof("type") != "script_finished":
        messages.append(ForwardMsg.FromString(session.recv(timeout=30, decode=False)))
    return messages


def find_text_area(messages: list[ForwardMsg]) -> str:
    (name,) = {
        message.delta.new_element.text_area.id
        for message in messages
        if message.delta.new_element.HasField("text_area")
    }
    return name


def find_scanners(server: Server) -> list[int]:
    """The processes of a server that scan."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has just ended
        if worker.encode() in words and parent == server.process.pid:
            found.append(int(folder.name))
    return found


def test_other_readers_read_on_while_a_scan_does_not_end_and_its_end_is_told(server: Server) -> None:
    with open_session(server) as analyst, open_session(server) as reader:
        ask(analyst, "scan")
        widget = find_text_area(read_page(analyst))
        ask(analyst, "scan", widget, TEXT)
        assert "3600" in str(read_page(analyst))
        (scanner,) = find_scanners(server)
        os.kill(scanner, signal.SIGSTOP)
        ask(analyst, "scan", widget, TEXT * 1000)

        ask(reader, "")
        assert any(message.WhichOneof("type") == "delta" for message in read_page(reader))
        with urlopen(f"{server.url}/healthz", timeout=5) as answer:
            assert answer.status == 200

        os.kill(scanner, signal.SIGKILL)
        assert translate("scan.broken", "zh") in "".join(
            message.delta.new_element.alert.body for message in read_page(analyst)
        )
        ask(analyst, "scan", widget, TEXT)
        assert "3600" in str(read_page(analyst))
        assert find_scanners(server) not in ([], [scanner])
    log = server.read_log()
    assert "scan ended" in log
    assert "3600" not in log
