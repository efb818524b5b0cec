"""What an analyst's desk works on: sheets of draft rows, their checks, and what may be chosen.

`sheet` is the record. `building_sheets` makes one of a scan: `guessing` ranks indicators and categories by
their names (`name_index`) and by how the edition uses them (`usage`), `row_filling` fills the cells that the
text leaves open, `figure_names` suggests ids, `source_card` the row of the article. A guess is shown as one.

Hands out `build_sheet` and the sheet that it makes.
May ask: articles, analysis, edition, editing, reading, contract, quantity, period, text.
"""

from publicstats.drafting.building_sheets import build_sheet
from publicstats.drafting.sheet import Sheet, SheetRow, SourceCard

__all__ = ["Sheet", "SheetRow", "SourceCard", "build_sheet"]
