"""Pages that hang on the edition and the language alone, HTML throughout: they can be written ahead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pages import overview, theme
from publicstats.edition import Edition
from publicstats.i18n import Lang


def list_plain_pages(edition: Edition, lang: Lang) -> dict[str, Callable[[], None]]:
    """What draws each of them, by its address: the overview (blank) and every theme."""
    themes = {entry.id: partial(theme.render_page, edition, lang, entry) for entry in edition.themes.values()}
    return {"": partial(overview.render_page, edition, lang), **themes}
