#!/usr/bin/env bash
# Proves the Debian package on a clean Debian that has no Python: linted, installed by apt, tried, its window
# photographed, upgraded over records of an older schema, removed, purged. Run as root after `make package`:
#
#   packaging/prove-linux.sh [FOLDER OF THE PACKAGES]
#
# Everything said is kept in proof.log beside the packages, the pictures too. The clean root is removed at the end, or
# kept where KEEP_ROOT is set. It wants debootstrap, lintian, appstreamcli, desktop-file-validate, Xvfb and ImageMagick.
set -euo pipefail
cd "$(dirname "$0")/.."

PACKAGES=$(realpath "${1:-build/package}")
PYTHON=.venv/bin/python
SUITE=${SUITE:-bookworm}
COMPONENTS=${COMPONENTS:-main}
MIRROR=${MIRROR:-http://deb.debian.org/debian}
OLD=0.0.9
PERSON=ana
HOME_THERE=/home/$PERSON
DATA=$HOME_THERE/.local/share/Puente
RECORDS=$DATA/records/puente.db
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

exec > >(tee "$PACKAGES/proof.log") 2>&1

[ "$(id -u)" -eq 0 ] || { echo "Run this as root: a clean system is made and entered."; exit 2; }
new=$(ls "$PACKAGES"/puente_*.deb) || { echo "There is no Debian package; run make package first."; exit 2; }
version=$(dpkg-deb --field "$new" Version)
work=$(mktemp -d /var/tmp/puente-proof.XXXXXX)
root=$work/root
screen=

clean_up() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    for place in tmp/.X11-unix dev proc; do
        ! mountpoint --quiet "$root/$place" || umount "$root/$place"
    done
    [ -n "${KEEP_ROOT:-}" ] || rm -rf --one-file-system "$work"
}
trap clean_up EXIT

title() { printf '\n== %s\n' "$*"; }
proved() { printf 'proved: %s\n' "$*"; }
failed() { printf 'FAILED: %s\n' "$*"; exit 1; }
inside() { chroot "$root" "$@"; }
person=(chroot --userspec="$PERSON:$PERSON" "$root" env HOME="$HOME_THERE" LC_ALL=C.UTF-8 PATH=/usr/bin:/bin)
as_person() { "${person[@]}" "$@"; }
apt() { inside apt-get -q -y -o Dpkg::Use-Pty=0 "$@" >"$work/apt.log" 2>&1 || { tail -20 "$work/apt.log"; failed "apt-get $*"; }; }
contents() { PYTHONPATH=src "$PYTHON" packaging/old_records.py tell "$root$RECORDS"; }
# What must not change by an upgrade: everything but the revision of the schema.
facts() { sed 's/"revision": "[^"]*", //' <<<"$1"; }

title "The package, Puente $version"
dpkg-deb --field "$new" Version Architecture Installed-Size Depends Recommends
ls -l "$new"

title "Linters"
lintian --version
lintian --fail-on error,warning "$new" || failed "lintian"
proved "lintian finds no error and no warning; packaging/linux/debian/lintian-overrides explains what is overridden"
dpkg-deb --extract "$new" "$work/unpacked"
appstreamcli validate --no-net "$work/unpacked/usr/share/metainfo/org.puente.Puente.metainfo.xml" || failed "appstreamcli"
desktop-file-validate "$work/unpacked/usr/share/applications/puente.desktop" || failed "desktop-file-validate"
man --warnings --local-file "$work/unpacked/usr/share/man/man1/puente.1.gz" 2>&1 >/dev/null | grep . && failed "the manual page"
bash -n "$work/unpacked/usr/share/bash-completion/completions/puente" || failed "the completion"
proved "metainfo, desktop entry, manual page and completion are sound"

title "An older package, $OLD"
old=$("$PYTHON" packaging/debian.py "$work/unpacked/usr/lib/puente" "$work/older" --version "$OLD" --squeeze 0)
ls -l "$old"

title "A clean root: $SUITE from $MIRROR"
debootstrap --variant=minbase --components="$COMPONENTS" "$SUITE" "$root" "$MIRROR" >"$work/debootstrap.log" 2>&1 ||
    { tail "$work/debootstrap.log"; failed "debootstrap"; }
cp /etc/resolv.conf /etc/hosts "$root/etc/"
cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod 755 "$root/usr/sbin/policy-rc.d"
apt update
inside useradd --create-home "$PERSON"
cp "$new" "$old" "$root/root/"
no_python() {
    ! inside sh -c 'command -v python3 || command -v python || ls -d /usr/lib/python3*' 2>/dev/null ||
        failed "there is a Python in the clean root"
}
no_python
proved "no Python is there"

title "Installing $OLD with apt"
apt install "/root/$(basename "$old")"
inside dpkg-query --show puente
PYTHONPATH=src "$PYTHON" packaging/old_records.py make "$root$RECORDS" --revision 0001 >/dev/null
inside chown -R "$PERSON:$PERSON" "$HOME_THERE"
before=$(contents)
echo "records before: $before"

title "Upgrading to $version"
apt install "/root/$(basename "$new")"
grep -E '^(Unpacking|Setting up) puente' "$work/apt.log"
inside dpkg-query --show puente
[ "$(contents)" = "$before" ] || failed "the upgrade itself touched records"
no_python
as_person puente --version

title "The window, on a screen of its own, over the older records"
for number in $(seq 90 99); do [ -e "/tmp/.X11-unix/X$number" ] || break; done
export DISPLAY=":$number"
Xvfb "$DISPLAY" -screen 0 1280x800x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
screen=$!
for _ in $(seq 100); do xdpyinfo >/dev/null 2>&1 && break; sleep 0.1; done
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
# Until the window stands, and its picture no longer changes.
photograph() {
    local last= now= still=0
    for _ in $(seq 120); do
        sleep 0.5
        xwininfo -root -tree | grep -q '"Puente"' || continue
        import -silent -window root "$PACKAGES/$1"
        now=$(sha256sum <"$PACKAGES/$1")
        if [ "$now" = "$last" ]; then still=$((still + 1)); else still=0; fi
        [ "$still" -lt 6 ] || return 0
        last=$now
    done
    return 1
}
show() {
    # Not the function: the process to end must be the program's, not a shell's around it.
    "${person[@]}" DISPLAY="$DISPLAY" LANGUAGE="$2" XDG_RUNTIME_DIR="$HOME_THERE" puente >"$work/window.log" 2>&1 &
    local program=$!
    photograph "$1" || { cat "$work/window.log"; failed "no window"; }
    kill "$program"
    wait "$program" 2>/dev/null || true
    ! grep -i fault "$work/window.log" || failed "the window told of a fault"
    [ ! -s "$work/window.log" ] || { echo "it said:"; cat "$work/window.log"; }
}
show window-en.png en
show window-es.png es
proved "the window opened: $(identify "$PACKAGES/window-en.png" | cut -d' ' -f2-3), window-en.png and window-es.png"

title "The records after the upgrade"
after=$(contents)
echo "records after: $after"
[ "$(facts "$after")" = "$(facts "$before")" ] || failed "people, attempts, decisions or endings differ"
[ "$after" != "$before" ] || failed "the schema was not brought up"
ls "$root$DATA/backups" | grep -q . || failed "no copy was kept before the schema was changed"
ls -l "$root$DATA/backups"
as_person puente standing >"$work/standing.txt" || failed "puente standing"
head -12 "$work/standing.txt"
proved "the schema was brought up, the progress kept, a copy made before"

title "The installed copy tests itself"
as_person env QT_QPA_PLATFORM=offscreen puente self-test || failed "self-test"
as_person puente check --strict /usr/lib/puente/_internal/trainer/_data/scenarios >"$work/check.txt" || failed "puente check"
tail -2 "$work/check.txt"
as_person puente doctor || true

title "Without the system's eSpeak NG"
apt remove espeak-ng libespeak-ng1
as_person env QT_QPA_PLATFORM=offscreen puente self-test >"$work/self-test.txt" || { cat "$work/self-test.txt"; failed "self-test"; }
grep Voice "$work/self-test.txt"
proved "the voices that Puente carries speak where the system has none"

title "Removing"
inside install -d -m 0755 /var/lib/puente /etc/puente
inside sh -c 'echo kept >/var/lib/puente/records; echo "{}" >/etc/puente/policy.json'
apt remove puente
for gone in /usr/bin/puente /usr/lib/puente /usr/share/applications/puente.desktop; do
    [ ! -e "$root$gone" ] && [ ! -L "$root$gone" ] || failed "$gone was left"
done
[ "$(contents)" = "$after" ] && [ -e "$root/var/lib/puente/records" ] || failed "removing took records along"
proved "the program is gone, all records are there"

title "Purging, answered no"
echo "puente puente/purge-records boolean false" | inside debconf-set-selections
apt purge puente
[ -e "$root/var/lib/puente/records" ] && [ -e "$root/etc/puente/policy.json" ] || failed "purging took records along"
proved "the machine's records and policy are kept"

title "Purging, answered yes"
apt install "/root/$(basename "$new")"
echo "puente puente/purge-records boolean true" | inside debconf-set-selections
apt purge puente
[ ! -e "$root/var/lib/puente" ] && [ ! -e "$root/etc/puente" ] || failed "purging left the machine's records"
[ "$(contents)" = "$after" ] || failed "purging touched somebody's own folder"
proved "the machine's records and policy are gone, what is in people's own folders is there"

title "Everything held"
