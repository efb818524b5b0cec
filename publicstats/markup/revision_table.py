"""Values that were replaced, as a table: of what, from what to what, why, when, and by which source."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from publicstats.analysis.vintage_story import Step
from publicstats.figures.citing import format_published
from publicstats.figures.wording import format_place, format_time
from publicstats.markup import elements
from publicstats.markup.citation import brief_citation
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, translate

_HEADS = (
    "column.place",
    "column.period",
    "standing.what",
    "revisions.kind",
    "cite.published",
    "column.source",
)


@piece
def revision_table(steps: Sequence[Step], caption: str, lang: Lang) -> Markup:
    """A row for each value that gave way, in the order given."""
    heads = [translate(key, lang) for key in _HEADS]
    return elements.plain_table(heads, [_row(step, lang) for step in steps], caption)


def _row(step: Step, lang: Lang) -> Sequence[str]:
    address = elements.link("figure", lang, figure=step.old.id)
    published = format_published(step.new.source, lang) if step.new.source else ""
    return (
        escape(format_place(step.old, lang)),
        format_time(step.old, lang),
        elements.anchor(step.changed.to(lang), address, "ps-link"),
        translate(f"standing.reason.{step.reason}", lang),
        published,
        elements.tag("span", brief_citation(step.new, lang), "ps-cite"),
    )
