"""How a figure is cited: what a reader must know of it line by line, and a reference to copy.

The Chinese reference follows GB/T 7714-2015: 责任者. 题名[N]. 出版日期, for a newspaper article, and
责任者. 题名[DB/OL]. 日期 for what this site has computed; the English one is plain.
"""

from __future__ import annotations

from collections.abc import Iterable

from publicstats.contract.records import Figure, Source
from publicstats.edition.model import Edition
from publicstats.figures.wording import (
    describe_figure,
    format_figure,
    format_interval,
    format_nature,
    format_place,
    format_time,
    format_title,
)
from publicstats.period import format_period
from publicstats.text.i18n import Lang, format_day, translate

NAMED_SOURCES = 3
"""Sources named under a drawing at the most; of more only the one published last is."""


def list_named_sources(figures: Iterable[Figure]) -> list[Source]:
    """The sources of figures, each once: in the figures' order, but of many the one published last first."""
    sources = list({figure.source.id: figure.source for figure in figures if figure.source}.values())
    if len(sources) > NAMED_SOURCES:
        sources.sort(key=lambda source: source.published.end, reverse=True)
    return sources


def describe_citation(
    figure: Figure, edition: str, lang: Lang, standing: str = "", *, is_defined: bool = False
) -> list[tuple[str, str]]:
    """What is known of a figure as names and texts, in the order in which a reader checks it.

    `edition` is what `format_edition` says of the one that it is of, `standing` what `describe_replacement`
    says of what took its place; `is_defined` where a reader has the definition already.
    """
    rows = [
        ("standing", standing),
        ("printed", figure.printed),
        ("value", format_figure(figure, lang) if figure.printed != format_figure(figure, lang) else ""),
        ("interval", format_interval(figure, lang)),
        ("place", format_place(figure, lang)),
        ("basis", f"{translate(f'basis.name.{figure.basis}', lang)} · {format_time(figure, lang)}"),
        ("nature", format_nature(figure, lang) or translate("kind.actual", lang)),
        ("definition", "" if is_defined else figure.indicator.definition.to(lang)),
        ("note", figure.note.to(lang)),
        *_describe_origin(figure, lang),
        ("edition", edition),
    ]
    return [(translate(f"cite.{name}", lang), text) for name, text in rows if text]


def format_reference(figure: Figure, edition: str, lang: Lang, standing: str = "") -> str:
    """The reference to a figure, ready to be pasted: its article, or for a computed one this site.

    `standing` is what `describe_replacement` says of what took its place.
    """
    text = _format_reference(figure, edition, lang)
    return translate("cite.with_standing", lang, reference=text, standing=standing) if standing else text


def describe_replacement(new: Figure, reason: str, lang: Lang) -> str:
    """What took a figure's place, by its source; `reason` is one of `series.vintages.REASONS`."""
    key = {"": "repeated", "named": "replaced_named", "withdrawn": "withdrawn"}.get(reason, "replaced")
    source = format_source(new.source, lang) if new.source else translate("site.title", lang)
    word = translate(f"standing.reason.{reason or 'repeats'}", lang)
    return translate(f"cite.{key}", lang, figure=format_figure(new, lang), reason=word, source=source)


def _format_reference(figure: Figure, edition: str, lang: Lang) -> str:
    words = {
        "figure": describe_figure(figure, lang),
        "site": translate("site.title", lang),
        "edition": edition,
    }
    if figure.source is None:
        formula = figure.calculation.wording.to(lang) if figure.calculation else ""
        return translate("cite.reference_computed", lang, formula=formula, **words)
    source = format_source(figure.source, lang)
    return translate("cite.reference", lang, source=source, line=str(figure.line or ""), **words)


def format_source(source: Source, lang: Lang) -> str:
    """The bibliographic reference to an article; an author or a date that is not printed is said to be so."""
    author = source.publisher.to(lang) or translate("cite.anonymous", lang)
    title = source.title.to(lang) if lang == "zh" else format_title(source, lang)
    published = format_published(source, lang)
    return translate("cite.source", lang, author=author, title=title, published=published)


def format_edition(edition: Edition, lang: Lang) -> str:
    """The edition's fingerprint, and the day it was published where it has been."""
    if edition.since is None:
        return edition.fingerprint
    day = format_day(edition.since, lang)
    return translate("cite.edition_of", lang, fingerprint=edition.fingerprint, date=day)


def _describe_origin(figure: Figure, lang: Lang) -> list[tuple[str, str]]:
    if figure.source is None:
        made = figure.calculation
        rule = translate("cite.rule_text", lang) if made and made.rule else ""
        return [("formula", made.wording.to(lang) if made else ""), ("rule", rule)]
    source = figure.source
    return [
        ("article", source.title.to(lang)),
        ("publisher", source.publisher.to(lang) or translate("sources.publisher_unknown", lang)),
        ("published", format_published(source, lang)),
        ("line", translate("cite.line_of", lang, line=str(figure.line or ""), document=source.document)),
    ]


def format_published(source: Source, lang: Lang) -> str:
    """When a source was published; an inferred day is said to be so."""
    day = format_period(source.published, lang)
    return translate("cite.inferred", lang, date=day) if source.published_basis == "inferred" else day
