"""How well articles are read, against lists made by hand.

``python -m tests.articles.scoring`` prints the table.

A case is a text `cases/<set>/<date>_<name>.txt` and beside it, `.csv`, the list of its figures: line,
printed, unit, qualifier, and period and basis where the text says them; in later lists region (blank: none of
regions.csv) and kind as well. A cell of a table is printed with the unit that its row or column gives. A new
case is two new files; a name that ends in table or traditional is of that genre.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from publicstats.articles import Draft, scan_article
from publicstats.edition.model import Edition, load_edition
from publicstats.period import parse_period
from publicstats.quantity import Quantity, format_quantity, parse_quantity

CASES = Path(__file__).parent / "cases"
SETS = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
FOUND = {"prose": 0.97, "table": 0.92, "traditional": 0.95}
"""The share of the figures that is asked for, by the genre of a text."""
WANTED = {
    "right": 0.98,
    "qualifier": 0.97,
    "unit": 0.97,
    "period": 0.94,
    "basis": 0.95,
    "region": 0.95,
    "kind": 0.95,
    "with period": 0.85,
    "with basis": 0.85,
    "with region": 0.8,
}
"""Further shares that are asked for: of the proposals, of what is filled in, and of what is to be so."""
Gold = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One article with its list."""

    path: Path

    @property
    def gold(self) -> list[Gold]:
        """The figures that the list has."""
        with self.path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def genre(self) -> str:
        """What kind of text it is, by the last word of its name."""
        last = self.path.stem.rpartition("_")[2]
        return last if last in FOUND else "prose"

    def scan(self, edition: Edition) -> list[Draft]:
        """The drafts of the article, its date given by the file's name."""
        text = self.path.read_text(encoding="utf-8")
        return list(scan_article(text, edition, published=parse_period(self.path.name[:10])).drafts)


def list_cases(name: str, genre: str = "") -> list[Case]:
    """The cases of a set, or those of a genre in it."""
    cases = [Case(path) for path in sorted((CASES / name).glob("*.txt"))]
    return [case for case in cases if genre in ("", case.genre)]


class Score:
    """Counts of what is right, of how many."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.remarks: list[str] = []

    def count(self, name: str, right: bool, remark: str) -> None:
        """Counts one answer, and keeps what is wrong."""
        self.total[name] += 1
        self.right[name] += right
        if not right:
            self.remarks.append(f"{name}: {remark}")

    def share(self, name: str) -> float:
        """The share of right answers."""
        return self.right[name] / max(self.total[name], 1)

    def add(self, drafts: Iterable[Draft], gold: Iterable[Gold], where: str) -> None:
        """Counts an article's drafts against its list."""
        left = list(drafts)
        for row in gold:
            draft = next((d for d in left if _is_same(d, row)), None)
            self.count("found", draft is not None, f"{where} {row['line']} {row['printed']}")
            if draft is None:
                continue
            left.remove(draft)
            self.count("right", True, "")
            remark = f"{where} {row['line']} {draft.context}"
            self.count("qualifier", draft.mention.quantity.qualifier == row["qualifier"], remark)
            self.count("unit", draft.mention.quantity.unit == row["unit"], remark)
            for name, given in _list_fields(draft).items():
                wanted = row.get(name, "")
                if wanted and name != "kind":
                    self.count(f"with {name}", bool(given), remark)
                if (wanted and given) or (name in row and name in _MAY_BE_NONE):
                    same = _is_same_field(name, given, wanted, row)
                    self.count(name, same, f"{remark} {given}, not {wanted}")
        for draft in left:
            self.count("right", False, f"{where} {draft.line} {draft.context}")


def _is_same(draft: Draft, row: Gold) -> bool:
    """Whether a draft is the figure of a row: the number at its line, whatever qualifies it."""
    near = abs(draft.line - int(row["line"])) <= 1
    return near and _number(draft.mention.quantity) == _number(parse_quantity(row["printed"]))


def _number(quantity: Quantity) -> str:
    """The figure without its qualifiers and unit."""
    text = re.sub(r"[多余来]", "", format_quantity(quantity, unit=""))
    return text.removeprefix(quantity.before).removesuffix(quantity.after)


def _is_same_field(name: str, given: str, wanted: str, row: Gold) -> bool:
    """Whether a field is as the list has it; a state is that of its period's last day."""
    if name != "period":
        return given == wanted
    first, second = parse_period(given), parse_period(wanted)
    return first.span == second.span or (row["basis"] == "stock" and first.end == second.end)


def _list_fields(draft: Draft) -> dict[str, str]:
    setting = draft.setting
    return {"period": setting.period, "basis": setting.basis, "region": draft.region, "kind": setting.kind}


_MAY_BE_NONE = ("kind",)
"""Where a blank says something: the figure is of no other kind."""


def score_set(name: str, edition: Edition, genre: str = "") -> Score:
    """The score of a set of cases, or of those of a genre in it."""
    score = Score()
    for case in list_cases(name, genre):
        score.add(case.scan(edition), case.gold, case.path.stem)
    return score


def write_table(edition: Edition) -> str:
    """The scores of all sets as a Markdown table, genre by genre."""
    columns = ["found", *WANTED]
    head = ["set", "texts", "figures", *columns]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for name in SETS:
        for genre in FOUND:
            if not (cases := list_cases(name, genre)):
                continue
            score = score_set(name, edition, genre)
            shares = [_write_share(score, key) for key in columns]
            lines.append(
                f"| {' | '.join([f'{name}, {genre}', str(len(cases)), str(score.total['found']), *shares])} |"
            )
    return "\n".join(lines) + "\n"


def _write_share(score: Score, name: str) -> str:
    return f"{100 * score.share(name):.1f}" if score.total[name] else ""


def main() -> None:
    """Prints the table, and with -v what is wrong in the sets named after it."""
    edition = load_edition(Path("data")).edition
    assert edition is not None
    if "-v" in sys.argv:
        for name in sys.argv[2:]:
            sys.stdout.write("\n".join(score_set(name, edition).remarks) + "\n")
        return
    sys.stdout.write(write_table(edition))


if __name__ == "__main__":
    main()
