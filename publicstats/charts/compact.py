"""The same drawing in fewer bytes, for pages that hold many: it looks the same to a tenth of a pixel.

Plotly writes each length to fourteen digits, each line of a grid and each dot as an element of its own, and
in small multiples each course as often as there are drawings. A shape that comes several times is named once;
what follows in the same style is one path. Texts stay as they are: nothing but tags is read. A style sheet
would save more, but Streamlit's frame lets no attribute through that has one in it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LENGTHS = re.compile(r' (?:d|transform|x|y|width|height)="[^"]*"')
_DECIMAL = re.compile(r"-?\d+\.\d+")
_COLOR = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")
_STYLE = re.compile(r' style="[^"]*"')
_SHAPE = re.compile(r'<path d="([^"]{60,})"([^<>]*)/>')
_NUMBER = r"(-?[\d.]+)"
_MOVED = rf'<path transform="translate\({_NUMBER},{_NUMBER}\)" '
_RULE = re.compile(rf'{_MOVED}d="M{_NUMBER},{_NUMBER}([hv]-?[\d.]+)"([^<>]*)/>')
_DOT = re.compile(
    rf'{_MOVED}d="M{_NUMBER},0A\3,\3 0 1,1 0,-\3A\3,\3 0 0,1 \3,0Z" style="stroke-width:0px;fill:([^";]+)"/>'
)
_LINE = re.compile(r'<path d="(M[^"]*)"((?: clip-path="[^"]*")? style="[^"]*")/>')
_LINES = re.compile(rf"(?:{_LINE.pattern}){{2,}}")
_USE = re.compile(r'<use href="([^"]*)"([^<>]*)/>')
_USES = re.compile(rf"(?:{_USE.pattern}){{2,}}")
_CORNERS = ' style="stroke-miterlimit:2"'
_HEAD = re.compile(r"<svg[^<>]*>")


@lru_cache(1000)
def compact_svg(svg: str) -> str:
    """An SVG document in fewer bytes."""
    head = _HEAD.match(svg)
    if head is None:
        return svg
    # What plotly says of the corners of each course is said once, of the whole.
    opening = f'{head[0][:-1]} stroke-miterlimit="2">'
    body = _TAG.sub(_shorten, svg[head.end() :]).replace(_CORNERS, "")
    times = Counter(shape for shape, _ in _SHAPE.findall(body))
    name = "c" + hashlib.sha256(svg.encode()).hexdigest()[:6]
    shared = [shape for shape, count in times.items() if count > 1]
    keys = {shape: f"{name}-{number}" for number, shape in enumerate(shared)}
    body = _SHAPE.sub(lambda path: _refer(path, keys), body)
    body = _USES.sub(_group, body)
    body = _LINES.sub(_join, _DOT.sub(_draw_dot, _RULE.sub(_draw_rule, body)))
    paths = "".join(f'<path id="{key}" d="{shape}"/>' for shape, key in keys.items())
    return f"{opening}<defs>{paths}</defs>{body}" if keys else opening + body


def _shorten(tag: re.Match[str]) -> str:
    """A tag whose lengths have one decimal, and whose style is written as short as can be."""
    lengths = _LENGTHS.sub(lambda length: _DECIMAL.sub(_round, length[0]), tag[0])
    return _STYLE.sub(_shorten_style, lengths)


def _round(number: re.Match[str]) -> str:
    return _write(float(number[0]))


def _write(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _shorten_style(style: re.Match[str]) -> str:
    return _COLOR.sub(_name_color, style[0]).replace(": ", ":").replace("; ", ";")


def _name_color(color: re.Match[str]) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in color.groups())


def _refer(path: re.Match[str], keys: dict[str, str]) -> str:
    key = keys.get(path[1])
    return f'<use href="#{key}"{path[2]}/>' if key else path[0]


def _draw_rule(rule: re.Match[str]) -> str:
    """A straight line where it stands, without a transformation."""
    right, down, x, y = map(float, rule.groups()[:4])
    return f'<path d="M{_write(right + x)},{_write(down + y)}{rule[5]}"{rule[6]}/>'


def _draw_dot(dot: re.Match[str]) -> str:
    """A filled circle as a line without length whose ends are round."""
    style = f"stroke:{dot[4]};stroke-width:{_write(2 * float(dot[3]))}px;stroke-linecap:round"
    return f'<path d="M{dot[1]},{dot[2]}h0" style="{style}"/>'


def _join(run: re.Match[str]) -> str:
    """Lines that follow one another: those of one style are one."""
    groups = groupby(_LINE.findall(run[0]), itemgetter(1))
    joined = (("".join(line for line, _ in group), style) for style, group in groups)
    return "".join(f'<path d="{lines}"{style}/>' for lines, style in joined)


def _group(run: re.Match[str]) -> str:
    """Named shapes that follow one another: those of one style say it once."""
    groups = groupby(_USE.findall(run[0]), itemgetter(1))
    named = (("".join(f'<use href="{key}"/>' for key, _ in group), style) for style, group in groups)
    return "".join(f"<g{style}>{uses}</g>" for uses, style in named)
