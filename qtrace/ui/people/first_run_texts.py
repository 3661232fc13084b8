"""Words of the first-run page."""

from collections.abc import Mapping

from qtrace.i18n import N_, Translator
from qtrace.ui.people.first_run_model import ORDER, FirstRunState, Page
from qtrace.ui.people.plant_draft import DraftReason
from qtrace.ui.widgets.signatures import StepState
from qtrace.ui.widgets.steps import StepLine

SENTENCES: Mapping[str, str] = {
    DraftReason.ADDRESS_MISSING: N_("This is printed on papers: please fill it in"),
    DraftReason.ZONE_UNKNOWN: N_("Unknown time zone; write it like Asia/Shanghai"),
    DraftReason.LOGIN_SHAPE: N_("2 to 40 small letters and digits, beginning with a letter"),
    DraftReason.DATABASE_SHAPE: N_("Write postgresql://user@host/database, or a file name"),
    DraftReason.SECRETS_DIFFER: N_("The two were not the same"),
}
TITLES = {
    Page.PLANT: N_("Plant"),
    Page.SITE: N_("Site, station, forms"),
    Page.ADMINISTRATOR: N_("First administrator"),
}
NOTES = {
    Page.PLANT: N_("Names and address stand on every report; the zone decides which day it is."),
    Page.SITE: N_("Codes stand in barcodes and numbers, so they stay for ever."),
    Page.ADMINISTRATOR: N_("This person adds everybody else. Write nothing down."),
}


def step_lines(tr: Translator, state: FirstRunState) -> tuple[StepLine, ...]:
    """The pages as numbered steps."""
    now = ORDER.index(state.page)
    lines = []
    for number, page in enumerate(ORDER[1:], start=1):
        word = StepState.WAITING
        if number < now:
            word = StepState.DONE
        elif number == now:
            word = StepState.NOW
        lines.append(StepLine(number, tr.say(TITLES[page]), "", word))
    return tuple(lines)
