"""Who may read what: open on the own machine, or sign-in and roles by one file of settings."""

from __future__ import annotations

import logging
import sys
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from publicstats.server.access.middleware import AccessMiddleware
from publicstats.server.access.readers import Reader, current_reader
from publicstats.server.access.roles import FOR_ANALYSTS, PAGES, Role
from publicstats.server.access.settings import SettingsError, describe_openness, load_settings
from publicstats.server.access.sign_in import make_routes

__all__ = [
    "BEHIND_TLS",
    "FOR_ANALYSTS",
    "HAS_SIGN_IN",
    "MIDDLEWARE",
    "PAGES",
    "ROUTES",
    "SECRETS",
    "Reader",
    "Role",
    "current_reader",
]

try:
    _settings = load_settings()
except SettingsError as error:
    sys.exit(str(error))  # a site that should ask who comes does not start open

if warning := describe_openness(_settings, st.get_option("server.address")):
    logging.getLogger(__name__).warning(warning)

HAS_SIGN_IN = _settings is not None
"""Whether whoever gets this far has signed in."""
MIDDLEWARE = [Middleware(AccessMiddleware, settings=_settings)]
ROUTES: list[Route] = [] if _settings is None else make_routes(_settings)
BEHIND_TLS = _settings is not None and _settings.behind_tls
"""Whether readers come by https though the server itself does not see it."""
SECRETS: dict[str, Any] = {} if _settings is None else {"auth": dict(_settings.auth)}
"""Streamlit's section, with the defaults that strict providers want: `st.App(secrets=SECRETS)`."""
