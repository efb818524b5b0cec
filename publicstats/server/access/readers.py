"""Who reads: a role and its end, out of the claims that the provider gave."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import streamlit as st

from publicstats.server.access.roles import PAGES, Role
from publicstats.server.access.settings import Settings, load_settings


@dataclass(frozen=True)
class Reader:
    """A person at a page: what they may read, and until when (seconds since 1970)."""

    role: Role
    is_signed_in: bool = False
    expires: float = inf

    def may_see(self, page: str) -> bool:
        """True when the page at this address is for them."""
        return self.role >= PAGES.get(page, Role.READER)


EVERYBODY = Reader(Role.ANALYST)
"""Whoever comes to a site without sign-in."""
SIGNED_OUT = Reader(Role.NONE)


def build_reader(claims: Mapping[str, object], settings: Settings, now: float) -> Reader:
    """The person that the claims of an ID token name, or `SIGNED_OUT` where they name none or are over.

    A token says until when it holds (`exp`, OpenID Connect Core 2); one that does not is not taken.
    """
    expires = claims.get("exp")
    if claims.get("is_logged_in") is not True or isinstance(expires, bool):
        return SIGNED_OUT
    if not isinstance(expires, (int, float)) or not now < expires < inf:
        return SIGNED_OUT
    return Reader(find_role(claims, settings), True, float(expires))


def find_role(claims: Mapping[str, object], settings: Settings) -> Role:
    """The highest role that a value of the claim gives; a claim is a text or a list of texts."""
    value = find_claim(claims, settings.claim)
    values = value if isinstance(value, list) else [value]
    return max(
        (settings.roles.get(item, Role.NONE) for item in values if isinstance(item, str)), default=Role.NONE
    )


def find_claim(claims: Mapping[str, object], name: str) -> object:
    """The value of a claim by its name, or along the dots of its name: `realm_access.roles`."""
    if name in claims:
        return claims[name]
    first, _, rest = name.partition(".")
    inner = claims.get(first)
    return find_claim(inner, rest) if rest and isinstance(inner, Mapping) else None


def current_reader() -> Reader:
    """The person whose page is being drawn; without sign-in, `EVERYBODY`."""
    settings = load_settings()
    if settings is None:
        return EVERYBODY
    return build_reader(st.user.to_dict(), settings, time.time())
