"""Drafts in words: what a reader sees in place of their ids."""

from __future__ import annotations

from collections.abc import Collection

from publicstats.articles.drafts import Draft, Scan
from publicstats.edition.model import Edition
from publicstats.period import format_period, parse_period
from publicstats.text.i18n import Lang, translate


def describe_drafts(
    scan: Scan, covered: Collection[str], edition: Edition, lang: Lang
) -> tuple[dict[str, str], ...]:
    """The drafts that no row covers yet, by the names of `COLUMNS` and `number`, that of their mark."""
    return tuple(
        {"number": str(number)} | draft.row | _describe(draft, edition, lang)
        for number, draft in enumerate(scan.drafts, 1)
        if draft.figure not in covered
    )


def _describe(draft: Draft, edition: Edition, lang: Lang) -> dict[str, str]:
    setting = draft.setting
    return {
        "indicator": edition.indicators[draft.indicator].name.to(lang) if draft.indicator else "",
        "region": edition.regions[draft.region].name.to(lang) if draft.region else "",
        "period": format_period(parse_period(setting.period), lang) if setting.period else "",
        "basis": translate(f"basis.name.{setting.basis}", lang) if setting.basis else "",
        "kind": translate(f"kind.{setting.kind}", lang) if setting.kind else "",
    }


def describe_scan(scan: Scan, rows: int, checks: int, lang: Lang) -> list[str]:
    """What was found in a few sentences, with what has to be done before the rows can be saved."""
    said = [translate("scan.found", lang, rows=str(rows), checks=str(checks))]
    if scan.like:
        count = sum(bool(draft.like) for draft in scan.drafts)
        title = scan.like.title.to(lang)
        key = "scan.like" if scan.like_text else "scan.like_names"
        said.append(translate(key, lang, title=title, source=scan.like.id, count=str(count)))
    if scan.new_source:
        said.append(translate("scan.new_source", lang, source=scan.new_source))
    if scan.published is None:
        said.append(translate("scan.no_date", lang))
    else:
        said.append(translate("scan.dated", lang, date=format_period(scan.published, lang)))
    for key, names in (("scan.new_units", scan.new_units), ("scan.new_places", scan.new_places)):
        if names:
            said.append(translate(key, lang, names=translate("list.separator", lang).join(names)))
    return said
