"""Provide the programs that the tests of deploy/ ask: `python -m tools.deployment`.

Where one is neither there nor to be installed, its tests are skipped by name; on the build server they fail.
"""

import shutil

from tools import system_packages

PACKAGES = {"nginx": "nginx", "systemd-analyze": "systemd"}
"""Each program, and Debian's package with it."""
SUPERUSER_FOLDERS = ("/usr/sbin", "/sbin")
"""Debian keeps nginx here, where other users' PATH does not look."""


def main() -> None:
    """Find or install the programs, and say so in a line for each."""
    for name, package in PACKAGES.items():
        found = find_program(name) or (system_packages.install(package) and find_program(name))
        print(f"{name} for the tests: {found}" if found else explain_missing(name), flush=True)


def find_program(name: str) -> str | None:
    """The path of a program, or None."""
    return shutil.which(name) or next(
        (path for folder in SUPERUSER_FOLDERS if (path := shutil.which(name, path=folder))), None
    )


def explain_missing(name: str) -> str:
    """A sentence for who has not got the program."""
    return f"{name} is not installed: its tests are skipped (Debian: apt-get install {PACKAGES[name]})."


if __name__ == "__main__":
    main()
