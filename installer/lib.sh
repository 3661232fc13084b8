# shellcheck shell=bash
# Shared by run.sh and test.sh: system packages, .venv, catalogues. Sourced, never run.

readonly LEAST_PYTHON_MINOR=11
readonly ENVIRONMENT_ERROR=5

say() { printf '%s\n' "qtrace set-up: $*"; }

fail() {
    printf '%s\n' "qtrace set-up: $*" >&2
    exit "$ENVIRONMENT_ERROR"
}

# Names of the packages of the given kinds (setup, run, test).
packages_of() {
    local kinds=" $* " kind name _
    while read -r kind name _; do
        if [[ -n $kind && $kind != \#* && $kinds == *" $kind "* ]]; then
            printf '%s\n' "$name"
        fi
    done <installer/apt-packages.txt
}

# Those of the named packages that are not installed.
missing_of() {
    local name state
    for name in "$@"; do
        # Ubuntu 24.04 renamed some for 64-bit time: libglib2.0-0 is libglib2.0-0t64 there.
        state=$(dpkg-query -W -f '${db:Status-Status} ' "$name" "${name}t64" 2>/dev/null || true)
        [[ $state == *installed* && $state != "not-installed " ]] || printf '%s\n' "$name"
    done
}

# Runs a command as root: directly, or through sudo if it asks for no password.
as_root() {
    if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

may_be_root() { ((EUID == 0)) || sudo -n true 2>/dev/null; }

# Installs what is missing of the given kinds, or names it and goes on: perhaps it is not needed.
install_packages() {
    local -a wanted=() missing=()
    mapfile -t wanted < <(packages_of "$@")
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "no apt on this system; if something is missing, it is one of: ${wanted[*]}"
        return 0
    fi
    mapfile -t missing < <(missing_of "${wanted[@]}")
    ((${#missing[@]})) || return 0
    if ! may_be_root; then
        say "not installed, and installing needs an administrator: ${missing[*]}"
        say "  sudo apt-get install ${missing[*]}"
        return 0
    fi
    say "installing ${#missing[@]} system packages: ${missing[*]}"
    local log
    log=$(mktemp)
    if ! as_root apt-get update -qq >"$log" 2>&1; then
        say "apt-get update did not succeed; going on with the lists there are"
    fi
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        say "apt could not install: ${missing[*]}"
    fi
    rm -f "$log"
}

# The python to build .venv with: python3 if it is new enough, else a newer one beside it.
find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c "import sys; sys.exit(sys.version_info < (3, $LEAST_PYTHON_MINOR))"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

# What an installation depends on: while it stays the same, there is nothing to do.
fingerprint() {
    {
        cat pyproject.toml installer/apt-packages.txt hatch_build.py
        pwd
        printf '%s\n' "$1"
    } | sha256sum | cut -d ' ' -f 1
}

make_venv() {
    local python=$1
    if [[ -x .venv/bin/python ]] && .venv/bin/python -c 'import pip' 2>/dev/null; then
        return 0
    fi
    "$python" -c 'import ensurepip' 2>/dev/null || install_packages setup
    "$python" -c 'import ensurepip' 2>/dev/null ||
        fail "this python has no ensurepip: install python3-venv (apt-get install python3-venv)"
    say "making .venv with $("$python" -V)"
    "$python" -m venv --clear .venv
}

compile_catalogues() {
    local compiled=resources/i18n/zh_CN/LC_MESSAGES/qtrace.mo
    if [[ ! -f $compiled || -n $(find resources/i18n -name '*.po' -newer "$compiled") ]]; then
        .venv/bin/python -m tools.catalogs >/dev/null
    fi
}

# Tries every library that the program loads; fails if one is missing without which it cannot open,
# names the others (sound, serial scanners, a second reader for pictures) and goes on.
check_libraries() {
    local trouble
    if ! trouble=$(QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES='*=false' .venv/bin/python - 2>&1 <<'PYTHON'
import importlib, sys

def absent(*names):
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError as error:
            yield f"  {name}: {error}"

for line in absent("PySide6.QtMultimedia", "PySide6.QtSerialPort", "pyzbar.pyzbar"):
    print("not needed to start, but missing:", line)
needed = list(absent(
    "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg", "PySide6.QtNetwork",
    "sqlalchemy", "alembic", "psycopg", "argon2", "zxingcpp", "barcode", "reportlab", "openpyxl",
))
sys.exit("\n".join(needed) or 0)
PYTHON
    ); then
        printf '%s\n' "$trouble" >&2
        fail "a library is missing; on Debian and Ubuntu: apt-get install $(packages_of run | tr '\n' ' ')"
    fi
    [[ -z $trouble ]] || say "$trouble"
}

# set_up run|test: leaves a working .venv; returns at once when nothing has changed.
set_up() {
    local kind=$1 stamp=.venv/.set-up-$1 mark
    local -a what=(-e . 'babel>=2.17,<3') kinds=(run)
    if [[ $kind == test ]]; then
        what=(-e '.[dev]')
        kinds+=(test)
    fi
    mark=$(fingerprint "$kind")
    if [[ -f $stamp && $(<"$stamp") == "$mark" ]] && .venv/bin/python -c '' 2>/dev/null; then
        compile_catalogues
        return 0
    fi
    local python
    python=$(find_python) || fail "python 3.$LEAST_PYTHON_MINOR or newer is needed; found: $(
        python3 -V 2>&1 || true
    )"
    install_packages "${kinds[@]}"
    make_venv "$python"
    say "installing Python packages into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "${what[@]}"
    compile_catalogues
    check_libraries
    printf '%s\n' "$mark" >"$stamp"
    say "ready in $PWD/.venv"
}
