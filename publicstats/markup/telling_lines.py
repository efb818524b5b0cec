"""Changes and targets as lines: an arrow or tick, the words, and whether that is for the better."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from publicstats.analysis.remark_line import Line
from publicstats.markup import elements
from publicstats.text.i18n import Lang, translate

_SIGNS = {"up": "↑", "down": "↓", "unchanged": "＝", "met": "✓", "missed": "✗"}


def line_list(lines: Iterable[Line], lang: Lang, *, is_full: bool = False) -> Markup:
    """Lines one under the other, each a link to what it quotes; full ones with detail and source."""
    return elements.BLANK.join(_line(line, lang, is_full=is_full) for line in lines)


def _line(line: Line, lang: Lang, *, is_full: bool) -> Markup:
    sign = _SIGNS.get(line.direction, "")
    mark = elements.tag("span", escape(sign), "ps-sign", aria_hidden="true") + " " if sign else elements.BLANK
    said = line.text + line.detail if is_full else line.text
    text = escape(said)
    source = elements.BLANK
    if line.cited is not None:
        address = elements.link("figure", lang, figure=line.cited.id)
        text = elements.anchor(said, address, "ps-quiet-link")
        if is_full:
            cited = elements.citation(line.cited, lang)
            source = " " + elements.tag("span", cited, "ps-cite")
    # A tick says by itself that a target was met; an arrow does not say whether it is for the better.
    is_change = line.direction in ("up", "down")
    word = translate(f"change.{line.mood}", lang) if line.mood and is_change else ""
    css = f"ps-change ps-{line.mood}" if line.mood else "ps-change"
    return elements.tag("p", mark + text + elements.badge(word) + source, css)
