"""What stands in an XLSX, DOCX or SVG file, read without the libraries that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

Cell = str | float


def read_part(file: bytes, name: str) -> Element:
    """A part of an archive of XML parts."""
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read(name))  # noqa: S314 - made here


def read_svg(svg: str) -> Element:
    """A picture."""
    return ElementTree.fromstring(svg.encode())  # noqa: S314 - made here


def list_elements(root: Element, name: str) -> list[Element]:
    """The elements of a name, whatever their namespace."""
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def read_texts(root: Element, name: str) -> list[str]:
    """The whole text of each element of a name."""
    return ["".join(element.itertext()) for element in list_elements(root, name)]


def read_sheets(workbook: bytes) -> dict[str, list[dict[str, Cell]]]:
    """Of each sheet by its name the rows, as cells by the letters of their column."""
    shared = read_texts(read_part(workbook, "xl/sharedStrings.xml"), "si")
    names = [sheet.attrib["name"] for sheet in list_elements(read_part(workbook, "xl/workbook.xml"), "sheet")]
    return {
        name: [
            {
                re.sub("[0-9]", "", cell.attrib["r"]): _read_cell(cell, shared)
                for cell in list_elements(row, "c")
                if list_elements(cell, "v")
            }
            for row in list_elements(read_part(workbook, f"xl/worksheets/sheet{number}.xml"), "row")
        ]
        for number, name in enumerate(names, 1)
    }


def _read_cell(cell: Element, shared: list[str]) -> Cell:
    [value] = read_texts(cell, "v")
    return shared[int(value)] if cell.attrib.get("t") == "s" else float(value)


def read_table(rows: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Rows under a row of headings, by these headings."""
    head, *body = rows
    return [{str(head[letters]): cell for letters, cell in row.items()} for row in body]


def read_events(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar file by property, parameters aside; what RFC 5545 does not allow fails."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, value = re.fullmatch(r"([A-Z-]+)(?:;[A-Z]+=[A-Za-z-]+)*:(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name != "END":
            assert name not in events[-1]
            events[-1][name] = _read_text(value)
    return events


def _read_text(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), "a separator that is not escaped"
    return re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), value)
