#!/usr/bin/env bash
# Sets QTrace up with its test packages and runs every check and test.
#
#   installer/test.sh           what CI runs
#   installer/test.sh --fast    without coverage and the wheel (see tools/check.py)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=installer/lib.sh
source installer/lib.sh

set_up test
exec .venv/bin/python -m tools.check "$@"
