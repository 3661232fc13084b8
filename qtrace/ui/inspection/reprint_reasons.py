"""Why a label is printed again; the key is what the panel shows on its tile."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

REPRINT_REASONS: Mapping[str, str] = {
    "A": N_("Label damaged"),
    "B": N_("Symbol not readable"),
    "C": N_("Label lost"),
    "D": N_("Printer fault"),
}
