"""The releases of an edition for programs, and as a calendar to subscribe to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from publicstats.analysis.release_rows import RELEASE_COLUMNS, describe_releases
from publicstats.analysis.today import find_today
from publicstats.downloads.event_file import write_calendar
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.server.api.catalogues import build_list_schema, build_object, dump
from publicstats.server.api.operations import Asked, Operation
from publicstats.text.i18n import Lang, choose_language

CALENDAR = "text/calendar"


def _parse_today(edition: Edition, asked: Asked) -> date:
    """The day that late is counted from: the answer of yesterday is another one."""
    return find_today()


@memoize(2)
def _write_releases(edition: Edition, today: date) -> bytes:
    return dump({"edition": edition.fingerprint, "releases": list(describe_releases(edition, today))})


@dataclass(frozen=True)
class Wanted:
    """A calendar in a language, with the moment of the edition that stands in it."""

    lang: Lang
    since: datetime | None


def _parse_calendar(edition: Edition, asked: Asked) -> Wanted:
    return Wanted(choose_language(asked.get("lang")), edition.since)


@memoize(4)
def _write_calendar(edition: Edition, wanted: Wanted) -> bytes:
    return write_calendar(edition, wanted.lang)


SCHEMAS_BY_NAME = {"Release": build_object({name: {"type": "string"} for name in RELEASE_COLUMNS})}
OPERATIONS = (
    Operation(
        "/releases.json",
        "Every announced release: when it is expected, whether it has come or is late, and what is missing",
        _write_releases,
        _parse_today,
        schema=build_list_schema("releases", "Release"),
    ),
    Operation(
        "/releases.ics",
        "The same as a calendar to subscribe to: an event of a whole day each (RFC 5545)",
        _write_calendar,
        _parse_calendar,
        media_type=CALENDAR,
        schema={"type": "string", "contentMediaType": CALENDAR},
        file_name="releases-{edition}.ics",
    ),
)
