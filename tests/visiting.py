"""The dashboard as Streamlit's AppTest runs it: at any address, over any CSVs."""

from __future__ import annotations

import re
import shutil
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from publicstats.publishing import shared_store, store
from publicstats.publishing.trials import shared_trials
from tests.helpers import ROOT

_scan_once = cache(manifest_scanner.scan_component_manifests)
"""Streamlit reads what all installed packages say of themselves whenever an AppTest begins: half its time."""


def start(
    place: Path,
    patch: pytest.MonkeyPatch,
    folder: Path,
    /,
    user: dict[str, Any] | None = None,
    **query: str,
) -> AppTest:
    """The dashboard over a data folder, as if its process had just begun; `place` keeps its state.

    `user` is what `st.user` holds.
    """
    # A copy away from pages/, which AppTest takes for Streamlit's older kind of pages.
    script = shutil.copy(ROOT / "dashboard.py", place / "dashboard.py")
    patch.setattr(manifest_scanner, "scan_component_manifests", lambda *_: _scan_once())
    # A start waits until a save is over, as test_restless has it; a folder of tests has just been saved.
    patch.setattr(store, "SETTLE_SHRUNK", 0)
    patch.setenv("PUBLICSTATS_STATE", str(place / "state"))
    patch.setenv("PUBLICSTATS_DATA", str(folder))
    forget()
    app = AppTest.from_file(str(script), default_timeout=60)
    app.query_params.update(query)
    if user is not None:
        app.user = user
    return app.run()


def forget() -> None:
    """Empties what the process keeps between runs."""
    shared_store.cache_clear()
    shared_trials.cache_clear()
    st.cache_resource.clear()
    st.cache_data.clear()


def open_another(app: AppTest) -> AppTest:
    """A second session of the same app, on its overview."""
    return AppTest.from_file(app._script_path, default_timeout=60).run()


def list_addresses(app: AppTest) -> dict[str, str]:
    """The addresses of the navigation, and Streamlit's name for each. The overview is the root."""
    return {str(page["url_pathname"]): name for name, page in app._registered_pages.items()}


def read_menu(app: AppTest) -> str:
    """The HTML of the menu beside the page."""
    return "".join(element.value for element in app.sidebar.html)


def turn_to(app: AppTest, address: str) -> AppTest:
    """The app at another address, as a link leads there: AppTest itself knows only pages that are files."""
    app._page_hash = list_addresses(app)[address]
    return app.run()


def read_html(app: AppTest) -> str:
    """All HTML of the page."""
    return "".join(element.value for element in app.main.html)


def list_drawings(app: AppTest) -> list[str]:
    """What each drawing of the page is described as."""
    return [
        unescape(text) for text in re.findall(r'class="ps-plot[^>]* aria-label="([^"]*)"', read_html(app))
    ]


def read_text(app: AppTest) -> str:
    """The page's HTML with its entities as characters."""
    return unescape(read_html(app))


def list_titles(app: AppTest) -> list[str]:
    """The page's headings of the first level."""
    return [unescape(text) for text in re.findall(r'<h1 class="ps-title">(.*?)</h1>', read_html(app))]


def read_title(app: AppTest) -> str:
    """The page's only title."""
    (title,) = list_titles(app)
    return title
