"""What a desk asks about a draft: what may be chosen for its cells, and what is wrong with it."""

from __future__ import annotations

from http import HTTPStatus

from publicstats.drafting import check_draft, list_choices, parse_draft
from publicstats.edition.model import Edition
from publicstats.publishing import shared_store
from publicstats.server.api.refusals import RefusalError
from publicstats.server.desk.asking import Answer, Asked, Get, Post


def take_edition() -> Edition:
    """The edition that readers see; RefusalError while there is none."""
    edition = shared_store().snapshot.edition
    if edition is None:
        raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "api.unavailable")
    return edition


def check(asked: Asked) -> Answer:
    """What is wrong with a draft, how it will be read, and the edit that it is."""
    return Answer(check_draft(parse_draft(asked.sent), take_edition(), asked.lang).as_dict())


def choose(asked: Asked) -> Answer:
    """All that may be chosen for the cells of a draft."""
    return Answer(list_choices(take_edition()))


def name_choices(asked: Asked) -> str:
    """What a browser has of the choices already, as an ETag says it."""
    return f"{take_edition().fingerprint}-{asked.lang}"


POSTS: tuple[Post, ...] = (Post("/check", check),)
GETS: tuple[Get, ...] = (Get("/choices", choose, name_choices),)
