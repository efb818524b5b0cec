"""Slips planted into a data folder, and how many of them are hinted at.

    python -m benchmarks.slips DATA [--seed 1] [--rounds 3] [--prefix grown_]

DATA is a folder with histories, as `benchmarks.history` writes one. Each kind of slip is planted several
times at random figures that it can happen to, those of one round in different series, and the hints of the
folder are read: a slip is found where a hint or a problem names its figure, or the other of its pair. Then
the hints of the folder as it was are counted: those are false, but for what truly disagrees in it.

A slip can happen to any printed value of a series that has at least three and was not replaced since; with
fewer there is nothing that it could be compared with. Left out is what would leave the print as it was or
make none of it, and among values of the year before those of fewer than three digits, which come again.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from random import Random

from benchmarks.slip_folder import Folder, Row, Slip, name_series
from publicstats.analysis.hints import find_hints
from publicstats.edition.model import build_edition
from publicstats.quantity import QuantityError, parse_quantity
from publicstats.reading.folder import load_files

EACH = 8
"""Slips of a round: in different series."""
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_MONTHS_SO_FAR = re.compile(r"(\d{4})-01/\1-(0[2-9]|1[0-2])")
_ENDS = {"H1": "06", "Q1": "03"}


def drop_wan(folder: Folder, chance: Random) -> Iterator[Slip]:
    """A 万 that is left out."""
    yield from _retype(folder, chance, lambda text: text.replace("万", "", 1))


def lose_point(folder: Folder, chance: Random) -> Iterator[Slip]:
    """A decimal point that is left out."""
    yield from _retype(folder, chance, lambda text: text.replace(".", "", 1))


def shift_digit(folder: Folder, chance: Random) -> Iterator[Slip]:
    """The point one place from where it was, or the first two digits in the place of each other."""
    yield from _retype(folder, chance, lambda text: chance.choice((move_point, swap_digits))(text))


def move_point(text: str) -> str:
    """A print with its number ten times larger."""
    found = re.search(r"(\d)\.(\d)", text)
    if found is None:
        return ""
    left, right = text[: found.start()], text[found.end() :]
    return f"{left}{found[1]}{found[2]}" + (f".{right}" if right[:1].isdigit() else right)


def swap_digits(text: str) -> str:
    """A print with its first two digits exchanged; blank where they are equal, or the second is zero."""
    number = _NUMBER.search(text)
    places = [at for at in range(*number.span()) if text[at].isdigit()][:2] if number else []
    if len(places) < 2 or text[places[1]] in ("0", text[places[0]]):
        return ""
    a, b = places
    return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]


def exchange_rows(folder: Folder, chance: Random) -> Iterator[Slip]:
    """The prints of two rows that follow each other, of one source and unit, in each other's place."""
    usual = {row["figure"] for row in folder.usual}
    pairs = [
        (a, b)
        for rows in folder.tables.values()
        for a, b in pairwise(rows)
        if {a["figure"], b["figure"]} <= usual and _is_alike(a, b)
    ]
    for a, b in _shuffle(pairs, chance):
        yield Slip({a["figure"]: {"printed": b["printed"]}, b["figure"]: {"printed": a["printed"]}})


def _is_alike(a: Row, b: Row) -> bool:
    same = all(a.get(name) == b.get(name) for name in ("source", "basis", "base", "period"))
    units = [parse_quantity(row["printed"]).unit for row in (a, b)]
    return same and name_series(a) != name_series(b) and units[0] == units[1] and a["printed"] != b["printed"]


def repeat_year(folder: Folder, chance: Random) -> Iterator[Slip]:
    """The print of the same period of the year before, of three digits or more."""
    for row in _shuffle(folder.usual, chance):
        year = int(row["period"][:4])
        earlier = folder.series[name_series(row)].get(shift_year(row["period"], year, -1))
        if earlier and earlier["printed"] != row["printed"] and count_digits(earlier["printed"]) >= 3:
            yield Slip({row["figure"]: {"printed": earlier["printed"]}})


def shift_year(period: str, year: int, by: int) -> str:
    """A period with its years so many later."""
    other = period.replace(str(year), str(year + by))
    return other.replace(str(year + 1), str(year + 1 + by)) if "/" in period and by < 0 else other


def count_digits(text: str) -> int:
    """How many digits a print has from its first that is not zero."""
    number = _NUMBER.search(text)
    return len(re.sub(r"[^0-9]", "", number[0]).lstrip("0")) if number else 0


def mistype_year(folder: Folder, chance: Random) -> Iterator[Slip]:
    """A year that is one too early, or now and then one too late."""
    for row in _shuffle(folder.usual, chance):
        by = chance.choice((-1, -1, 1))
        years = sorted(set(re.findall(r"\d{4}", row["period"])), reverse=by > 0)
        period = row["period"]
        for year in years:
            period = re.sub(rf"\b{year}\b", str(int(year) + by), period)
        yield Slip({row["figure"]: {"period": period}})


def mistake_target(folder: Folder, chance: Random) -> Iterator[Slip]:
    """A target whose row says that it is what was."""
    targets = [row for row in folder.rows if row["kind"] == "target"]
    for row in _shuffle(targets, chance):
        yield Slip({row["figure"]: {"kind": ""}})


def shorten_total(folder: Folder, chance: Random) -> Iterator[Slip]:
    """A total of the year so far as the value of its last month."""
    for row in _shuffle(folder.usual, chance):
        period, basis = row["period"], row["basis"]
        so_far = _MONTHS_SO_FAR.fullmatch(period)
        month = f"{so_far[1]}-{so_far[2]}" if so_far else ""
        if basis == "cumulative" and period.isdigit():
            month = f"{period}-12"
        if basis in ("cumulative", "flow") and period[5:] in _ENDS:
            month = f"{period[:5]}{_ENDS[period[5:]]}"
        month = "" if basis == "growth" else month
        if month and "%" not in row["printed"]:
            yield Slip({row["figure"]: {"period": month, "basis": "flow"}})


KINDS: Mapping[str, Callable[[Folder, Random], Iterator[Slip]]] = {
    "dropped 万": drop_wan,
    "lost point": lose_point,
    "shifted digit": shift_digit,
    "exchanged rows": exchange_rows,
    "last year's value": repeat_year,
    "wrong year": mistype_year,
    "target as actual": mistake_target,
    "total as month": shorten_total,
}
"""Every kind of slip, and what gives them in an order of chance."""


def plant(folder: Folder, kind: str, seed: int, count: int = EACH) -> list[Slip]:
    """So many slips of a kind, each in series of its own; fewer where it can happen to no more."""
    chance = Random(f"{kind}:{seed}")
    by_name = {row["figure"]: row for row in folder.rows}
    taken: set[tuple[str, ...]] = set()
    slips: list[Slip] = []
    for slip in KINDS[kind](folder, chance):
        own = {name_series(by_name[name]) for name in slip.figures}
        if not own & taken:
            taken |= own
            slips.append(slip)
        if len(slips) == count:
            break
    return slips


def find_slips(folder: Folder, slips: list[Slip]) -> list[Slip]:
    """Those of the slips that a hint or a problem of the folder with them names.

    What is refused is found; the rest is then looked at without it.
    """
    outcome = build_edition(folder.write(slips))
    named = {name for problem in outcome.problems for name in folder.list_named(problem)}
    refused = [slip for slip in slips if slip.figures & named]
    if outcome.edition is None:
        rest = [slip for slip in slips if slip not in refused]
        return refused + (find_slips(folder, rest) if refused and rest else [])
    named |= {figure.id for hint in find_hints(outcome.edition) for figure in hint.figures}
    return [slip for slip in slips if slip.figures & named]


def _retype(folder: Folder, chance: Random, change: Callable[[str], str]) -> Iterator[Slip]:
    for row in _shuffle(folder.usual, chance):
        typed = change(row["printed"])
        if typed and typed != row["printed"] and _can_be_read(typed):
            yield Slip({row["figure"]: {"printed": typed}})


def _can_be_read(printed: str) -> bool:
    try:
        parse_quantity(printed)
    except QuantityError:
        return False
    return True


def _shuffle(rows: list, chance: Random) -> list:
    return chance.sample(rows, len(rows))


def main() -> None:
    """Plants every kind in a folder and says how many are found, and how many hints are false."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--prefix", default="", help="slips are planted in figures whose ids begin with it")
    options = parser.parse_args()
    folder = Folder(load_files(options.data), options.prefix)
    for kind in KINDS:
        planted, found = 0, 0
        for round_ in range(options.rounds):
            slips = plant(folder, kind, 1000 * options.seed + round_)
            planted, found = planted + len(slips), found + len(find_slips(folder, slips))
        share = f"{found / planted:.0%}" if planted else "none"
        sys.stdout.write(f"{kind:20} {found:4} of {planted:4}  {share}\n")
    outcome = build_edition(folder.files)
    assert outcome.edition is not None
    hints = [hint for hint in find_hints(outcome.edition) if not hint.is_acknowledged]
    codes = ", ".join(f"{code} {count}" for code, count in Counter(h.code for h in hints).items())
    rate = 100 * len(hints) / len(outcome.edition.figures)
    sys.stdout.write(
        f"{len(hints)} hints without slips ({codes or 'none'}), {rate:.2f} in a hundred figures\n"
    )


if __name__ == "__main__":
    main()
