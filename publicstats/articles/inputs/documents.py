"""The reader of each kind of file, told by its first bytes, else by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from publicstats.articles.inputs.refusing import MOST_BYTES, MOST_CHARACTERS, InputError

Read = Callable[[bytes], str]
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS = re.compile("[A-Za-z]")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
ENGLISH = 40
"""Latin letters from which a text may be called English."""
TIMES = 8
"""How many times the Chinese characters they must be."""


def _read_text(data: bytes) -> str:
    from publicstats.articles.inputs.plain_text import read_text

    return read_text(data)


def _read_page(data: bytes) -> str:
    from publicstats.articles.inputs.web_text import read_page

    return read_page(data)


def _read_pdf(data: bytes) -> str:
    from publicstats.articles.inputs.pdf_text import read_pdf

    return read_pdf(data)


def _read_word(data: bytes) -> str:
    from publicstats.articles.inputs.word_text import read_word

    return read_word(data)


def _read_workbook(data: bytes) -> str:
    from publicstats.articles.inputs.sheet_text import read_workbook

    return read_workbook(data)


def _read_table(data: bytes) -> str:
    from publicstats.articles.inputs.sheet_text import read_csv

    return read_csv(data)


_READERS: dict[str, Read] = {
    "txt": _read_text,
    "docx": _read_word,
    "html": _read_page,
    "htm": _read_page,
    "pdf": _read_pdf,
    "csv": _read_table,
    "xlsx": _read_workbook,
}
"""By the ending of a file's name; each loads what it needs when it is first asked."""
EXTENSIONS = tuple(_READERS)


def check_size(name: str, data: bytes) -> None:
    """`InputError` where a file is empty or larger than `MOST_BYTES`."""
    if not data.strip():
        raise InputError("input.empty", name=name)
    if len(data) > MOST_BYTES:
        raise InputError("input.too_large", name=name, most=str(MOST_BYTES // 1_000_000))


def read_document(name: str, data: bytes) -> str:
    """The text of a file; `InputError` where it has none that could be scanned."""
    check_size(name, data)
    try:
        text = _choose_reader(name, data)(data)
    except InputError as error:
        raise InputError(error.key, **{"name": name} | error.facts) from None
    if not text.strip():
        raise InputError("input.empty", name=name)
    if len(text) > MOST_CHARACTERS:
        raise InputError("input.too_long", name=name, most=str(MOST_CHARACTERS))
    check_language(text)
    return text


def check_language(text: str) -> None:
    """`InputError` where a text is in a European language: what is scanned is Chinese."""
    letters = len(_LETTERS.findall(text))
    if letters >= ENGLISH and letters > TIMES * len(_CHINESE.findall(text)):
        raise InputError("input.english")


def _choose_reader(name: str, data: bytes) -> Read:
    """The reader by what a file is, whatever it is called: a workbook named .csv is one all the same."""
    ending = PurePath(name.lower()).suffix.removeprefix(".")
    if data.startswith(_OLD_OFFICE):
        raise InputError("input.old_office")
    if data.startswith(_PICTURES):
        raise InputError("input.picture")
    if _PDF in data[:1024]:
        return _read_pdf
    if data.startswith(_ZIP):
        return _choose_packed(data)
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return _read_page
    if ending in ("docx", "xlsx", "pdf"):
        raise InputError("input.damaged")
    return _READERS.get(ending, _read_text)


def _choose_packed(data: bytes) -> Read:
    # Names of parts stand in the directory at a package's end, as they are.
    if b"word/document" in data:
        return _read_word
    if b"xl/workbook" in data:
        return _read_workbook
    raise InputError("input.unknown")
