"""Whether a figure stands, as HTML: what replaced it, when, by which source; or what it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from publicstats.analysis.vintage_story import Step, Story
from publicstats.contract.records import Figure
from publicstats.figures.citing import format_published
from publicstats.figures.wording import format_figure
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, translate

COLUMNS = ("figure", "period", "source", "note")
_HEAD = (
    "standing.column.value",
    "standing.column.relation",
    "standing.what",
    "cite.published",
    "standing.by",
)


@piece
def replaced_notice(story: Story, lang: Lang) -> Markup:
    """What a figure's page begins with where it does not stand: each step to the one that does."""
    steps = elements.BLANK.join(_step(step, lang) for step in story.after)
    css = "ps-replaced" if story.is_replaced else "ps-replaced ps-agreed"
    return elements.tag("div", steps, css, role="note") if steps else elements.BLANK


@piece
def other_values(story: Story, lang: Lang) -> Markup:
    """What gave way to a figure or agrees with it, and what disagrees; nothing where it is alone."""
    parts = []
    if story.before:
        title = translate("standing.before", lang)
        head = [translate(key, lang) for key in _HEAD]
        rows = [_row(step, lang) for step in story.before]
        section = elements.section(title, translate("standing.before_text", lang))
        parts.append(section + elements.plain_table(head, rows, title, quiet=True))
    if story.disagreeing:
        title = translate("standing.disagree", lang)
        section = elements.section(title, translate("standing.disagree_text", lang))
        every = (story.figure, *story.disagreeing)
        parts.append(section + elements.figure_table(every, lang, title, COLUMNS, story.figure.id))
    return elements.BLANK.join(parts)


def replaced_mark(step: Step | None, lang: Lang) -> Markup:
    """The line of a card that says what stands in its figure's place; nothing where it stands itself."""
    if step is None:
        return elements.BLANK
    key = {"": "card_repeats", "named": "card_named"}.get(step.reason, "card")
    words = {"reason": _reason(step, lang), "figure": format_figure(step.new, lang)}
    text = translate(f"standing.{key}", lang, **words)
    return elements.tag("p", elements.anchor(text, _address(step.new, lang)), "ps-note ps-cite")


def _step(step: Step, lang: Lang) -> Markup:
    """One step: its title, and the facts of it."""
    title = elements.tag(
        "p", escape(translate(f"standing.title.{step.reason or 'repeats'}", lang)), "ps-alert"
    )
    is_there = step.reason != "withdrawn"
    rows = [(translate("standing.current", lang), _value(step.new, lang))] if is_there else []
    if step.new.source is not None:
        when = ("replaced_on" if step.reason else "stated_on") if is_there else "withdrawn_on"
        rows.append((translate(f"standing.{when}", lang), escape(format_published(step.new.source, lang))))
    rows.append((translate("standing.by", lang), elements.citation(step.new, lang)))
    if is_there:
        what = "what" if step.reason else "relation"
        rows.append((translate(f"standing.{what}", lang), escape(step.changed.to(lang))))
    if note := step.new.note.to(lang):
        rows.append((translate("standing.why", lang), escape(note)))
    return title + elements.facts(rows)


def _row(step: Step, lang: Lang) -> Sequence[str]:
    published = format_published(step.old.source, lang) if step.old.source else ""
    changed = step.changed.to(lang) if step.reason else ""
    source = elements.tag("span", elements.citation(step.old, lang), "ps-cite")
    return _value(step.old, lang), _reason(step, lang), changed, published, source


def _reason(step: Step, lang: Lang) -> str:
    return translate(f"standing.reason.{step.reason or 'repeats'}", lang)


def _value(figure: Figure, lang: Lang) -> Markup:
    return elements.anchor(format_figure(figure, lang), _address(figure, lang), "ps-link")


def _address(figure: Figure, lang: Lang) -> str:
    return elements.link("figure", lang, figure=figure.id)
