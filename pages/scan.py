"""From an article to draft rows: paste a text, see its quantities marked, take the drafts along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
    describe_drafts,
    find_covered,
    find_document,
    scan_apart,
)
from publicstats.downloads import write_csv
from publicstats.edition.model import Edition
from publicstats.markup import article
from publicstats.markup.markdown import plain_markdown
from publicstats.period import Period, PeriodError, format_period, parse_period
from publicstats.text.i18n import Lang, translate


def render_page(edition: Edition, lang: Lang) -> None:
    """Asks for a text, and shows what was found in it. Nothing typed here is kept."""
    t: Callable[..., str] = partial(translate, lang=lang)
    controls.render_title(t("page.scan"))
    controls.render_lead(t("scan.lead"))
    text = st.text_area(t("scan.text", most=str(MAX_LENGTH)), height=280, key="scan_text")
    left, right = st.columns(2)
    typed = left.text_input(t("scan.date"), key="scan_date", max_chars=30)
    names = {"": t("scan.source_none")} | {name: s.title.to(lang) for name, s in edition.sources.items()}
    chosen = right.selectbox(t("scan.source"), list(names), format_func=names.__getitem__, key="scan_source")
    st.button(t("scan.run"))
    if text.strip():
        _render_result(text, typed, chosen, edition, lang)


@controls.part
def _render_result(text: str, typed: str, chosen: str, edition: Edition, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    try:
        published: Period | None = parse_period(typed) if typed.strip() else None
        finding = scan_apart(text, edition, published=published, source=edition.sources.get(chosen))
    except PeriodError:
        st.error(plain_markdown(t("scan.bad_date", date=typed)))
    except LengthError as error:
        st.error(t("scan.too_long", length=str(error), most=str(MAX_LENGTH)))
    except ApartError as error:
        st.error(t(error.key, seconds=str(round(SECONDS))))
    else:
        _render_scan(finding, edition, edition.sources[chosen].document if chosen else "", lang)


@controls.part
def _render_scan(finding: Finding, edition: Edition, document: str, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    scan, checks = finding
    document = document or find_document(edition, scan.drafts)
    covered = find_covered(edition, document, scan.drafts) if document else frozenset()
    rows = [draft.row for draft in scan.drafts if draft.figure not in covered]
    found = [t("scan.found", rows=str(len(rows)), checks=str(len(checks)))]
    if document:
        found.append(t("scan.known_document", document=document, count=str(len(covered))))
    found.append(
        t("scan.dated", date=format_period(scan.published, lang)) if scan.published else t("scan.no_date")
    )
    if scan.new_units:
        found.append(t("scan.new_units", units=t("list.separator").join(scan.new_units)))
    for sentence in found:
        controls.render_lead(sentence)
    controls.render_section(t("scan.marked"))
    controls.render_markup(article.legend(lang) + article.marked_text(scan, covered, lang))
    controls.render_section(t("scan.rows"))
    if rows:
        _render_download(rows, lang)
        controls.render_markup(article.draft_table(describe_drafts(scan, covered, edition, lang), lang))
    else:
        controls.render_lead(t("scan.rows_none"))
    controls.render_section(t("scan.checks"))
    controls.render_lead(t("scan.checks_lead") if checks else t("scan.checks_none"))
    if checks:
        controls.render_markup(article.check_table(checks, lang))


@controls.part
def _render_download(rows: list[dict[str, str]], lang: Lang) -> None:
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    label = translate("scan.download", lang)
    st.download_button(
        label, write_csv(table), "drafts.csv", "text/csv", on_click="ignore", key="scan_download"
    )
