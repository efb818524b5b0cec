"""Who makes an edit on a page, as the journal names it."""

from __future__ import annotations

from publicstats.publishing.saving import ANALYST, EVERYBODY
from publicstats.server.access import current_reader


def name_editor() -> str:
    """The role by which whoever sits there saves; blank for somebody who may not."""
    reader = current_reader()
    if not reader.may_see("mend"):
        return ""
    return ANALYST if reader.is_signed_in else EVERYBODY
