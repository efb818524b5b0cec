"""A figure as one sentence, as a bulletin prints it: when, where, what, how much, and how it has changed."""

from __future__ import annotations

from collections.abc import Iterable

from publicstats.analysis.growth_words import tell_growth
from publicstats.analysis.remark_line import Line
from publicstats.contract.records import Figure
from publicstats.figures.wording import format_figure, format_nature, format_time
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate


def tell_sentence(figure: Figure, lines: Iterable[Line], lang: Lang) -> str:
    """2025年10月，上海市来电总量12.3万个，同比上升3.2%。 The value keeps its qualifier and its status.

    `lines` are what is said of it besides, in order; those of how fresh it is are no part of the sentence.
    """
    said = [line.text for line in lines if line.direction]
    words = "".join(translate("sentence.more", lang, said=begin_within(text, lang)) for text in said)
    return translate("sentence.whole", lang, said=tell_value(figure, lang) + words)


def tell_value(figure: Figure, lang: Lang) -> str:
    """The beginning of the sentence: when, where, what and how much."""
    name = figure.indicator.name.to(lang)
    if figure.breakdown:
        name = translate("sentence.of", lang, name=name, breakdown=figure.breakdown.name.to(lang))
    return translate(
        "sentence.figure",
        lang,
        time=_tell_time(figure, lang),
        place=figure.region.name.to(lang),
        name=name,
        figure=_tell_amount(figure, lang),
    )


def _tell_time(figure: Figure, lang: Lang) -> str:
    """When it was; what a change is measured against is said with its amount."""
    return format_period(figure.period, lang) if _is_change(figure) else format_time(figure, lang)


def _tell_amount(figure: Figure, lang: Lang) -> str:
    said = format_figure(figure, lang)
    if _is_change(figure):
        said = begin_within(tell_growth(figure, lang).text, lang)
    nature = begin_within(format_nature(figure, lang), lang)
    if not nature or nature == said:
        return said
    return translate("briefing.nature", lang, figure=said, nature=nature)


def _is_change(figure: Figure) -> bool:
    """Whether its value says a change that is known."""
    return figure.basis == "growth" and figure.is_known


def begin_within(text: str, lang: Lang) -> str:
    """A line as it stands within a sentence."""
    return text if lang == "zh" else text[:1].lower() + text[1:]
