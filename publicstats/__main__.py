"""``python -m publicstats``: check the CSVs, export the figures, write the data package description."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from publicstats import downloads
from publicstats.edition import Outcome, load_edition
from publicstats.i18n import LANGS, translate
from publicstats.problems import Problem, has_errors
from publicstats.tables import describe_package

DATA = Path(__file__).resolve().parent.parent / "data"


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 done, 1 problems in the data, 2 used wrongly."""
    options = _parser().parse_args(arguments)
    folder = Path(options.folder or os.environ.get("PUBLICSTATS_DATA", DATA))
    if not folder.is_dir():
        print(translate("check.no_folder", options.lang, folder=str(folder)), file=sys.stderr)
        return 2
    status: int = options.run(folder, options)
    return status


def run_check(folder: Path, options: argparse.Namespace) -> int:
    """Prints every problem, or that there is none."""
    outcome = load_edition(folder)
    failed = has_errors(outcome.problems)
    if options.format == "json":
        rows = [problem.as_dict(options.lang) for problem in outcome.problems]
        print(json.dumps({"problems": rows}, ensure_ascii=False, indent=1))
    else:
        for problem in outcome.problems:
            print(_line(problem, options.lang))
        print(_verdict(outcome, options.lang))
    return 1 if failed else 0


def run_export(folder: Path, options: argparse.Namespace) -> int:
    """Writes the flat table of all figures to standard output, or says why there is none."""
    outcome = load_edition(folder)
    if outcome.edition is None:
        for problem in outcome.problems:
            print(_line(problem, options.lang), file=sys.stderr)
        print(_verdict(outcome, options.lang), file=sys.stderr)
        return 1
    table = downloads.build_flat_table(outcome.edition)
    write = downloads.write_json if options.format == "json" else downloads.write_csv
    sys.stdout.buffer.write(write(table))
    return 0


def run_schema(folder: Path, options: argparse.Namespace) -> int:
    """Writes datapackage.json into the data folder."""
    text = json.dumps(describe_package(), ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return 0


def _line(problem: Problem, lang: str) -> str:
    words = {"place": problem.locate(lang), "message": problem.describe(lang), "code": problem.code}  # type: ignore[arg-type]
    return translate("check.remedy_line", lang, **words)  # type: ignore[arg-type]


def _verdict(outcome: Outcome, lang: str) -> str:
    errors = sum(problem.severity == "error" for problem in outcome.problems)
    if outcome.edition is None:
        return translate("check.failed", lang, count=str(errors))  # type: ignore[arg-type]
    edition = outcome.edition
    words = {"figures": str(len(edition.figures)), "fingerprint": edition.fingerprint}
    text = translate("check.ok", lang, **words)  # type: ignore[arg-type]
    if outcome.problems:
        text += translate("check.warnings", lang, count=str(len(outcome.problems)))  # type: ignore[arg-type]
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="publicstats", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, formats in (
        ("check", run_check, ("text", "json")),
        ("export", run_export, ("csv", "json")),
        ("schema", run_schema, ()),
    ):
        command = commands.add_parser(name, help=(run.__doc__ or "").splitlines()[0])
        command.add_argument(
            "folder", nargs="?", metavar="DIR", help="the folder with the CSVs (default: data)"
        )
        command.add_argument("--lang", choices=LANGS, default="zh", help="language of messages")
        if formats:
            command.add_argument("--format", choices=formats, default=formats[0])
        command.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
