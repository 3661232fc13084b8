"""Pictures of the desk of nonconformances and deviations."""

from qtrace.ui.cases.cases_forms import DisposalForm
from qtrace.ui.cases.cases_screen import CasesScreen
from tools.shots_acts import Shot, as_person, in_turn, nav, press, screen
from tools.shots_stage import Stage


def deciding(stage: Stage) -> bool:
    """True while a disposal is being written."""
    return isinstance(stage.screen, CasesScreen) and isinstance(stage.screen.form, DisposalForm)


CASES = (
    Shot("cases", in_turn(as_person("wang"), nav("cases")), screen("CasesScreen")),
    Shot("cases-decided", press("Down"), screen("CasesScreen"), "cases"),
    Shot("cases-decide", press("Up", "F10"), deciding, "cases-decided"),
    Shot("cases-concession", press("Space"), deciding, "cases-decide"),
)
"""The list, a decided case, a decision, and a concession with what it needs."""
