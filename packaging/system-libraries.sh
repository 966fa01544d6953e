#!/bin/sh
# Sees to the system libraries that Qt and its audio load, and that pip cannot bring.
# With apt: installs the missing ones, saying so. Elsewhere, or without the right to install: names them and goes on,
# since a machine may well have them under another name.
set -u
# Shared library, and the packages that may carry it: the first that this system's archive has is taken.
libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11-xcb.so.1 libx11-xcb1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0t64 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libpulse.so.0 libpulse0
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libXext.so.6 libxext6
libXrandr.so.2 libxrandr2
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxkbcommon.so.0 libxkbcommon0
'
[ "$(uname -s)" = Linux ] || exit 0

known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null)
missing=$(printf '%s' "$libraries" | while read -r library packages; do
    [ -n "$library" ] || continue
    case "$known" in *"$library "*) ;; *) printf '%s %s\n' "$library" "$packages" ;; esac
done)
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "The window and its sound may need these libraries, which were not found; install them with your package manager:" >&2
    printf '%s\n' "$missing" | while read -r library _; do echo "  $library" >&2; done
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1; then as_root=sudo; else as_root=none; fi
fi

[ -z "$as_root" ] && apt-get update -q >/dev/null 2>&1
[ "$as_root" = sudo ] && echo "Qt needs system libraries that are missing; asking sudo to install them." >&2 && sudo apt-get update -q >/dev/null 2>&1

packages=$(printf '%s\n' "$missing" | while read -r _ candidates; do
    for candidate in $candidates; do
        if [ -n "$(apt-cache show "$candidate" 2>/dev/null)" ]; then echo "$candidate"; break; fi
    done
done | sort -u | tr '\n' ' ')

if [ "$as_root" = none ]; then
    echo "Qt needs system libraries that are missing. Ask an administrator to run:" >&2
    echo "  apt-get install $packages" >&2
    exit 0
fi
echo "Installing the system libraries that Qt needs: $packages"
# The list is words, one package each.
# shellcheck disable=SC2086
if ! DEBIAN_FRONTEND=noninteractive ${as_root:+$as_root} apt-get install -y -q --no-install-recommends $packages >/dev/null; then
    echo "apt-get could not install them. Run this yourself, then try again:" >&2
    echo "  apt-get install $packages" >&2
    exit 1
fi
