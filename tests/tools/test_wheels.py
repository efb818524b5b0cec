"""Every lock installs without a compiler on every Python and processor that the README promises."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tools.locks import LISTS, PYTHONS, ROOT, lock_of, read_lock

MACHINES = [*itertools.product(PYTHONS, ("x86_64", "aarch64"))]
GLIBC = "manylinux_2_28"
"""Wheels for the C library of 2018, which Debian 10, Ubuntu 20.04 and all later have."""
COMMAND = "uv pip compile --quiet --format pylock.toml --only-binary :all: --no-python-downloads"


def ask(machine: tuple[str, str], locks: list[Path]) -> subprocess.CompletedProcess[str]:
    """Which wheels of what the locks pin suit a machine, as the index has them; none is downloaded."""
    python, processor = machine
    command = [sys.executable, "-m", *COMMAND.split(), "--python-version", python]
    command += ["--python-platform", f"{processor}-{GLIBC}", *map(str, locks)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def find_missing(answer: subprocess.CompletedProcess[str], locks: list[Path]) -> list[str]:
    """The packages of which the locks name no suitable wheel by its hash, or the reason why none suits.

    Where the index did not answer the test is skipped, and fails on the build server.
    """
    if "No solution found" in answer.stderr:
        return [" ".join(answer.stderr.split())]
    if answer.returncode != 0:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up(f"the package index does not say which wheels it has: {answer.stderr.splitlines()[0]}")
    pinned = {line for lock in locks for hashes in read_lock(lock).entries.values() for line in hashes}
    return [
        package["name"]
        for package in tomllib.loads(answer.stdout)["packages"]
        if not any(f"--hash=sha256:{wheel['hashes']['sha256']}" in pinned for wheel in package["wheels"])
    ]


LOCKS = [ROOT / lock_of(name) for name in LISTS]
Answers = dict[tuple[str, str], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def answers() -> Answers:
    """What the index says for each machine, all asked at once: it is waiting, not work."""
    with ThreadPoolExecutor(len(MACHINES)) as pool:
        return dict(zip(MACHINES, pool.map(lambda machine: ask(machine, LOCKS), MACHINES), strict=True))


@pytest.mark.parametrize("machine", MACHINES, ids="-".join)
def test_all_that_is_pinned_has_a_wheel(machine: tuple[str, str], answers: Answers) -> None:
    assert find_missing(answers[machine], LOCKS) == []


@pytest.mark.parametrize(
    ("lock", "missing"),
    [
        ("uvloop==0.17.0\n", "uvloop==0.17.0 has no usable wheels"),  # its wheels end with Python 3.11
        (f"itsdangerous==2.2.0 \\\n    --hash=sha256:{'0' * 64}\n", "itsdangerous"),
    ],
    ids=["no wheel", "other bytes"],
)
def test_package_that_a_machine_cannot_install_is_found(lock: str, missing: str, tmp_path: Path) -> None:
    path = tmp_path / "requirements.lock"
    path.write_text(lock, encoding="utf-8")
    (found,) = find_missing(ask(("3.13", "x86_64"), [path]), [path])
    assert missing in found
