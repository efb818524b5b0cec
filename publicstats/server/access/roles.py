"""Who may read what: a role for each page and for each address, as data."""

from __future__ import annotations

import re
from enum import IntEnum


class Role(IntEnum):
    """What a person may do here; a higher role may do all that a lower one may."""

    NONE = 0
    READER = 1
    ANALYST = 2


PAGES = {
    "quality": Role.ANALYST,
    "mend": Role.ANALYST,
    "acknowledge": Role.ANALYST,
    "scan": Role.ANALYST,
}
"""The role that a page asks for, by its address. A page that is not here is for readers."""

FOR_ANALYSTS = tuple(page for page, role in PAGES.items() if role is Role.ANALYST)

ADDRESSES = {
    "/healthz": Role.NONE,  # probes have no session
    "/readyz": Role.NONE,
    "/signin": Role.NONE,  # the way in and out
    "/signin/start": Role.NONE,
    "/auth/login": Role.NONE,
    "/auth/logout": Role.NONE,
    "/oauth2callback": Role.NONE,
    "/favicon.png": Role.NONE,  # the sign-in page shows it
    "/static/": Role.NONE,  # Streamlit's own scripts and styles, the same bytes on every site
    "/metrics": Role.ANALYST,
    "/_stcore/metrics": Role.ANALYST,
    "/_stcore/upload_file/": Role.ANALYST,
    "/_stcore/agent/": Role.ANALYST,
    "/_stcore/stream": Role.READER,
    "/_stcore/health": Role.READER,
    "/_stcore/host-config": Role.READER,
    "/media/": Role.READER,
    "/api/": Role.READER,
    "/desk/": Role.ANALYST,
    "/desk.js": Role.ANALYST,
    "/desk.css": Role.ANALYST,
    "/shell.js": Role.READER,
    "/page.js": Role.READER,
    "/page.css": Role.READER,
    "/live.css": Role.READER,
    "/live.js": Role.READER,
    "/plotly.js": Role.READER,
    "/manifest.json": Role.READER,
}
"""The role that an address asks for. A row that ends in / holds for all below it. Pages are for readers (what
they show is a matter of `PAGES`), and there is nothing else: a new address is closed until it has a row."""

WEBSOCKET = "WEBSOCKET"
"""Among the methods, the one that opens a websocket."""
METHODS = {
    "/signin/start": ("GET",),
    "/auth/login": ("GET",),
    "/auth/logout": ("GET",),
    "/oauth2callback": ("GET",),
    "/_stcore/stream": ("GET", WEBSOCKET),
}
"""The methods of addresses that do something: a HEAD, which Starlette serves like a GET, must change nothing.
A websocket opens where a row says so. Any other address itself refuses the methods that it does not take."""

_FOLDERS = tuple(row for row in ADDRESSES if row.endswith("/"))
_PAGE = re.compile(r"/(?:[a-z][a-z0-9_]*)?")
_BELOW = re.compile(r"(?:(?!\.)[A-Za-z0-9_.~-]+/)*(?!\.)[A-Za-z0-9_.~-]+")
"""What stands below a row: parts without a sign that anything reads in another way, so that what is judged is
what is served. The API refuses by itself, in its own form."""


def find_row(path: str) -> str | None:
    """The row of `ADDRESSES` that holds for a path, which must match it as it stands and to its end."""
    if path in ADDRESSES:
        return None if path.endswith("/") else path
    row = next((row for row in _FOLDERS if path.startswith(row)), None)
    return row if row == "/api/" or (row and _BELOW.fullmatch(path, len(row))) else None


def exists(path: str) -> bool:
    """True for an address that has a row, and for one that may be a page's."""
    return find_row(path) is not None or _PAGE.fullmatch(path) is not None


def is_page(path: str) -> bool:
    """True for what is no other address: Streamlit answers it with the shell of pages."""
    return path not in ADDRESSES and not path.startswith(_FOLDERS)


def find_needed_role(path: str) -> Role:
    """The role that reading a path asks for; `Role.NONE` for what answers without a session."""
    row = find_row(path)
    return Role.READER if row is None else ADDRESSES[row]


def takes(path: str, method: str) -> bool:
    """Whether an address may be asked in this way."""
    methods = METHODS.get(path)
    return method != WEBSOCKET if methods is None else method in methods
