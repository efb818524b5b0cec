"""The second way to a desk: the form of a next release, in place of an article's text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from publicstats import controls
from publicstats.drafting import Asked, NoPeriodError, Sheet, build_release_sheet
from publicstats.edition.model import Edition
from publicstats.period import PeriodError, parse_period
from publicstats.text.i18n import Lang, translate

KINDS = ("release", "source", "indicator")
"""What a form may be of, the likeliest first."""


def render_form(edition: Edition, lang: Lang) -> Sheet | None:
    """Asks what the form is of; gives its sheet, or none while nothing is chosen or it cannot be made."""
    t: Callable[..., str] = partial(translate, lang=lang)
    controls.render_section(t("form.title"))
    controls.render_lead(t("form.lead"))
    names = {kind: t(f"form.{kind}") for kind in KINDS if _list_names(kind, edition, lang)}
    if not names:
        return None
    left, middle, right = st.columns([1, 2, 1])
    kind = left.selectbox(t("form.kind"), list(names), format_func=names.__getitem__, key="form_kind")
    titles = {"": t("form.none")} | _list_names(kind, edition, lang)
    of = controls.choose_one(middle, names[kind], titles, f"form_{kind}_{lang}", lang)
    period = right.text_input(t("form.period"), key="form_period", max_chars=30).strip()
    if not of:
        return None
    try:
        asked = Asked(**{kind: of}, period=parse_period(period) if period else None)
        sheet = build_release_sheet(edition, asked, lang)
    except PeriodError:
        st.error(t("desk.wrong_period"))
    except NoPeriodError:
        st.error(t("desk.no_period"))
    else:
        if not sheet.rows:
            st.error(t("form.no_rows"))
        return sheet if sheet.rows else None
    return None


def _list_names(kind: str, edition: Edition, lang: Lang) -> dict[str, str]:
    """What there is of a kind, by ids: releases that come first and sources that came last stand first."""
    if kind == "release":
        releases = sorted(edition.releases.values(), key=lambda r: r.expected)
        return {release.id: release.title.to(lang) for release in releases}
    if kind == "source":
        return name_sources(edition, lang)
    return {indicator.id: indicator.name.to(lang) for indicator in edition.indicators.values()}


def name_sources(edition: Edition, lang: Lang) -> dict[str, str]:
    """The titles of all sources by their ids, the latest first."""
    sources = sorted(edition.sources.values(), key=lambda s: s.published.end, reverse=True)
    return {source.id: source.title.to(lang) for source in sources}
