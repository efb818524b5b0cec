"""All that a figure says of itself, and the reference to copy, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from publicstats.analysis.provenance import Provenance
from publicstats.contract.records import Figure
from publicstats.figures.citing import describe_citation, describe_replacement, format_reference
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate

INPUT_COLUMNS = ("indicator", "place", "figure", "period", "source")


def brief_citation(figure: Figure, lang: Lang) -> Markup:
    """Who published the figure, and when, as a link to its page; of a computed one, that it says how."""
    return elements.anchor(name_origin(figure, lang), elements.link("figure", lang, figure=figure.id))


def name_origin(figure: Figure, lang: Lang) -> str:
    """Who published a figure, and when; of a computed one, that there is a way in which it was."""
    if figure.source is None:
        return translate("figure.how_computed", lang)
    publisher, day = figure.source.publisher.to(lang), format_period(figure.source.published, lang)
    key = "figure.cite_brief" if publisher else "figure.cite_unnamed"
    return translate(key, lang, publisher=publisher, date=day)


@piece
def citation_box(
    figure: Figure,
    provenance: Provenance,
    lang: Lang,
    tools: Markup = elements.BLANK,
    *,
    is_defined: bool = False,
) -> Markup:
    """What is known of a figure, what it was computed from, its checks, and a reference ready to copy.

    `tools` are further buttons, as HTML, to stand beside the one that copies; `is_defined` where the page
    says already what the indicator is.
    """
    parts = [
        _facts(figure, provenance, lang, is_defined=is_defined),
        _inputs(provenance.inputs.get(figure.id, ()), lang),
        _checks(figure, provenance.verdicts, lang),
        _reference(figure, provenance, lang, tools),
    ]
    return elements.BLANK.join(parts)


@piece
def _facts(figure: Figure, provenance: Provenance, lang: Lang, *, is_defined: bool) -> Markup:
    standing = _standing(figure, provenance, lang)
    return elements.facts(
        describe_citation(figure, provenance.edition, lang, standing, is_defined=is_defined)
    )


def _standing(figure: Figure, provenance: Provenance, lang: Lang) -> str:
    """What took the figure's place; blank where it stands."""
    step = provenance.replaced.get(figure.id)
    return describe_replacement(step.new, step.reason, lang) if step else ""


def copy_button(key: str, text: str, lang: Lang) -> Markup:
    """A button that copies a text; a blank one stands for the page's address. `page.js` acts on it."""
    words = escape(translate(key, lang))
    return elements.tag(
        "button", words, "ps-copy", type="button", data_copy=text, data_done=translate("cite.copied", lang)
    )


def copy_link(lang: Lang) -> Markup:
    """A button that copies the page's address."""
    return copy_button("cite.copy_link", "", lang)


@piece
def _reference(figure: Figure, provenance: Provenance, lang: Lang, tools: Markup) -> Markup:
    standing = _standing(figure, provenance, lang)
    text = format_reference(figure, provenance.edition, lang, standing)
    label = elements.tag("p", escape(translate("cite.reference_label", lang)), "ps-meta")
    buttons = elements.tag("div", copy_button("cite.copy", text, lang) + tools, "ps-tools")
    return label + elements.tag("p", escape(text), "ps-reference") + buttons


@piece
def _inputs(inputs: Sequence[Figure], lang: Lang) -> Markup:
    """What a computed figure was computed from, each with its source."""
    if not inputs:
        return elements.BLANK
    return elements.figure_table(inputs, lang, translate("figure.inputs", lang), INPUT_COLUMNS)


@piece
def _checks(figure: Figure, verdicts: elements.Verdicts, lang: Lang) -> Markup:
    mark = elements.check_mark(figure, verdicts, lang)
    return elements.tag("p", mark.strip(), "ps-meta") if mark else elements.BLANK
