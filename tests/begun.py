"""What most tests begin with is built once: a builder takes over what another of the session has built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from publicstats.edition.builder import Builder
from publicstats.edition.model import Outcome, Report, ignore_steps


@dataclass(frozen=True)
class Built:
    """Files, the edition that they made, and the builder that made it."""

    files: Mapping[str, bytes]
    outcome: Outcome
    builder: Builder


def build_first(files: Mapping[str, bytes]) -> Built:
    """These files, built."""
    builder = Builder()
    return Built(files, builder.build(files), builder)


class Begun(Builder):
    """A builder whose first files need not be built where they are those of `built`: it takes over what was.

    From then on it is any other builder. The edition is another one each time, of the same tables, so that no
    test has the answers that a test before it has asked of the edition.
    """

    def __init__(self, built: Built) -> None:
        super().__init__()
        self._first: Built | None = built

    def build(self, files: Mapping[str, bytes], report: Report = ignore_steps) -> Outcome:
        """What `Builder.build` gives."""
        first, self._first = self._first, None
        if first is None or first.files != files:
            return super().build(files, report)
        self._recall, self._kept, self.work = None, first.builder.copy(), first.builder.work
        return repeat(first.outcome)


def repeat(outcome: Outcome) -> Outcome:
    """The same outcome, whose edition nobody has asked anything yet."""
    return replace(outcome, edition=outcome.edition and replace(outcome.edition))
