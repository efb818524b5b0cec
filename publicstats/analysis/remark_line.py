"""What is said of a figure in a line: a change, a target, or how fresh it is."""

from __future__ import annotations

from dataclasses import dataclass

from publicstats.contract.records import Figure


@dataclass(frozen=True)
class Line:
    """One sentence about a figure, without a full stop."""

    text: str
    detail: str = ""
    """What there is to add to the text where there is room."""
    direction: str = ""
    """Of a change `up`, `down`, `unchanged` or `cannot_tell`; of a target `met`, `missed`, `open` or that."""
    mood: str = ""
    """`good` or `bad` where that is certain; `calm` where a line is of the series, not of the value."""
    cited: Figure | None = None
    """The figure that is quoted: a printed growth rate, or a target."""
