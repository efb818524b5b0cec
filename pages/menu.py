"""The menu: the overview, then what one reads, ways to find, and work on the data."""

from __future__ import annotations

from markupsafe import Markup

from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.markup.site_menu import Entry, draw_menu
from publicstats.server.access import Reader, Role
from publicstats.text.i18n import Lang, translate

GROUPS = {
    "browse": ("explore", "regions", "indicator", "calendar", "sources"),
    "work": ("audit", "changes", "scan", "quality"),
}
"""The pages below the themes, by the heading that they stand under."""


@memoize(64)
def write_menu(edition: Edition, role: Role, current: str, lang: Lang) -> Markup:
    """The menu of a reader with a role, who is on the page at an address (blank: the overview)."""
    reader = Reader(role)
    themes = [Entry(theme.id, theme.title.to(lang)) for theme in edition.themes.values()]
    groups = {"themes": themes} | {
        group: [Entry(name, translate(f"page.{name}", lang)) for name in names if reader.may_see(name)]
        for group, names in GROUPS.items()
    }
    headed = [(translate(f"menu.{group}", lang), entries) for group, entries in groups.items() if entries]
    return draw_menu([Entry("", translate("page.overview", lang))], headed, current, lang)
