"""What readers take along: flat tables (`table`), pictures (`poster`), workbooks, briefings.

Only the table is named here: commands write it, and need not load what draws.
"""

from publicstats.downloads.table import COLUMNS, build_flat_table, write_csv, write_json

__all__ = ["COLUMNS", "build_flat_table", "write_csv", "write_json"]
