"""What an analyst changes in the CSVs from a page, and how that is written into a file's own bytes.

`edit` is the record: rows that are added and cells that are mended, of any table. `applying` writes one into
files, each as its owner left it; `file_rows` reads single rows back, of broken files as well. Nothing here
reads or writes a disk: an edit and the bytes of files give the bytes of files.

Hands out `Edit` and its parts, `ConflictError`.
May ask: reading, contract, text.
"""

from publicstats.editing.edit import ConflictError, Edit, EditError, MendedCell, NewRow

__all__ = ["ConflictError", "Edit", "EditError", "MendedCell", "NewRow"]
