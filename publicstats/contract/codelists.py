"""The code lists of the contract: the words that a coded column may hold."""

from __future__ import annotations

RESERVED_THEMES = frozenset(
    {
        "overview",
        "explore",
        "indicator",
        "regions",
        "figure",
        "present",
        "sources",
        "audit",
        "changes",
        "calendar",
        "quality",
        "mend",
        "acknowledge",
        "desk",
        "api",
        "app",
        "component",
        "healthz",
        "media",
        "metrics",
        "readyz",
        "static",
        "auth",
        "oauth2callback",
        "scan",
        "signin",
    }
)
"""Addresses of the site's own pages and of the server: a theme's id is its page's address."""

NO_CATEGORY, DAYS = "-", "days"
"""What a rule of calculations.csv says for figures without a category, and for the length of a period."""
BASES = ("stock", "flow", "cumulative", "growth")
KINDS = ("actual", "target", "rule")
STATUSES = {
    "": "A",
    "estimated": "E",
    "forecast": "F",
    "provisional": "P",
    "unverified": "V",
    "masked": "Q",
    "missing": "O",
}
"""Status as typed -> SDMX OBS_STATUS. `derived` (I) is given by the program, never typed."""
DERIVED, DERIVED_CODE = "derived", "I"
CHANGE_BASES = ("year_before", "period_before", "unstated")
"""What a growth figure may be measured against, but for a period of its own (2018)."""
COMPARABILITIES = ("comparable", "constant_prices", "seasonally_adjusted")
REVISIONS = ("final", "revised", "corrected", "withdrawn")
FREQUENCIES = (
    "day",
    "week",
    "ten_days",
    "month",
    "quarter",
    "half",
    "year",
    "school_year",
    "five_year",
    "ten_year",
    "irregular",
)
"""How often something appears, the shortest first."""
CHART_KINDS = ("cards", "bars", "columns", "line", "slope", "funnel", "rate", "table")
OVER_TIME = ("line", "slope")
"""Kinds of chart that show every period of a series."""
SHARP_HINTS = ("year", "exchanged", "total", "target", "slip", "percentage", "repeated")
"""Rules of hints of which it is known which figure is odd, the more telling ones first."""
VAGUE_HINTS = ("sum", "growth", "falls", "part", "shares", "disagreement")
"""Rules of hints of figures that cannot all be right."""
HINTS = (*SHARP_HINTS, *VAGUE_HINTS)
ACROSS = ("indicator", "region", "breakdown", "period")
