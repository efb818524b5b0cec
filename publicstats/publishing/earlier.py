"""The last edition on disk that still is one: for a start over CSVs that cannot be published."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from publicstats.contract.problems import note_failure
from publicstats.edition.model import Edition, Outcome, build_kept
from publicstats.publishing.archive import Archive

SECONDS = 20.0
"""How long a search goes on at a time: a server that answers nobody is started again by its supervisor."""
Recall = Callable[[Mapping[str, bytes], str], Edition | None]
"""The edition of files and their fingerprint, where it is known."""
_LOG = logging.getLogger(__name__)


class Search:
    """Tries every edition of an archive, the latest first, until one is found that can be served.

    One that `recall` knows need not be built.
    """

    def __init__(self, archive: Archive, recall: Recall) -> None:
        self._archive = archive
        self._recall = recall
        self._tries: Iterator[Edition | None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether there are editions left that were not tried."""
        return self._tries is not None

    def find(self) -> Edition | None:
        """The latest that can be served, or none; what is left after a while is tried at the next call."""
        until = time.monotonic() + SECONDS
        self._tries = self._tries or self._try_all()
        try:
            for edition in self._tries:
                if edition is not None:
                    self._tries = None
                    return edition
                if time.monotonic() > until:
                    return None
        except Exception as error:  # noqa: BLE001 - a state folder of whatever kind keeps no valid edit away
            note_failure(error)
        self._tries = None
        return None

    def find_before(self, fingerprint: str) -> Edition | None:
        """What was served before this process began; none where it is the edition that is named."""
        latest = next(self._archive.list_latest(), None)
        return None if latest is not None and latest[0] == fingerprint else self.find()

    def _try_all(self) -> Iterator[Edition | None]:
        for fingerprint, since in self._archive.list_latest():
            files = self._archive.load(fingerprint)
            if files is None:
                continue
            known = self._recall(files, fingerprint)
            outcome = Outcome(known, known.problems) if known is not None else build_kept(files)
            if outcome.edition is not None:
                yield replace(outcome.edition, since=since)
            else:
                codes = sorted({problem.code for problem in outcome.problems if problem.severity == "error"})
                facts = {"edition": fingerprint, "codes": codes}
                _LOG.warning("a kept edition is passed over: this program does not take it", extra=facts)
                yield None
