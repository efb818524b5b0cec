"""Why a request of the API is not answered, as a sentence in problem+json (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from publicstats.contract.problems import quote_typed
from publicstats.server.shell.page import read_language
from publicstats.text.i18n import Lang, translate


class RefusalError(Exception):
    """A request that cannot be answered: its status, the key of the sentence, and what is filled in."""

    def __init__(self, status: HTTPStatus, key: str, **words: str) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.words = words
        self.members: Mapping[str, Any] = {}
        """What else the answer says, for programs (RFC 9457 calls it extension members)."""


def refuse_unknown(name: str, typed: str) -> RefusalError:
    """The refusal of a parameter's value that the edition does not have."""
    return RefusalError(HTTPStatus.NOT_FOUND, "api.names_nothing", name=name, typed=quote_typed(typed))


def answer_refusal(request: Request, error: Exception) -> Response:
    """The answer to a request that was refused."""
    assert isinstance(error, RefusalError)
    sentence = translate(error.key, read_language(request.scope), **error.words)
    return _build(error.status, sentence, read_language(request.scope), error.members)


def answer_wrong_path(request: Request, error: Exception) -> Response:
    """The answer where there is no such address, or it is not one to write to."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    key = "api.read_only" if status is HTTPStatus.METHOD_NOT_ALLOWED else "api.no_address"
    answer = build_refusal(status, key, read_language(request.scope))
    answer.headers.update(error.headers or {})
    return answer


def answer_failure(request: Request, error: Exception) -> Response:
    """The answer where the program itself fails; the error goes on to the log."""
    return build_refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "answer.failure", read_language(request.scope))


def build_refusal(status: HTTPStatus, key: str, lang: Lang, **words: str) -> Response:
    """A status and a sentence as problem+json, which is what the standard calls a refusal."""
    return _build(status, translate(key, lang, **words), lang, {})


def _build(status: HTTPStatus, sentence: str, lang: Lang, members: Mapping[str, Any]) -> Response:
    refusal = {
        "type": "about:blank",
        "title": translate(f"api.status.{status.name.lower()}", lang),
        "status": status.value,
        "detail": sentence,
        **members,
    }
    # A sentence may quote half of a character, which JSON can name and no file can hold.
    body = json.dumps(refusal, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status.value, media_type="application/problem+json")


HANDLERS = {RefusalError: answer_refusal, HTTPException: answer_wrong_path, Exception: answer_failure}
