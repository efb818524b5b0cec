"""Drafts that are rows by now, by the ids of those: what holds between figures is said of the rows then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from publicstats.articles.drafts import Draft, free_id
from publicstats.articles.filling import Setting
from publicstats.articles.missing import find_covered
from publicstats.articles.worker import Finding
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition

_ID = re.compile("[a-z][a-z0-9_]*")
_SHARED = ("indicator", "region", "breakdown", "period", "basis", "base")
"""What a check has of the figure that it is compared with."""


def confirm(finding: Finding, edition: Edition, document: str) -> Finding:
    """A finding in which each draft that a row of the document covers has its id, in relations too.

    Other drafts have ids that no figure has. Relations that calculations.csv has by now are left out.
    """
    scan, names = finding.scan, {}
    covered = find_covered(edition, document, scan.drafts) if document else {}
    taken = set(covered.values())
    for draft in scan.drafts:
        name = covered.get(draft.figure, "")
        if not name:
            name = draft.figure
            if name in taken or edition.locate(name) is not None:
                name = free_id(name, lambda free: free in taken or edition.locate(free) is not None)
            taken.add(name)
        names[draft.figure] = name
    drafts = tuple(_confirm(draft, names[draft.figure], edition) for draft in scan.drafts)
    rows = {draft.figure: draft.row for draft in drafts}
    new_source = "" if scan.new_source in edition.sources else scan.new_source
    known = _list_checks(edition)
    checks = [_rename(row, names, rows) for row in finding.checks]
    return Finding(
        replace(scan, drafts=drafts, new_source=new_source),
        [row for row in checks if (_plain(row["formula"]), row["compare_with"]) not in known],
    )


def _confirm(draft: Draft, name: str, edition: Edition) -> Draft:
    """The draft under its id, with what its row says where it has one."""
    figure = edition.find(name)
    if figure is None:
        return replace(draft, figure=name)
    return replace(
        draft,
        figure=name,
        indicator=figure.indicator.id,
        region=figure.region.id,
        breakdown=figure.breakdown.id if figure.breakdown else "",
        setting=Setting(figure.period.text, figure.basis, figure.kind.removeprefix("actual")),
        base=figure.base,
        comparability=figure.comparability,
    )


def _rename(
    row: dict[str, str], names: Mapping[str, str], rows: Mapping[str, dict[str, str]]
) -> dict[str, str]:
    """A check with the ids of rows."""
    target, number = row["compare_with"], row["calculation"].rpartition("_")[2]
    name = names[target]
    return (
        row
        | {column: rows[name][column] for column in _SHARED}
        | {
            "calculation": f"{name}_check_{number}",
            "formula": _ID.sub(lambda match: names.get(match[0], match[0]), row["formula"]),
            "compare_with": name,
        }
    )


@memoize(1)
def _list_checks(edition: Edition) -> frozenset[tuple[str, str]]:
    """The formulas of calculations.csv that are no rules, each with what it should give."""
    each = (edition.calculations[name] for name in edition.checks)
    own = takewhile(lambda calculation: not calculation.rule, each)
    return frozenset((_plain(one.formula.text), one.compare_with) for one in own)


def _plain(formula: str) -> str:
    return formula.replace(" ", "")
