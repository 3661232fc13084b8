"""Words for what stands in the way of a decision, and why a lot goes back to the inspector."""

from qtrace.domain.inspection_ways import Obstacle, ReturnReason
from qtrace.i18n.translator import N_

OBSTACLES = {
    Obstacle.NOT_IN_QUARANTINE: N_("Decided already"),
    Obstacle.ON_HOLD: N_("Lot is held"),
    Obstacle.EXPIRED: N_("Lot is expired"),
    Obstacle.SOURCE_SUSPENDED: N_("Supplier is suspended"),
    Obstacle.CERTIFICATE_MISSING: N_("Certificate missing"),
}
RETURN_REASONS = {
    ReturnReason.READING_DOUBTFUL: N_("Doubtful reading"),
    ReturnReason.WRONG_GAUGE: N_("Wrong gauge"),
    ReturnReason.WRONG_SAMPLE: N_("Wrong pieces"),
    ReturnReason.DEFECT_UNCLEAR: N_("Unclear defect"),
    ReturnReason.RECORD_INCOMPLETE: N_("Record incomplete"),
    ReturnReason.OTHER: N_("Another reason"),
}
