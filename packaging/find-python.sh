#!/bin/sh
# Prints the first Python of 3.11 or newer that can make a virtual environment; installs Debian's missing piece of it.
set -u
for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    [ -n "$candidate" ] || continue
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    if ! "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        package="python$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
        echo "$candidate cannot make virtual environments yet; installing $package." >&2
        if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
            apt-get update -q >/dev/null 2>&1; apt-get install -y -q "$package" >/dev/null 2>&1
        elif command -v sudo >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
            sudo apt-get update -q >/dev/null 2>&1; sudo apt-get install -y -q "$package" >/dev/null 2>&1
        fi
        "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1 || {
            echo "Install the package $package (it holds Python's venv), then try again." >&2
            exit 1
        }
    fi
    echo "$candidate"
    exit 0
done
echo "Puente needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python3 …" >&2
exit 1
