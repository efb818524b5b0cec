"""Who may read what: a role for each page and for each address, as data."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """What a person may do here; a higher role may do all that a lower one may."""

    NONE = 0
    READER = 1
    ANALYST = 2


PAGES = {
    "quality": Role.ANALYST,
    "changes": Role.ANALYST,
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
    "/icon.svg": Role.NONE,  # the sign-in page shows it
    "/static/": Role.NONE,  # Streamlit's own scripts and styles, the same bytes on every site
    "/metrics": Role.ANALYST,
    "/_stcore/metrics": Role.ANALYST,
    "/_stcore/upload_file/": Role.ANALYST,
    "/_stcore/agent/": Role.ANALYST,
}
"""The role that an address asks for. A row that ends in / holds for all below it. Every other address,
one that is added later too, is for readers: pages, the websocket, media, static files, the API."""


def find_needed_role(path: str) -> Role:
    """The role that reading a path asks for; `Role.NONE` for what answers without a session."""
    if path in ADDRESSES:
        return ADDRESSES[path]
    found = [role for row, role in ADDRESSES.items() if row.endswith("/") and path.startswith(row)]
    return max(found, default=Role.READER)
