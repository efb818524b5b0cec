"""Changes of counting, of indicators and of places, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from publicstats.contract.records import Break, Indicator, Region
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.period import format_period, parse_period
from publicstats.text.i18n import Lang, translate


@piece
def break_list(rows: Sequence[tuple[Break, str]], lang: Lang) -> Markup:
    """Since when each change holds, what it is, and the remark given with it."""
    facts = []
    for rupture, remark in rows:
        since = translate("break.since", lang, period=format_period(rupture.start, lang))
        facts.append((since, " ".join(filter(None, (rupture.note.to(lang), remark)))))
    return elements.facts(facts)


@piece
def ended_indicator(indicator: Indicator, follower: Indicator | None, lang: Lang) -> Markup:
    """That an indicator is no longer printed, since when, and what took its place; nothing where neither."""
    if indicator.ended is None and follower is None:
        return elements.BLANK
    words = []
    if indicator.ended is not None:
        period = format_period(indicator.ended, lang)
        words.append(escape(translate("indicator.ended", lang, period=period)))
    if follower is not None:
        words.append(_fill("indicator.replaced_by", elements.indicator_link(follower, lang), lang))
    return _notice(words, lang)


@piece
def former_indicators(former: Sequence[Indicator], lang: Lang) -> Markup:
    """The indicators whose place one took; nothing for none."""
    if not former:
        return elements.BLANK
    links = _join([elements.indicator_link(indicator, lang) for indicator in former], lang)
    return elements.tag("p", _fill("indicator.replaces", links, lang), "ps-panel")


@piece
def place_history(region: Region, heirs: Sequence[Region], origins: Sequence[Region], lang: Lang) -> Markup:
    """That a place has ended, and which took its place; since when one is, and from which it came."""
    ended, formed = [], []
    if region.valid_to is not None:
        ended.append(escape(translate("regions.no_more", lang, day=_format_day(region.valid_to, lang))))
    if heirs:
        ended.append(_fill("regions.replaced_by", _link_all(heirs, lang), lang))
    if region.valid_from is not None:
        formed.append(escape(translate("regions.formed", lang, day=_format_day(region.valid_from, lang))))
    if origins:
        formed.append(_fill("regions.replaces", _link_all(origins, lang), lang))
    said = elements.tag("p", _sentence(formed, lang), "ps-panel") if formed else elements.BLANK
    return (_notice(ended, lang) if ended else elements.BLANK) + said


def _notice(words: Sequence[Markup], lang: Lang) -> Markup:
    text = elements.tag("p", _sentence(words, lang), "ps-alert")
    return elements.tag("div", text, "ps-replaced", role="note")


def _sentence(words: Sequence[Markup], lang: Lang) -> Markup:
    """Sentences in a row."""
    return escape("" if lang == "zh" else " ").join(words)


def _fill(key: str, links: Markup, lang: Lang) -> Markup:
    """The sentence of a key with links in it."""
    return escape(translate(key, lang)).format(links=links)


def _link_all(regions: Sequence[Region], lang: Lang) -> Markup:
    return _join([elements.region_link(region, lang) for region in regions], lang)


def _join(links: Sequence[Markup], lang: Lang) -> Markup:
    return escape(translate("list.enumeration", lang)).join(links)


def _format_day(day: date, lang: Lang) -> str:
    return format_period(parse_period(day.isoformat()), lang)
