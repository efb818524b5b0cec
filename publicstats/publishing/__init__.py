"""Which edition readers see, and how an edit becomes one.

A `watcher` notices that the CSVs have changed and waits until saving has settled; the `store` validates
them and swaps the edition in, whole, for every session; the `archive` keeps each edition on disk, the
`journal` what it changed. The `keeper` has what was worked out of it written down (`knowledge`), for the
next start. An invalid edit changes nothing for readers. `restoring` puts an edition back, `saving` an edit
from a page into the CSVs, `losing` finds what of that is gone. `previews` keeps edits that are not published,
and `trials` shows what they would make.

Hands out the shared store with its snapshot, the watcher, the archive of editions.
May ask: figures, edition, series, editing, reading, contract, text.
"""

from publicstats.publishing.archive import Archive
from publicstats.publishing.folders import data_folder, state_folder
from publicstats.publishing.journal import Entry
from publicstats.publishing.store import Snapshot, Store, shared_store
from publicstats.publishing.watcher import Watcher

__all__ = ["Archive", "Entry", "Snapshot", "Store", "Watcher", "data_folder", "shared_store", "state_folder"]
