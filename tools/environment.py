"""Bring .venv to what a requirements file pins: `python -m tools.environment requirements.txt [FOLDER]`.

FOLDER is another environment than .venv, for what the program and its tests must not meet.
Neither the network nor pip is asked when .venv already holds it. `.venv/complete.json` says what was
installed, `{"requirements.txt": "<hash>"}`. It is taken away before a change and put back after it, so a
.venv without it was cut off half-way, and is made anew.
"""

import fcntl
import hashlib
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

# Run inside .venv. Arguments: the Python version that was asked for, or nothing; then each pin.
PROBE = """
import sys, importlib.metadata, pip
version, *pins = sys.argv[1:]
assert version in ("", "%d.%d" % sys.version_info[:2])
for pin in pins:
    name, pinned = pin.split("==")
    assert importlib.metadata.version(name) == pinned
"""


def main(requirements: str) -> None:
    """Prepare .venv for one requirements file; a second call at the same time waits for the first."""
    lock = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not is_whole():
        create()
    installed = read_stamp() or {}
    if installed.get(requirements) != fingerprint(requirements):
        install(requirements)
    compile_own()


def is_whole() -> bool:
    """True when .venv was finished, starts, and holds what its stamp promises."""
    stamp = read_stamp()
    if stamp is None:
        return False
    installed = [name for name in stamp if stamp[name] == fingerprint(name)]
    pins = {pin for name in installed for pin in read_pins(name)}
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
    write_stamp({})


def install(requirements: str) -> None:
    """Let pip install one requirements file, showing errors only."""
    before = read_stamp() or {}
    STAMP.unlink()
    print(
        f"Installing {requirements} into {VENV.name}; the first time this takes a minute or two.", flush=True
    )
    pip = [VENV_PYTHON, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([*pip, "-r", requirements], cwd=ROOT, check=False).returncode != 0:
        write_stamp(before)  # pip gave up by itself, and leaves .venv as it was
        sys.exit(f"pip could not install {requirements}; the reason stands above.")
    write_stamp(before | {name: fingerprint(name) for name in included_files(requirements)})


def compile_own() -> None:
    """Compile our own packages where they have changed, as pip does with what it installs.

    Python does so by itself, but not on machines that are told to keep no compiled files: there every start
    would compile them anew.
    """
    own = [str(ROOT / name) for name in ("pages", "publicstats")]
    subprocess.run([VENV_PYTHON, "-m", "compileall", "-q", *own], check=False)


def included_files(requirements: str) -> list[str]:
    """The names of a requirements file and of those it includes by -r."""
    lines = (ROOT / requirements).read_text(encoding="utf-8").splitlines()
    included = [line.split()[1] for line in lines if line.startswith("-r ")]
    return [requirements, *(name for file in included for name in included_files(file))]


def fingerprint(requirements: str) -> str:
    """A hash of all that a requirements file asks for, or nothing where the file is gone."""
    if not (ROOT / requirements).is_file():
        return ""
    files = included_files(requirements)
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in files)).hexdigest()


def read_pins(requirements: str) -> set[str]:
    """The pins `name==version` of a requirements file and of those it includes."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in included_files(requirements)]
    lines = [line.split("#")[0].strip() for text in texts for line in text.splitlines()]
    return {line for line in lines if "==" in line}


def read_stamp() -> dict[str, str] | None:
    """What was installed, by requirements file; None where .venv was never finished."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def write_stamp(stamp: dict[str, str]) -> None:
    """Note what .venv holds."""
    STAMP.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def has_ensurepip() -> bool:
    """True when this Python can put pip into a virtual environment (on Debian a package of its own)."""
    command = [sys.executable, "-c", "import ensurepip"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def this_version() -> str:
    """The running Python's version, as in its command: 3.11."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


if __name__ == "__main__":
    main(sys.argv[1])
