"""Words, numbers and dates in Chinese and English.

Words are messages of ``locale/<lang>.po``, found by key. A missing word is an error at once, and
a test holds that both catalogues have the same keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_decimal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
"""The languages as HTML and documents name them."""
SPELLING_TAGS = {lang: f"{name[:2]}-{name[-2:]}" for lang, name in LOCALES.items()}
"""The same with the country whose spelling is meant, as Word's proofing asks for: zh-CN, en-GB."""
LANGUAGE_NAMES: dict[Lang, str] = {"zh": "中文", "en": "English"}
"""The languages as each calls itself."""
BEIJING = ZoneInfo("Asia/Shanghai")
_SCALES: dict[Lang, tuple[tuple[int, str], ...]] = {
    "zh": ((0, ""), (4, "万"), (8, "亿"), (12, "万亿")),
    "en": ((0, ""), (6, " million"), (9, " billion"), (12, " trillion")),
}
"""Powers of ten and the words that say them, the smallest first."""
_SMALL = 1000
_WIDE = Context(prec=80)
"""Babel reckons with as many digits as the context of the moment has: too few for the largest numbers."""
_FOLDER = Path(__file__).parent / "locale"
_MESSAGE = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"(?:\n|$))+)', re.MULTILINE)
"""A message and its word. Babel would read the same, and take ten times as long of each start."""


class Text(NamedTuple):
    """A text that a reader sees, in both languages."""

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        """The text in one language, or in the other where only that one is given."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


def choose_language(named: str | None) -> Lang:
    """The language that an address names, Chinese where it names none that there is."""
    return "en" if named == "en" else "zh"


@cache
def read_words(lang: Lang) -> Mapping[str, str]:
    """Every interface word of a language, by key."""
    found = _MESSAGE.findall((_FOLDER / f"{lang}.po").read_text(encoding="utf-8"))
    return {key: _unquote(word) for quoted, word in found if (key := _unquote(quoted))}


def _unquote(lines: str) -> str:
    """What lines in quotation marks say together; what a backslash means there it means in JSON."""
    return "".join(json.loads(line) if "\\" in line else line[1:-1] for line in lines.splitlines())


def translate(key: str, lang: Lang, **values: str) -> str:
    """The word or sentence of a key, its placeholders filled in."""
    return read_words(lang)[key].format_map(values) if values else read_words(lang)[key]


def format_number(value: Decimal | float, lang: Lang, digits: int | None = None) -> str:
    """A number in full; `digits` decimals, else as many as it has. English alone groups thousands."""
    whole = "#,##0" if lang == "en" else "0"
    decimals = ".############" if digits is None else "." + "0" * digits if digits else ""
    with localcontext(_WIDE):
        return str(format_decimal(value, format=whole + decimals, locale=LOCALES[lang]))


def format_short(value: Decimal | float, lang: Lang, digits: int | None = 2) -> str:
    """A number with its scale word: 414.4万, 4.14 million; below ten thousand (a million) in full.

    Rounded to `digits` decimals first, so that 99999999.6 is 1亿 and no 10000万; not where that is none.
    """
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    scales = _SCALES[lang]
    with localcontext(_WIDE):
        for step, (power, word) in enumerate(scales):
            shown = number.scaleb(-power)
            if digits is not None:
                # A number in full has decimals only where it is small.
                kept = 0 if not power and abs(number) >= _SMALL else digits
                shown = shown.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_EVEN)
            above = scales[step + 1][0] - power if step + 1 < len(scales) else None
            if above is None or abs(shown) < Decimal(10) ** above:
                return format_number(shown, lang) + word
    raise AssertionError("the last scale takes all")  # pragma: no cover


@lru_cache(maxsize=200)
def format_moment(moment: datetime, lang: Lang) -> str:
    """A date and time of day in words, to the minute, by Beijing time."""
    return str(
        format_datetime(moment.astimezone(BEIJING), _day_pattern(lang) + " HH:mm", locale=LOCALES[lang])
    )


def format_day(moment: datetime, lang: Lang) -> str:
    """A date in words, by Beijing time."""
    return str(format_datetime(moment.astimezone(BEIJING), _day_pattern(lang), locale=LOCALES[lang]))


def _day_pattern(lang: Lang) -> str:
    return "y年M月d日" if lang == "zh" else "d MMMM y"
