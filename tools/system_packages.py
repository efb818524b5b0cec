"""Install packages of the operating system, on Debian and Ubuntu, where the user may."""

import os
import shutil
import subprocess
import sys

LOCK_SECONDS = 300
QUIET = ("-y", "-qq", "--no-install-recommends", "-o", f"DPkg::Lock::Timeout={LOCK_SECONDS}")


def install(*packages: str) -> bool:
    """True when apt-get has installed the packages; False where it may not or could not."""
    prefix = find_apt_prefix()
    if prefix is None:
        return False
    print(f"Installing {' '.join(packages)} with apt-get ...", flush=True)
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    attempt = _run([*command, "install", *QUIET, *packages])
    if attempt.returncode != 0:  # the list of packages is missing or old on a fresh machine
        _run([*command, "update", "-qq"])
        attempt = _run([*command, "install", *QUIET, *packages])
    if attempt.returncode != 0:
        print(attempt.stderr.strip(), file=sys.stderr)
    return attempt.returncode == 0


def find_apt_prefix() -> list[str] | None:
    """The words to put before apt-get (none for root, else sudo), or None where it may not be used."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and _run([*sudo, "true"]).returncode == 0:
        return sudo
    return None


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
