"""What is found in a text: the sheet of its desk, rows to take along, and relations between figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from publicstats import controls
from publicstats.articles import (
    COLUMNS,
    MAX_LENGTH,
    SECONDS,
    ApartError,
    Finding,
    LengthError,
    confirm,
    describe_scan,
    find_covered,
    find_document,
    find_earlier,
    list_earlier,
    scan_apart,
)
from publicstats.downloads import write_csv
from publicstats.drafting import build_sheet
from publicstats.edition.model import Edition
from publicstats.markup.article import check_table
from publicstats.markup.desk_place import desk_place
from publicstats.markup.markdown import plain_markdown
from publicstats.period import PeriodError, parse_period
from publicstats.publishing.folders import may_save
from publicstats.text.i18n import Lang, translate

NONE = "none"


class Asked(NamedTuple):
    """What was typed and chosen."""

    text: str
    date: str
    source: str
    like: str
    """The id of an earlier source, `NONE`, or blank: found by itself."""
    earlier: str
    document: str = ""
    """The name of the file that was chosen; blank for a text that was pasted."""


@controls.part
def render_result(asked: Asked, edition: Edition, lang: Lang) -> None:
    """Shows what is found in the text that was asked for, or why nothing is."""
    t: Callable[..., str] = partial(translate, lang=lang)
    try:
        finding = _scan(asked, edition)
    except PeriodError:
        st.error(plain_markdown(t("scan.bad_date", date=asked.date)))
    except LengthError as error:
        st.error(t("scan.too_long", length=str(error), most=str(MAX_LENGTH)))
    except ApartError as error:
        st.error(t(error.key, seconds=str(round(SECONDS))))
    else:
        _render_scan(finding, edition, asked, lang)


def _scan(asked: Asked, edition: Edition) -> Finding:
    published = parse_period(asked.date) if asked.date.strip() else None
    source = edition.sources.get(asked.source)
    like = edition.sources.get(asked.like)
    if not asked.like:
        like = find_earlier(edition, asked.text, source, published)
    earlier = list_earlier(edition, like, asked.earlier) if like else None
    return scan_apart(asked.text, edition, published=published, source=source, earlier=earlier)


@controls.part
def _render_scan(finding: Finding, edition: Edition, asked: Asked, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    source = edition.sources.get(asked.source)
    document = source.document if source else find_document(edition, finding.scan.drafts)
    scan, checks = confirm(finding, edition, document)
    covered = find_covered(edition, document, scan.drafts) if document else {}
    rows = [draft.row for draft in scan.drafts if draft.figure not in covered]
    if document:
        controls.render_lead(t("scan.known_document", document=document, count=str(len(covered))))
    for sentence in describe_scan(scan, len(rows), len(checks), lang):
        controls.render_lead(sentence)
    sheet = build_sheet(scan, covered, edition, lang, source=source, document=asked.document)
    controls.render_markup(desk_place(sheet.as_dict(), lang, can_save=may_save()))
    if rows:
        _render_download(rows, lang)
    controls.render_section(t("scan.checks"))
    controls.render_lead(t("scan.checks_lead") if checks else t("scan.checks_none"))
    if checks:
        controls.render_markup(check_table(checks, lang))


@controls.part
def _render_download(rows: list[dict[str, str]], lang: Lang) -> None:
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    label = translate("scan.download", lang)
    st.download_button(
        label, write_csv(table), "drafts.csv", "text/csv", on_click="ignore", key="scan_download"
    )
