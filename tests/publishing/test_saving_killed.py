"""Three replicas watch one folder while saves and undos are killed: each is there whole or not at all."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from publicstats.editing import Edit, MendedCell, NewRow
from publicstats.editing.applying import apply_edit
from publicstats.publishing import Archive, Store
from publicstats.publishing.restoring import finish_restore
from publicstats.reading.folder import load_files
from publicstats.reading.tables import fingerprint_files
from tests.helpers import FIGURES, ROOT, make_files, save
from tests.publishing.faults import list_temporary
from tests.publishing.test_replicas import running

UNIT = NewRow("units.csv", {"unit": "公顷", "name_en": "hectares", "kind": "area"})
EDIT = Edit((UNIT,), (MendedCell(FIGURES, 3, "printed", "1700多万名", "1800多万名"),))
OLD = make_files()
NEW = OLD | apply_edit(OLD, EDIT)
SAVE_FOR_EVER = """
import json, sys
from pathlib import Path
from publicstats.editing.edit import parse_edit
from publicstats.publishing import saving
from publicstats.publishing.archive import Archive
from publicstats.reading.folder import load_files
data, archive, edit = Path(sys.argv[1]), Archive(Path(sys.argv[2])), parse_edit(json.loads(sys.argv[3]))
fine = type("Fine", (), {"edition": True})  # what it gives is known to be valid: more steps in the time
saving.build_edition = lambda files, _: fine
print("ready", flush=True)
while True:
    standing = archive.saves.load().standing
    if standing:
        saving.undo_save(data, archive, standing[0].id, saving.ANALYST)
    else:
        base = saving.sign_files(data, edit.files)
        saving.save_edit(data, archive, edit, base, saving.ANALYST)
"""
KILLS = 4


def test_saves_and_undos_that_are_killed_are_never_published_as_a_mixture(tmp_path: Path) -> None:
    data, archive = save(OLD, tmp_path / "data"), Archive(tmp_path / "state")
    replicas = [Store(data, archive.folder) for _ in range(3)]
    served = set()

    def look(replica: Store) -> None:
        snapshot = replica.check()
        assert snapshot.edition is not None
        served.add(snapshot.edition.fingerprint)
        served.update(problem.code for problem in snapshot.problems if problem.severity == "error")

    command = [sys.executable, "-c", SAVE_FOR_EVER, str(data), str(archive.folder)]
    command.append(json.dumps(EDIT.as_dict()))
    dice = random.Random(24)
    with running(*(lambda replica=replica: look(replica) for replica in replicas)):
        for _ in range(KILLS):
            environment = os.environ | {"PUBLICSTATS_SAVING": "on"}
            with subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
            ) as process:
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n"
                time.sleep(dice.uniform(0.05, 0.6))
                assert process.poll() is None
                process.kill()
            assert load_files(data) in (OLD, NEW)
    editions = {fingerprint_files(files) for files in (OLD, NEW)}
    assert served <= editions | {"file_unreadable"}
    assert {entry.fingerprint for entry in archive.list_entries()} <= editions
    assert finish_restore(data, archive)
    assert list_temporary(data, archive.folder) == []
    assert bool(archive.saves.load().standing) == (load_files(data) == NEW)
