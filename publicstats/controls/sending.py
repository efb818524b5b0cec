"""An edit on its way from a form into the CSVs: what would come of it, saved, taken back, or downloaded."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st

from publicstats.analysis.edit_outlook import MOST_HINTS, Outlook, look_ahead
from publicstats.analysis.hint_words import describe_hint
from publicstats.contract.problems import Problem
from publicstats.controls.pieces import render_markup
from publicstats.editing import ConflictError, Edit
from publicstats.markup import elements, outlook_lists
from publicstats.publishing import Snapshot, shared_store
from publicstats.publishing.saving import SaveError, can_save, save_edit, sign_contents, undo_save
from publicstats.reading.folder import UnreadableError
from publicstats.text.i18n import Lang, translate

_LOG = logging.getLogger(__name__)


@dataclass
class Sending:
    """What a session has of an edit that a form made."""

    who: Callable[[], str]
    """Gives the role by which edits are made here, at the moment in which it is asked; blank for none."""
    outlook: Outlook | None = None
    saved: str = ""
    """The id of the save; blank where nothing is saved."""
    is_held: bool = False
    """Whether saving was asked for, and there is something to look at first."""
    is_open: bool = False
    """Whether it was not saved only because a spreadsheet has the file open."""
    told: tuple[str, Mapping[str, str]] | None = None
    """A sentence about what happened last: its key and its facts."""
    problems: tuple[Problem, ...] = field(default=())
    """What is wrong with the files besides."""

    @property
    def is_new(self) -> bool:
        """Whether nothing has been done yet."""
        return self.outlook is None and self.told is None and not self.problems

    @property
    def is_allowed(self) -> bool:
        """Whether whoever sits there may make edits: a sign-in may have ended since the page was drawn."""
        return bool(self.who())

    def list_actions(self) -> tuple[str, ...]:
        """What may be done with the edit, that which Enter does first."""
        if not may_save_here():
            return ("check",)
        return ("save", "check", "anyway") if self.is_open else ("save", "check")

    def send(self, edit: Edit, files: Mapping[str, bytes], action: str) -> bool:
        """Looks at what would come of an edit, and saves it but for the action `check`; whether it is saved.

        It is looked at first where there is something to be looked at, and saved when it is sent once more.
        """
        if not (edit.rows or edit.cells):
            self.refuse("mend.unchanged")
            return False
        seen = self.outlook.edit if self.outlook and not self.saved else None
        self.outlook, self.saved, self.is_held = None, "", False
        store = shared_store()
        builder = store.builder.branch()
        self.outlook = look_ahead(builder, files, edit, store.snapshot.edition)
        if action == "check" or not self.outlook.verdict.may_be_saved:
            return False
        self.is_held = self.outlook.has_news and seen != edit
        if not self.is_held:
            base, anyway = sign_contents(files, edit.files), action == "anyway"
            self.saved = save_edit(
                store.data, store.archive, edit, base, self.who(), anyway=anyway, build=builder.build
            ).id
        return bool(self.saved)

    def undo(self) -> None:
        """Takes the save back."""
        if not may_save_here():
            self.refuse("desk.saving_off")
            return
        store = shared_store()
        undo_save(store.data, store.archive, self.saved, self.who(), build=store.builder.branch().build)
        self.outlook, self.saved = None, ""
        self.refuse("sending.undone")

    def refuse(self, key: str, **facts: str) -> None:
        """Has a sentence said."""
        self.told = (key, facts)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Whatever fails within is said; what was typed stays in its form."""
        self.told, self.problems, self.is_open = None, (), False
        try:
            yield
        except (ConflictError, SaveError) as error:
            self.refuse(error.key, **error.facts)
            self.problems = getattr(error, "problems", ())
            self.is_open = error.key == "desk.file_open"
        except UnreadableError as error:
            self.problems = error.problems
        except Exception:  # noqa: BLE001 - whatever fails, what was typed is not lost
            _LOG.exception("an edit cannot be saved")
            self.refuse("sending.failed")


def may_save_here() -> bool:
    """Whether edits may be saved into the folder from pages."""
    return can_save(shared_store().data)


def render_sending(sending: Sending, snapshot: Snapshot, undo: Callable[[], None], lang: Lang) -> None:
    """Shows what became of an edit, or what would."""
    if sending.told:
        key, facts = sending.told
        render_markup(outlook_lists.told(translate(key, lang, **facts)))
    if sending.problems:
        render_markup(outlook_lists.problem_list(sending.problems, "mend.problems", lang, is_alert=True))
    outlook = sending.outlook
    if outlook is None:
        return
    if sending.saved:
        back = elements.anchor(translate("mend.back", lang), elements.link("quality", lang), "ps-link")
        render_markup(outlook_lists.told(translate(_name_state(outlook, snapshot), lang), back))
        st.button(translate("sending.undo", lang), key="undo", on_click=undo)
    elif not outlook.verdict.may_be_saved:
        render_markup(outlook_lists.problem_list(outlook.verdict.added, "outlook.added", lang, is_alert=True))
    else:
        render_markup(
            outlook_lists.told(translate("outlook.look_first" if sending.is_held else "outlook.sound", lang))
        )
    _render_outlook(outlook, lang)
    if not may_save_here() and outlook.verdict.may_be_saved:
        _render_files(outlook, lang)


def _name_state(outlook: Outlook, snapshot: Snapshot) -> str:
    """The sentence that says what became of a saved edit."""
    if outlook.changes is None:
        return "sending.unpublished"
    is_served = snapshot.edition is not None and snapshot.edition.fingerprint == outlook.fingerprint
    return "sending.published" if is_served else "sending.saved"


def _render_outlook(outlook: Outlook, lang: Lang) -> None:
    verdict = outlook.verdict
    if verdict.warnings:
        render_markup(outlook_lists.problem_list(verdict.warnings, "outlook.warnings", lang))
    if outlook.hints:
        more = [translate("outlook.more_hints", lang)] if len(outlook.hints) == MOST_HINTS else []
        said = [describe_hint(hint, lang) for hint in outlook.hints]
        render_markup(outlook_lists.text_list([*said, *more], "outlook.hints", lang))
    if outlook.changes is not None:
        render_markup(outlook_lists.changes_for_readers(outlook.changes, lang))
    elif verdict.may_be_saved:
        render_markup(outlook_lists.remaining_list(verdict.remaining, lang))


def _render_files(outlook: Outlook, lang: Lang) -> None:
    """The changed files, where they are not saved from here."""
    render_markup(elements.note(translate("sending.off", lang)))
    for name, data in outlook.files.items():
        label = translate("sending.download", lang, file=name.rpartition("/")[2])
        st.download_button(
            label, data, name.rpartition("/")[2], "text/csv", on_click="ignore", key=f"download_{name}"
        )
