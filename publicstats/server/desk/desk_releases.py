"""The form of a next release, and its filling from a pasted table."""

from __future__ import annotations

from http import HTTPStatus

from publicstats.drafting import Asked as Wanted
from publicstats.drafting import FormRow, NoPeriodError, build_release_sheet, paste_table
from publicstats.editing import EditError
from publicstats.editing.edit import MAX_ROWS
from publicstats.edition.model import Edition
from publicstats.period import PeriodError, parse_period
from publicstats.server.api.refusals import RefusalError, refuse_unknown
from publicstats.server.desk.asking import Answer, Asked, Post
from publicstats.server.desk.desk_checks import take_edition

KINDS = ("release", "indicator", "source")


def make_form(asked: Asked) -> Answer:
    """A blank row for each figure that is expected of a release, an indicator or a source."""
    edition = take_edition()
    wanted = _parse_wanted(asked.sent, edition)
    try:
        return Answer(build_release_sheet(edition, wanted, asked.lang).as_dict())
    except NoPeriodError as error:
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "desk.no_period") from error


def paste(asked: Asked) -> Answer:
    """The prints that a pasted table has for the rows of a form."""
    match asked.sent:
        case {"text": str(text), "rows": list(rows)} if len(rows) <= MAX_ROWS:
            return Answer(paste_table(text, [_parse_row(row) for row in rows], take_edition()).as_dict())
    raise EditError("what is pasted has a text and rows")


def _parse_wanted(sent: object, edition: Edition) -> Wanted:
    match sent:
        case dict(fields) if sum(isinstance(fields.get(kind), str) for kind in KINDS) == 1:
            kind = next(kind for kind in KINDS if isinstance(fields.get(kind), str))
            if fields[kind] not in getattr(edition, f"{kind}s"):
                raise refuse_unknown(kind, fields[kind])
            typed = str(fields.get("period") or "")
            try:
                return Wanted(**{kind: fields[kind]}, period=parse_period(typed) if typed else None)
            except PeriodError as error:
                raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "desk.wrong_period") from error
    raise EditError("a form is of one release, indicator or source")


def _parse_row(sent: object) -> FormRow:
    match sent:
        case {"number": int(number), "cells": dict(cells), "like": str(like)}:
            return FormRow(number, {str(name): str(cell) for name, cell in cells.items()}, like)
    raise EditError("a row of a form has a number, cells and what it is like")


POSTS: tuple[Post, ...] = (Post("/release", make_form), Post("/paste", paste))
