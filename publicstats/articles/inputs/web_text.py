"""The text of a web page: what a reader sees of its article, a block a line, a table row by row.

lxml parses whatever is called HTML and runs none of it. Menus, forms, scripts and what is hidden are left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from publicstats.articles.inputs.joining import join_cells, join_lines
from publicstats.articles.inputs.plain_text import read_text
from publicstats.articles.inputs.refusing import InputError

_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "head",
        "nav",
        "footer",
        "aside",
        "form",
        "select",
        "button",
        "textarea",
        "input",
        "dialog",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "caption",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "ul",
        "br",
    ]
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*(big5|big5-hkscs)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
MOSTLY = 0.5
"""The share of a page's text from which an element called article or main is taken for its article."""
DEEPEST = 200


def read_page(data: bytes) -> str:
    """The text of an HTML page; `InputError` where it has none."""
    text = data.decode("cp950", "replace") if _CHARSET.search(data[:4096]) else read_text(data)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    # An XML declaration would have lxml refuse text that is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text.replace("\0", ""))
    try:
        page = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError("input.damaged") from None
    body = page.find("body")
    whole = _read(page if body is None else body)
    parts = [_read(element) for name in ("article", "main") for element in page.iter(name)]
    best = max(parts, key=len, default="")
    return best if len(best) > MOSTLY * len(whole) else whole


def _read(element: Any) -> str:
    lines = (line.strip(" \xa0") for line in "".join(_walk(element, 0)).split("\n"))
    return join_lines(filter(None, lines))


def _walk(element: Any, depth: int) -> Iterator[str]:
    """The text under an element, with a line break at either side of each block."""
    if depth > DEEPEST or not isinstance(element.tag, str) or element.tag in _SILENT or _is_hidden(element):
        return
    if element.tag == "tr":
        cells = ("".join(_walk_inside(cell, depth + 1)) for cell in element if cell.tag in ("td", "th"))
        yield f"\n{join_cells(cells)}\n"
        return
    block = element.tag in _BLOCKS
    if block:
        yield "\n"
    yield from _walk_inside(element, depth)
    if block:
        yield "\n"


def _walk_inside(element: Any, depth: int) -> Iterator[str]:
    if element.text:
        yield _SPACES.sub(" ", element.text)
    for child in element:
        yield from _walk(child, depth + 1)
        if child.tail:
            yield _SPACES.sub(" ", child.tail)


def _is_hidden(element: Any) -> bool:
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or bool(_HIDDEN.search(element.get("style") or ""))
