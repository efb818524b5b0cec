"""Made-up files of the kinds that articles come in, built in memory."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_word(body: str) -> bytes:
    """A .docx with the elements of `body` (prefix w) before all else."""
    file = io.BytesIO()
    Document().save(file)
    parts = {}
    with ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts["word/document.xml"].decode()
    parts["word/document.xml"] = document.replace("<w:body>", f"<w:body>{body}").encode()
    return pack(parts)


def make_word_of(*paragraphs: str) -> bytes:
    """A .docx of paragraphs, as python-docx writes them."""
    document, file = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def pack(parts: dict[str, bytes]) -> bytes:
    """A package of parts by name."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


def make_workbook(sheets: dict[str, list[list[object]]], formats: dict[str, str] | None = None) -> bytes:
    """A .xlsx of sheets; `formats` gives cells of the first one number formats."""
    book, file = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for address, pattern in (formats or {}).items():
        book.worksheets[0][address].number_format = pattern
    book.save(file)
    return file.getvalue()


def make_pdf(*pages: str) -> bytes:
    """A PDF of pages of text, each line drawn by itself; a blank page has a picture's place and no text."""
    characters = sorted(set("".join(pages)))
    codes = {character: number for number, character in enumerate(characters, 1)}
    pairs = "\n".join(f"<{codes[c]:04x}> <{ord(c):04x}>" for c in characters)
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /ToUnicode 4 0 R "
        "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    )
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", font, _stream(table)]
    kids = []
    for page in pages:
        lines = [
            f"BT /F 10 Tf 50 {780 - 20 * n} Td <{''.join(f'{codes[c]:04x}' for c in line)}> Tj ET"
            for n, line in enumerate(page.split("\n"))
            if line
        ]
        objects.append(_stream("\n".join(lines)))
        resources = "<< /Font << /F 3 0 R >> >>"
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} "
            f"/Contents {content} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _write_pdf(objects)


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _write_pdf(objects: list[str]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode()
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    written += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return written + end.encode()
