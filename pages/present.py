"""The headline figures for a projector: large, without controls, one theme after another."""

from __future__ import annotations

import streamlit as st

from publicstats import controls
from publicstats.analysis.headlines import list_card_figures, list_headlines
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang, translate

SLOWEST = 3600


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the headlines of every theme, or all cards of `?theme=`; `?seconds=` turns them by itself."""
    controls.render_title(translate("page.present", lang))
    typed = st.query_params.get("seconds", "")
    seconds = min(int(typed), SLOWEST) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    theme = st.query_params.get("theme", "")
    _render_slides(edition, lang, theme if theme in edition.themes else "", seconds)


@controls.share
def _render_slides(edition: Edition, lang: Lang, theme: str, seconds: int) -> None:
    themes = [edition.themes[theme]] if theme else edition.themes.values()
    choose = list_card_figures if theme else list_headlines
    slides = [(entry.title.to(lang), choose(edition, entry)) for entry in themes]
    controls.render_slides(slides, lang, seconds, theme)
