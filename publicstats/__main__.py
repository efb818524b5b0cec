"""``python -m publicstats``: check the CSVs, export the figures, look at editions and put one back."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from publicstats.cli.editions import run_restore
from publicstats.cli.parser import Run, build_parser
from publicstats.contract.problems import note_failure
from publicstats.publishing import Archive, data_folder, state_folder
from publicstats.publishing.restoring import finish_restore
from publicstats.text.i18n import translate


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 done, 1 problems in the data, 2 used wrongly."""
    options = build_parser(__doc__).parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # some terminals know few characters
            stream.reconfigure(errors="backslashreplace")
    folder = Path(options.folder) if options.folder else data_folder()
    if not folder.is_dir() and options.run is not run_restore:
        print(translate("check.no_folder", options.lang, folder=str(folder)), file=sys.stderr)
        return 2
    if not finish_restore(folder, Archive(state_folder(folder))):
        print(translate("quality.restore_unfinished", options.lang), file=sys.stderr)
    run: Run = options.run
    try:
        return run(folder, options)
    except Exception as error:  # noqa: BLE001 - who runs a command is told in words, whatever failed
        print(translate("check.broken", options.lang, **note_failure(error).facts), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
