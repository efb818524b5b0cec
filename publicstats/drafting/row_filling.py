"""A draft and its guess -> a row of the sheet: what the text says, and what is likely besides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from publicstats.articles.drafts import Draft
from publicstats.articles.phrasing import Phrase
from publicstats.contract.records import Figure
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting.figure_names import name_figure
from publicstats.drafting.guessing import MOST, Guess
from publicstats.drafting.sheet import COVERED, SheetRow
from publicstats.drafting.usage import NOTHING, count_usage, find_file, find_home
from publicstats.edition.model import Edition

COLUMNS = SCHEMAS["figures"].names
_PLACE = re.compile("^(?!.*(?:跨|其中|所有|个|内|各))[\u4e00-\u9fff]{1,3}(?:新区|自治州|[省市区县旗])$")
"""What names a place that the catalogue lacks, and is no 跨省: its figure is of no other place."""


class Filler:
    """Fills one row after another of an article."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        phrases: Sequence[Phrase],
        edition: Edition,
        source: str,
        usual: str = "",
    ) -> None:
        """`usual` is the place that the publisher's figures are of."""
        self.drafts, self.phrases, self.edition, self.source = drafts, phrases, edition, source
        self.usual = usual
        self.regions = Counter(draft.region for draft in drafts if draft.region)
        self.periods = Counter((d.setting.basis, d.setting.period) for d in drafts if d.setting.period)
        self.taken = {draft.figure for draft in drafts if draft.like}

    def fill(self, place: int, guess: Guess) -> SheetRow:
        """The row of the draft at a place."""
        draft = self.drafts[place]
        row = draft.row
        cells = {name: row[name] for name in COLUMNS} | {"source": self.source}
        guessed = {} if draft.like else self._guess(place, guess, cells)
        cells |= guessed
        if not draft.like:
            cells["figure"] = name_figure(cells, self.edition, self._is_taken)
            self.taken.add(cells["figure"])
        return SheetRow(
            number=place + 1,
            cells=cells,
            file=find_file(self.edition, draft.like) or find_home(self.edition, cells["indicator"]),
            candidates={
                "indicator": guess.indicators,
                "breakdown": guess.breakdowns,
                "region": self._rank_places(place, cells["region"]),
            },
            guessed=() if draft.like else (*guessed, "figure", "file"),
            like=draft.like,
            context=row["context"],
            to_add=row["to_add"],
        )

    def _guess(self, place: int, guess: Guess, cells: dict[str, str]) -> dict[str, str]:
        """What is likely for cells of which the text is not sure."""
        indicator = guess.indicators[0] if guess.is_likely else ""
        found = {"indicator": indicator, "breakdown": guess.breakdowns[0] if guess.is_broken_down else ""}
        cells = cells | {"indicator": indicator}
        if not cells["region"] and not _PLACE.search(self.drafts[place].new_place):
            found["region"] = next(iter(self._rank_places(place, "")), "")
        if not cells["basis"]:
            found["basis"] = self._guess_basis(place, indicator)
        if not cells["period"]:
            found["period"] = self._guess_period(place, cells["basis"] or found["basis"])
        return {name: cell for name, cell in found.items() if cell}

    def _guess_basis(self, place: int, indicator: str) -> str:
        """The basis that the indicator's figures have, else that of the figure before in the sentence."""
        used = self.edition_usage(indicator)
        if used:
            return min(used, key=lambda basis: (-used[basis], basis))
        return self._take_before(place, "basis")

    def edition_usage(self, indicator: str) -> Counter[str]:
        """How many figures of an indicator have each basis, changes left out."""
        used = count_usage(self.edition).bases.get(indicator, NOTHING)
        return Counter({basis: count for basis, count in used.items() if basis != "growth"})

    def _guess_period(self, place: int, basis: str) -> str:
        """The period of the figure before in the sentence, else the one that most of the basis have."""
        if found := self._take_before(place, "period"):
            return found
        counts = {period: count for (kind, period), count in self.periods.items() if kind == basis}
        return min(counts, key=lambda period: (-counts[period], period)) if counts else ""

    def _take_before(self, place: int, name: str) -> str:
        if not place or self.phrases[place - 1].sentence != self.phrases[place].sentence:
            return ""
        return str(getattr(self.drafts[place - 1].setting, name))

    def _rank_places(self, place: int, said: str) -> tuple[str, ...]:
        """The likeliest places: the one that is said, those of the figures around it, the publisher's."""
        around = [draft.region for draft in reversed(self.drafts[max(0, place - 3) : place]) if draft.region]
        after = [draft.region for draft in self.drafts[place + 1 : place + 2] if draft.region]
        common = [region for region, _ in self.regions.most_common(MOST)]
        above = [self.edition.regions[said].parent] if said in self.edition.regions else []
        ranked = dict.fromkeys([said, *common[:1], *around, *after, *common, self.usual, *above])
        return tuple(region for region in ranked if region)[:MOST]

    def _is_taken(self, name: str) -> bool:
        return name in self.taken or self.edition.locate(name) is not None


def fill_covered(place: int, draft: Draft, figure: Figure, edition: Edition) -> SheetRow:
    """The row of a draft that the edition has already, as it stands there."""
    cells = dict.fromkeys(COLUMNS, "") | {
        "figure": figure.id,
        "indicator": figure.indicator.id,
        "region": figure.region.id,
        "breakdown": figure.breakdown.id if figure.breakdown else "",
        "period": figure.period.text,
        "basis": figure.basis,
        "kind": figure.kind.removeprefix("actual"),
        "status": figure.status,
        "printed": figure.printed,
        "source": figure.source.id if figure.source else "",
        "line": str(figure.line or ""),
        "note_zh": figure.note.zh,
        "note_en": figure.note.en,
        "base": figure.base,
        "comparability": figure.comparability,
        "supersedes": ";".join(figure.supersedes),
        "revision": figure.revision,
    }
    return SheetRow(place + 1, cells, find_file(edition, figure.id), state=COVERED, context=draft.context)
