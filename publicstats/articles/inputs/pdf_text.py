"""The text of a PDF, page by page, by pypdf: in Python, so that a file made to harm reaches no memory."""

from __future__ import annotations

import logging
import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from publicstats.articles.inputs.joining import join_lines
from publicstats.articles.inputs.refusing import MOST_CHARACTERS, InputError
from publicstats.text.characters import RADICALS

MOST_PAGES = 200
FEWEST = 10
"""Characters a page below which a PDF is a scan: pictures of pages, perhaps with a page number."""
_SEEN = re.compile(r"\S")
# It warns of each odd object of a file; what matters is said by what is raised.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> str:
    """The text of a PDF; `InputError` where it is locked, damaged, too long or a scan."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("input.locked")
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise InputError("input.too_many_pages", pages=str(pages), most=str(MOST_PAGES))
        lines: list[str] = []
        length = 0
        for page in reader.pages:
            text = page.extract_text()
            length += len(text)
            if length > MOST_CHARACTERS:
                break
            lines += [*text.split("\n"), ""]
    except InputError:
        raise
    except (DependencyError, FileNotDecryptedError):
        raise InputError("input.locked") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError):
        # Besides errors of its own pypdf lets through what a damaged object leads to.
        raise InputError("input.damaged") from None
    # A font draws ⻓ and 长 by one glyph, and a PDF may name the glyph by either.
    text = join_lines(lines).translate(RADICALS)
    if len(_SEEN.findall(text)) < FEWEST * max(pages, 1):
        raise InputError("input.scanned")
    return text
