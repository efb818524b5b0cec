"""Of all that looks odd the causes: one wrong cell makes sums, shares and changes look wrong at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publicstats.analysis.hint_table import Finding
from publicstats.contract.codelists import HINTS, SHARP_HINTS, VAGUE_HINTS

_ALL_ODD = ("exchanged", "slip")
"""Codes of which every figure may be the odd one, not the first alone."""


def keep_causes(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that another explains, in the order of their codes.

    What involves a figure that is odd for itself follows from that. Of the rest, the figure that most of them
    share is taken for the cause of all of them, and stands first.
    """
    by_code: dict[str, list[Finding]] = {code: [] for code in HINTS}
    for finding in findings:
        by_code[finding.code].append(finding)
    kept, odd = [], set[int]()
    for code in SHARP_HINTS:
        for finding in by_code[code]:
            suspects = finding.rows if code in _ALL_ODD else finding.rows[:1]
            if not odd & set(suspects):
                kept.append(finding)
                odd |= set(suspects)
    rest = [f for code in VAGUE_HINTS for f in by_code[code] if not odd & set(f.rows)]
    return kept + _share_out(rest)


def _share_out(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for all that share a figure, the first of them, with that figure in front."""
    counts = Counter(row for finding in findings for row in dict.fromkeys(finding.rows))
    members: dict[int, list[Finding]] = {}
    for finding in findings:
        cause = max(finding.rows, key=lambda row: counts[row])
        members.setdefault(cause, []).append(finding)
    kept = []
    for cause, group in members.items():
        first = group[0]
        if len(group) > 1 and first.rows[0] != cause:
            first = replace(first, rows=(cause, *(r for r in first.rows if r != cause)), expected=None)
        kept.append(first)
    return kept
