"""Three processes that save into one folder at the same moment: every row is there, and none twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from publicstats.publishing import Archive, Store
from publicstats.reading.folder import load_files
from tests.helpers import FIGURES, ROOT, make_files, save
from tests.publishing.faults import list_temporary

SAVE_TWO = """
import sys
from pathlib import Path
from publicstats.editing import ConflictError, Edit, NewRow
from publicstats.publishing.archive import Archive
from publicstats.publishing.saving import ANALYST, SaveError, save_edit, sign_files
data, archive, first = Path(sys.argv[1]), Archive(Path(sys.argv[2])), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for year in range(first, first + 2):
    row = {"figure": f"members_{year}", "indicator": "members", "region": "cn", "period": str(year),
           "basis": "stock", "printed": "1500万名", "source": "paper_a", "line": "1"}
    edit = Edit((NewRow("figures/figures.csv", row),))
    while True:
        try:
            save_edit(data, archive, edit, sign_files(data, edit.files), ANALYST)
            break
        except (ConflictError, SaveError) as error:
            assert error.key in ("desk.file_changed", "desk.busy"), error.key
"""


def _begin(command: list[str]) -> subprocess.Popen[str]:
    environment = os.environ | {"PUBLICSTATS_SAVING": "on"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)


def test_rows_of_three_processes_are_all_there_and_none_twice(tmp_path: Path) -> None:
    old = make_files()
    data, archive = save(old, tmp_path / "data"), Archive(tmp_path / "state")
    replica = Store(data, archive.folder)
    replica.check()
    command = [sys.executable, "-c", SAVE_TWO, str(data), str(archive.folder)]
    served: set[str] = set()
    with ExitStack() as stack:
        processes = [stack.enter_context(_begin([*command, str(first)])) for first in (1991, 1993, 1995)]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        while any(process.poll() is None for process in processes):
            snapshot = replica.check()
            served.update(problem.code for problem in snapshot.problems if problem.severity == "error")
            time.sleep(0.1)
    assert served <= {"file_unreadable"}
    assert [process.wait() for process in processes] == [0, 0, 0]
    lines = load_files(data)[FIGURES].decode().splitlines()[len(old[FIGURES].splitlines()) :]
    assert sorted(line.split(",")[0] for line in lines) == [f"members_{year}" for year in range(1991, 1997)]
    replica.check()
    assert list_temporary(data, archive.folder) == []
    noted = [note.save for entry in archive.list_entries() for note in entry.saves]
    assert sorted(noted) == sorted(save.id for save in archive.saves.load().all)
    assert len(noted) == 6
