"""A file of an article -> its text: plain text, Word, web pages, PDF, tables of CSV and of workbooks.

Each kind has one reader, loaded when it is first needed. Files are anybody's: what a reader takes is bounded
by `refusing`, and all run in the process of `worker` with its limits of time and memory. None runs scripts,
follows links or resolves entities.

Hands out `read_document` and `InputError`.
May ask: reading, text.
"""

from publicstats.articles.inputs.documents import EXTENSIONS, check_size, read_document
from publicstats.articles.inputs.refusing import MOST_BYTES, InputError

__all__ = ["EXTENSIONS", "MOST_BYTES", "InputError", "check_size", "read_document"]
