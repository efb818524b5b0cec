"""The sheet of a release of series that exist: a blank row for each figure that is expected of it.

What the last release says carries over: indicator, place, category, basis, kind, base, comparability; period,
id and source move on; the print is typed, or pasted from a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import numpy as np

from publicstats.articles.drafts import free_id
from publicstats.articles.shifting import Step, append_period, count_months, reshape_id
from publicstats.contract.codelists import DERIVED
from publicstats.contract.records import Release
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting.moving_titles import move_title
from publicstats.drafting.near_figures import write_near
from publicstats.drafting.next_periods import (
    extend_step,
    find_end,
    find_next_step,
    list_ends,
    list_expected,
    measure_step,
    take_latest,
)
from publicstats.drafting.sheet import COVERED, OPEN, Sheet, SheetRow, SourceCard
from publicstats.drafting.source_card import read_ending, write_publisher
from publicstats.drafting.usage import mark
from publicstats.edition.model import Edition
from publicstats.period import Period, parse_period
from publicstats.reading.parsed import list_rows
from publicstats.reading.tables import FILE
from publicstats.series.keys import Codes
from publicstats.text.i18n import Lang

CLEARED = ("printed", "status", "note_zh", "note_en", "supersedes", "revision")
"""What does not carry over."""
OBSERVED = ("indicator", "region", "breakdown", "period", "basis", "kind", "base", "comparability")
COLUMNS = SCHEMAS["figures"].names
MOST, TRIED = 1_000, 100
"""Rows of a form at most, and days that are tried in search of the last release."""


class NoPeriodError(ValueError):
    """Nothing says which period is the next: it has to be named."""


@dataclass(frozen=True)
class Asked:
    """What a form is of: a release, an indicator or a source, by its id; the period, where it is named."""

    release: str = ""
    indicator: str = ""
    source: str = ""
    period: Period | None = None


def build_release_sheet(edition: Edition, asked: Asked, lang: Lang) -> Sheet:
    """The form of what is asked for; KeyError where the edition has none such, `NoPeriodError`."""
    title, moved = _list_moved(edition, asked, lang)
    rows = _list_rows(edition, moved)
    card = _build_card(edition, moved, asked)
    sheet_rows = _fill(edition, rows[:MOST], card.cells["source"])
    named = "\0".join(
        (asked.release, asked.indicator, asked.source, *(row.cells["period"] for row in sheet_rows))
    )
    return Sheet(
        lang=lang,
        title=card.cells[f"title_{lang}"] or title,
        edition=edition.fingerprint,
        key=sha256(named.encode()).hexdigest()[:16],
        text=(),
        source=card,
        rows=tuple(sheet_rows),
    )


@dataclass(frozen=True)
class _Moved:
    """Figures of a last release, and by how much the next is later."""

    positions: Codes
    end: date
    step: Step


def _list_moved(edition: Edition, asked: Asked, lang: Lang) -> tuple[str, list[_Moved]]:
    if asked.release:
        release = edition.releases[asked.release]
        return release.title.to(lang), list(_find_before(edition, release))
    if asked.indicator:
        title = edition.indicators[asked.indicator].name.to(lang)
        positions = take_latest(edition, list_expected(edition, "indicator", asked.indicator))
        cycles = False
    else:
        title = edition.sources[asked.source].title.to(lang)
        positions, cycles = list_expected(edition, "source", asked.source), True
    end = find_end(edition, positions)
    if end is None:
        return title, []
    step = measure_step(end, asked.period.end) if asked.period else find_next_step(edition, positions, end)
    if step is None:
        raise NoPeriodError
    if cycles and not asked.period:
        step = extend_step(edition, positions, end, step)
    return title, [_Moved(positions, end, step)]


def _find_before(edition: Edition, release: Release) -> Iterator[_Moved]:
    """Of each indicator of a release the newest figures before it that it may have again."""
    for name in dict.fromkeys(release.indicators):
        positions = list_expected(edition, "indicator", name)
        ends = list_ends(edition, positions)
        earlier = np.unique(ends[ends < release.period.end.toordinal()])[::-1]
        for day in earlier[:TRIED].tolist():
            end, there = date.fromordinal(day), positions[ends == day]
            step = measure_step(end, release.period.end)
            moved = (step.move(_read_period(edition, position)) for position in there.tolist())
            if any(period and _is_same(period, release.period) for period in moved):
                yield _Moved(there, end, step)
                break


def _is_same(period: Period, other: Period) -> bool:
    """Whether a figure of a period is one of another: the same days, or its last day."""
    return period.end == other.end and (period.span == other.span or period.is_day)


def _list_rows(edition: Edition, moved: Sequence[_Moved]) -> list[tuple[dict[str, str], str, Period]]:
    """The rows of the last release in the order of its lines, each with its file and its new period."""
    found = []
    for each in moved:
        table = write_near(edition, each.positions[:MOST].tolist())
        for row in list_rows(table, [*COLUMNS, FILE]):
            period = edition.periods[row["period"]]
            later = each.step.move(period) if _goes_on(period, each) else None
            if later is not None:
                found.append((row, row.pop(FILE), later))
    return sorted(found, key=lambda entry: (entry[0]["source"], int(entry[0]["line"] or 0)))


def _goes_on(period: Period, each: _Moved) -> bool:
    """Whether the next report has a figure too: of its own periods, or of those that it compares."""
    months = count_months(period.end, each.end)
    return (months is not None and 0 <= months < each.step.months) or each.step.moves(period.end, each.end)


def _fill(
    edition: Edition, rows: Sequence[tuple[dict[str, str], str, Period]], source: str
) -> list[SheetRow]:
    indicators, ends = {row["indicator"] for row, _, _ in rows}, {later.end for _, _, later in rows}
    known = _list_known(edition, indicators, ends)
    taken: set[str] = set()
    filled = []
    for number, (row, file, period) in enumerate(rows, 1):
        cells = row | dict.fromkeys(CLEARED, "") | {"period": period.text, "source": source}
        cells["kind"] = cells["kind"].removeprefix("actual")
        there = known.get(_observe(cells))
        name = there or _name(row, edition.periods[row["period"]], period, edition, taken)
        taken.add(name)
        filled.append(
            SheetRow(
                number=number,
                cells=cells | {"figure": name},
                file=file,
                guessed=("line",),
                state=COVERED if there else OPEN,
                like=row["figure"],
                context=f"{row['period']} · {row['printed'] or '–'}",
            )
        )
    return filled


def _observe(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells[column].removeprefix("actual") for column in OBSERVED)


def _list_known(edition: Edition, indicators: set[str], ends: set[date]) -> dict[tuple[str, ...], str]:
    """The ids of typed figures of some indicators and last days by what they are observations of."""
    frame = edition.figures
    positions = np.flatnonzero(mark(frame["indicator"], indicators) & ~mark(frame["status"], {DERIVED}))
    days = [end.toordinal() for end in ends]
    positions = positions[np.isin(list_ends(edition, positions.astype(np.int64)), days)]
    table = write_near(edition, positions.tolist())
    return {_observe(row): row["figure"] for row in list_rows(table, COLUMNS)}


def _name(row: Mapping[str, str], before: Period, after: Period, edition: Edition, taken: set[str]) -> str:
    """The id of the last figure with the new period in it."""
    name = reshape_id(row["figure"], before, after)
    if not name or name == row["figure"]:
        name = append_period(row["figure"].removesuffix(f"_{before.end.year}"), after)

    def is_taken(other: str) -> bool:
        return other in taken or edition.locate(other) is not None

    return free_id(name, is_taken) if is_taken(name) else name


def _build_card(edition: Edition, moved: Sequence[_Moved], asked: Asked) -> SourceCard:
    """The row of the source in which the figures are printed: that of the last release, moved on."""
    cells = dict.fromkeys(SCHEMAS["sources"].names, "")
    counts = Counter(
        (str(edition.figures["source"].iat[position]), each.end, each.step)
        for each in moved
        for position in each.positions.tolist()
    )
    if not counts or 2 * max(counts.values()) <= counts.total():
        return SourceCard(True, cells)  # of none, or of several that nobody prints together
    name, end, step = counts.most_common(1)[0][0]
    last = edition.sources[name]
    moves = [(before, after) for before, after in _spell_moves(end, step.move_day(end))]
    stem = name.removesuffix(f"_{last.published.text.replace('-', '_')}")  # that day is of the last one alone
    own = next(filter(None, (reshape_id(name, *move) for move in moves)), "") or append_period(
        stem, moves[-1][1]
    )
    cells["source"] = free_id(own, edition.sources.__contains__) if own in edition.sources else own
    cells |= {
        "title_zh": next(filter(None, (move_title(last.title.zh, *move) for move in moves)), ""),
        "title_en": next(filter(None, (move_title(last.title.en, *move) for move in moves)), ""),
        "publisher": write_publisher(last),
        "published_basis": last.published_basis,
        "document": f"{cells['source']}{read_ending(last)}",
    }
    return SourceCard(True, cells, tuple(name for name, cell in cells.items() if cell))


def _spell_moves(end: date, later: date) -> Iterator[tuple[Period, Period]]:
    """The periods that end on two days, as titles and ids may name them, the longer ones first."""
    for months, spell in ((6, "{0}-H{1}"), (3, "{0}-Q{1}")):
        if end.month % months == later.month % months == 0:
            yield _spell(spell, end, months), _spell(spell, later, months)
    weeks = [parse_period(f"{day:%G-W%V}") for day in (end, later)]
    if end.isoweekday() == later.isoweekday() == 7:
        yield weeks[0], weeks[1]
    yield parse_period(f"{end:%Y-%m}"), parse_period(f"{later:%Y-%m}")


def _spell(pattern: str, day: date, months: int) -> Period:
    return parse_period(pattern.format(day.year, day.month // months))


def _read_period(edition: Edition, position: int) -> Period:
    return edition.periods[str(edition.figures["period"].iat[position])]
