"""What every file says of where it was taken from."""

from __future__ import annotations

from publicstats.edition.model import Edition
from publicstats.figures.citing import format_edition
from publicstats.text.i18n import Lang, translate


def format_imprint(edition: Edition, lang: Lang) -> str:
    """The site and the edition that something was taken from."""
    return translate(
        "download.imprint",
        lang,
        site=translate("site.title", lang),
        edition=format_edition_short(edition, lang),
    )


def format_edition_short(edition: Edition, lang: Lang) -> str:
    """The edition as people name it: the beginning of its fingerprint, and its day."""
    return format_edition(edition, lang).replace(edition.fingerprint, edition.fingerprint[:12])
