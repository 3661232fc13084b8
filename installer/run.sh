#!/usr/bin/env bash
# Sets QTrace up on Debian or Ubuntu and opens the demo plant.
#
#   installer/run.sh            window if there is a display, else the tour
#   installer/run.sh --tour     the tour: pictures and documents in ./tour
#
# Needs python3 >= 3.11 and, the first time, a way to the package registries.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=installer/lib.sh
source installer/lib.sh

has_display() {
    [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} && ${QT_QPA_PLATFORM:-} != offscreen ]] || return 1
    # A display that is named but does not answer would end the program with a bare abort.
    (.venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])') \
        >/dev/null 2>&1
}

case ${1:-} in
    '' | --tour) ;;
    *) fail "unknown argument $1; use: installer/run.sh [--tour]" ;;
esac

set_up run
if [[ ${1:-} != --tour ]] && has_display; then
    say "opening the demo plant; close the window to end. Next time: .venv/bin/qtrace demo"
    exec .venv/bin/python -m qtrace demo
fi
[[ ${1:-} == --tour ]] || say "no display here: taking the tour off-screen instead"
QT_QPA_PLATFORM=offscreen .venv/bin/python -m qtrace tour --out tour
say "the pictures, the label and the certificate are in $PWD/tour:"
find tour -type f | sort | sed 's/^/  /'
