"""From an article's text to draft rows of data/figures/, which an analyst only has to confirm.

Text flows one way: `text` (one running text; `layout` knows lines that are rows of tables), `finding` (its
quantities, without what `exclusions` lists and what `candidates` judges to be none; `table_cells`,
`whole_forms` and `directions` know those that are more than a number with a unit), `times`, `filling`,
`placing` and `likeness` (what the words around a quantity say of it), `drafts` (the rows), `identities`
(checks among them), `missing` and `confirming` (what the edition has already), `describing` (drafts in
readers' words). Words are rows of `lexicon`. Whoever pastes a text has it scanned by another process
(`scanners`, `worker`).

A file becomes a text by `inputs`. Where an article is like an earlier one, `scanning` fills its rows from
those (`precedents`, `phrasing`, `likening`, `namesakes`, `carrying`, `shifting`).

    >>> scan = scan_article("截至6月底，全市参保人数达5210.3万人。", edition)  # doctest: +SKIP
    >>> scan.drafts[0].row["printed"], scan.drafts[0].row["basis"]  # doctest: +SKIP
    ('5210.3万人', 'stock')

Hands out `scan_article` and the drafts that it finds.
May ask: analysis, edition, reading, contract, formula, quantity, period, text.
"""

from publicstats.articles.confirming import confirm
from publicstats.articles.describing import describe_scan
from publicstats.articles.drafts import COLUMNS, MAX_LENGTH, Draft, LengthError, Scan
from publicstats.articles.identities import list_rows
from publicstats.articles.inputs import EXTENSIONS, InputError
from publicstats.articles.missing import find_covered, find_document
from publicstats.articles.precedents import Earlier, find_earlier, list_earlier
from publicstats.articles.salvaging import load_sound
from publicstats.articles.scanners import SECONDS, ApartError, read_apart, scan_apart
from publicstats.articles.scanning import scan_article
from publicstats.articles.worker import Finding

__all__ = [
    "COLUMNS",
    "EXTENSIONS",
    "MAX_LENGTH",
    "SECONDS",
    "ApartError",
    "Draft",
    "Earlier",
    "Finding",
    "InputError",
    "LengthError",
    "Scan",
    "confirm",
    "describe_scan",
    "find_covered",
    "find_document",
    "find_earlier",
    "list_earlier",
    "list_rows",
    "load_sound",
    "read_apart",
    "scan_apart",
    "scan_article",
]
