"""What depends on the edition alone is drawn once and replayed to every reader."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ParamSpec

import streamlit as st

from publicstats.comparing import Group
from publicstats.edition import Edition
from publicstats.records import Indicator, Region, Source, Theme

KEPT = 200
"""Drawn parts that are kept: every page in two languages, of the last few editions."""

Parameters = ParamSpec("Parameters")


def share(render: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """The same drawing, done once for each published edition and each other argument."""
    keys: dict[str | type[Any], Callable[[Any], Any]] = {
        Edition: attrgetter("fingerprint", "since"),
        Theme: attrgetter("id"),
        Indicator: attrgetter("id"),
        Group: lambda group: (group.indicator.id, group.key),
        Region: attrgetter("id"),
        Source: attrgetter("id"),
    }
    return st.cache_resource(show_spinner=False, max_entries=KEPT, hash_funcs=keys)(render)
