"""What a value that took another's place changed, in words: 由499050个改为454136个，下降9%."""

from __future__ import annotations

from publicstats.analysis.change import DOWN, UP, bound_change
from publicstats.analysis.change_words import tidy
from publicstats.contract.records import Figure
from publicstats.figures.amounts import POINTS, RELATIVE, format_amount, name_change_unit
from publicstats.figures.wording import format_figure
from publicstats.text.i18n import LANGS, Lang, Text, translate


def word_step(old: Figure, new: Figure, reason: str) -> Text:
    """From what to what a figure was changed, and by how much where that is certain.

    Without a reason that both agree.
    """
    return Text(*(_word_step(old, new, reason, lang) for lang in LANGS))


def _word_step(old: Figure, new: Figure, reason: str, lang: Lang) -> str:
    ends = {"old": format_figure(old, lang), "new": format_figure(new, lang)}
    if not reason:
        return translate("standing.agree", lang, **ends)
    words = [translate("standing.changed", lang, **ends)]
    if old.is_known and new.is_known:
        words.append(_word_difference(old, new, lang))
    return translate("list.comma", lang).join(filter(None, words))


def _word_difference(old: Figure, new: Figure, lang: Lang) -> str:
    if (old.value, old.low, old.high) == (new.value, new.low, new.high):
        return translate("standing.same", lang)
    is_share = old.unit.kind == "share"
    is_relative = not is_share and old.low is not None and old.low > 0
    low, high = bound_change(old, new, is_relative=is_relative)
    unit = name_change_unit(RELATIVE if is_relative else POINTS if is_share else old.unit.id, old.unit)
    if high is not None and high <= 0:
        verdict, ends = DOWN, (-high, None if low is None else -low)
    elif low is not None and low >= 0:
        verdict, ends = UP, (low, high)
    else:
        return translate("standing.meets", lang)
    amount = format_amount(*ends, unit, lang)
    text = tidy(translate(f"change.rise_{verdict}", lang, against="", amount=amount), lang)
    return text.strip()[:1].lower() + text.strip()[1:]
