"""The journal of publications as HTML: editions in lines, the changes of one in rows."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from publicstats.figures.wording import format_count
from publicstats.markup import elements, visits
from publicstats.markup.parts import piece
from publicstats.publishing import Entry
from publicstats.publishing.changes import Change, Changes
from publicstats.publishing.save_words import describe_notes
from publicstats.text.i18n import Lang, format_moment, format_number, translate


@piece
def edition_list(entries: Iterable[Entry], lang: Lang, *, is_alone: bool = False) -> Markup:
    """Editions: when, which, what each changed, and where that is.

    One that is alone has its changes below it.
    """
    lines = (
        elements.tag("li", _edition(entry, lang, is_alone=is_alone), **visits.arrived(entry.since))
        for entry in entries
    )
    return elements.tag("ul", elements.BLANK.join(lines), "ps-releases")


@piece
def _edition(entry: Entry, lang: Lang, *, is_alone: bool) -> Markup:
    moment = translate("quality.utc", lang, moment=format_moment(entry.since, lang))
    when = elements.tag("span", escape(moment), "ps-when")
    known = f"{translate('quality.edition', lang)} {entry.fingerprint} · {format_count(entry.figures, lang)}"
    said = elements.tag("span", escape(known), "ps-meta")
    line = elements.tag("p", when + " " + said + visits.fresh_mark(lang))
    counts = escape(_word_counts(entry, lang))
    if not entry.is_first and entry.changes.listed and not is_alone:
        address = elements.link("changes", lang, list="editions", edition=name_entry(entry))
        counts += " " + elements.anchor(translate("changes.singly", lang), address, "ps-link")
    return line + elements.tag("p", counts, "ps-panel")


def name_entry(entry: Entry) -> str:
    """How an address names a publication: by its moment, as an edition may be published twice."""
    return f"{entry.since:%Y%m%d%H%M%S%f}"


def _word_counts(entry: Entry, lang: Lang) -> str:
    """What an edition changed in numbers; that it is the first, where it is."""
    changes = entry.changes
    if entry.is_first:
        return translate("changes.first", lang)
    said = [translate("changes.counts", lang, **changes.counts)]
    if changes.replacing:
        reasons = (
            translate(
                "changes.of_reason",
                lang,
                reason=translate(f"standing.reason.{reason}", lang),
                count=format_number(count, lang),
            )
            for reason, count in changes.replacing.items()
        )
        comma = translate("list.comma", lang)
        said.append(translate("changes.replacing", lang, reasons=comma.join(reasons)))
    said.append(describe_notes(entry.saves, lang))
    return translate("list.separator", lang).join(filter(None, said))


@piece
def change_table(shown: Iterable[Change], changes: Changes, caption: str, lang: Lang) -> Markup:
    """Changes in rows, and how many more there are than the journal keeps singly."""
    head = [translate(f"changes.{name}", lang) for name in ("action", "before", "after")]
    rows = ((translate(c.key, lang), c.before.to(lang), c.after.to(lang)) for c in shown)
    content = elements.plain_table(head, rows, caption)
    rest = changes.added + changes.changed + changes.removed - len(changes.listed)
    if rest > 0:
        content += elements.note(translate("changes.more", lang, count=format_number(rest, lang)))
    return content
