"""Check that every lock is what its list asks for: `python -m tools.locks`, offline; `--renew` writes them.

A list (`requirements.txt`) says what is imported, which version, and why. Its lock (`requirements.lock`)
holds that and all that it brings, with the hash of every file that may be installed, for every Python of
PYTHONS and every processor. A list takes in another by `-r`; its lock then holds the other's lock unchanged,
so that an environment which has the longer one has the shorter one too.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
"""In this order: each lock keeps to the versions of those before it."""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""The versions that every lock has wheels for."""
COMMAND = "make lock"
PIN = re.compile(r"(?P<name>[\w.-]+)(\[[\w,.\s-]+\])?\s*==\s*(?P<version>[\w.!+]+)\s*(;.*)?")
Pins = set[tuple[str, str]]


@dataclass
class Lock:
    """What a lock holds: each entry's line (`numpy==2.4.6`, perhaps with a marker) with its hashes."""

    entries: dict[str, set[str]] = field(default_factory=dict)
    named: Pins = field(default_factory=set)  # those that a list names, not only another package


def main(arguments: list[str]) -> None:
    """Print what disagrees and end with 1; or renew the locks."""
    parser = argparse.ArgumentParser(prog="python -m tools.locks", description=__doc__.splitlines()[0])
    parser.add_argument("--renew", action="store_true", help="write the locks anew; this asks the index")
    parser.add_argument("--upgrade", action="store_true", help="with newer releases of what no list names")
    chosen = parser.parse_args(arguments)
    if chosen.renew:
        renew(upgrade=chosen.upgrade)
    problems = [*find_problems(ROOT)]
    if problems:
        sys.exit("\n".join([*problems, f"`{COMMAND}` writes the locks as the lists ask for."]))


def renew(*, upgrade: bool) -> None:
    """Let uv write every lock: wheels only, and one version for all Pythons wherever there is one."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    command += ["--python-version", PYTHONS[0], "--only-binary", ":all:", "--fork-strategy", "fewest"]
    command += ["--custom-compile-command", COMMAND, *(["--upgrade"] if upgrade else [])]
    before: list[str] = []
    for name in LISTS:
        run = subprocess.run([*command, *before, name, "--output-file", lock_of(name)], cwd=ROOT, check=False)
        if run.returncode != 0:
            sys.exit(f"uv could not write {lock_of(name)}; the reason stands above.")
        before += ["--constraints", lock_of(name)]


def find_problems(root: Path) -> Iterator[str]:
    """Sentences on every line where a list and its lock do not say the same."""
    for name in LISTS:
        try:
            yield from compare(root, name)
        except (OSError, ValueError) as error:
            yield f"{error}."


def compare(root: Path, name: str) -> Iterator[str]:
    """Sentences on one list and its lock. Raises ValueError on a line of the list that is no pin."""
    asked, lock = read_pins(root, name), read_lock(root / lock_of(name))
    for package, version in sorted(asked - lock.named):
        yield f"{name} asks for {package}=={version}, which {lock_of(name)} does not hold."
    for package, version in sorted(lock.named - asked):
        yield f"{lock_of(name)} holds {package}=={version}, which {name} does not ask for."
    for line in (line for line, hashes in lock.entries.items() if not hashes):
        yield f"{lock_of(name)} holds {line} without a hash."
    for other in read_included(root, name):
        shorter = read_lock(root / lock_of(other)).entries
        for line in (line for line, hashes in shorter.items() if hashes != lock.entries.get(line)):
            yield f"{lock_of(name)} does not hold {line} as {lock_of(other)} does."


def read_pins(root: Path, name: str) -> Pins:
    """The name and version of each package that a list, or one that it includes, asks for."""
    pins = {pin for other in read_included(root, name) for pin in read_pins(root, other)}
    for number, text in enumerate((root / name).read_text(encoding="utf-8").splitlines(), start=1):
        line = text.split("#")[0].strip()
        if line and not line.startswith("-r "):
            pin = PIN.fullmatch(line)
            if pin is None:
                raise ValueError(f"{name}, line {number}: {line} is not pinned; write name==version")
            pins.add((normalise(pin["name"]), pin["version"]))
    return pins


def read_included(root: Path, name: str) -> list[str]:
    """The lists that a list takes in by `-r`."""
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    return [line.split()[1] for line in lines if line.startswith("-r ")]


def read_lock(path: Path) -> Lock:
    """A lock as uv writes it: a line for each package, then its hashes and who asked for it, indented."""
    lock = Lock()
    current = ""
    for text in path.read_text(encoding="utf-8").splitlines():
        line = text.removesuffix("\\").strip()
        if text and not text.startswith((" ", "#")):
            current = line
            lock.entries[current] = set()
        elif line.startswith("--hash="):
            lock.entries[current].add(line)
        elif re.fullmatch(r"#( via)? +-r .*", line) and (pin := PIN.fullmatch(current)):
            lock.named.add((normalise(pin["name"]), pin["version"]))
    return lock


def lock_of(name: str) -> str:
    """The name of a list's lock."""
    return name.removesuffix(".txt") + ".lock"


def normalise(name: str) -> str:
    """A package's name as indexes spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main(sys.argv[1:])
