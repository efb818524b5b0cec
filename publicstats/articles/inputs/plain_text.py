"""Plain text of any encoding that Chinese texts are saved in."""

from __future__ import annotations

import codecs

from publicstats.articles.inputs.refusing import InputError
from publicstats.reading.encodings import DecodeError, decode

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(data: bytes) -> str:
    """The text of bytes in UTF-8, GB18030, or UTF-16 that says so; `InputError` for any other."""
    try:
        # What Windows calls Unicode begins with a mark: nothing need be guessed.
        return data.decode("utf-16") if data.startswith(_UTF16) else decode(data)
    except UnicodeDecodeError:
        raise InputError("input.encoding") from None
    except DecodeError as error:
        raise InputError(_KEYS.get(error.code, "input.encoding")) from None


_KEYS = {"encoding_big5": "input.big5", "nul_bytes": "input.binary", "cut_off": "input.cut_off"}
