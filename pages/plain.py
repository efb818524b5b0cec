"""Pages that hang on the edition and the language alone, HTML throughout: they can be written ahead."""

from __future__ import annotations

from pages import calendar, overview, theme
from publicstats.controls import Writing
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang


def list_plain_pages(edition: Edition, lang: Lang) -> dict[str, tuple[Writing, tuple[object, ...]]]:
    """The overview (address: blank), every theme and the calendar, each with what it is of."""
    themes = {name: (theme.render_page, (lang, entry)) for name, entry in edition.themes.items()}
    return {"": (overview.render_page, (lang,)), **themes, "calendar": (calendar.render_page, (lang,))}
