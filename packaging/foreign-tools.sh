#!/bin/sh
# Installs the programs of others that some end-to-end tests hold Puente against: a screen reader's bus, a sound server,
# an editor's language server. For continuous integration. A program that cannot be had here is named, and the tests that
# want it skip themselves, so this never fails.
set -u
cd "$(dirname "$0")/.." || exit 0

# Command or file that shows it is there, and its package.
wanted='
Xvfb xvfb
dbus-daemon dbus
/usr/libexec/at-spi2-registryd at-spi2-core
/usr/lib/python3/dist-packages/pyatspi python3-pyatspi
/usr/share/doc/gir1.2-atspi-2.0 gir1.2-atspi-2.0
pulseaudio pulseaudio
pactl pulseaudio-utils
espeak-ng espeak-ng
sox sox
pdfinfo poppler-utils
qpdf qpdf
javac default-jdk-headless
/usr/share/java/jaxb-runtime.jar libjaxb-java
'
missing=$(printf '%s' "$wanted" | while read -r sign package; do
    [ -n "$sign" ] || continue
    case "$sign" in
        /*) [ -e "$sign" ] || echo "$package" ;;
        *) command -v "$sign" >/dev/null 2>&1 || echo "$package" ;;
    esac
done | sort -u | tr '\n' ' ')

if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
        echo "Installing what some tests hold Puente against: $missing"
        # shellcheck disable=SC2086 # a list of names
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } >/dev/null 2>&1 ||
            echo "Not all could be installed; the tests that want them are skipped."
    else
        echo "Not here, so the tests that want them are skipped: $missing"
    fi
fi

for folder in tests/e2e/language_server tests/e2e/open_badges; do
    if [ -e "$folder/package-lock.json" ] && ! [ -e "$folder/node_modules/.package-lock.json" ]; then
        if command -v npm >/dev/null 2>&1; then
            npm --prefix "$folder" ci --silent --no-audit --no-fund >/dev/null 2>&1 ||
                echo "What $folder names could not be installed; its tests are skipped."
        else
            echo "Without npm the tests of $folder are skipped."
        fi
    fi
done
exit 0
