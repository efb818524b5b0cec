"""The curated figures against the archived texts, where they are at hand: nothing misread or left out.

`left_out.csv` lists each number of the texts that is no figure, with its rule in CONTRIBUTING.md.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from publicstats.contract.records import Figure
from publicstats.edition.model import load_edition

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT.parent / "shared" / "sources"
pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the archived texts are not at hand")

NUMBER = re.compile(r"[0-9０-９]+(?:[.．:：,/@-][0-9]+)*|\*{2,}|[一二两三四五六七八九十百千万亿零〇半双]+")
# Words of everyday speech and the Red Cross's own name: their numerals count nothing.
WORDS = re.findall(
    r"\S+",
    """
    红十字 一系列 一定 一道 进一步 统一 一起 一直 一体 一方面 一些 同一 唯一 一般 一大批 一旦 一样 一次性
    十分 万一 一律 一并 一切 一时 一度 一致 专一 一边 一路
    """,
)


class Document:
    """An archived text without white space, each character with its line and whether a figure covers it."""

    def __init__(self, name: str) -> None:
        lines = (DOCUMENTS / name).read_text(encoding="utf-8").split("\n")
        marked = [(number, c) for number, line in enumerate(lines, 1) for c in line if not c.isspace()]
        self.lines = [number for number, _ in marked]
        self.text = "".join(c for _, c in marked)
        self.covered = [False] * len(marked)

    def find(self, printed: str, line: int) -> int:
        """Where a printed text begins on a line, not inside another figure; -1 where it does not."""
        place = self.text.find(printed, self.lines.index(line) if line in self.lines else len(self.text))
        while place >= 0 and self.lines[place] == line:
            inside = place > 0 and self.text[place - 1] in "0123456789*" and not self.covered[place - 1]
            if not inside and not any(self.covered[place : place + len(printed)]):
                return place
            place = self.text.find(printed, place + 1)
        return -1

    def cover(self, figure: Figure) -> bool:
        """Marks what a figure prints; says whether it stands at its line."""
        printed = re.sub(r"\s", "", figure.printed)
        place = self.find(printed, figure.line or 0)
        if place < 0:
            return False
        self.covered[place : place + len(printed)] = [True] * len(printed)
        return True

    def list_numbers(self) -> list[tuple[int, str]]:
        """Every number that no figure covers, with its line; words of everyday speech are left out."""
        speech = {
            place
            for word in WORDS
            for match in re.finditer(word, self.text)
            for place in range(*match.span())
        }
        numbers = []
        for match in NUMBER.finditer(self.text):
            places = range(*match.span())
            if all(self.covered[place] for place in places) or speech.issuperset(places):
                continue
            first = next(place for place in places if not self.covered[place])
            numbers.append((self.lines[first], self.text[first : match.end()]))
        return numbers


@pytest.fixture(scope="module")
def figures() -> list[Figure]:
    edition = load_edition(ROOT / "data").edition
    assert edition is not None
    printed = [edition.figure(place) for place in range(len(edition.figures))]
    return sorted((f for f in printed if f.source), key=lambda f: (f.line or 0, -len(f.printed)))


@pytest.fixture(scope="module")
def documents(figures: list[Figure]) -> dict[str, Document]:
    return {f.source.document: Document(f.source.document) for f in figures if f.source}


def read_left_out() -> list[dict[str, str]]:
    with (Path(__file__).parent / "left_out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_printed_figure_stands_in_its_document_at_its_line(figures: list[Figure]) -> None:
    texts = {f.source.document: Document(f.source.document) for f in figures if f.source}
    lost = [f.id for f in figures if f.source and f.printed and not texts[f.source.document].cover(f)]
    assert lost == []


def test_every_number_is_a_figure_or_left_out_by_a_rule(
    figures: list[Figure], documents: dict[str, Document]
) -> None:
    for figure in figures:
        if figure.source and figure.printed:
            documents[figure.source.document].cover(figure)
    found = Counter(
        (name, line, number)
        for name, document in documents.items()
        for line, number in document.list_numbers()
    )
    listed: Counter[tuple[str, int, str]] = Counter()
    for row in read_left_out():
        listed[row["document"], int(row["line"]), row["number"]] += int(row["times"])
    assert found - listed == Counter(), (
        "numbers that are neither a row of data/figures nor left out by a rule"
    )
    assert listed - found == Counter(), "numbers listed as left out that are figures, or not there"


def test_every_rule_is_written_in_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    written = set(re.findall(r"^\| `([a-z_]+)` \|[^|]*\|[^|]*\|$", text, re.MULTILINE))
    assert {row["rule"] for row in read_left_out()} == written
