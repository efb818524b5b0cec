"""The change log: every edition published, with what it added, changed and removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from publicstats import controls
from publicstats.markup import elements
from publicstats.publishing import Entry, shared_store
from publicstats.publishing.changes import Change
from publicstats.text.i18n import Lang, format_moment, translate

SHOWN = 30
"""Editions on the page: the latest ones."""


def render_page(lang: Lang) -> None:
    """Shows the journal, the latest edition first."""
    t = partial(translate, lang=lang)
    controls.render_title(t("page.changes"))
    controls.render_lead(t("changes.lead"))
    entries = shared_store().archive.list_entries(SHOWN)
    if not entries:
        controls.render_lead(t("changes.none"))
    for entry in reversed(entries):
        _render_entry(entry, lang)


@controls.part
def _render_entry(entry: Entry, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    changes, is_first = entry.changes, entry.is_first
    controls.render_section(t("quality.utc", moment=format_moment(entry.since, lang)))
    summary = t("changes.first") if is_first else t("changes.counts", **changes.counts)
    figures = t("theme.figures", count=str(entry.figures))
    said = [f"{t('quality.edition')} {entry.fingerprint}", figures, summary]
    if changes.replacing and not is_first:
        reasons = (
            t("changes.of_reason", reason=t(f"standing.reason.{reason}"), count=str(count))
            for reason, count in changes.replacing.items()
        )
        said.append(t("changes.replacing", reasons=t("list.comma").join(reasons)))
    controls.render_lead(t("list.separator").join(said))
    if is_first or not changes.listed:
        return
    head = [t("changes.action"), t("changes.before"), t("changes.after")]
    rows = [_row(change, lang) for change in changes.listed]
    content = elements.plain_table(head, rows, t("changes.counts", **changes.counts))
    rest = changes.added + changes.changed + changes.removed - len(changes.listed)
    if rest:
        content += elements.note(t("changes.more", count=str(rest)))
    controls.render_markup(content)


def _row(change: Change, lang: Lang) -> tuple[str, str, str]:
    return translate(change.key, lang), change.before.to(lang), change.after.to(lang)
