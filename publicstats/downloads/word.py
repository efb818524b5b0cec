"""A Word document with tables, pictures and real footnotes: the same bytes for the same content.

python-docx knows no footnotes, so their part is written here; tables are too, as its own are slow.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from publicstats.downloads.briefing_styles import dress
from publicstats.downloads.lines import clean
from publicstats.text.i18n import LANGUAGE_TAGS, Lang

TEXT_WIDTH, MAX_HEIGHT = 16.0, 21.0
"""Centimetres: the width of the text, and the height that a picture may have."""
_CM = 567
"""Twentieths of a point in a centimetre."""
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_MAX_PROPERTY = 255
"""Characters of a document's property, as the format has it."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_SEPARATORS = "".join(
    f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
    for name, number in (("separator", -1), ("continuationSeparator", 0))
)


@dataclass(frozen=True)
class Note:
    """A footnote, where it stands in a text."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A picture in a line, so many centimetres wide, described in words."""

    png: bytes
    alt: str
    width: float


Piece = str | Note | Picture
Content = Piece | Sequence[Piece]
"""A text, with footnotes and pictures between its parts."""


@dataclass(frozen=True)
class Stack:
    """What a table's cell holds where that is more than one paragraph: each with its style's id."""

    paragraphs: tuple[tuple[str, Content], ...]


Cell = Content | Stack


class WordFile:
    """A document that is being written from top to bottom."""

    def __init__(self, title: str, imprint: str, pages: str, lang: Lang, made: datetime) -> None:
        """`pages` is what the foot says: its first # is the page's number, its second how many there are."""
        self.document: DocxDocument = docx.Document()
        self.notes: list[str] = []
        self.pictures = 0
        dress(self.document, lang)
        properties = self.document.core_properties
        properties.title, properties.subject, properties.author = _shorten(title), _shorten(imprint), ""
        properties.comments, properties.language = "", LANGUAGE_TAGS[lang]
        properties.created = properties.modified = made.replace(tzinfo=None)
        section = self.document.sections[0]
        _put(section.header.paragraphs[0], _runs_of(clean(imprint)))
        _put(section.footer.paragraphs[0], _fields_of(pages))

    def add_paragraph(self, content: Content, style: str = "Normal") -> None:
        """Adds a paragraph in a style of the document, `Heading 1` say."""
        _put(self.document.add_paragraph(style=style), self._runs(content))

    def add_picture(self, png: bytes, alt: str) -> None:
        """Adds a picture as wide as the text, described in words."""
        width, height = struct.unpack(">II", png[16:24])
        self.add_paragraph(Picture(png, alt, min(TEXT_WIDTH, MAX_HEIGHT * width / height)), "Picture")

    def add_table(self, head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[float]) -> None:
        """Adds a table that repeats its head, if any, on every page; `widths` are shares of the text's."""
        whole = sum(widths)
        sizes = [round(TEXT_WIDTH * _CM * width / whole) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
        top = self._row(head, sizes, "TableHead", "<w:tblHeader/>") if head else ""
        body = "".join(self._row(row, sizes, "TableText") for row in rows)
        table = (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="FigureTable"/>'
            f'<w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{"0020" if head else "0000"}" w:firstRow="{int(bool(head))}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"{top}{body}</w:tbl>"
        )
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(table))  # the last is how the section looks
        self.add_paragraph("", "After Table")

    def _row(self, cells: Sequence[Cell], sizes: Sequence[int], style: str, more: str = "") -> str:
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{self._fill(cell, style)}</w:tc>'
            for cell, size in zip(cells, sizes, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{written}</w:tr>"

    def _fill(self, cell: Cell, style: str) -> str:
        """A cell's paragraphs: one in the style of its row, where it names none."""
        paragraphs = cell.paragraphs if isinstance(cell, Stack) else ((style, cell),)
        return "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{self._runs(content)}</w:p>'
            for name, content in paragraphs
        )

    def _runs(self, content: Content) -> str:
        pieces = [content] if isinstance(content, str | Note | Picture) else content
        return "".join(map(self._run, pieces))

    def _run(self, piece: Piece) -> str:
        if isinstance(piece, Note):
            return self._refer(piece)
        return self._show(piece) if isinstance(piece, Picture) else _runs_of(clean(piece))

    def _show(self, picture: Picture) -> str:
        """A picture in its line."""
        inline = self.document.part.new_pic_inline(io.BytesIO(picture.png), width=Cm(picture.width))
        self.pictures += 1
        properties = inline.docPr
        properties.set("id", str(self.pictures))
        properties.set("descr", clean(picture.alt))
        properties.set("name", f"Picture {self.pictures}")
        return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"

    def _refer(self, note: Note) -> str:
        """The mark of a footnote, which is kept for the foot of its page."""
        self.notes.append(clean(note.text))
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        )

    def write(self) -> bytes:
        """The bytes of the DOCX file."""
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f"{_runs_of(f' {text}')}</w:p></w:footnote>"
            for number, text in enumerate(self.notes, 1)
        )
        content = f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}{notes}</w:footnotes>"
        main = self.document.part
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content.encode(), main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        target = io.BytesIO()
        self.document.save(target)
        return _set_dates(target)


def _shorten(text: str) -> str:
    """A text as a property of the document."""
    whole = clean(text)
    return whole if len(whole) <= _MAX_PROPERTY else f"{whole[: _MAX_PROPERTY - 1]}…"


def _put(paragraph: Any, runs: str) -> None:
    """Adds runs, which are XML, to a paragraph of python-docx."""
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        paragraph.paragraph_format.element.append(run)


def _runs_of(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _fields_of(pages: str) -> str:
    before, between, after = pages.split("#")
    page, count = (
        f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for name in ("PAGE", "NUMPAGES")
    )
    return _runs_of(before) + page + _runs_of(between) + count + _runs_of(after)


def _set_dates(packed: io.BytesIO) -> bytes:
    """The same archive without the time of day, so that equal documents are equal files."""
    target = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIRST_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
