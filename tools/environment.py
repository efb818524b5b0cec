"""Bring .venv to what a lock pins: `python -m tools.environment requirements.lock [FOLDER]`.

FOLDER is another environment than .venv, for what the program and its tests must not meet. Only files whose
hash the lock names are installed, and nothing is built. Neither the network nor pip is asked when .venv
already holds it. `.venv/complete.json` lists the pins that were installed. It is taken away before a change
and put back after it, so a .venv without it was cut off half-way, and is made anew.
"""

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

from tools import system_packages

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / (sys.argv[2] if len(sys.argv) > 2 else ".venv")
VENV_PYTHON = str(VENV / "bin" / "python")
STAMP = VENV / "complete.json"
PIP_INSTALL = "pip install -qq --no-input --disable-pip-version-check --require-hashes --only-binary :all:"

# Run inside .venv. Arguments: the Python version that was asked for, or nothing; then each pin.
# Its own pip reads for whom a pin is (`; python_version < "3.12"`).
PROBE = """
import sys, importlib.metadata
from pip._vendor.packaging.requirements import Requirement
version, *pins = sys.argv[1:]
assert version in ("", "%d.%d" % sys.version_info[:2])
for pin in map(Requirement, pins):
    if pin.marker is None or pin.marker.evaluate():
        assert importlib.metadata.version(pin.name) in pin.specifier
"""


def main(lock: str) -> None:
    """Prepare .venv for one lock; a second call at the same time waits for the first."""
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    if not is_whole():
        create()
    if not read_pins(lock) <= (read_stamp() or set()):
        install(lock)
    compile_own()


def is_whole() -> bool:
    """True when .venv was finished, starts, and holds what its stamp promises."""
    pins = read_stamp()
    if pins is None:
        return False
    version = this_version() if os.environ.get("PYTHON") else ""
    try:
        probe = subprocess.run([VENV_PYTHON, "-c", PROBE, version, *pins], capture_output=True, check=False)
    except OSError:
        return False
    return probe.returncode == 0


def create() -> None:
    """Make an empty .venv with pip in it, in place of whatever is there."""
    if VENV.exists():
        print(f"{VENV.name} is incomplete or out of date; making it anew.", flush=True)
        STAMP.unlink(missing_ok=True)
    if not has_ensurepip():
        _ = system_packages.install(f"python{this_version()}-venv") or system_packages.install("python3-venv")
    if not has_ensurepip():
        sys.exit(
            f"{sys.executable} cannot make a virtual environment: install its venv package "
            f"(Debian, Ubuntu: apt-get install python3-venv) and try again."
        )
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, check=False).returncode != 0:
        sys.exit(f"{sys.executable} could not make {VENV}; the reason stands above.")
    write_stamp(set())


def install(lock: str) -> None:
    """Let pip install a lock, showing errors only."""
    pins, before = read_pins(lock), read_stamp() or set()
    STAMP.unlink()
    print(f"Installing {lock} into {VENV.name}; the first time this takes a minute or two.", flush=True)
    command = [VENV_PYTHON, "-m", *PIP_INSTALL.split(), "-r", lock]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        write_stamp(before)  # pip gave up by itself, and leaves .venv as it was
        sys.exit(f"pip could not install {lock}; the reason stands above.")
    replaced = {name_of(pin) for pin in pins}
    write_stamp(pins | {pin for pin in before if name_of(pin) not in replaced})


def compile_own() -> None:
    """Compile our own packages where they have changed, as pip does with what it installs.

    Python does so by itself, but not on machines that are told to keep no compiled files: there every start
    would compile them anew.
    """
    own = [str(ROOT / name) for name in ("pages", "publicstats")]
    subprocess.run([VENV_PYTHON, "-m", "compileall", "-q", *own], check=False)


def read_pins(lock: str) -> set[str]:
    """The pins of a lock, `name==version` with the marker of those that are not for every machine."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return {line.removesuffix("\\").strip() for line in lines if line and not line.startswith((" ", "#"))}


def name_of(pin: str) -> str:
    """The name of a pinned package."""
    return pin.split("==")[0]


def read_stamp() -> set[str] | None:
    """The pins that were installed; None where .venv was never finished."""
    try:
        pins = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return set(pins) if isinstance(pins, list) else None


def write_stamp(pins: set[str]) -> None:
    """Note what .venv holds."""
    STAMP.write_text(json.dumps(sorted(pins), indent=1) + "\n", encoding="utf-8")


def has_ensurepip() -> bool:
    """True when this Python can put pip into a virtual environment (on Debian a package of its own)."""
    command = [sys.executable, "-c", "import ensurepip"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def this_version() -> str:
    """The running Python's version, as in its command: 3.11."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


if __name__ == "__main__":
    main(sys.argv[1])
