"""The label of a product of ours leads to it from the door; any other label is a delivery's."""

from qtrace.domain.codes.interpret import interpret
from qtrace.reference import ai_table
from qtrace.ui.places import LotPlace, ReceivePlace
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_state import Phase
from tests.support.production import UNIT_GTIN


def test_a_unit_of_ours_is_opened_and_a_number_we_never_made_was_not_announced(running):
    running.unit("26C0001")
    seen = {}
    for serial in ("26C0001", "26C9999"):
        read = interpret(f"(01){UNIT_GTIN}(21){serial}", ai_table(), 2026)
        model = ReceiveModel(running.station.bench, ReceivePlace(message=read))
        wants = []
        model.wants.connect(wants.append)
        model.begin()
        running.settle()
        seen[serial] = [type(place) for place in wants], model.state.phase
    assert seen == {"26C0001": ([LotPlace], Phase.LOADING), "26C9999": ([], Phase.CHECK)}
