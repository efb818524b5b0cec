"""Characters that the font of pictures lacks: each is shown as a sign that stands for it, and logged."""

from __future__ import annotations

import logging
import unicodedata
from functools import cache

from publicstats.downloads.lines import find_font

SUBSTITUTE = "〓"
"""What printers put where a character is lacking; the font has it."""
_UNSEEN = ("C", "M", "Z")
"""Categories of characters that are nothing to look at: controls, marks upon others, blanks."""
_LOG = logging.getLogger(__name__)


def substitute(text: str) -> str:
    """A text in which each character that the font lacks is `SUBSTITUTE`; the log names them."""
    lacking = {c for c in set(text) - _list_characters() if unicodedata.category(c)[0] not in _UNSEEN}
    if not lacking:
        return text
    names = " ".join(f"U+{ord(c):04X} {c}" for c in sorted(lacking))
    _LOG.warning("the font of pictures lacks characters", extra={"characters": names})
    return text.translate(dict.fromkeys(map(ord, lacking), SUBSTITUTE))


@cache
def _list_characters() -> frozenset[str]:
    """All characters of the font."""
    # What reads fonts is loaded by the first picture, not by every start.
    from fontTools.ttLib import TTFont

    with TTFont(find_font(), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
