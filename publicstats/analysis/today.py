"""The day that due and late are counted from, on pages: in Beijing, wherever the server stands."""

from __future__ import annotations

from datetime import date, datetime

from publicstats.text.i18n import BEIJING


def find_today() -> date:
    """The day it is in Beijing."""
    return find_moment().date()


def find_moment() -> datetime:
    """The moment it is, by Beijing time."""
    return datetime.now(BEIJING)
