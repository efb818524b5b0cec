"""From an article's text to draft rows of data/figures/, which an analyst only has to confirm.

Text flows one way: `text` (one running text; `layout` knows lines that are rows of tables), `finding` (its
quantities, without what `exclusions` lists and what `candidates` judges to be none; `table_cells`,
`whole_forms` and `directions` know those that are more than a number with a unit), `times`, `filling`,
`placing` and `likeness` (what the words around a quantity say of it), `drafts` (the rows), `identities`
(checks among them), `missing` (what the edition has already), `describing` (drafts in readers' words). Words
are rows of `lexicon`. Whoever pastes a text has it scanned by another process (`scanners`, `worker`).

    >>> scan = scan_article("截至6月底，全市参保人数达5210.3万人。", edition)  # doctest: +SKIP
    >>> scan.drafts[0].row["printed"], scan.drafts[0].row["basis"]  # doctest: +SKIP
    ('5210.3万人', 'stock')

Hands out `scan_article` and the drafts that it finds.
May ask: analysis, edition, contract, formula, quantity, period, text.
"""

from publicstats.articles.describing import describe_drafts
from publicstats.articles.drafts import COLUMNS, MAX_LENGTH, Draft, LengthError, Scan, scan_article
from publicstats.articles.identities import list_rows
from publicstats.articles.missing import find_covered, find_document
from publicstats.articles.scanners import SECONDS, ApartError, scan_apart
from publicstats.articles.worker import Finding

__all__ = [
    "COLUMNS",
    "MAX_LENGTH",
    "SECONDS",
    "ApartError",
    "Draft",
    "Finding",
    "LengthError",
    "Scan",
    "describe_drafts",
    "find_covered",
    "find_document",
    "list_rows",
    "scan_apart",
    "scan_article",
]
