"""Drafts as a desk sends them."""

from __future__ import annotations

from typing import Any

from publicstats.contract.schema import SCHEMAS
from publicstats.drafting import Checked, Sheet, check_draft, parse_draft
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang

SOURCE = {
    "source": "paper_c",
    "title_zh": "丙报一文",
    "title_en": "Article C",
    "published": "2025-01-10",
    "published_basis": "printed",
    "document": "c.txt",
}
ROW = {
    "figure": "members_2025",
    "indicator": "members",
    "region": "cn",
    "period": "2025",
    "basis": "stock",
    "printed": "1800万人",
    "line": "3",
}


def make_row(number: int = 1, file: str = "", **cells: Any) -> dict[str, Any]:
    """A row of a draft: `ROW` with other cells."""
    full = dict.fromkeys(SCHEMAS["figures"].names, "")
    return {"number": number, "file": file, "cells": full | ROW | cells}


def make_draft(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A draft of a new source and some rows."""
    draft = {"origin": "draft", "source": {"new": True, "cells": SOURCE}, "rows": list(rows), "new": []}
    return draft | changes


def check(edition: Edition, *rows: dict[str, Any], lang: Lang = "en", **changes: Any) -> Checked:
    """What is said of a draft."""
    return check_draft(parse_draft(make_draft(*rows, **changes)), edition, lang)


def list_found(checked: Checked) -> set[tuple[int, str, str]]:
    """Number, column and code of each error."""
    return {
        (one.get("number", -1), one["column"], one["code"])
        for one in checked.problems
        if one["severity"] == "error"
    }


def send_sheet(sheet: Sheet, **cells: str) -> dict[str, Any]:
    """A sheet as a desk sends it once all guesses are confirmed; `cells` are typed into its source."""
    sent = sheet.as_dict()
    rows = [
        {name: row[name] for name in ("number", "file", "cells")}
        for row in sent["rows"]
        if row["state"] == "open"
    ]
    source = {"new": sheet.source.is_new, "cells": sent["source"]["cells"] | cells}
    return {"origin": "draft", "source": source, "rows": rows, "new": []}
