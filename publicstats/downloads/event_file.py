"""The releases of an edition as a calendar file (RFC 5545): an event of a whole day each.

    BEGIN:VEVENT
    UID:calls_2026_10@publicstats
    DTSTART;VALUE=DATE:20261112
    SUMMARY:10月热线通报（2026年10月）

Written here, as it takes four rules: lines end with CRLF, none has more than 75 octets, texts are escaped,
and a day ends where the next begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from publicstats.contract.records import Release
from publicstats.edition.model import Edition
from publicstats.period import format_period
from publicstats.text.i18n import LANGUAGE_TAGS, Lang, translate

WIDTH = 75
"""Octets of a line, its end not counted."""
SITE = "publicstats"
"""What an event's name ends with. No address: a site may have several, and an event keeps its name."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""When an edition that nobody has published was made: any moment, and always the same."""


def write_calendar(edition: Edition, lang: Lang) -> bytes:
    """All releases as UTF-8, those expected first before the others; the same for the same edition."""
    moment = (edition.since or _UNDATED).astimezone(UTC)
    title = f"{translate('page.calendar', lang)} · {translate('site.title', lang)}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//publicstats//releases//{lang.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(title)}",
    ]
    for release in sorted(edition.releases.values(), key=lambda r: (r.expected, r.period.end, r.id)):
        lines += _list_properties(edition, release, moment, lang)
    lines.append("END:VCALENDAR")
    return b"".join(map(_fold, lines))


def _list_properties(edition: Edition, release: Release, moment: datetime, lang: Lang) -> Iterator[str]:
    period = format_period(release.period, lang)
    names = (edition.indicators[name].name.to(lang) for name in dict.fromkeys(release.indicators))
    described = [translate("list.enumeration", lang).join(names), release.note.to(lang)]
    title = translate("calendar.event", lang, title=release.title.to(lang), period=period)
    tag = LANGUAGE_TAGS[lang]
    yield "BEGIN:VEVENT"
    yield f"UID:{release.id}@{SITE}"
    yield f"DTSTAMP:{moment:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_write_day(release.expected)}"
    yield f"DTEND;VALUE=DATE:{_write_day(release.expected + timedelta(days=1))}"
    yield f"SUMMARY;LANGUAGE={tag}:{_escape(title)}"
    yield f"DESCRIPTION;LANGUAGE={tag}:{_escape(chr(10).join(filter(None, described)))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _write_day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escape(text: str) -> str:
    """A text as a value: without control characters, which a calendar may not have."""
    return "".join(sign for sign in text.translate(_ESCAPES) if sign >= " " and sign != "\x7f")


def _fold(line: str) -> bytes:
    """A line with its end; a long one goes on in lines that begin with a blank, between two characters."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > WIDTH:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
