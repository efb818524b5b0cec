"""``publicstats scan ARTICLE.txt``: an article's text as draft rows, on standard output."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from publicstats.articles import (
    COLUMNS,
    MAX_LENGTH,
    SECONDS,
    ApartError,
    Finding,
    InputError,
    LengthError,
    confirm,
    describe_scan,
    find_covered,
    find_earlier,
    identities,
    list_earlier,
    load_sound,
    read_apart,
    scan_apart,
)
from publicstats.contract.records import Source
from publicstats.downloads import write_csv
from publicstats.edition.model import Edition
from publicstats.period import PeriodError, parse_period
from publicstats.text.i18n import Lang, translate

NONE = "none"
FEW = 5
"""Places of faults that are named."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument(
        "--date", default="", help="the article's date, as 2024-07-17 (default: its dateline)"
    )
    parser.add_argument("--source", default="", metavar="ID", help="the article's id in sources.csv")
    parser.add_argument(
        "--like",
        default="",
        metavar="ID",
        help=f"the source whose rows fill like figures (default: found by title and publisher; {NONE}: none)",
    )
    parser.add_argument(
        "--earlier", default="", metavar="FILE", help="its text (default: its document beside the article)"
    )
    parser.add_argument("--format", choices=("csv", "json"), default="csv")
    parser.add_argument("--missing", action="store_true", help="only what no row of data/figures covers yet")
    parser.add_argument("--calculations", action="store_true", help="the checks found, not the figures")


def run_scan(folder: Path, options: argparse.Namespace) -> int:
    """Proposes a row of data/figures for each quantity of an article's text."""
    lang: Lang = options.lang
    edition, left_out = load_sound(folder)
    if edition is None:
        return _refuse("scan.no_edition", lang)
    for name in (options.source, options.like):
        if name and name != NONE and name not in edition.sources:
            return _refuse("scan.unknown_source", lang, source=name)
    try:
        finding = _scan(edition, options)
    except PeriodError:
        return _refuse("scan.bad_date", lang, date=options.date)
    except OSError as error:
        return _refuse("scan.no_article", lang, article=str(error.filename))
    except InputError as error:
        return _refuse(error.key, lang, **error.facts)
    except LengthError as error:
        return _refuse("scan.too_long", lang, length=str(error), most=str(MAX_LENGTH))
    except ApartError as error:
        return _refuse(error.key, lang, seconds=str(round(SECONDS)))
    source = edition.sources.get(options.source)
    document = source.document if source else Path(options.article).name
    scan, checks = confirm(finding, edition, document)
    covered = find_covered(edition, document, scan.drafts) if options.missing else {}
    rows = [draft.row for draft in scan.drafts if draft.figure not in covered]
    if options.format == "json":
        sys.stdout.write(
            json.dumps({"figures": rows, "calculations": checks}, ensure_ascii=False, indent=1) + "\n"
        )
    else:
        columns, table = (identities.COLUMNS, checks) if options.calculations else (COLUMNS, rows)
        sys.stdout.buffer.write(write_csv(pd.DataFrame(table, columns=list(columns))))
    said = [translate("scan.left_out", lang, places=_list(left_out, lang))] if left_out else []
    sys.stderr.write("\n".join([*said, *describe_scan(scan, len(rows), len(checks), lang)]) + "\n")
    return 0


def _list(places: Sequence[str], lang: Lang) -> str:
    more = [] if len(places) <= FEW else ["…"]
    return translate("list.separator", lang).join([*places[:FEW], *more])


def _scan(edition: Edition, options: argparse.Namespace) -> Finding:
    path = Path(options.article)
    published = parse_period(options.date) if options.date else None
    source = edition.sources.get(options.source)
    text = read_apart(path.name, path.read_bytes())
    if options.like == NONE:
        like = None
    elif options.like:
        like = edition.sources[options.like]
    else:
        like = find_earlier(edition, text, source, published)
    earlier = list_earlier(edition, like, _read_earlier(like, path, options.earlier)) if like else None
    return scan_apart(text, edition, published=published, source=source, earlier=earlier)


def _read_earlier(like: Source, path: Path, given: str) -> str:
    """The text of the earlier article: the file that is given, else the one beside the new one; or none."""
    if given:
        return read_apart(Path(given).name, Path(given).read_bytes())
    beside = path.parent / Path(like.document).name
    if beside == path or not beside.is_file():
        return ""
    try:
        return read_apart(beside.name, beside.read_bytes())
    except InputError:
        return ""  # what was found says that the rows are told by their names


def _refuse(key: str, lang: Lang, **words: str) -> int:
    sys.stderr.write(translate(key, lang, **words) + "\n")
    return 2
