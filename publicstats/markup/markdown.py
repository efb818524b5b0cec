"""Text for the few places of Streamlit that read Markdown."""

from __future__ import annotations

import re
from functools import cache

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!~:$|<>&])")
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)


@cache
def plain_markdown(text: str) -> str:
    """Text that Streamlit shows as it is, where it would read Markdown: titles and names of pages.

    An address becomes a link even where its signs are escaped, so an invisible joiner parts it.
    """
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub("\u2060", text))
