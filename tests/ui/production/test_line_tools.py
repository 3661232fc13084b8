"""A machine breaks: the operation goes on with another one, by scanner and keys alone."""

from datetime import date

from PySide6.QtWidgets import QApplication

from qtrace.services.production.commands import AddEquipment
from qtrace.ui.production.line_state import LineForm, LineSaid


def test_the_operation_goes_on_with_another_machine(running):
    bench = running.bench
    spare = bench.new()
    bench.done(
        AddEquipment(
            **bench.head(), equipment_id=spare, equipment_code="TQ-2", name_en="Spare",
            name_zh="备用", equipment_type="screwdriver", line_id=bench.line_id,
            qualified_to=date(2027, 1, 31),
        )
    )  # fmt: skip
    running.station.press("F7")
    for _ in range(2):
        running.station.press("9")
    tiles = running.screen.panel.fields["entry"].tiles
    assert not tiles["tools"].isEnabled(), "nothing was scanned"
    running.station.press("Esc")
    running.open(LineForm.CODE)
    running.station.type("TQ-2\r")
    assert running.state.said.code is LineSaid.EQUIPMENT_READY
    running.menu("tools")
    assert running.state.form == LineForm.TOOLS
    running.station.press("F10")
    assert "reason" in running.state.problems
    running.screen.panel.fields["reason"].set_text("TQ-1 broke")
    running.station.press("F10")
    QApplication.processEvents()
    assert running.state.said.code is LineSaid.EQUIPMENT_CHANGED
    assert running.state.station.run.equipment == ("TQ-2",)
    assert running.state.equipment == ()
