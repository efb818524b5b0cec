"""Streamlit's cookie of a signed-in person: read as strictly as can be, and kept as short as the token.

Streamlit signs the claims of the ID token with itsdangerous, salted with the cookie's name, and splits what
is longer than a browser takes: `_streamlit_user` then says "chunks-2", and `_streamlit_user_1` and `_2` hold
the text.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from itsdangerous import BadData, URLSafeTimedSerializer

from publicstats.framework.login import USER_COOKIE_NAME
from publicstats.server.access.readers import Reader, build_reader
from publicstats.server.access.settings import Settings, load_settings

TOGETHER = timedelta(seconds=2)
"""Within this the parts of one cookie are signed. Parts of two sign-ins do not make a third."""
_PARTS = re.compile(r"chunks-([1-9]\d?)")
_MAX_AGE = re.compile(rb"(?i)(?<=; max-age=)\d+")

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Session:
    """One sign-in: the person, and a key that no other sign-in has."""

    reader: Reader
    key: str


def read_session(cookies: Mapping[str, str], settings: Settings, now: float) -> Session | None:
    """The sign-in that the cookies prove, or None: not signed by us, damaged, of another site, or over."""
    try:
        text = _read_text(cookies, settings.secret)
        claims = json.loads(text)
    except (BadData, KeyError, ValueError):
        return None
    if not isinstance(claims, dict) or claims.get("origin") != settings.origin:
        return None
    reader = build_reader(claims, settings, now)
    return Session(reader, sha256(text.encode()).hexdigest()) if reader.is_signed_in else None


def find_sign_in(cookies: Mapping[str, str]) -> str | None:
    """The key of the sign-in that cookies prove; blank where the site is open, none without one."""
    settings = load_settings()
    if settings is None:
        return ""
    session = read_session(cookies, settings, time.time())
    return None if session is None else session.key


def _read_text(cookies: Mapping[str, str], secret: str) -> str:
    """The signed text, its parts joined; BadData, KeyError or ValueError where one is not as it was set."""
    whole, signed = _read_part(cookies, USER_COOKIE_NAME, secret)
    if (parts := _PARTS.fullmatch(whole)) is None:
        return whole
    texts = []
    for number in range(1, int(parts[1]) + 1):
        text, moment = _read_part(cookies, f"{USER_COOKIE_NAME}_{number}", secret)
        if abs(moment - signed) > TOGETHER.total_seconds():
            raise ValueError(number)
        texts.append(text)
    return "".join(texts)


def _read_part(cookies: Mapping[str, str], name: str, secret: str) -> tuple[str, float]:
    value, moment = URLSafeTimedSerializer(secret, salt=name).loads(cookies[name], return_timestamp=True)
    if not isinstance(value, str):
        raise BadData(name)
    return value, moment.timestamp()


def read_new_session(headers: Headers, settings: Settings, now: float) -> Session | None:
    """The sign-in that the cookies of an answer begin, or None."""
    pairs = (value.decode("latin-1").partition(";")[0].partition("=") for value in _list_set(headers))
    return read_session({name: value for name, _, value in pairs}, settings, now)


def shorten_cookies(headers: Headers, seconds: float) -> Headers:
    """The headers with no cookie kept longer than some seconds."""
    limit = max(0, math.floor(seconds))

    def shorten(value: bytes) -> bytes:
        return _MAX_AGE.sub(lambda found: str(min(int(found[0]), limit)).encode(), value)

    return [(name, shorten(value) if _is_set(name) else value) for name, value in headers]


def secure_cookies(headers: Headers) -> Headers:
    """The headers with every cookie for https only."""
    return [
        (name, value + b"; Secure" if _is_set(name) and b"; secure" not in value.lower() else value)
        for name, value in headers
    ]


def _is_set(name: bytes) -> bool:
    return name.lower() == b"set-cookie"


def _list_set(headers: Headers) -> Iterable[bytes]:
    return (value for name, value in headers if _is_set(name))
