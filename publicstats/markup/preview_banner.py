"""What stands above every page of a preview: that it is one, what is in it, and the ways back and out."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup, escape

from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.markup.publication_lists import change_table
from publicstats.publishing.changes import Changes
from publicstats.publishing.previews import Preview
from publicstats.publishing.trials import Trial
from publicstats.text.i18n import Lang, format_moment, translate

SHOWN = 50
"""Figures that unfold in a banner."""
REASONS = 5
"""Problems that a banner names."""
END = "./desk/preview/end"
"""Where a preview is ended, by `preview.js`."""


@piece
def preview_banner(preview: Preview, trial: Trial, lang: Lang) -> Markup:
    """The banner of a preview: what it changes and as of when, or why it cannot be shown."""
    moment = format_moment(preview.made, lang)
    content = _tell(translate("preview.title", lang), _say(preview, trial, lang))
    content += elements.note(translate("preview.scope", lang, moment=moment))
    if trial.edition is None:
        reasons = elements.BLANK.join(
            elements.tag("li", escape(words)) for words in list_reasons(trial, lang)[:REASONS]
        )
        content += elements.tag("ul", reasons)
    elif trial.is_held or trial.is_moved:
        content += elements.note(translate("preview.held" if trial.is_held else "preview.moved", lang))
    if trial.changes is not None and trial.changes.listed:
        content += _list_changes(trial.changes, lang)
    return elements.tag("div", content + _ways(lang), "ps-preview")


@piece
def ended_banner(lang: Lang) -> Markup:
    """The banner in a browser whose preview has ended, as it was saved, ended elsewhere, or is over."""
    content = _tell(translate("preview.over", lang), translate("preview.published", lang))
    back = elements.anchor(translate("preview.back", lang), elements.link("scan", lang), "ps-link")
    return elements.tag("div", content + elements.tag("p", back, "ps-panel"), "ps-preview")


def list_reasons(trial: Trial, lang: Lang) -> list[str]:
    """Why an edit cannot be published as the files are, in words: what does not fit, or its errors."""
    if trial.conflict is not None:
        return [translate(trial.conflict.key, lang, **trial.conflict.facts)]
    errors = (problem for problem in trial.problems if problem.severity == "error")
    return [f"{problem.locate(lang)}: {problem.describe(lang)}" for problem in errors]


def _say(preview: Preview, trial: Trial, lang: Lang) -> str:
    if trial.changes is None:
        return translate("preview.unfit", lang)
    return translate("changes.counts", lang, **trial.changes.counts)


def _tell(title: str, said: str) -> Markup:
    """What is heard of it: the rest is read by whoever comes to it."""
    words = elements.tag("strong", escape(title)) + " " + elements.tag("span", escape(said))
    return elements.tag("p", words, role="status")


def _list_changes(changes: Changes, lang: Lang) -> Markup:
    shown = replace(changes, listed=changes.listed[:SHOWN])
    caption = translate("changes.counts", lang, **changes.counts)
    table = change_table(shown.listed, shown, caption, lang)
    return elements.details(translate("preview.changes", lang), table)


def _ways(lang: Lang) -> Markup:
    back = elements.anchor(translate("preview.back", lang), elements.link("scan", lang), "ps-link")
    words = {"data_address": END, "data_failed": translate("preview.not_ended", lang)}
    end = elements.tag(
        "button", escape(translate("preview.end", lang)), "ps-copy ps-end", type="button", **words
    )
    return elements.tag("div", back + " " + end, "ps-tools")
