"""Provide a Chromium for the browser tests: `python -m tools.chromium`.

An installed one is preferred, PUBLICSTATS_CHROMIUM above all; else Debian's package is installed where the
user may, else Playwright's download is tried. Where all of that fails this still ends well: it is the browser
tests that fail then, and say so.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import system_packages

OVERRIDE = "PUBLICSTATS_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONTS = "fonts-noto-cjk"
DOWNLOAD_SECONDS = 900
MISSING = (
    "No Chromium that starts was found: install one (Debian: apt-get install chromium fonts-noto-cjk), "
    f"or name it with {OVERRIDE}=/path/to/chromium."
)


def main() -> None:
    """Find or install a Chromium, and say in one line which one the tests will use."""
    found = find_chromium()
    if found is None and not os.environ.get(OVERRIDE):
        install()
        found = find_chromium()
    print(f"Browser for the tests: {found}" if found else MISSING, flush=True)


def find_chromium() -> str | None:
    """The path of a Chromium that starts, or None."""
    if override := os.environ.get(OVERRIDE):
        candidates = [override]
    else:
        candidates = [path for name in NAMES if (path := shutil.which(name))]
    return next(filter(starts, candidates), None) or (None if override else find_downloaded())


def starts(path: str) -> bool:
    """True when the program tells its version; Ubuntu's `chromium-browser` may only point to a snap."""
    try:
        run = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0 and re.search(r"\d+(\.\d+){3}", run.stdout) is not None


def find_downloaded() -> str | None:
    """The Chromium that Playwright has downloaded for itself, if it starts here."""
    from playwright.sync_api import sync_playwright  # a development package: not there for `make serve`

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if starts(path) else None


def install() -> None:
    """Try Debian's package, then Playwright's download; Ubuntu's package is a snap in disguise."""
    system_packages.install(FONTS)
    if not is_ubuntu() and system_packages.install("chromium") and find_chromium():
        return
    libraries = ["--with-deps"] if system_packages.find_apt_prefix() is not None else []
    command = [sys.executable, "-m", "playwright", "install", *libraries, "chromium"]
    print("Trying Playwright's own Chromium ...", flush=True)
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, stdout=subprocess.DEVNULL, timeout=DOWNLOAD_SECONDS, check=False)


def is_ubuntu() -> bool:
    """True on Ubuntu and what is made from it."""
    release = Path("/etc/os-release")
    return release.is_file() and "ubuntu" in release.read_text(encoding="utf-8").lower()


if __name__ == "__main__":
    main()
