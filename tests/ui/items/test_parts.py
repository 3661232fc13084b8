"""The pages of a lot in parts: sums on the whole lot, the whole lot's sums on a part."""

from dataclasses import replace

import pytest

from qtrace.domain.items import ReasonLine, StatusReason
from qtrace.domain.quantities import MILLION
from qtrace.domain.sampling.lot_parts import CoverState, coverage_of
from qtrace.i18n import Language, load_translator
from qtrace.services.inspection.parts import WholeLot
from qtrace.services.items.lot_page import Relative
from qtrace.ui.items import head_texts, list_texts
from qtrace.ui.items.sight import Sight
from tests.ui.items.test_lot_texts import sight, view_of

COVER = coverage_of(
    800 * MILLION, [(CoverState.DECIDED, 500 * MILLION), (CoverState.WAITING, 300 * MILLION)]
)
SUMS = {"lot": "L", "decided": "500", "going": "0", "waiting": "300", "whole": "800"}


__all__ = ["sight"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, "500 of 800 inspected, 300 waiting"),
        (Language.ZH_CN, "已检 500 / 800，待检 300"),
    ],
)
def test_the_whole_lot_says_how_much_is_inspected(plant, sight, language, words):
    view = view_of(plant, "waiting")
    line = ReasonLine(StatusReason.INSPECTION_PARTS, None, SUMS)
    rest = [row for row in view.page.status.reasons if not row.code.startswith("INSPECTION")]
    status = replace(view.page.status, reasons=(line, *rest))
    page = replace(view.page, status=status)
    seen = Sight(load_translator(language), sight.zone, sight.today)
    assert words in head_texts.block(seen, replace(view, page=page)).lines
    begun = replace(line, facts=SUMS | {"going": "300", "waiting": "0"})
    page = replace(page, status=replace(status, reasons=(begun, *rest)))
    lines = head_texts.block(seen, replace(view, page=page)).lines
    assert not any("300" in said or " 0" in said for said in lines)


def test_a_part_says_it_beside_the_lot_that_it_came_from(plant, sight):
    page = view_of(plant, "past0").page
    parent = Relative(7, "L26-00007", "split", False, 500 * MILLION, "split")
    of_part = replace(page, relatives=(parent,), whole=WholeLot(7, "L26-00007", COVER))
    (row,) = list_texts.relatives(sight, of_part)
    assert row.note == "500 of 800 inspected"
    (row,) = list_texts.relatives(sight, replace(of_part, whole=None))
    assert row.note.startswith("500")
