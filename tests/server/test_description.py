"""What the API's description says in words."""

from __future__ import annotations

from publicstats.server.api.addresses import OPERATIONS
from publicstats.server.api.description import build_description
from publicstats.text.i18n import translate


def test_description_has_the_sites_title_and_speaks_in_whole_sentences() -> None:
    about = build_description(OPERATIONS)["info"]
    assert about["title"] == translate("site.title", "en")
    assert about["description"].endswith(" is blank.")
    assert "ETag" in about["description"]
