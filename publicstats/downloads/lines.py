"""Texts broken into lines of a width, as the font that comes with the program measures them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pylopdf_fonts_zh_cn import sans_path

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY = "Noto Sans SC"
"""What the font calls itself."""
_MEASURED = 100
_PIECE = re.compile(r"\s+|[“‘《（(\[]*(?:[^\s\u2e80-\uffef“”‘’]+|.)[，。；：、！？》）”’)\]]*", re.DOTALL)
"""What a line may end after: a word, a Chinese character; its brackets and marks stay with it."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@cache
def find_font() -> str:
    """The path of the font."""
    return str(sans_path())


@cache
def _load_font() -> FreeTypeFont:
    # The first text that is measured loads what measures, not every start.
    from PIL import ImageFont

    return ImageFont.truetype(find_font(), _MEASURED)


@lru_cache(4096)
def measure_text(text: str, size: float) -> float:
    """How many pixels wide a text is at a size."""
    return _load_font().getlength(text) * size / _MEASURED


def break_text(text: str, size: float, width: float) -> list[str]:
    """The lines of a text, none wider than `width` pixels; none for a blank one."""
    lines, line = [], ""
    for piece in _list_pieces(" ".join(clean(text).split()), size, width):
        if line and measure_text((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line = (line + piece).lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _list_pieces(text: str, size: float, width: float) -> list[str]:
    """What a line may end after; what is wider than a line by itself comes in characters."""
    pieces: list[str] = _PIECE.findall(text)
    return [part for piece in pieces for part in ([piece] if measure_text(piece, size) <= width else piece)]


def clean(text: str) -> str:
    """A text without the characters that no XML may hold."""
    return _ILLEGAL.sub("", text)
