"""What calls Streamlit on a page: its few real widgets, its frame, and the sharing of drawn parts.

Hands out `render_` functions for pages.
May ask: markup, charts, analysis, publishing, edition, editing, reading, contract, framework, text.
"""

from publicstats.controls.chart_blocks import render_charts
from publicstats.controls.choice import render_choice
from publicstats.controls.frame import (
    edition_line,
    page_head,
    render_edition_line,
    render_header,
    render_menu,
    render_refresh,
)
from publicstats.controls.gate import render_analysts_only, render_no_access, render_unavailable
from publicstats.controls.long_choice import choose_one
from publicstats.controls.pieces import (
    render_breaks,
    render_cards,
    render_checks,
    render_downloads,
    render_figure,
    render_latest,
    render_lead,
    render_markup,
    render_other_values,
    render_places,
    render_problems,
    render_section,
    render_slides,
    render_table,
    render_title,
    render_tools,
)
from publicstats.controls.sharing import Writing, part, session_language, share
from publicstats.markup.elements import link
from publicstats.markup.parts import on_page, piece, write_failure

__all__ = [
    "Writing",
    "choose_one",
    "edition_line",
    "link",
    "on_page",
    "page_head",
    "part",
    "piece",
    "render_analysts_only",
    "render_breaks",
    "render_cards",
    "render_charts",
    "render_checks",
    "render_choice",
    "render_downloads",
    "render_edition_line",
    "render_figure",
    "render_header",
    "render_latest",
    "render_lead",
    "render_markup",
    "render_menu",
    "render_no_access",
    "render_other_values",
    "render_places",
    "render_problems",
    "render_refresh",
    "render_section",
    "render_slides",
    "render_table",
    "render_title",
    "render_tools",
    "render_unavailable",
    "session_language",
    "share",
    "write_failure",
]
