"""What an analyst's desk works on: sheets of draft rows, their checks, and what may be chosen.

`sheet` is the record. `building_sheets` makes one of a scan: `guessing` ranks indicators and categories by
their names (`name_index`) and by how the edition uses them (`usage`), `row_filling` fills the cells that the
text leaves open, `figure_names` suggests ids, `source_card` the row of the article. A guess is shown as one.

What a desk sends back is a `draft`. `checking_drafts` asks the rules of files of it, in tables (`draft_tables`)
of the catalogues and the figures that it could meet (`near_figures`), says how each figure will be read
(`readings`) and what looks odd beside its series (`draft_hints`). `choice_lists` has what may be chosen.

Hands out `build_sheet` and the sheet that it makes, `check_draft`, `list_choices`.
May ask: articles, analysis, figures, edition, series, validation, editing, reading, contract, quantity, period,
text.
"""

from publicstats.drafting.building_sheets import build_sheet
from publicstats.drafting.checking_drafts import Checked, check_draft
from publicstats.drafting.choice_lists import list_choices
from publicstats.drafting.draft import Draft, parse_draft
from publicstats.drafting.sheet import Sheet, SheetRow, SourceCard

__all__ = [
    "Checked",
    "Draft",
    "Sheet",
    "SheetRow",
    "SourceCard",
    "build_sheet",
    "check_draft",
    "list_choices",
    "parse_draft",
]
