"""What a browser sees: what is published, or the preview that its cookie names, if that is its analyst's own.

The cookie is a random token and says nothing by itself. A preview is of one sign-in: whoever has the token
without it, or after it, sees what all readers see. A session's cookies are those with which its websocket
began: one that was open before sees the preview when its page is loaded anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import Scope

from publicstats.markup.elements import BLANK
from publicstats.markup.preview_banner import ended_banner, preview_banner
from publicstats.publishing import Snapshot, shared_store
from publicstats.publishing.previews import Preview
from publicstats.publishing.trials import Trial, shared_trials
from publicstats.server.access import Reader, Role
from publicstats.server.access.cookies import find_sign_in
from publicstats.text.i18n import Lang

COOKIE = "ps-preview"


@dataclass(frozen=True)
class Seen:
    """What a session's page is drawn from."""

    published: Snapshot
    """What readers see."""
    preview: Preview | None = None
    is_over: bool = False
    """Whether the browser still has the cookie of a preview that has ended."""

    @cached_property
    def trial(self) -> Trial | None:
        """What the preview makes of the CSVs; none where there is no preview."""
        return shared_trials().show(self.preview) if self.preview is not None else None

    @property
    def snapshot(self) -> Snapshot:
        """What pages show: the preview's edition, where it makes one."""
        if self.trial is None or self.trial.edition is None:
            return self.published
        return replace(self.published, edition=self.trial.edition, problems=self.trial.problems)

    def write_banner(self, lang: Lang) -> Markup:
        """What stands above every page of a preview; blank without one."""
        if self.preview is None or self.trial is None or self.trial.is_saved:
            return ended_banner(lang) if self.is_over or self.preview is not None else BLANK
        return preview_banner(self.preview, self.trial, lang)

    def name(self, *, every_edit: bool) -> object:
        """What differs once there is something else to be seen; with `every_edit` after refused edits too."""
        edition = self.published.edition
        fingerprint = edition.fingerprint if edition else ""
        if self.preview is not None:
            return fingerprint, self.published.serial, self.preview.name, self.preview.made
        return (
            (fingerprint, self.published.serial, self.is_over) if every_edit else (fingerprint, self.is_over)
        )


def find_seen(reader: Reader) -> Seen:
    """What the session of a reader sees; builds nothing yet."""
    published = shared_store().snapshot
    cookies = read_cookies()
    if COOKIE not in cookies or reader.role is not Role.ANALYST:
        return Seen(published)
    preview = find_preview(cookies)
    return Seen(published, preview, is_over=preview is None)


def read_cookies() -> Mapping[str, str]:
    """The cookies that the browser of the session's websocket came with."""
    return dict(st.context.cookies)


def find_preview(cookies: Mapping[str, str]) -> Preview | None:
    """The preview that a browser's cookies name and prove to be its own; none for whatever else they say."""
    sign_in = find_sign_in(cookies)
    return None if sign_in is None else shared_trials().previews.find(cookies.get(COOKIE, ""), sign_in)


async def sees_preview(scope: Scope) -> bool | None:
    """Whether a browser sees its own preview in place of what is published; none where it asks for none."""
    cookies = HTTPConnection(scope).cookies
    return None if COOKIE not in cookies else await run_in_threadpool(find_preview, cookies) is not None


def write_cookie(token: str) -> str:
    """The header that gives a browser the token of its preview; a blank one takes it back."""
    ended = "" if token else "; Max-Age=0"
    return f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{ended}"


def end_preview(cookies: Mapping[str, str]) -> None:
    """Ends the preview of a browser, if there is one; OSError where the state folder may not be written."""
    if (preview := find_preview(cookies)) is not None:
        shared_trials().previews.end(cookies[COOKIE], preview.sign_in)
        shared_trials().forget(preview)
