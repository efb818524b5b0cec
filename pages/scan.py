"""From an article to rows: paste or choose a text, and confirm what it gives on a desk in the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from pages.release_form import render_form
from publicstats import controls
from publicstats.articles import (
    COLUMNS,
    EXTENSIONS,
    MAX_LENGTH,
    SECONDS,
    ApartError,
    Finding,
    InputError,
    LengthError,
    confirm,
    describe_scan,
    find_covered,
    find_document,
    find_earlier,
    list_earlier,
    read_apart,
    scan_apart,
)
from publicstats.contract.records import Source
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


def render_page(edition: Edition, lang: Lang) -> None:
    """Asks for a text, and shows what was found in it. The server keeps nothing of what is typed here."""
    t: Callable[..., str] = partial(translate, lang=lang)
    controls.render_title(t("page.scan"))
    controls.render_lead(t("scan.lead"))
    text = st.text_area(t("scan.text", most=str(MAX_LENGTH)), height=280, key="scan_text")
    file = st.file_uploader(t("scan.file"), list(EXTENSIONS), key="scan_file")
    left, right = st.columns(2)
    date = left.text_input(t("scan.date"), key="scan_date", max_chars=30)
    titles = {name: s.title.to(lang) for name, s in edition.sources.items()}
    names = {"": t("scan.source_none")} | titles
    chosen = right.selectbox(t("scan.source"), list(names), format_func=names.__getitem__, key="scan_source")
    names_like = {"": t("scan.earlier_auto"), NONE: t("scan.earlier_none")} | titles
    like = left.selectbox(
        t("scan.earlier"), list(names_like), format_func=names_like.__getitem__, key="scan_like"
    )
    earlier = right.file_uploader(t("scan.earlier_file"), list(EXTENSIONS), key="scan_earlier")
    st.button(t("scan.run"))
    if not text.strip() and file is None:
        _render_without_text(edition, lang)
        return
    try:
        read = [read_apart(one.name, one.getvalue()) if one else "" for one in (file, earlier)]
    except InputError as error:
        st.error(plain_markdown(t(error.key, **error.facts)))
    except ApartError as error:
        st.error(t(error.key, seconds=str(round(SECONDS))))
    else:
        _render_result(Asked(read[0] or text, date, chosen, like, read[1]), edition, lang)


@controls.part
def _render_without_text(edition: Edition, lang: Lang) -> None:
    """Where nothing is scanned: the form of a release, else the drafts that the browser keeps."""
    sheet = render_form(edition, lang)
    controls.render_markup(desk_place(sheet.as_dict() if sheet else None, lang, can_save=may_save()))


@controls.part
def _render_result(asked: Asked, edition: Edition, lang: Lang) -> None:
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
        _render_scan(finding, edition, edition.sources.get(asked.source), lang)


def _scan(asked: Asked, edition: Edition) -> Finding:
    published = parse_period(asked.date) if asked.date.strip() else None
    source = edition.sources.get(asked.source)
    like = edition.sources.get(asked.like)
    if not asked.like:
        like = find_earlier(edition, asked.text, source, published)
    earlier = list_earlier(edition, like, asked.earlier) if like else None
    return scan_apart(asked.text, edition, published=published, source=source, earlier=earlier)


@controls.part
def _render_scan(finding: Finding, edition: Edition, source: Source | None, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    document = source.document if source else find_document(edition, finding.scan.drafts)
    scan, checks = confirm(finding, edition, document)
    covered = find_covered(edition, document, scan.drafts) if document else {}
    rows = [draft.row for draft in scan.drafts if draft.figure not in covered]
    if document:
        controls.render_lead(t("scan.known_document", document=document, count=str(len(covered))))
    for sentence in describe_scan(scan, len(rows), len(checks), lang):
        controls.render_lead(sentence)
    sheet = build_sheet(scan, covered, edition, lang, source=source)
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
