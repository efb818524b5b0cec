"""The one file that turns sign-in on: `.streamlit/secrets.toml`, read and checked at the start.

    [auth]                       # as Streamlit's st.login wants it
    redirect_uri = "https://figures.example.org/oauth2callback"
    cookie_secret = "at least 32 random characters"
    client_id = "publicstats"
    client_secret = "given by the provider"
    server_metadata_url = "https://login.example.org/.well-known/openid-configuration"

    [access]                     # our own
    claim = "roles"
    readers = ["figures-reader"]
    analysts = ["figures-analyst"]

Without the file the site is open. A file with a mistake is an error: it never leaves the site open.
"""

from __future__ import annotations

import hmac
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from publicstats.framework.secrets import read_secrets_from
from publicstats.publishing.folders import PROJECT
from publicstats.server.access.mistakes import Mistake, check_settings, fill_port, is_this_machine
from publicstats.server.access.roles import Role
from publicstats.text.i18n import LANGS, translate

CLIENT_DEFAULTS = {"prompt": "login", "scope": "openid email profile"}
"""What is asked of the provider. Strict ones refuse `prompt = "select_account"`, Streamlit's own default."""


class SettingsError(ValueError):
    """The settings file has mistakes; the text says in both languages what to mend."""


@dataclass(frozen=True)
class Settings:
    """Sign-in as the file sets it."""

    auth: Mapping[str, object]  # Streamlit's section, complete
    origin: str  # scheme and host of the site, as readers see it
    claim: str
    roles: Mapping[str, Role]  # by value of the claim
    metrics_token: str = ""  # what a program shows to read /metrics; nothing where none may

    @property
    def secret(self) -> str:
        """What cookies are signed with."""
        return str(self.auth["cookie_secret"])

    def is_metrics_token(self, authorization: str) -> bool:
        """True for the header of a program that may read the metrics."""
        given, right = (text.encode() for text in (authorization, f"Bearer {self.metrics_token}"))
        return bool(self.metrics_token) and hmac.compare_digest(given, right)

    @property
    def behind_tls(self) -> bool:
        """True when readers come by https."""
        return self.origin.startswith("https:")


def find_settings_file() -> Path:
    """Where the settings lie: PUBLICSTATS_SETTINGS, else `.streamlit/secrets.toml` of the project."""
    return Path(os.environ.get("PUBLICSTATS_SETTINGS") or PROJECT / ".streamlit" / "secrets.toml")


@cache
def load_settings() -> Settings | None:
    """The settings of this process, or None where there is no file; SettingsError for one with mistakes."""
    path = find_settings_file()
    # Streamlit reads this file and no other; it would take one of the user's home folder as well.
    read_secrets_from(path)
    is_there = path.is_symlink() or path.exists()  # a link into nowhere is a mistake, not a choice
    if not is_there and "PUBLICSTATS_SETTINGS" not in os.environ:
        return None
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(_say(path, [("access.unreadable", {"reason": str(error)})])) from error
    return parse_settings(tables, path)


def parse_settings(tables: Mapping[str, Any], path: Path) -> Settings:
    """Settings out of the file's tables; SettingsError with all mistakes in it."""
    if mistakes := list(check_settings(tables, path)):
        raise SettingsError(_say(path, mistakes))
    auth, access = tables["auth"], tables["access"]
    roles = dict.fromkeys(access.get("readers", []), Role.READER)
    roles |= dict.fromkeys(access.get("analysts", []), Role.ANALYST)
    return Settings(
        auth=auth | {"client_kwargs": CLIENT_DEFAULTS | auth.get("client_kwargs", {})},
        origin=_find_origin(auth),
        claim=access["claim"],
        roles=roles,
        metrics_token=access.get("metrics_token", ""),
    )


def describe_openness(settings: Settings | None, address: str | None) -> str:
    """A warning where a site without sign-in is served beyond this machine, else nothing."""
    if settings is not None or is_this_machine(address or ""):
        return ""
    return "\n".join(translate("access.open_address", lang, address=address or "*") for lang in LANGS)


def _find_origin(auth: Mapping[str, str]) -> str:
    parts = urlsplit(fill_port(auth["redirect_uri"]))
    return f"{parts.scheme}://{parts.netloc}"


def _say(path: Path, mistakes: list[Mistake]) -> str:
    """The mistakes as lines, in each language."""
    lines = []
    for lang in LANGS:
        lines.append(translate("access.mistakes", lang, path=str(path)))
        lines += [f"- {translate(key, lang, **values)}" for key, values in mistakes]
    return "\n".join(lines)
