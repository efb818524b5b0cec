"""The newest releases, a line each: when, what, by whom, with how many figures."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from publicstats.analysis.release_changes import ReleaseChanges
from publicstats.contract.records import Source
from publicstats.figures.citing import format_published
from publicstats.figures.wording import format_count, format_title
from publicstats.markup import elements, visits
from publicstats.text.i18n import Lang


def release_list(releases: Iterable[ReleaseChanges], lang: Lang) -> Markup:
    """A list of sources with their numbers of figures, each a link to its entry.

    Those that came since the reader's last visit are marked, once the browser knows.
    """
    lines = elements.BLANK.join(_line(new, lang) for new in releases)
    return elements.tag("ul", lines, "ps-releases")


def _line(new: ReleaseChanges, lang: Lang) -> Markup:
    address = elements.link("sources", lang, source=new.source.id)
    content = release_line(new.source, address, escape(format_count(new.figures, lang)), lang)
    return elements.tag("li", content, **visits.arrived(new.arrived))


def release_line(source: Source, address: str, said: Markup, lang: Lang) -> Markup:
    """When and what, leading to an address, by whom, and what is said of it; a mark where it is new."""
    day = elements.tag("span", escape(format_published(source, lang)), "ps-when")
    title = elements.anchor(format_title(source, lang), address, "ps-quiet-link")
    publisher = escape(source.publisher.to(lang))
    facts = elements.tag("span", Markup(" · ").join(filter(None, (publisher, said))), "ps-meta")
    return day + " " + title + " " + facts + visits.fresh_mark(lang)
