"""How much a file may hold. Pages and the API say it before the libraries that write files are loaded."""

MAX_ROWS = 20_000
"""Figures of a workbook at the most: some six seconds' work. CSV has no such limit."""
CHOSEN = 50
"""Chosen figures that a briefing holds: more is no briefing."""
LISTED = 80
"""Figures at the most that a theme's briefing lists besides those of its charts: the latest."""
