"""What releases changed, as HTML: a line of numbers for each, and its figures one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from publicstats.analysis.release_changes import ReleaseChanges, Released
from publicstats.figures.wording import format_breakdown, format_figure, format_time
from publicstats.markup import chips, elements, visits
from publicstats.markup.elements import Replaced
from publicstats.markup.newest_releases import release_line
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, format_number, translate

_HEAD = (
    "changes.action",
    "column.indicator",
    "column.place",
    "column.period",
    "standing.column.value",
    "standing.what",
)
_QUIET = ("added", "repeated")
"""Kinds of figures that leave what was published as it is."""


def view_links(chosen: str, lang: Lang) -> Markup:
    """A navigation between the changes by release and the journal of what was shown."""
    offered = [
        chips.chip(
            translate(f"changes.by_{view}", lang),
            elements.link("changes", lang, **({} if view == "release" else {"list": "editions"})),
            is_chosen=view == chosen,
        )
        for view in ("release", "edition")
    ]
    return chips.chip_navigation(chips.chip_row(offered), translate("changes.views", lang))


@piece
def release_list(releases: Iterable[tuple[ReleaseChanges, Sequence[Released]]], lang: Lang) -> Markup:
    """Releases, each with its numbers, its first figures folded up, and the way to all of them."""
    lines = elements.BLANK.join(_release(changes, first, lang) for changes, first in releases)
    return elements.tag("ul", lines, "ps-releases ps-changes")


@piece
def _release(changes: ReleaseChanges, first: Sequence[Released], lang: Lang) -> Markup:
    address = elements.link("changes", lang, source=changes.source.id)
    said = write_counts(changes.counts, lang)
    line = elements.tag("p", release_line(changes.source, address, said, lang))
    items = elements.BLANK.join(elements.tag("li", _figure(released, lang)) for released in first)
    listed = elements.tag("ul", items, "ps-entries")
    if changes.figures > len(first):
        text = translate("changes.all_of", lang, count=format_number(changes.figures, lang))
        listed += elements.tag("p", elements.anchor(text, address, "ps-link"))
    unfolded = elements.details(translate("changes.singly", lang), listed)
    return elements.tag("li", line + unfolded, **visits.arrived(changes.arrived))


def write_counts(counts: Mapping[str, int], lang: Lang) -> Markup:
    """How many figures a release added, settled, revised, corrected, withdrew: 新增12项，更正1项.

    What changes a figure that was published before is in strong letters.
    """
    said = []
    for kind, count in counts.items():
        text = escape(translate(f"changes.count_{kind}", lang, count=format_number(count, lang)))
        said.append(text if kind in _QUIET else elements.tag("strong", text))
    return escape(translate("list.comma", lang)).join(said)


def _figure(released: Released, lang: Lang) -> Markup:
    """What was changed, to what, and from what."""
    figure = released.figure
    where = " · ".join(filter(None, (_place(released, lang), format_time(figure, lang))))
    kind = elements.badge(translate(f"changes.kind_{released.kind}", lang))
    said = kind + " " + elements.indicator_link(figure.indicator, lang)
    return (
        said
        + " "
        + elements.tag("span", escape(where), "ps-meta")
        + " "
        + _value(released, lang)
        + _was(released, lang)
    )


def _place(released: Released, lang: Lang) -> str:
    figure = released.figure
    return " · ".join(filter(None, (figure.region.name.to(lang), format_breakdown(figure, lang))))


def _value(released: Released, lang: Lang) -> Markup:
    address = elements.link("figure", lang, figure=released.figure.id)
    return elements.anchor(format_figure(released.figure, lang), address, "ps-link")


def _was(released: Released, lang: Lang) -> Markup:
    """What a figure took the place of, after a comma; blank for nothing."""
    text = translate("list.comma", lang).join(word_before(released, lang))
    text = text[:1].lower() + text[1:]
    return escape(translate("changes.after_value", lang, text=text)) if text else elements.BLANK


def word_before(released: Released, lang: Lang) -> list[str]:
    """What became of the values before: 由3000件改为3300件，上升10%; of one that is withdrawn how it read."""
    old = [step.old for step in released.steps] if released.kind == "withdrawn" else released.earlier
    was = [translate("changes.was", lang, value=format_figure(figure, lang)) for figure in old]
    return was or [step.changed.to(lang) for step in released.steps]


@piece
def figure_list(released: Iterable[Released], replaced: Replaced, caption: str, lang: Lang) -> Markup:
    """The figures of a release in rows: what happened, to what, the value, and what it was before."""
    rows = (
        (
            translate(f"changes.kind_{one.kind}", lang),
            elements.indicator_link(one.figure.indicator, lang),
            _place(one, lang),
            format_time(one.figure, lang),
            _value(one, lang) + elements.replaced_badge(one.figure, replaced, lang),
            translate("list.separator", lang).join(word_before(one, lang)),
        )
        for one in released
    )
    return elements.plain_table([translate(key, lang) for key in _HEAD], rows, caption)
