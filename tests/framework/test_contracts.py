"""What the adapters of `framework` reach into is still there, and does what they take it to do.

A failure here means that Streamlit or uvicorn has changed: mend the adapter that the sentence names.
"""

from __future__ import annotations

import inspect
import logging
import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
import uvicorn
from streamlit import config, runtime
from streamlit import logger as streamlit_logger
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionManager

from publicstats import framework
from publicstats.framework import (
    allowed_origins,
    components,
    counting,
    loggers,
    login,
    navigation,
    open_pages,
    runs,
    secrets,
    static_files,
    stopping,
    theme_options,
)

ADAPTERS = sorted(
    path.stem for path in Path(framework.__file__).parent.glob("*.py") if path.stem != "__init__"
)


@pytest.mark.parametrize("name", ADAPTERS)
def test_each_adapter_says_what_it_reaches_into_in_which_version_and_what_for(name: str) -> None:
    text = (Path(framework.__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    said = " ".join(text.split('"""')[1].split())
    for words in ("Reached into: `", "ithout "):
        assert words in said, f"framework/{name}.py does not say «{words}…»"
    assert f"(Streamlit {'.'.join(st.__version__.split('.')[:2])})" in said or "(uvicorn " in said, (
        f"framework/{name}.py was read in another version of Streamlit: read it again, then name this one"
    )


def test_sessions_can_be_listed_and_asked() -> None:
    assert "_session_mgr" in inspect.getsource(Runtime.__init__), "open_pages: Runtime has no _session_mgr"
    assert hasattr(SessionManager, "list_active_sessions"), "open_pages: no list_active_sessions"
    assert {"session", "script_run_count"} <= set(inspect.signature(ActiveSessionInfo).parameters), (
        "open_pages: ActiveSessionInfo has other fields"
    )
    begun = inspect.getsource(AppSession.__init__)
    for name in ("_scriptrunner", "_client_state"):
        assert f"self.{name}" in begun, f"open_pages: AppSession has no {name}"
    assert "client_state" in inspect.signature(AppSession.request_rerun).parameters, (
        "open_pages: AppSession.request_rerun takes no client_state"
    )


def test_without_a_server_there_are_no_sessions() -> None:
    assert not runtime.exists()
    assert open_pages.list_sessions() == []
    assert open_pages.count_runs() == counting.count_sessions() == 0


@pytest.mark.parametrize(
    ("runner", "page", "is_done", "reruns"),
    [(object(), "page", False, 0), (None, "page", True, 1), (None, "", True, 0)],
    ids=["while it draws it is asked later", "a page at rest is drawn", "nothing drawn yet is left alone"],
)
def test_page_is_asked_to_draw_itself(runner: object, page: str, is_done: bool, reruns: int) -> None:
    asked: list[ClientState] = []
    state = ClientState(page_script_hash=page)
    session: Any = SimpleNamespace(_scriptrunner=runner, _client_state=state, request_rerun=asked.append)
    assert open_pages.request_redraw(session) is is_done
    assert len(asked) == reruns


def test_page_that_is_drawn_anew_is_sent_whole_at_the_same_place() -> None:
    """What a browser kept when it last asked, it may have let go of."""
    state = ClientState(query_string="lang=en", page_script_hash="page", cached_message_hashes=["kept"])
    known = open_pages.forget_kept(state)
    assert list(known.cached_message_hashes) == []
    assert (known.query_string, known.page_script_hash) == ("lang=en", "page")
    assert list(state.cached_message_hashes) == ["kept"]


def test_pages_come_from_the_navigation_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hasattr(PagesManager, "uses_pages_directory"), "navigation: PagesManager has no such switch"
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    navigation.declare_navigation()
    assert PagesManager.uses_pages_directory is False


def test_no_package_is_looked_through_for_components(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "discover_and_register_components"
    asked = inspect.signature(getattr(BidiComponentManager, name))
    assert f".{name}(" in inspect.getsource(Runtime.__init__), (
        "components: the server looks for them elsewhere"
    )
    monkeypatch.setattr(BidiComponentManager, name, getattr(BidiComponentManager, name))
    monkeypatch.setattr("importlib.metadata.distributions", lambda: pytest.fail("every package is read"))
    components.declare_no_components()
    found = getattr(BidiComponentManager, name)
    assert list(inspect.signature(found).parameters)[1:] == list(asked.parameters)[1:], (
        "components: asked otherwise"
    )
    found(BidiComponentManager(), start_file_watching=False)


def test_import_of_a_page_is_no_run() -> None:
    assert not runs.is_run()


def test_streamlits_page_lies_where_its_scripts_do() -> None:
    assert (static_files.static_folder() / "index.html").is_file(), "static_files: there is no index.html"
    assert any((static_files.static_folder() / "static" / "js").glob("*.js")), (
        "static_files: there are no scripts"
    )


def test_theme_is_what_config_toml_sets() -> None:
    assert theme_options.read_theme()["font"] == config.get_option("theme.font")
    for name in ("light", "dark"):
        assert theme_options.read_theme(name)["primaryColor"] == config.get_option(
            f"theme.{name}.primaryColor"
        )
    assert None not in theme_options.read_theme("dark").values()


def test_sections_are_looked_up_once_and_are_what_streamlit_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {name: config.get_options_for_section(name) for name in ("theme", "theme.light", "theme.dark")}
    monkeypatch.setattr(config, "get_options_for_section", config.get_options_for_section)
    theme_options.keep_sections()
    for name, options in found.items():
        assert config.get_options_for_section(name) == options
        assert config.get_options_for_section(name) is config.get_options_for_section(name)


def test_each_logger_that_streamlit_makes_is_set_up_by_us(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[logging.Logger] = []
    monkeypatch.setattr(streamlit_logger, "setup_formatter", streamlit_logger.setup_formatter)
    loggers.set_up_each(made.append)
    name = "streamlit.contract_of_loggers"
    streamlit_logger.get_logger(name)
    assert [logger.name for logger in made] == [name], "loggers: Streamlit sets its loggers up elsewhere"


def test_origins_are_those_of_the_configuration() -> None:
    assert not allowed_origins.is_configured("https://elsewhere.example")


def test_sign_in_is_streamlits() -> None:
    assert login.USER_COOKIE_NAME == "_streamlit_user", "login: the cookie has another name"
    assert list(inspect.signature(login.generate_login_redirect_url).parameters) == ["provider"], (
        "login: an address to begin at is asked for otherwise"
    )


def test_secrets_come_from_the_file_that_is_named(tmp_path: Path) -> None:
    before = config.get_option("secrets.files")
    try:
        secrets.read_secrets_from(tmp_path / "settings.toml")
        assert config.get_option("secrets.files") == [str(tmp_path / "settings.toml")]
    finally:
        config.set_option("secrets.files", before)


def test_uvicorn_is_told_to_end_and_how_long_it_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    server = uvicorn.Server(uvicorn.Config("nowhere:app"))
    before = signal.signal(signal.SIGTERM, server.handle_exit)
    try:
        stopping.stop_cleanly()
        assert server.config.timeout_graceful_shutdown == stopping.GRACE
        signal.raise_signal(signal.SIGTERM)
        assert server.should_exit, "stopping: uvicorn ends by another switch"
    finally:
        signal.signal(signal.SIGTERM, before)


def test_another_server_keeps_its_way_to_stop_and_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with caplog.at_level(logging.INFO):
        stopping.stop_cleanly()
    assert signal.getsignal(signal.SIGTERM) is before
    assert len(caplog.records) == 1
