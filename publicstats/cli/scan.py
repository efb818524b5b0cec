"""``publicstats scan ARTICLE.txt``: an article's text as draft rows, on standard output."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import pandas as pd

from publicstats.articles import identities
from publicstats.articles.drafts import COLUMNS, MAX_LENGTH, LengthError, Scan
from publicstats.articles.missing import find_covered
from publicstats.articles.scanners import SECONDS, ApartError, scan_apart
from publicstats.articles.worker import Finding
from publicstats.downloads import write_csv
from publicstats.edition.model import Edition, load_edition
from publicstats.period import Period, PeriodError, parse_period
from publicstats.reading.encodings import DecodeError, decode
from publicstats.text.i18n import Lang, translate


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument(
        "--date", default="", help="the article's date, as 2024-07-17 (default: its dateline)"
    )
    parser.add_argument("--source", default="", metavar="ID", help="the article's id in sources.csv")
    parser.add_argument("--format", choices=("csv", "json"), default="csv")
    parser.add_argument("--missing", action="store_true", help="only what no row of data/figures covers yet")
    parser.add_argument("--calculations", action="store_true", help="the checks found, not the figures")


def run_scan(folder: Path, options: argparse.Namespace) -> int:
    """Proposes a row of data/figures for each quantity of an article's text."""
    lang: Lang = options.lang
    edition = load_edition(folder).edition
    if edition is None:
        return _refuse("scan.no_edition", lang)
    if options.source and options.source not in edition.sources:
        return _refuse("scan.unknown_source", lang, source=options.source)
    try:
        published = parse_period(options.date) if options.date else None
        scan, checks = _scan(edition, Path(options.article), published, options.source)
    except PeriodError:
        return _refuse("scan.bad_date", lang, date=options.date)
    except (OSError, DecodeError):
        return _refuse("scan.no_article", lang, article=options.article)
    except LengthError as error:
        return _refuse("scan.too_long", lang, length=str(error), most=str(MAX_LENGTH))
    except ApartError as error:
        return _refuse(error.key, lang, seconds=str(round(SECONDS)))
    covered = (
        find_covered(edition, Path(options.article).name, scan.drafts) if options.missing else frozenset()
    )
    rows = [draft.row for draft in scan.drafts if draft.figure not in covered]
    if options.format == "json":
        sys.stdout.write(
            json.dumps({"figures": rows, "calculations": checks}, ensure_ascii=False, indent=1) + "\n"
        )
    else:
        columns, table = (identities.COLUMNS, checks) if options.calculations else (COLUMNS, rows)
        sys.stdout.buffer.write(write_csv(pd.DataFrame(table, columns=list(columns))))
    sys.stderr.write(describe_scan(scan, len(rows), len(checks), lang) + "\n")
    return 0


def describe_scan(scan: Scan, rows: int, checks: int, lang: Lang) -> str:
    """What was found in a sentence or three, with what has to be done before the rows can be saved."""
    sentences = [translate("scan.found", lang, rows=str(rows), checks=str(checks))]
    if scan.published is None:
        sentences.append(translate("scan.no_date", lang))
    if scan.new_units:
        units = translate("list.separator", lang).join(scan.new_units)
        sentences.append(translate("scan.new_units", lang, units=units))
    return "\n".join(sentences)


def _scan(edition: Edition, path: Path, published: Period | None, source: str) -> Finding:
    text = decode(path.read_bytes())
    return scan_apart(text, edition, published=published, source=edition.sources.get(source))


def _refuse(key: str, lang: Lang, **words: str) -> int:
    sys.stderr.write(translate(key, lang, **words) + "\n")
    return 2
