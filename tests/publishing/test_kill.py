"""A server killed at any moment of publishing leaves an archive that the next one can use."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publicstats.publishing import Store

ROOT = Path(__file__).resolve().parents[2]
PUBLISH_FOR_EVER = """
import sys, itertools
from pathlib import Path
from publicstats.publishing import Store
data, state = Path(sys.argv[1]), Path(sys.argv[2])
path = data / "figures" / "hotline.csv"
text = path.read_text(encoding="utf-8")
store = Store(data, state)
for number in itertools.count():
    path.write_text(text.replace("414.4万个", f"{number % 900 + 100}.4万个"), encoding="utf-8")
    store.check()
    print(number, flush=True)
"""


@pytest.mark.parametrize("delay", [0.05, 0.21, 0.37])
def test_kill_in_the_middle_of_publishing_leaves_a_valid_edition(tmp_path: Path, delay: float) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    state = tmp_path / "state"
    command = [sys.executable, "-c", PUBLISH_FOR_EVER, str(data), str(state)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        time.sleep(delay)
        process.kill()
    shutil.rmtree(data)
    store = Store(data, state)
    store.check()
    assert store.snapshot.edition is not None
    assert store.archive.list_entries()
