"""Pictures of desks, charts and help."""

from qtrace.domain.codes.internal import format_gauge
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.people.sign_in_state import SignInStep
from qtrace.ui.places import DecidedPlace
from qtrace.ui.receiving.receive_state import Phase
from tools.shots_acts import (
    Shot,
    answer,
    as_person,
    badge,
    deliver,
    desk,
    in_turn,
    inspecting,
    inspection,
    nav,
    press,
    receiving,
    scan,
    screen,
    sign_in_step,
)

SEALS, LUERS = "HM-20455", "RC-61187"
SAMPLE_ANSWERS = answer(container="2", quantity="3", purpose="tensile test")

DESKS = (
    Shot("gauges", in_turn(as_person("wu"), nav("gauges")), screen("GaugesScreen")),
    Shot("gauges-overdue", scan(format_gauge("CA-015")), screen("GaugesScreen"), "gauges"),
    Shot("gauges-calibrate", desk("calibrate"), screen("GaugesScreen"), "gauges-overdue"),
    Shot(
        "gauges-interval",
        in_turn(press("Esc"), scan(format_gauge("CA-009")), desk("interval")),
        screen("GaugesScreen"),
        "gauges-calibrate",
    ),
    Shot(
        "gauges-failed",
        in_turn(
            press("Esc"),
            desk("calibrate"),
            answer(due_on="2099-12-31", result="failed", certificate_no="CAL-26-0912"),
            press("F10"),
        ),
        screen("GaugesScreen"),
        "gauges-interval",
    ),
    Shot("gauges-lookback", press("F6"), screen("LookbackScreen"), "gauges-failed"),
    Shot(
        "gauges-lookback-mark",
        press("F2", "Down", "F2"),
        screen("LookbackScreen"),
        "gauges-lookback",
    ),
    Shot("gauges-lookback-hold", press("F8"), screen("LookbackScreen"), "gauges-lookback-mark"),
    Shot(
        "studies-check",
        in_turn(as_person("wu"), nav("gauges"), scan(format_gauge("TG-011")), press("F7")),
        screen("StudiesScreen"),
    ),
    Shot("studies-grr", press("Down"), screen("StudiesScreen"), "studies-check"),
    Shot("studies-plan", press("F2"), screen("StudiesScreen"), "studies-grr"),
    Shot("studies-measure", press("Esc", "Up", "F4"), screen("StudiesScreen"), "studies-plan"),
    Shot("labels", in_turn(as_person("lin"), nav("labels")), screen("LabelsScreen")),
    Shot("approvals", in_turn(as_person("qian"), nav("approvals")), screen("ApprovalsScreen")),
    Shot("approvals-source", press("W"), screen("ApprovalsScreen"), "approvals"),
    Shot("approvals-sign", press("F10"), screen("ApprovalsScreen"), "approvals-source"),
    Shot("approvals-return", press("Esc", "F4"), screen("ApprovalsScreen"), "approvals-sign"),
    Shot(
        "switches",
        in_turn(press("Esc"), nav("switches")),
        screen("SwitchesScreen"),
        "approvals-return",
    ),
    Shot("switches-sign", press("F10"), screen("SwitchesScreen"), "switches"),
    Shot(
        "switches-series",
        press("Esc", "Down", "Down", "Down", "Down", "Down"),
        screen("SwitchesScreen"),
        "switches-sign",
    ),
    Shot("formats", in_turn(as_person("wang"), nav("formats")), screen("FormatsScreen")),
    Shot("formats-sample", scan("DY-HS21/Y4410 81"), screen("FormatsScreen"), "formats"),
    Shot("formats-add", press("F2"), screen("FormatsScreen"), "formats-sample"),
    Shot("formats-profiles", press("Esc", "F6", "Down"), screen("ProfilesScreen"), "formats-add"),
    Shot("formats-profile", press("F2"), screen("ProfilesScreen"), "formats-profiles"),
    Shot(
        "decided",
        in_turn(as_person("wang"), lambda stage: stage.go(DecidedPlace())),
        screen("DecidedScreen"),
    ),
    Shot("decided-again", press("Down", "F10"), screen("DecidedScreen"), "decided"),
    Shot(
        "samples-empty",
        in_turn(lambda stage: stage.sign_in("lin"), press("F7")),
        screen("SamplesScreen"),
    ),
    Shot(
        "samples-take",
        in_turn(press("F2"), SAMPLE_ANSWERS),
        screen("SamplesScreen"),
        "samples-empty",
    ),
    Shot(
        "samples-taken",
        in_turn(press("Esc", "F2"), SAMPLE_ANSWERS, press("F10")),
        screen("SamplesScreen"),
        "samples-take",
    ),
    Shot(
        "samples-report",
        in_turn(desk("send"), answer(laboratory="SGS Suzhou"), press("F10"), desk("report")),
        screen("SamplesScreen"),
        "samples-taken",
    ),
    Shot(
        "split",
        in_turn(as_person("zhou"), inspection("RC4M90"), press("F7"), press("F9")),
        screen("SplitScreen"),
    ),
)

CHARTS = (
    Shot("charts", in_turn(as_person("zhou"), nav("charts")), screen("ChartsScreen")),
    Shot("charts-point", press("Left", "Left", "Left"), screen("ChartsScreen"), "charts"),
    Shot("charts-ewma", press("K"), screen("ChartsScreen"), "charts-point"),
    Shot("charts-cusum", press("K"), screen("ChartsScreen"), "charts-ewma"),
    Shot("charts-counts", press("K", "5"), screen("ChartsScreen"), "charts-cusum"),
    Shot("charts-source", press("1", "W"), screen("ChartsScreen"), "charts-counts"),
    Shot("charts-capability", press("2"), screen("ChartsScreen"), "charts-source"),
    Shot("charts-pareto", press("3"), screen("ChartsScreen"), "charts-capability"),
    Shot("charts-risk", press("4", "Right", "Right"), screen("ChartsScreen"), "charts-pareto"),
    Shot(
        "charts-printed",
        press("1", "Down", "F10"),
        screen("ChartsScreen"),
        "charts-risk",
    ),
)

HELP = (
    Shot("help-sign-in", press("F1"), sign_in_step(SignInStep.BADGE)),
    Shot(
        "help-pin",
        in_turn(badge("lin"), press("Shift+F1")),
        sign_in_step(SignInStep.PIN),
        "help-sign-in",
    ),
    Shot("help-queue", in_turn(as_person("lin"), press("F1")), screen("QueueScreen")),
    Shot("help-queue-barcodes", press("Shift+F1"), screen("QueueScreen"), "help-queue"),
    Shot(
        "help-receive",
        in_turn(deliver(SEALS), press("Shift+F1")),
        receiving(Phase.CHECK),
        "help-queue-barcodes",
    ),
    Shot("help-receive-barcodes", press("Shift+F1"), receiving(Phase.CHECK), "help-receive"),
    Shot(
        "help-inspect",
        in_turn(press("Esc", "Alt+1"), inspection("LS3G46"), press("F1")),
        inspecting(Page.GRID),
        "help-receive-barcodes",
    ),
    Shot("help-inspect-barcodes", press("Shift+F1"), inspecting(Page.GRID), "help-inspect"),
    Shot(
        "help-decide",
        in_turn(inspection("RC4M90"), press("Esc", "F1")),
        inspecting(Page.DECIDE),
        "help-inspect-barcodes",
    ),
    Shot("help-desk", in_turn(as_person("he"), nav("people"), press("F1")), screen("PeopleScreen")),
)
