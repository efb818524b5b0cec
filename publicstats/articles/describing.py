"""A scan in words."""

from __future__ import annotations

from publicstats.articles.drafts import Scan
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate


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
