"""An edit goes into the CSVs, is taken back, or is taken along as the files that it makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from publicstats.contract.problems import Problem
from publicstats.editing import ConflictError, Edit, EditError
from publicstats.editing.applying import apply_edit
from publicstats.editing.edit import parse_edit
from publicstats.edition.model import Build
from publicstats.publishing import shared_store
from publicstats.publishing.archive import Archive, pack_files
from publicstats.publishing.folders import may_save
from publicstats.publishing.save_log import Save
from publicstats.publishing.saving import ANALYST, EVERYBODY, SaveError, save_edit, undo_save
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.server import access
from publicstats.server.api.refusals import RefusalError
from publicstats.server.desk.asking import Answer, Asked, Post
from publicstats.server.desk.desk_previews import describe_problem
from publicstats.text.i18n import Lang

_T = TypeVar("_T")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]+")
"""A file's name that every browser saves under."""
_STATUSES = {
    "desk.saving_off": HTTPStatus.FORBIDDEN,
    "desk.invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "desk.save_unwritable": HTTPStatus.SERVICE_UNAVAILABLE,
    "desk.save_unfinished": HTTPStatus.SERVICE_UNAVAILABLE,
    "desk.busy": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""What is answered where it is no conflict with what the files are now."""


def _answer_save(asked: Asked) -> Answer:
    match asked.sent:
        case {"edit": dict(sent), "base": dict(base)}:
            edit, anyway = parse_edit(sent), asked.sent.get("anyway") is True
            signed = {str(name): str(digest) for name, digest in base.items()}
            return _do(
                asked.lang,
                lambda: save_edit(*_places(), edit, signed, _role(), anyway=anyway, build=_know()),
            )
    raise EditError("a save has an edit and its base")


def _answer_undo(asked: Asked) -> Answer:
    match asked.sent:
        case {"save": str(name)}:
            anyway = asked.sent.get("anyway") is True
            if not may_save():
                raise RefusalError(HTTPStatus.FORBIDDEN, "desk.saving_off")
            return _do(asked.lang, lambda: undo_save(*_places(), name, _role(), anyway=anyway, build=_know()))
    raise EditError("an undo has a save")


def _answer_files(asked: Asked) -> Answer:
    match asked.sent:
        case {"edit": dict(sent)}:
            return _pack(_refusing(asked.lang, lambda: _apply(parse_edit(sent))))
    raise EditError("files are of an edit")


def _apply(edit: Edit) -> dict[str, bytes]:
    return apply_edit(load_files(shared_store().data), edit)


def _pack(files: Mapping[str, bytes]) -> Answer:
    """One CSV as it is, several as a zip with the folders in which they belong."""
    (name, data), *others = files.items()
    base = name.rpartition("/")[2]
    if others or not _PLAIN_NAME.fullmatch(base):
        return Answer(pack_files(files), "application/zip", "publicstats-csv.zip")
    return Answer(data, "application/octet-stream", base)


def _do(lang: Lang, act: Callable[[], Save]) -> Answer:
    done = _refusing(lang, act)
    moment = done.moment.isoformat(timespec="seconds")
    facts = {"save": done.id, "moment": moment, "edition": done.fingerprint, "files": sorted(done.after)}
    return Answer(facts)


def _refusing(lang: Lang, act: Callable[[], _T]) -> _T:
    """What an act gives; why it gives nothing as a refusal, with the problems that would be."""
    try:
        return act()
    except ConflictError as error:
        raise _refuse(error.key, error.facts, (), lang) from error
    except SaveError as error:
        raise _refuse(error.key, error.facts, error.problems, lang) from error
    except UnreadableError as error:
        raise _refuse("desk.data_unreadable", {}, error.problems, lang) from error


def _refuse(key: str, facts: Mapping[str, str], problems: tuple[Problem, ...], lang: Lang) -> RefusalError:
    error = RefusalError(_STATUSES.get(key, HTTPStatus.CONFLICT), key, **facts)
    members: dict[str, Any] = {"key": key, "facts": dict(facts)}
    error.members = members | {"problems": [describe_problem(problem, lang) for problem in problems]}
    return error


def _places() -> tuple[Path, Archive]:
    store = shared_store()
    return store.data, store.archive


def _know() -> Build:
    """Builds editions as one who knows the folder."""
    return shared_store().builder.branch().build


def _role() -> str:
    return ANALYST if access.HAS_SIGN_IN else EVERYBODY


POSTS = (Post("/save", _answer_save), Post("/undo", _answer_undo), Post("/files", _answer_files))
"""What this module answers."""
