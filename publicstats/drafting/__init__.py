"""What an analyst's desk works on: sheets of rows with guesses, their checks, releases by form.

`sheet` is the record. `building_sheets` makes one of a scan: `guessing` ranks indicators and categories by
their names (`name_index`) and by how the edition uses them (`usage`), `row_filling` fills the cells that the
text leaves open, `figure_names` suggests ids, `source_card` the row of the article. A guess is shown as one.

What a desk sends back is a `draft`. `checking_drafts` asks the rules of files of it, in tables of the
catalogues and the figures that it could meet (`draft_tables`, `near_figures`), says how each figure will be
read (`readings`) and what looks odd beside its series (`draft_hints`). `choice_lists` has what may be chosen.

`release_sheets` makes the form of a next release of series that exist (`next_periods`), which `pasting` fills
from a table.

Hands out `build_sheet`, `build_release_sheet`, `paste_table`, `check_draft`, `list_choices`.
May ask: articles, analysis, figures, edition, series, validation, editing, reading, contract, quantity,
period, text.
"""

from publicstats.drafting.building_sheets import build_sheet
from publicstats.drafting.checking_drafts import Checked, check_draft
from publicstats.drafting.choice_lists import list_choices
from publicstats.drafting.draft import Draft, parse_draft
from publicstats.drafting.pasting import FormRow, Pasted, paste_table
from publicstats.drafting.release_sheets import Asked, NoPeriodError, build_release_sheet
from publicstats.drafting.sheet import Sheet, SheetRow, SourceCard

__all__ = [
    "Asked",
    "Checked",
    "Draft",
    "FormRow",
    "NoPeriodError",
    "Pasted",
    "Sheet",
    "SheetRow",
    "SourceCard",
    "build_release_sheet",
    "build_sheet",
    "check_draft",
    "list_choices",
    "parse_draft",
    "paste_table",
]
