"""Sentences about disposing of what does not conform."""

from collections.abc import Mapping

from qtrace.domain.disposal import Disposal, DisposalReason
from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    DisposalReason.NCR_UNKNOWN: (
        N_("There is no such nonconformance"),
        N_("Choose it from the list"),
    ),
    DisposalReason.NCR_DISPOSED_ALREADY: (
        N_("Nonconformance {case} is disposed of already"),
        N_("Look at its decision"),
    ),
    DisposalReason.DISPOSAL_NOT_COMPLETE: (
        N_("The quantities do not add up for lot {lot}"),
        N_("Give every piece that is affected one decision"),
    ),
    DisposalReason.DISPOSAL_ITEM_NOT_AFFECTED: (
        N_("The nonconformance is not about everything that you named"),
        N_("Choose from its lots"),
    ),
    DisposalReason.DISPOSAL_QUANTITY: (
        N_("A quantity of lot {lot} is not above zero"),
        N_("Enter how much the decision is about"),
    ),
    DisposalReason.CONCESSION_NEEDS_CONDITIONS: (
        N_("Use as it is needs a concession"),
        N_("Enter its conditions"),
    ),
    DisposalReason.REWORK_NEEDS_INSTRUCTION: (
        N_("Rework needs an instruction"),
        N_("Enter how it is reworked"),
    ),
    DisposalReason.RETURN_NEEDS_SUPPLIER: (
        N_("{lot} was not bought: no supplier takes it back"),
        N_("Choose another decision for it"),
    ),
    DisposalReason.DISPOSAL_SECOND_PERSON: (
        N_("Who opened or inspected it does not decide about it"),
        N_("Ask a second person to sign"),
    ),
    DisposalReason.NOT_IN_REWORK: (
        N_("The lot is not being reworked"),
        N_("Look at what was decided about it"),
    ),
    DisposalReason.LOT_STILL_MADE: (
        N_("Order {order} still makes {lot}"),
        N_("Finish the order, if need be short, then decide about the lot"),
    ),
    DisposalReason.CONCESSION_DAY_PAST: (
        N_("The last day of the concession, {valid_to}, is past"),
        N_("Enter a later day, or none"),
    ),
    DisposalReason.CONCESSION_EXPIRED: (
        N_("The concession for {lot} ended on {valid_to}"),
        N_("Set it aside; quality decides about it again"),
    ),
    DisposalReason.CONCESSION_USED_UP: (
        N_("The concession for {lot} is used up; {left} are left"),
        N_("Take no more than that, or another lot"),
    ),
}

DISPOSALS: Mapping[str, str] = {
    Disposal.USE_AS_IS: N_("Use as it is"),
    Disposal.REWORK: N_("Rework"),
    Disposal.RETURN: N_("Return to supplier"),
    Disposal.SCRAP: N_("Scrap"),
}
