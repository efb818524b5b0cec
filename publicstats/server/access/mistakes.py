"""What may be wrong with the settings file: each rule yields a message's key and what the message names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

SECRET_LENGTH = 32
"""Characters that a secret has at least: RFC 7518 wants 256 bits for what Streamlit signs with its own."""
CALLBACK = "/oauth2callback"

Mistake = tuple[str, dict[str, str]]
Table = Mapping[str, Any]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(_is_text(item) for item in value.values())


KEYS: dict[tuple[str, str], tuple[Callable[[object], bool], str, bool]] = {
    ("auth", "redirect_uri"): (_is_text, "access.text", True),
    ("auth", "cookie_secret"): (_is_text, "access.text", True),
    ("auth", "client_id"): (_is_text, "access.text", True),
    ("auth", "client_secret"): (_is_text, "access.text", True),
    ("auth", "server_metadata_url"): (_is_text, "access.text", True),
    ("auth", "client_kwargs"): (_is_table, "access.table", False),
    ("access", "claim"): (_is_text, "access.text", True),
    ("access", "readers"): (_is_texts, "access.texts", False),
    ("access", "analysts"): (_is_texts, "access.texts", False),
    ("access", "metrics_token"): (_is_text, "access.text", False),
}
"""Each key of the file: what its value is, the sentence for another value, and whether it must be there."""
SECTIONS = tuple(dict.fromkeys(section for section, _ in KEYS))
SECRETS = (("auth", "cookie_secret"), ("access", "metrics_token"))
ADDRESSES = ("redirect_uri", "server_metadata_url")


def check_settings(tables: Mapping[str, object], path: Path) -> Iterator[Mistake]:
    """Every mistake of the file. What depends on well-formed keys is looked at once they are well-formed."""
    if path.suffix != ".toml":
        yield "access.not_toml", {}
    shape = [*_check_sections(tables), *_check_keys(tables)]
    yield from shape
    if not shape:
        sections: dict[str, Table] = {name: tables[name] for name in SECTIONS}  # type: ignore[misc]
        yield from _check_secrets(sections)
        yield from _check_provider(sections["auth"])
        if not sections["access"].get("readers") and not sections["access"].get("analysts"):
            yield "access.no_roles", {}


def _check_sections(tables: Mapping[str, object]) -> Iterator[Mistake]:
    for name in tables:
        if name not in SECTIONS:
            yield "access.unknown", {"name": name}
    for name in SECTIONS:
        if not isinstance(tables.get(name), dict):
            yield "access.missing", {"name": f"[{name}]"}


def _check_keys(tables: Mapping[str, object]) -> Iterator[Mistake]:
    given = {
        (section, key): value
        for section, table in tables.items()
        if section in SECTIONS and isinstance(table, dict)
        for key, value in table.items()
    }
    for section, key in given:
        if (section, key) not in KEYS:
            yield "access.unknown", {"name": f"[{section}] {key}"}
    for (section, key), (is_right, sentence, needed) in KEYS.items():
        name = {"name": f"[{section}] {key}"}
        if (section, key) in given:
            if not is_right(given[section, key]):
                yield sentence, name
        elif needed and isinstance(tables.get(section), dict):
            yield "access.missing", name


def _check_secrets(sections: Mapping[str, Table]) -> Iterator[Mistake]:
    for section, key in SECRETS:
        if key in sections[section] and len(sections[section][key]) < SECRET_LENGTH:
            yield "access.short_secret", {"name": f"[{section}] {key}", "count": str(SECRET_LENGTH)}


def _check_provider(auth: Table) -> Iterator[Mistake]:
    if not re.fullmatch(rf"https?://[^/?#@\s]+{CALLBACK}", auth["redirect_uri"]):
        yield "access.wrong_callback", {"typed": auth["redirect_uri"]}
    for key in ADDRESSES:
        if not is_safe_address(fill_port(auth[key])):
            yield "access.unsafe_address", {"name": key, "typed": auth[key]}
    if "openid" not in auth.get("client_kwargs", {}).get("scope", "openid").split():
        yield "access.scope", {}


def fill_port(address: str) -> str:
    """The address with the server's port in place of `{port}`, as Streamlit reads it."""
    return address.replace("{port}", str(st.get_option("server.port")))


def is_safe_address(address: str) -> bool:
    """True for https, and for http on this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_own = is_this_machine(parts.hostname or "")
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_own))


def is_this_machine(host: str) -> bool:
    """True for a name or address of the machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
