"""Drafts of an article that is like an earlier one: what the rows of that one say is carried over.

Where the earlier text is at hand each figure is known again by the words left of the sentence without it;
else by the names of its row's indicator and category in the words around it (`namesakes`). What is weak or
tied stays as it was. The time is that of the text where its rule was right for the earlier article, else that
of the earlier row, later by as many months as the report is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from publicstats.articles.drafts import Draft, Known, Scan
from publicstats.articles.filling import Setting
from publicstats.articles.likening import liken
from publicstats.articles.missing import essence
from publicstats.articles.namesakes import find_namesakes
from publicstats.articles.phrasing import Phrase, read_phrases
from publicstats.articles.precedents import Earlier, Precedent
from publicstats.articles.shifting import (
    append_period,
    find_step,
    name_month,
    read_period,
    reshape_id,
)
from publicstats.contract.records import Region, Source
from publicstats.period import Period
from publicstats.quantity import QuantityError, parse_quantity

MOST = 2000
"""Figures of an article that are compared with those of another: no article has more, a hostile text may."""


@dataclass(frozen=True)
class Pair:
    """A draft, the row that it is like, and the draft of that row where the earlier text is at hand."""

    place: int
    row: Precedent
    before: Draft | None = None


def carry_over(scan: Scan, earlier: Earlier, old: Scan | None, known: Known) -> Scan:
    """A scan whose drafts are filled from the rows of an earlier article; `old` is what its own text gave."""
    drafts = scan.drafts
    if len(drafts) > MOST or (old and len(old.drafts) > MOST):
        return replace(scan, like=earlier.source, like_text=old is not None)
    phrases = _read(scan, known)
    named = find_namesakes(drafts, phrases, earlier.rows, known.units)
    if old is None:
        pairs = [Pair(place, row) for place, row in named.items()]
    else:
        rows = _find_rows(old.drafts, earlier.rows)
        at = {row.figure: place for place, row in rows.items()}
        hints = {place: at[row.figure] for place, row in named.items() if row.figure in at}
        links = liken(phrases, _read(old, known), hints)
        pairs = [Pair(place, rows[at], old.drafts[at]) for place, at in links.items() if at in rows]
    shift = _Shift(drafts, pairs, earlier)
    filled = list(drafts)
    for pair in pairs:
        filled[pair.place] = _fill(drafts[pair.place], pair, shift, known.regions)
    source = "" if any(draft.source for draft in drafts) else _name_source(earlier.source, scan, shift)
    if source:
        filled = [replace(draft, source=source) for draft in filled]
    return replace(
        scan, drafts=tuple(filled), like=earlier.source, like_text=old is not None, new_source=source
    )


def _name_source(source: Source, scan: Scan, shift: _Shift) -> str:
    """An id for the new article like that of the earlier one: by its month, else by its date."""
    if (
        shift.end
        and shift.last
        and (name := reshape_id(source.id, *map(name_month, (shift.end, shift.last))))
    ):
        return name
    return reshape_id(source.id, source.published, scan.published) if scan.published else ""


def _read(scan: Scan, known: Known) -> tuple[Phrase, ...]:
    return read_phrases(scan.article, [draft.mention for draft in scan.drafts], known.units)


def _find_rows(drafts: Sequence[Draft], rows: Sequence[Precedent]) -> dict[int, Precedent]:
    """The row of each draft of that text: that of its number and line, else the only one of that number."""
    waiting: dict[str, list[Precedent]] = defaultdict(list)
    for row in rows:
        try:
            waiting[essence(parse_quantity(row.printed))].append(row)
        except QuantityError:
            continue
    counts = Counter(essence(draft.mention.quantity) for draft in drafts)
    found = {}
    for place, draft in enumerate(drafts):
        alike = waiting[essence(draft.mention.quantity)]
        here = [row for row in alike if row.line in (draft.line, draft.bare_line)]
        if here:
            alike.remove(here[0])
            found[place] = here[0]
    for place, draft in enumerate(drafts):
        number = essence(draft.mention.quantity)
        alike = waiting[number]
        if place not in found and len(alike) == 1 == counts[number]:
            found[place] = alike[0]
    return found


class _Shift:
    """By how much the report is later, and which periods move with it."""

    def __init__(self, drafts: Sequence[Draft], pairs: Sequence[Pair], earlier: Earlier) -> None:
        ends = [
            period.end
            for row in earlier.rows
            if row.cells["kind"] == "" and (period := read_period(row.period))
        ]
        self.end: date | None = max(set(ends), key=lambda end: (ends.count(end), end)) if ends else None
        self.step = find_step(list(self._list_moves(drafts, pairs)))
        self.last = self.step.move_day(self.end) if self.end and self.step else None

    def _list_moves(self, drafts: Sequence[Draft], pairs: Sequence[Pair]) -> Iterator[tuple[Period, Period]]:
        for pair in pairs:
            before, after = read_period(pair.row.period), read_period(drafts[pair.place].setting.period)
            if before and after and before.end == self.end:
                yield before, after

    def read(self, pair: Pair, said: str) -> str:
        """The period of a figure that is like an earlier one, `said` being what its own text says."""
        before, now = read_period(pair.row.period), read_period(said)
        if before is None:
            return said
        then = read_period(pair.before.setting.period) if pair.before else None
        moved = self._move(before, pair.row.cells["kind"])
        if moved and now and self.last and now.end > self.last:
            return moved.text  # 1至12月 in a report of January is of the year past
        if moved and now and pair.row.cells["basis"] == "stock" and now.end == moved.end:
            return moved.text
        if now and then and then.span == before.span:
            return said
        if moved is None:
            return ""
        if pair.row.cells["basis"] == "flow" and _begins_year(before):
            # After the first quarter the half year may follow, or the second quarter alone.
            return said if now and now.end == moved.end else ""
        return moved.text if now is None or pair.before or now.end == moved.end else ""

    def _move(self, before: Period, kind: str) -> Period | None:
        if self.step is None or self.end is None:
            return None
        if before.end > self.end:
            return before if kind == "target" else None
        return self.step.move(before) if self.step.moves(before.end, self.end) else None


def _begins_year(period: Period) -> bool:
    """Whether a period is the first of its year, and no year."""
    return "/" not in period.text and (period.text[5:] in ("01", "Q1", "H1"))


def _fill(draft: Draft, pair: Pair, shift: _Shift, regions: Mapping[str, Region]) -> Draft:
    cells = pair.row.cells
    period = shift.read(pair, draft.setting.period)
    return replace(
        draft,
        figure=_name(pair.row, read_period(period)) or draft.figure,
        setting=Setting(period, cells["basis"], cells["kind"]),
        indicator=cells["indicator"],
        breakdown=cells["breakdown"],
        region=_place(draft, pair, regions),
        base=_base(draft, cells, shift),
        comparability=cells["comparability"],
        like=pair.row.figure,
    )


def _name(row: Precedent, period: Period | None) -> str:
    before = read_period(row.period)
    if period is None or before is None:
        return ""
    name = reshape_id(row.figure, before, period)
    return name if name and name != row.figure else append_period(_cut(row.figure, before), period)


def _cut(name: str, period: Period) -> str:
    """An id without the year of a period at its end."""
    return name.removesuffix(f"_{period.end.year}")


def _place(draft: Draft, pair: Pair, regions: Mapping[str, Region]) -> str:
    """The row's place; blank where the text names one that does not lie in it, nor it in that."""
    region, said = pair.row.cells["region"], draft.region
    if not said or said == region or (pair.before and pair.before.region == said):
        return region
    return region if region in _list_above(said, regions) or said in _list_above(region, regions) else ""


def _list_above(region: str, regions: Mapping[str, Region]) -> Iterator[str]:
    while region in regions and (region := regions[region].parent):
        yield region


def _base(draft: Draft, cells: Mapping[str, str], shift: _Shift) -> str:
    """What a change is measured against: as before, where that is no day; else as the text says."""
    base = cells["base"]
    before = read_period(base) if base[:1].isdigit() else None
    if before is None or draft.base == base:
        return base
    return draft.base if draft.base != "unstated" else ""
