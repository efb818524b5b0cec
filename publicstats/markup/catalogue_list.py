"""Indicators theme by theme: folded lists, which open without asking the server."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from publicstats.contract.records import Indicator, Theme
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, format_number, translate


@piece
def theme_entry(theme: Theme, listed: Sequence[Indicator], count: int, lang: Lang) -> Markup:
    """A theme's indicators under its name and how many they are; of more than are listed the way to all."""
    number = format_number(count, lang)
    title = translate("indicator.of_theme", lang, theme=theme.title.to(lang), count=number)
    content = elements.glossary(listed, lang)
    if len(listed) < count:
        text = translate("indicator.whole_theme", lang, count=number)
        address = elements.link("indicator", lang, theme=theme.id)
        content += elements.tag("p", elements.anchor(text, address, "ps-link"))
    return elements.details(title, content, "ps-folded")
