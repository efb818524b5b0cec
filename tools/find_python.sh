#!/bin/sh
# Print the Python to make .venv from: the one named in $1, else the first of these that is 3.11 or later.
# Wheels are pinned for 3.11 to 3.14 (PYTHONS in tools/locks.py). Those that the whole program was run on come
# first, then 3.14, then whatever python3 may be.
set -eu

names="python3.13 python3.12 python3.11 python3.14 python3 python"
older="python3.10 python3.9 python3.8"

version_of() { # 3.11.7, or nothing where it does not start
    "$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null || true
}

is_new_enough() { # of a version
    case "$1" in 3.[0-9].* | 3.10.* | 2.* | "") return 1 ;; esac
}

offer() { # a Python, and its version
    case "$2" in
        3.1[1-4].*) ;;
        *) echo "$1 is Python $2; nobody has tried that, only 3.11 to 3.14." >&2 ;;
    esac
    echo "$1"
    exit
}

if [ -n "${1:-}" ]; then
    version=$(version_of "$1")
    if is_new_enough "$version"; then offer "$1" "$version"; fi
    state=${version:+is Python $version}
    echo "PYTHON=$1 ${state:-does not start}; Python 3.11 to 3.14 is needed." >&2
    exit 1
fi

found=""
for name in $names $older; do
    version=$(version_of "$name")
    if is_new_enough "$version"; then offer "$name" "$version"; fi
    found=${found:-${version:+$name is Python $version; }}
done
echo "${found}Python 3.11 to 3.14 is needed: install one, or name it with PYTHON=/path/to/python3." >&2
exit 1
