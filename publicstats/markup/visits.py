"""What is new since a reader's last visit. The server does not know of it: `since.js` fills in what is here.

Each thing says when it came (`data-arrived`, in seconds) and has a mark that is hidden; a line has the
moments of all and the words to tell how many are new. Without the script nothing is said.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from markupsafe import Markup, escape

from publicstats.markup import elements
from publicstats.text.i18n import Lang, translate

_WORDS = ("since", "none", "release", "releases", "update", "updates", "seen")


def arrived(moment: datetime) -> dict[str, str]:
    """The attribute that says when a thing came to the site."""
    return {"data_arrived": str(int(moment.timestamp()))}


def fresh_mark(lang: Lang) -> Markup:
    """The mark of a thing that is new since the last visit; hidden until a script knows."""
    return elements.tag("span", escape(translate("visit.new", lang)), "ps-badge ps-fresh", hidden="hidden")


def since_line(releases: Iterable[datetime], updates: Iterable[datetime], lang: Lang) -> Markup:
    """The line that tells how many releases and updates came since the last visit; blank until then."""
    words = {name: translate(f"visit.{name}", lang) for name in _WORDS}
    words["comma"] = translate("list.comma", lang)
    line = elements.tag("p", elements.BLANK, "ps-since-text", role="status", tabindex="-1")
    button = elements.tag(
        "button", escape(translate("visit.mark_all", lang)), "ps-copy", type="button", hidden="hidden"
    )
    facts = {
        "data_releases": _count(releases),
        "data_updates": _count(updates),
        "data_words": json.dumps(words, ensure_ascii=False),
    }
    return elements.tag("div", line + button, "ps-since", **facts)


def _count(moments: Iterable[datetime]) -> str:
    """Moments in seconds, each with how many things came then: `1764201600:3 1764115200:1`."""
    counts = Counter(int(moment.timestamp()) for moment in moments)
    return " ".join(f"{moment}:{count}" for moment, count in sorted(counts.items(), reverse=True))
