#!/bin/sh
# Print the Python to make .venv from: the one named in $1, else the first usual name that is 3.11 or later.
set -eu

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ -n "${1:-}" ]; then
    if is_new_enough "$1"; then
        echo "$1"
        exit
    fi
    echo "PYTHON=$1 does not start as Python 3.11 or later." >&2
    exit 1
fi

for name in python3.13 python3.12 python3.11 python3; do
    if is_new_enough "$name"; then
        echo "$name"
        exit
    fi
done
echo "Python 3.11 or later was not found: install it, or name it with PYTHON=/path/to/python3." >&2
exit 1
