"""What readers take along: flat tables, pictures, workbooks, briefings.

Only the table is named here: commands write it, and need not load what draws.

Hands out files as bytes, the same for the same edition.
May ask: charts, analysis, figures, edition, contract, quantity, period, text.
"""

from publicstats.downloads.table import COLUMNS, build_flat_table, write_csv, write_json

__all__ = ["COLUMNS", "build_flat_table", "write_csv", "write_json"]
