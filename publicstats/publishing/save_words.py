"""Saves in words: where an edition came from, and what each save was."""

from __future__ import annotations

from collections.abc import Iterable

from publicstats.editing.edit import ORIGINS
from publicstats.publishing.journal import SaveNote
from publicstats.publishing.save_log import UNDO, Save, Saves
from publicstats.publishing.saving import ANALYST, COMMAND, EVERYBODY
from publicstats.text.i18n import Lang, format_moment, translate

_ORIGINS, _ROLES = {*ORIGINS, UNDO}, {ANALYST, COMMAND, EVERYBODY}
"""What there are words for; a newer program may know others."""


def describe_notes(notes: Iterable[SaveNote], lang: Lang) -> str:
    """From where and by which role an edition came into the CSVs; blank where nobody saved it from a page."""
    kinds = dict.fromkeys((note.origin, note.role) for note in notes)
    said = (
        translate(
            "saves.note", lang, origin=word_origin(origin, lang), role=translate(f"saves.role.{role}", lang)
        )
        for origin, role in kinds
        if origin in _ORIGINS and role in _ROLES
    )
    return translate("list.separator", lang).join(said)


def word_origin(origin: str, lang: Lang) -> str:
    """What a save was made of."""
    return translate(f"saves.origin.{origin}", lang)


def describe_save(save: Save, saves: Saves, lang: Lang) -> str:
    """A line on a save: its id, when, from where, how much, into which files, and whether it stands."""
    edit = save.applied.edit
    return translate(
        "saves.line",
        lang,
        save=save.id,
        moment=format_moment(save.moment, lang),
        origin=word_origin(save.origin, lang) + (f" {save.undoes}" if save.undoes else ""),
        rows=str(len(edit.rows)),
        cells=str(len(edit.cells)),
        files=translate("list.comma", lang).join(sorted(save.after)),
        state=translate("saves.undone", lang) if save.id in saves.undone else "",
    ).rstrip()
