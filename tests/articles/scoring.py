"""How well articles are read, against lists made by hand.

``python -m tests.articles.scoring`` prints the table.

A case is a text `cases/<set>/<date>_<name>.txt` and beside it, `.csv`, the list of its figures: line,
printed, unit, qualifier, and period and basis where the text says them. A new case is two new files.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from publicstats.articles import Draft, scan_article
from publicstats.edition.model import Edition, load_edition
from publicstats.period import parse_period
from publicstats.quantity import Quantity, format_quantity, parse_quantity

CASES = Path(__file__).parent / "cases"
SETS = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
WANTED = {"found": 0.97, "right": 0.95, "qualifier": 0.97, "unit": 0.97, "period": 0.85, "basis": 0.85}
"""The shares that are asked for: of the figures, of the proposals, of what is filled in."""
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

    def scan(self, edition: Edition) -> list[Draft]:
        """The drafts of the article, its date given by the file's name."""
        text = self.path.read_text(encoding="utf-8")
        return list(scan_article(text, edition, published=parse_period(self.path.name[:10])).drafts)


def list_cases(name: str) -> list[Case]:
    """The cases of a set."""
    return [Case(path) for path in sorted((CASES / name).glob("*.txt"))]


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
            for name, given in (("period", draft.setting.period), ("basis", draft.setting.basis)):
                if given and row[name]:
                    same = _SAME[name](given, row[name])
                    self.count(name, same, f"{remark} {given}, not {row[name]}")
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


def _is_same_time(one: str, other: str) -> bool:
    first, second = parse_period(one), parse_period(other)
    return (first.start, first.end) == (second.start, second.end)


_SAME: dict[str, Callable[[str, str], bool]] = {"period": _is_same_time, "basis": str.__eq__}


def score_set(name: str, edition: Edition) -> Score:
    """The score of a set of cases."""
    score = Score()
    for case in list_cases(name):
        score.add(case.scan(edition), case.gold, case.path.stem)
    return score


def write_table(edition: Edition) -> str:
    """The scores of all sets as a Markdown table."""
    head = ["set", "articles", "figures", *WANTED]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for name in SETS:
        score = score_set(name, edition)
        shares = [f"{100 * score.share(key):.1f} % of {score.total[key]}" for key in WANTED]
        lines.append(
            f"| {' | '.join([name, str(len(list_cases(name))), str(score.total['found']), *shares])} |"
        )
    return "\n".join(lines) + "\n"


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
