"""What fits on one page: lines are counted before they are written, and what has no room is left out.

Lines of a brief have a height in points, whatever font a machine puts in the place of one that it lacks. How
many lines a text takes is measured with the font that comes with the program, which is as wide as the Chinese
fonts of offices and wider than their Latin ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from publicstats.downloads.briefing_styles import TextLine
from publicstats.downloads.lines import break_text
from publicstats.text.i18n import Lang

POINTS = 72 / 2.54
"""Points of a centimetre."""
HEIGHT = (29.7 - 2.6 - 2.2) * POINTS
"""Points of the page's text."""
SLACK: Mapping[Lang, float] = {"zh": 0.95, "en": 0.84}
"""How much of a line is counted on: what stands in for Times New Roman elsewhere may be a fifth wider."""
ELLIPSIS = "…"


class Page:
    """The room of a page, as it is being filled."""

    def __init__(self, lang: Lang, reserved: float = 0) -> None:
        """`reserved` points are kept for what stands at the foot."""
        self.lang, self.left = lang, HEIGHT - reserved

    def take(self, height: float) -> bool:
        """Whether there is room for so many points; if so they are used up."""
        fits = height <= self.left
        if fits:
            self.left -= height
        return fits

    def count_lines(self, text: str, line: TextLine, width: float) -> int:
        """How many lines a text takes in a column so many centimetres wide, one at least."""
        return max(1, len(break_text(text, line.size, width * POINTS * SLACK[self.lang])))

    def shorten(self, text: str, line: TextLine, width: float, most: int) -> str:
        """A text that takes so many lines at the most: cut with an ellipsis where it would take more."""

        def count(end: int) -> int:
            return self.count_lines(text[:end] + ELLIPSIS, line, width)

        if self.count_lines(text, line, width) <= most:
            return text
        return text[: bisect_right(range(len(text)), most, key=count) - 1].rstrip() + ELLIPSIS
