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
