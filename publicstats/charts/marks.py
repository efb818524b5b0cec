"""How the state of a value is drawn, so that nobody needs colours to tell it, and what the key says of it."""

from __future__ import annotations

from publicstats.analysis.panels import Panel
from publicstats.contract.records import Figure

PLAIN, DERIVED, TARGET, DISPUTED = "plain", "derived", "target", "disputed"
SYMBOLS = {
    PLAIN: "circle",
    "provisional": "circle-open",
    "forecast": "diamond-open",
    "estimated": "triangle-up-open",
    "unverified": "triangle-down-open",
    DERIVED: "square",
    DISPUTED: "square-open",
    TARGET: "line-ew-open",
    "masked": "x-thin-open",
    "missing": "line-ns-open",
}
"""The mark of each state of a value; the last two stand on the axis of time."""
HOLLOW = {"provisional": "", "forecast": "x", "estimated": "|", "unverified": "+"}
"""The states whose columns are hollow, and the pattern in them."""
_KEYED = tuple(SYMBOLS)[1:]


def find_state(figure: Figure) -> str:
    """The state of a figure: plain, or what a reader must know of it."""
    if figure.status in SYMBOLS:
        return figure.status
    return DERIVED if figure.computed is not None else PLAIN


def list_states(panel: Panel) -> list[str]:
    """The states that a drawing over time shows, but for plain ones: what its key names, in order."""
    figures = [figure for course in panel.courses for o in course.observations for figure in o.figures[:1]]
    found = {find_state(figure) for figure in figures}
    if any(len(o.figures) > 1 for course in panel.courses for o in course.known):
        found.add(DISPUTED)
    if panel.aims:
        found.add(TARGET)
    return [state for state in _KEYED if state in found]
