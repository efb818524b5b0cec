"""The text of a Word document: paragraphs, tables row by row, text boxes, notes; nothing that was struck out.

python-docx opens the package, by a parser that resolves no entities. Its own reading of paragraphs leaves out
what stands in content controls, smart tags and insertions, where Chinese Word puts dates and measures; so the
elements are walked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from publicstats.articles.inputs.joining import join_cells, join_lines
from publicstats.articles.inputs.refusing import InputError, check_unpacked

_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), {qn("w:br"), qn("w:cr")}
_HYPHEN = qn("w:noBreakHyphen")
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_GONE = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""What was struck out; and a text box once more, for programs of old."""
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
DEEPEST = 60
"""Elements within elements that are followed; Word nests tables a few times."""


def read_word(data: bytes) -> str:
    """The text of a .docx; `InputError` where it is none."""
    try:
        with ZipFile(BytesIO(data)) as package:
            check_unpacked(package)
        part = Document(BytesIO(data)).part
        lines = list(_read_blocks(part.element.body, 0))
        for related in part.rels.values():
            if related.reltype in _NOTES:
                lines += _read_blocks(parse_xml(related.target_part.blob), 0)
    except InputError:
        raise
    except (BadZipFile, KeyError, ValueError, OSError, SyntaxError, NotImplementedError, RuntimeError):
        # python-docx raises these, and lxml an error that is a SyntaxError, over a package that is damaged.
        raise InputError("input.damaged") from None
    return join_lines(lines)


def _read_blocks(element: Any, depth: int) -> Iterator[str]:
    """A line for each paragraph and row under an element."""
    if depth > DEEPEST:
        return
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == _PARAGRAPH:
            yield "".join(_read_runs(child, depth + 1))
            yield from _read_boxes(child, depth + 1)
        elif child.tag == _ROW:
            yield join_cells(" ".join(_read_blocks(cell, depth + 1)) for cell in _find_cells(child))
        else:
            yield from _read_blocks(child, depth + 1)


def _find_cells(row: Any) -> Iterator[Any]:
    """The cells of a row, those in content controls too; not those of tables in its cells."""
    waiting = list(reversed(row))
    while waiting:
        child = waiting.pop()
        if child.tag == _CELL:
            yield child
        elif child.tag != _TABLE and child.tag not in _GONE:
            waiting.extend(reversed(child))


def _read_runs(element: Any, depth: int) -> Iterator[str]:
    """The pieces of text of a paragraph, in order."""
    if depth > DEEPEST:
        return
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag not in _GONE and child.tag != _PARAGRAPH and child.tag != _TABLE:
            yield from _read_runs(child, depth + 1)


def _read_boxes(element: Any, depth: int) -> Iterator[str]:
    """The lines of the text boxes that hang on a paragraph."""
    for box in element.iter(qn("w:txbxContent")):
        if not any(above.tag in _GONE for above in box.iterancestors()):
            yield from _read_blocks(box, depth + 1)
