"""The newest releases, a line each: when, what, by whom, with how many figures."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from publicstats.contract.records import Source
from publicstats.figures.citing import format_published
from publicstats.figures.wording import format_count, format_title
from publicstats.markup import elements
from publicstats.text.i18n import Lang


def release_list(releases: Iterable[tuple[Source, int]], lang: Lang) -> Markup:
    """A list of sources with their numbers of figures, each a link to its entry."""
    lines = elements.BLANK.join(_line(source, figures, lang) for source, figures in releases)
    return elements.tag("ul", lines, "ps-releases")


def _line(source: Source, figures: int, lang: Lang) -> Markup:
    day = elements.tag("span", escape(format_published(source, lang)), "ps-when")
    title = elements.anchor(
        format_title(source, lang), elements.link("sources", lang, source=source.id), "ps-quiet-link"
    )
    said = filter(None, (source.publisher.to(lang), format_count(figures, lang)))
    facts = elements.tag("span", escape(" · ".join(said)), "ps-meta")
    return elements.tag("li", day + " " + title + " " + facts)
