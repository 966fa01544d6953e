#!/usr/bin/env bash
# Proves the Windows installer's script where there is no Windows: compiled by makensis, installed and uninstalled
# silently under Wine, for the machine and for one user, into a folder of one's choice, over an older one.
#
# The payload is not Puente, which can only be frozen on Windows, but two small programs for Windows in its place:
# the launchers that setuptools brings. What is proved is what the installer does with files, folders, the Start menu
# and the registry. It wants makensis, wine (64 bits), and the environment of `make package`.
set -euo pipefail
cd "$(dirname "$0")/.."

OUTPUT=$(realpath "${1:-build/package}")
PYTHON=$OUTPUT/work/environment/bin/python
LOG=$OUTPUT/proof-windows.log
exec > >(tee "$LOG") 2>&1

work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEARCH=win64 WINEDEBUG=-all HOME=$work LC_ALL=C.UTF-8
# No menus of the machine that this runs on, and no questions about parts of Wine.
export WINEDLLOVERRIDES='winemenubuilder.exe,mscoree,mshtml=d'
unset DISPLAY
trap 'wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT

title() { printf '\n== %s\n' "$*"; }
proved() { printf 'proved: %s\n' "$*"; }
failed() { printf 'FAILED: %s\n' "$*"; exit 1; }
C=$WINEPREFIX/drive_c
UNINSTALL='Software\Microsoft\Windows\CurrentVersion\Uninstall\Puente'
value() { wine reg query "$1\\$2" /v "$3" /reg:64 2>/dev/null | tr -d '\r' | sed -n "s/^ *$3 *REG_[A-Z]* *//p"; }
there() { [ -e "$1" ] || failed "$1 is not there"; }
gone() { [ ! -e "$1" ] || failed "$1 is still there"; }
# The uninstaller copies itself and goes on after the first process has ended.
settled() { wineserver -w; }

title "Tools"
makensis -VERSION; echo
wine --version

title "Compiling"
launchers=$("$PYTHON" -c 'import pathlib, setuptools; print(pathlib.Path(setuptools.__file__).parent)')
mkdir -p "$work/payload/_internal/new"
cp "$launchers/cli-64.exe" "$work/payload/puente.exe"
cp "$launchers/gui-64.exe" "$work/payload/puente-window.exe"
echo data >"$work/payload/_internal/new/data.txt"
file "$work/payload/puente.exe" | cut -d: -f2
QT_QPA_PLATFORM=offscreen "$PYTHON" packaging/icons.py assets/brand/app.svg "$work/puente.ico"
for version in 0.0.9 0.1.0; do
    PYTHONPATH=packaging "$PYTHON" - "$work" "$version" <<'PY'
import sys
from pathlib import Path
from windows import installer
work, version = Path(sys.argv[1]), sys.argv[2]
installer(work / "payload", work / f"puente-{version}-setup.exe", version=version, icon=work / "puente.ico")
PY
done
ls -l "$work"/*.exe
wine wineboot --init >/dev/null 2>&1
person=$C/users/$(ls "$C/users" | grep -v Public | head -1)
records=$person/AppData/Local/Puente/records/puente.db
mkdir -p "$(dirname "$records")" "$C/ProgramData/Puente"
echo records >"$records"; echo '{}' >"$C/ProgramData/Puente/policy.json"

title "For the machine, silently"
wine "$work/puente-0.0.9-setup.exe" /S /AllUsers
there "$C/Program Files/Puente/puente.exe"; there "$C/Program Files/Puente/_internal/new/data.txt"
there "$C/ProgramData/Microsoft/Windows/Start Menu/Programs/Puente.lnk"
[ "$(value HKLM "$UNINSTALL" DisplayVersion)" = 0.0.9 ] || failed "the registry does not name version 0.0.9"
wine reg query 'HKLM\Software\Classes\.puente' /reg:64 | tr -d '\r' | grep Puente.Pack || failed "packs belong to nobody"
proved "program, Start menu, list of programs and packs, for everybody"

title "A newer one over it"
echo old >"$C/Program Files/Puente/_internal/left-over.txt"
wine "$work/puente-0.1.0-setup.exe" /S
[ "$(value HKLM "$UNINSTALL" DisplayVersion)" = 0.1.0 ] || failed "the registry does not name version 0.1.0"
gone "$C/Program Files/Puente/_internal/left-over.txt"; there "$C/Program Files/Puente/_internal/new/data.txt"
proved "one entry, no file of the older one left"

title "While it is open"
# Wine's own prompt in the place of the program: it runs until there is nothing more to read.
cp "$C/windows/system32/cmd.exe" "$C/Program Files/Puente/puente.exe"
mkfifo "$work/prompt"
wine "$C/Program Files/Puente/puente.exe" <"$work/prompt" >"$work/prompt.log" 2>&1 &
exec 9>"$work/prompt"
for _ in $(seq 100); do [ -s "$work/prompt.log" ] && break; sleep 0.1; done
status=0
wine "$work/puente-0.1.0-setup.exe" /S || status=$?
exec 9>&-
wait "$!" || true
[ "$status" -eq 5 ] || failed "the installer ended with $status"
there "$C/Program Files/Puente/_internal/new/data.txt"
wine "$work/puente-0.1.0-setup.exe" /S || failed "the installer still refuses"
cmp --silent "$work/payload/puente.exe" "$C/Program Files/Puente/puente.exe" || failed "the program was not renewed"
proved "refused with exit status 5 and nothing touched; once it is closed, installed"

title "Uninstalled silently"
echo mine >"$C/Program Files/Puente/mine.txt"
wine "$C/Program Files/Puente/Uninstall.exe" /S; settled
gone "$C/Program Files/Puente/puente.exe"; gone "$C/Program Files/Puente/_internal"; gone "$C/Program Files/Puente/Uninstall.exe"
gone "$C/ProgramData/Microsoft/Windows/Start Menu/Programs/Puente.lnk"
[ -z "$(value HKLM "$UNINSTALL" DisplayVersion)" ] || failed "the list of programs still names it"
! wine reg query 'HKLM\Software\Classes\.puente' /reg:64 >/dev/null 2>&1 || failed "packs still belong to it"
there "$C/Program Files/Puente/mine.txt"; there "$records"; there "$C/ProgramData/Puente/policy.json"
proved "nothing of ours is left; records, policy, and a file of somebody else in the folder are"

title "For one user, into a folder of one's choice"
# NSIS takes all that follows /D= for the folder, unquoted; given as one word, Wine would put quotes around it.
wine "$work/puente-0.1.0-setup.exe" /S /CurrentUser '/D=C:\Training' 'tools\Puente'
there "$C/Training tools/Puente/puente-window.exe"
there "$person/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Puente.lnk"
[ "$(value HKCU "$UNINSTALL" InstallLocation)" = 'C:\Training tools\Puente' ] || failed "the registry names another folder"
[ -z "$(value HKLM "$UNINSTALL" InstallLocation)" ] || failed "it was installed for everybody"
value HKCU "$UNINSTALL" QuietUninstallString
wine "$C/Training tools/Puente/Uninstall.exe" /S /CurrentUser; settled
gone "$C/Training tools/Puente"; there "$records"
gone "$person/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Puente.lnk"
proved "only for that user, only there, and gone without a trace but the records"

title "Everything held"
