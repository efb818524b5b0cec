"""Edits that analysts look at before they are published: kept for a day, each under a token of one browser.

``<state>/previews/<hash of the token>.json`` holds an edit and what the CSVs were when it was made, so that
any process that shares the folder can show it. Who has the token alone does not see it: it belongs to a
sign-in, where there is one. None is an edition: nothing of it is journaled or kept in the archive.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from publicstats.editing import Edit
from publicstats.editing.edit import parse_edit
from publicstats.publishing.folders import TEMPORARY, write_atomically

LASTING = timedelta(hours=24)
"""How long a preview holds."""
MOST = 20
"""Previews that are kept at the same time; beyond that the oldest ends."""
LONGEST = 100
"""Characters of a token that is looked for; ours have 43."""
BEING_WRITTEN = timedelta(hours=1)
"""After this what a writer has not finished was left by one that was killed."""
_FORM = 1
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preview:
    """An edit, what the files that it changes were when it was made, and the sign-in that it belongs to."""

    edit: Edit
    base: Mapping[str, str]
    """The digests of the files, as `publishing.saving.sign_files` gives them."""
    made: datetime
    sign_in: str
    """The key of the sign-in; blank where the site is open."""

    @cached_property
    def name(self) -> str:
        """What no preview of another edit, or for other files, is called."""
        made_of = [self.edit.as_dict(), dict(self.base)]
        return sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()

    @property
    def is_over(self) -> bool:
        """Whether it has lasted as long as it may."""
        return datetime.now(UTC) - self.made > LASTING


class Previews:
    """The previews of a state folder. `keep` and `end` raise OSError where they may not write."""

    def __init__(self, state: Path) -> None:
        self.folder = state / "previews"
        self._read: dict[Path, tuple[tuple[int, int], Preview]] = {}

    def keep(self, preview: Preview, token: str = "") -> str:
        """Keeps a preview and gives its token: the one that is given, where it names one of the same sign-in.

        So pages that are open on that show the new one.
        """
        if self.find(token, preview.sign_in) is None:
            token = secrets.token_urlsafe(32)
        path = self._path(token)
        self._make_room(path)
        record = {
            "form": _FORM,
            "made": preview.made.isoformat(),
            "sign_in": preview.sign_in,
            "base": dict(preview.base),
            "edit": preview.edit.as_dict(),
        }
        write_atomically(path, json.dumps(record, ensure_ascii=False).encode())
        return token

    def find(self, token: str, sign_in: str) -> Preview | None:
        """The preview of a token that belongs to a sign-in and is not over; none for whatever else comes."""
        if not 0 < len(token) <= LONGEST:
            return None
        preview = self._load(self._path(token))
        if preview is None or preview.is_over or preview.sign_in != sign_in:
            return None
        return preview

    def end(self, token: str, sign_in: str) -> None:
        """Ends a preview, if it belongs to the sign-in."""
        if self.find(token, sign_in) is not None:
            self._remove(self._path(token))

    def end_saved(self, edit: Edit) -> None:
        """Ends every preview of an edit: it is in the CSVs now."""
        for path in self._list():
            found = self._load(path)
            if found is not None and found.edit.as_dict() == edit.as_dict():
                self._remove(path)

    def _path(self, token: str) -> Path:
        """The file of a token: who reads the folder does not learn a token by its name."""
        return self.folder / f"{sha256(token.encode('utf-8', 'backslashreplace')).hexdigest()}.json"

    def _list(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from self.folder.glob("*.json")

    def _load(self, path: Path) -> Preview | None:
        """What a file holds, read anew where it has changed; none where it is away, or damaged."""
        try:
            found = path.stat()
            signature = (found.st_mtime_ns, found.st_size)
            kept = self._read.get(path)
            if kept is None or kept[0] != signature:
                kept = self._read[path] = (signature, _parse(json.loads(path.read_bytes())))
        except FileNotFoundError:
            self._read.pop(path, None)
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            self._read.pop(path, None)
            _LOG.warning("a preview cannot be read", extra={"reason": type(error).__name__})
        else:
            return kept[1]
        return None

    def _make_room(self, path: Path) -> None:
        """Removes what is over, what was left unfinished, and the oldest where there are too many."""
        now, kept = time.time(), []
        for other in self._list():
            changed = _find_time(other)
            if changed is not None and now - changed > LASTING.total_seconds():
                self._remove(other)
            elif changed is not None and other != path:
                kept.append((changed, other))
        for left in self.folder.glob(f".*{TEMPORARY}"):
            if now - (_find_time(left) or now) > BEING_WRITTEN.total_seconds():
                self._remove(left)
        for _, other in sorted(kept)[: max(0, len(kept) + 1 - MOST)]:
            self._remove(other)
        self._read = {other: read for other, read in self._read.items() if other.exists()}

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._read.pop(path, None)


def _find_time(path: Path) -> float | None:
    """When a file was changed, in seconds since 1970; none where another process has removed it."""
    with suppress(OSError):
        return path.stat().st_mtime
    return None


def _parse(record: Any) -> Preview:
    """The preview that a record holds; ValueError, LookupError or TypeError where it is none."""
    if record["form"] != _FORM:
        raise ValueError("a record of another program")
    made, base = datetime.fromisoformat(record["made"]), dict(record["base"])
    if made.tzinfo is None:
        raise ValueError("no moment")
    return Preview(parse_edit(record["edit"]), base, made, str(record["sign_in"]))
