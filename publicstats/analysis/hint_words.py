"""A hint in words: what looks odd, where it is typed, about how much was expected, and what to do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from publicstats.analysis.hints import Hint
from publicstats.figures.amounts import name_change_unit
from publicstats.figures.wording import describe_figure, format_value
from publicstats.text.i18n import Lang, translate

SHOWN = 4
"""Figures besides the first that a hint names; of more it says how many."""
DIGITS = 3
"""Digits of what was expected: it is an estimate."""


def describe_hint(hint: Hint, lang: Lang) -> str:
    """What looks odd, with figures as printed, and what to do about it."""
    others = translate("list.separator", lang).join(
        describe_figure(figure, lang) for figure in hint.figures[1 : SHOWN + 1]
    )
    if len(hint.figures) > SHOWN + 1:
        others += translate("hint.and_more", lang, count=str(len(hint.figures) - SHOWN - 1))
    words = {
        "figure": describe_figure(hint.figures[0], lang),
        "others": others,
        "expected": _tell_expected(hint, lang),
        "years": _tell_years(hint, lang),
    }
    key = "slip_pair" if hint.code == "slip" and others else hint.code
    glue = " " if lang == "en" else ""
    return translate(f"hint.{key}", lang, **words) + glue + translate(f"hint.remedy.{hint.code}", lang)


def locate_hint(hint: Hint, lang: Lang) -> str:
    """Where the first figure of a hint is typed: file and row."""
    return translate("problem.place_row", lang, file=hint.file, row=str(hint.row))


def name_column(hint: Hint) -> str:
    """The column of the first figure in which what looks odd stands."""
    return "period" if hint.code in ("year", "target", "total") else "printed"


def list_hint(hint: Hint, lang: Lang) -> dict[str, Any]:
    """A hint as the JSON of `publicstats check` gives it: the keys of a problem, and its figures' ids."""
    return {
        "file": hint.file,
        "row": hint.row,
        "column": name_column(hint),
        "code": hint.code,
        "severity": "hint",
        "typed": hint.figures[0].period.text if hint.code == "year" else hint.figures[0].printed,
        "message": describe_hint(hint, lang),
        "figures": [figure.id for figure in hint.figures],
    }


def _tell_expected(hint: Hint, lang: Lang) -> str:
    """About how much was expected in place of the first figure; blank where that cannot be said."""
    if hint.expected is None:
        return ""
    figure = hint.figures[0]
    # Digits beyond the third are not to be had, but a share has one after the point.
    number = Decimal(f"{hint.expected:.{DIGITS}g}" if abs(hint.expected) < 1e24 else "0")
    if figure.unit.kind == "share" or figure.basis == "growth":
        number = Decimal(f"{hint.expected:.1f}")
    unit = name_change_unit(figure.unit.id, figure.unit) if figure.basis == "growth" else figure.unit
    told = format_value(Decimal(f"{number:f}"), unit, lang)
    return translate("hint.expected", lang, expected=told)


def _tell_years(hint: Hint, lang: Lang) -> str:
    """By how many years a period is too early, or too late."""
    way = "early" if hint.years > 0 else "late"
    return translate(f"hint.years_{way}", lang, count=str(abs(hint.years)))
