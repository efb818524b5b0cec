"""The open pages of all readers, and drawing one anew.

Reached into: `Runtime._session_mgr`, `AppSession._scriptrunner`, `AppSession._client_state` (Streamlit
1.67). Streamlit's own file watcher does the same for a changed script. Without it a page shows another
edition only when its fragment asks, seconds later, and work ahead takes no heed of readers.
"""

from __future__ import annotations

from typing import TypeAlias

from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

Session: TypeAlias = AppSession
"""An open page."""


def list_sessions() -> list[Session]:
    """The sessions that have a browser connected; none before the server has begun."""
    if not runtime.exists():
        return []
    return [info.session for info in runtime.get_instance()._session_mgr.list_active_sessions()]


def count_runs() -> int:
    """How often the open pages were drawn, all together: a number that changes with every run."""
    if not runtime.exists():
        return 0
    return sum(info.script_run_count for info in runtime.get_instance()._session_mgr.list_active_sessions())


def is_drawing(session: Session) -> bool:
    """True while a session draws its page."""
    return session._scriptrunner is not None


def request_redraw(session: Session) -> bool:
    """Has a session draw its page; False where it is drawing at the moment and is to be asked again."""
    if is_drawing(session):
        return False
    state = session._client_state
    if state.page_script_hash:  # blank: nothing drawn yet, so nothing to renew
        session.request_rerun(forget_kept(state))
    return True


def forget_kept(state: ClientState) -> ClientState:
    """The state without what the browser kept when it last asked: it may have let go of that since."""
    known = ClientState()
    known.CopyFrom(state)
    known.ClearField("cached_message_hashes")
    return known
