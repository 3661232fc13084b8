"""Every screen that is photographed, as data: its name, how to get there, how to know it is there.

A shot with `after` goes on from where that shot stands; one without begins at the sign-in page of a
fresh copy of the demo plant.
"""

from collections.abc import Iterator

from qtrace.app.demo.people import BY_LOGIN
from qtrace.domain.codes.internal import CommandCode, format_gauge, format_location
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.people.sign_in_state import SignInStep
from qtrace.ui.places import DecidedPlace, QueuePlace
from qtrace.ui.receiving.receive_state import Form, Phase
from tools.shots_acts import (
    Shot,
    answer,
    as_person,
    badge,
    camera_off,
    camera_on,
    command,
    containers,
    deliver,
    desk,
    in_turn,
    inspecting,
    inspection,
    label_all,
    lot_page,
    nav,
    nothing,
    old_label,
    order,
    photo_of_reading,
    pin,
    press,
    receiving,
    records,
    reprint,
    rest,
    scan,
    screen,
    sign_in_step,
    type_text,
    values,
)
from tools.shots_holds import HOLDS
from tools.shots_kinds import KINDS
from tools.shots_production import BATCHES, LINE
from tools.shots_stations import STATIONS

SEALS, LUERS = "HM-20455", "RC-61187"
SEAL_LOT, LUER_LOT = "7F42", "RLD32"
WRONG_PIN = "000000"

SAMPLE_ANSWERS = answer(container="2", quantity="3", purpose="tensile test")

SIGN_IN = (
    Shot("sign-in", nothing, sign_in_step(SignInStep.BADGE)),
    Shot(
        "sign-in-pin",
        in_turn(badge("lin"), type_text("246")),
        sign_in_step(SignInStep.PIN),
        "sign-in",
    ),
    Shot(
        "sign-in-wrong-pin",
        in_turn(press("Esc"), badge("lin"), type_text(WRONG_PIN + "\r")),
        sign_in_step(SignInStep.PIN, refused=True),
        "sign-in-pin",
    ),
    Shot(
        "sign-in-locked-out",
        in_turn(*[type_text(WRONG_PIN + "\r")] * 4),
        sign_in_step(SignInStep.PIN, refused=True),
        "sign-in-wrong-pin",
    ),
    Shot(
        "sign-in-name",
        in_turn(press("F2"), type_text("zhou\tharbour")),
        sign_in_step(SignInStep.NAME),
    ),
    Shot(
        "station-locked",
        in_turn(as_person("lin"), deliver(SEALS), lambda stage: stage.leave_idle()),
        sign_in_step(SignInStep.BADGE),
    ),
    Shot(
        "other-person",
        in_turn(as_person("lin"), deliver(SEALS), badge("zhou")),
        sign_in_step(SignInStep.PIN),
    ),
)

QUEUE = (
    Shot("inspect-resumed", lambda stage: stage.sign_in("lin"), inspecting(Page.GRID)),
    Shot("queue", press("Alt+1"), screen("QueueScreen"), "inspect-resumed"),
    Shot(
        "queue-type-code",
        in_turn(press("F2"), type_text("PO-26-99")),
        screen("QueueScreen"),
        "queue",
    ),
    Shot(
        "queue-unknown-code",
        in_turn(press("Esc"), scan("NB-TUBE 4MM/0926")),
        screen("QueueScreen"),
        "queue-type-code",
    ),
    Shot(
        "queue-to-review",
        lambda stage: stage.go(QueuePlace("to_review")),
        screen("QueueScreen"),
        "queue-unknown-code",
    ),
    Shot(
        "queue-empty-tile",
        in_turn(label_all, lambda stage: stage.go(QueuePlace("to_label"))),
        screen("QueueScreen"),
        "queue-to-review",
    ),
    Shot(
        "queue-part",
        in_turn(
            as_person("lin"),
            label_all,
            lambda stage: stage.go(QueuePlace("to_sample")),
            press("F7"),
        ),
        screen("PartScreen"),
    ),
    Shot("queue-part-marked", press("F9", "Down", "F9"), screen("PartScreen"), "queue-part"),
    Shot(
        "queue-parts",
        in_turn(press("F10"), label_all, lambda stage: stage.go(QueuePlace("in_inspection"))),
        screen("QueueScreen"),
        "queue-part-marked",
    ),
)

RECEIVE = (
    Shot("receive-nothing", in_turn(as_person("lin"), nav("receive")), receiving(Phase.EMPTY)),
    Shot("receive-in-order", deliver(LUERS), receiving(Phase.CHECK), "receive-nothing"),
    Shot("receive-quantity", type_text("480"), receiving(Phase.CHECK), "receive-in-order"),
    Shot(
        "receive-certificate-missing",
        in_turn(press("Esc"), deliver(SEALS)),
        receiving(Phase.CHECK),
        "receive-quantity",
    ),
    Shot(
        "receive-add-paper",
        in_turn(press("F3"), type_text("MC-2604")),
        receiving(Phase.CHECK, Form.PAPER),
        "receive-certificate-missing",
    ),
    Shot(
        "receive-type-goods",
        press("Esc", "F2"),
        receiving(Phase.CHECK, Form.GOODS),
        "receive-add-paper",
    ),
    Shot(
        "receive-first-lot-of-site",
        in_turn(press("Esc"), deliver("KN-07731")),
        receiving(Phase.CHECK),
        "receive-type-goods",
    ),
    Shot(
        "receive-old-revision",
        deliver("YC-1180"),
        receiving(Phase.CHECK),
        "receive-first-lot-of-site",
    ),
    Shot("receive-suspended", deliver("AC-3320"), receiving(Phase.CHECK), "receive-old-revision"),
    Shot("receive-over-delivery", deliver("LS-9042"), receiving(Phase.CHECK), "receive-suspended"),
    Shot(
        "receive-mixed-pallet",
        deliver("RC-61190"),
        receiving(Phase.CHOOSE),
        "receive-over-delivery",
    ),
    Shot(
        "receive-no-code",
        in_turn(nav("receive"), scan("NB-TUBE 4MM/0926")),
        screen("ReceiveScreen"),
        "receive-mixed-pallet",
    ),
    Shot(
        "receive-type-code",
        in_turn(press("F2"), order(2203)),
        receiving(Phase.EMPTY, Form.CODE),
        "receive-no-code",
    ),
    Shot(
        "receive-by-order",
        in_turn(press("Esc", "F2"), type_text("\x08" * 12), order(2203), press("F10")),
        receiving(Phase.CHECK),
        "receive-type-code",
    ),
    Shot(
        "receive-unreadable",
        in_turn(press("Alt+1"), scan("]d20195060001343521731053110LOT")),
        receiving(Phase.UNREAD),
        "receive-by-order",
    ),
    Shot(
        "receive-unannounced",
        in_turn(press("Alt+1"), scan("]d20109506000134352173105311099LOT")),
        screen("ReceiveScreen"),
        "receive-unreadable",
    ),
)

LABELS = (
    Shot(
        "labels-begin",
        in_turn(as_person("chen"), deliver(SEALS), press("F10")),
        receiving(Phase.LABELS),
    ),
    Shot("labels-half", containers(SEAL_LOT, 1, 7), receiving(Phase.LABELS), "labels-begin"),
    Shot("labels-wrong", scan("L26-00001-X/01Q"), receiving(Phase.LABELS), "labels-half"),
    Shot("labels-done", containers(SEAL_LOT, 8, 12), receiving(Phase.DONE), "labels-wrong"),
    Shot("receive-already", deliver(SEALS), receiving(Phase.CHECK), "labels-done"),
    Shot(
        "receive-as-it-is",
        in_turn(deliver("AC-3320"), press("F8")),
        receiving(Phase.LABELS),
        "receive-already",
    ),
)

INSPECT = (
    Shot(
        "inspect-begin",
        in_turn(
            as_person("lin"),
            deliver(SEALS),
            press("F10"),
            containers(SEAL_LOT),
            inspection(SEAL_LOT),
        ),
        inspecting(Page.GRID),
    ),
    Shot(
        "inspect-attribute-done",
        in_turn(command(CommandCode.ALL_OK)),
        inspecting(Page.GRID),
        "inspect-begin",
    ),
    Shot(
        "inspect-variable",
        in_turn(scan(format_gauge("HD-004")), values("70.5", "69.5", "71.0"), type_text("70")),
        inspecting(Page.GRID),
        "inspect-attribute-done",
    ),
    Shot(
        "inspect-red-cell", values(".5", "76.0", "70.0"), inspecting(Page.GRID), "inspect-variable"
    ),
    Shot(
        "inspect-photo",
        in_turn(press("Shift+F4"), photo_of_reading),
        inspecting(Page.GRID, PanelKind.PHOTO),
        "inspect-red-cell",
    ),
    Shot(
        "inspect-photo-camera",
        camera_on,
        inspecting(Page.GRID, PanelKind.PHOTO),
        "inspect-photo",
    ),
    Shot(
        "inspect-photo-mark",
        in_turn(camera_off, press("Esc")),
        inspecting(Page.GRID),
        "inspect-photo-camera",
    ),
    Shot("inspect-decimal-question", values("7.05"), inspecting(Page.GRID), "inspect-photo-mark"),
    Shot(
        "inspect-nonconformance",
        press("Esc", "F8"),
        inspecting(Page.GRID, PanelKind.NONCONFORMANCE),
        "inspect-decimal-question",
    ),
    Shot(
        "inspect-papers",
        press("Esc", "F3"),
        inspecting(Page.GRID, PanelKind.PAPERS),
        "inspect-nonconformance",
    ),
    Shot(
        "inspect-type-code",
        in_turn(type_text("MC-260418\r"), press("F2")),
        inspecting(Page.GRID, PanelKind.TYPE_CODE),
        "inspect-papers",
    ),
    Shot(
        "inspect-all-read",
        in_turn(
            press("Esc"),
            rest(SEAL_LOT, "70.5", "69.5", "71.0"),
            scan(format_gauge("VM-002")),
            rest(SEAL_LOT, "12.01", "11.98", "12.03"),
            scan(format_gauge("TG-011")),
            rest(SEAL_LOT, "2.40", "2.42", "2.39"),
            command(CommandCode.ALL_OK),
        ),
        inspecting(Page.GRID),
        "inspect-type-code",
    ),
    Shot(
        "inspect-source",
        press("Shift+F2"),
        inspecting(Page.GRID, PanelKind.SOURCE),
        "inspect-all-read",
    ),
    Shot("decide", press("Esc", "F10"), inspecting(Page.DECIDE), "inspect-source"),
    Shot(
        "decide-wrong-pin",
        in_turn(badge("lin"), type_text(WRONG_PIN + "\r")),
        inspecting(Page.DECIDE),
        "decide",
    ),
    Shot(
        "decide-pin",
        in_turn(badge("lin"), type_text(BY_LOGIN["lin"].pin[:4])),
        inspecting(Page.DECIDE),
        "decide-wrong-pin",
    ),
    Shot(
        "decide-reviewer",
        in_turn(type_text(BY_LOGIN["lin"].pin[4:]), press("Enter")),
        inspecting(Page.DECIDE),
        "decide-pin",
    ),
    Shot("decide-same-person", badge("lin"), inspecting(Page.DECIDE), "decide-reviewer"),
    Shot(
        "decide-reviewer-pin",
        in_turn(badge("zhou"), type_text("357")),
        inspecting(Page.DECIDE),
        "decide-same-person",
    ),
    Shot(
        "accepted",
        in_turn(type_text("924"), press("Enter")),
        inspecting(Page.DECIDED),
        "decide-reviewer-pin",
    ),
    Shot(
        "accepted-labels",
        in_turn(containers(SEAL_LOT, 1, 6), old_label(SEAL_LOT, 7)),
        inspecting(Page.DECIDED),
        "accepted",
    ),
    Shot(
        "accepted-done",
        in_turn(containers(SEAL_LOT, 7), scan(format_location("A-03-12"))),
        inspecting(Page.DECIDED),
        "accepted-labels",
    ),
    Shot("lot-released", lot_page(SEAL_LOT), screen("LotScreen"), "accepted-done"),
    Shot("lot-source", press("W"), screen("LotScreen"), "lot-released"),
)

REJECT = (
    Shot(
        "inspect-one-bag",
        in_turn(as_person("lin"), deliver(LUERS), press("F10"), containers(LUER_LOT)),
        inspecting(Page.GRID),
    ),
    Shot(
        "inspect-gauge-overdue",
        in_turn(press("PageDown"), scan(format_gauge("CA-015"))),
        inspecting(Page.GRID),
        "inspect-one-bag",
    ),
    Shot(
        "inspect-certain-reject",
        in_turn(press("PageUp"), values("2.50", "2.61", "2.49", "2.62", "2.63")),
        inspecting(Page.GRID),
        "inspect-gauge-overdue",
    ),
    Shot("decide-reject", press("F10"), inspecting(Page.DECIDE), "inspect-certain-reject"),
    Shot("rejected", in_turn(badge("lin"), pin("lin")), inspecting(Page.DECIDED), "decide-reject"),
    Shot(
        "rejected-reprint",
        reprint,
        inspecting(Page.DECIDED, PanelKind.REPRINT),
        "rejected",
    ),
    Shot(
        "rejected-done",
        in_turn(press("Esc"), containers(LUER_LOT), scan(format_location("R-02"))),
        inspecting(Page.DECIDED),
        "rejected-reprint",
    ),
    Shot("lot-rejected", lot_page(LUER_LOT), screen("LotScreen"), "rejected-done"),
    Shot("lot-quarantine", lot_page("HV031"), screen("LotScreen"), "lot-rejected"),
    Shot("lot-records", records, screen("LotScreen"), "lot-quarantine"),
    Shot("lot-papers", press("F3"), screen("LotScreen"), "lot-records"),
    Shot(
        "lot-find", in_turn(press("Esc", "F2"), type_text("HV0")), screen("LotScreen"), "lot-papers"
    ),
    Shot(
        "inspect-begun",
        in_turn(press("Esc"), inspection("LS3G46")),
        inspecting(Page.GRID),
        "lot-find",
    ),
    Shot("decide-waiting", inspection("RC4M90"), inspecting(Page.DECIDE), "inspect-begun"),
    Shot("decide-ways", press("F11"), inspecting(Page.DECIDE, PanelKind.WAY), "decide-waiting"),
    Shot(
        "decide-send-back",
        in_turn(press("B"), badge("zhou"), type_text(BY_LOGIN["zhou"].pin[:4])),
        inspecting(Page.DECIDE),
        "decide-ways",
    ),
    Shot(
        "inspect-returned",
        in_turn(type_text(BY_LOGIN["zhou"].pin[4:]), press("Enter")),
        inspecting(Page.GRID),
        "decide-send-back",
    ),
    Shot("queue-returned", press("Esc"), screen("QueueScreen"), "inspect-returned"),
)

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
    Shot("approvals-source", type_text("W"), screen("ApprovalsScreen"), "approvals"),
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

SHOTS = (
    *SIGN_IN,
    *QUEUE,
    *RECEIVE,
    *LABELS,
    *INSPECT,
    *KINDS,
    *REJECT,
    *HOLDS,
    *DESKS,
    *STATIONS,
    *CHARTS,
    *LINE,
    *BATCHES,
    *HELP,
)
"""Every picture of a station, in an order in which each comes after the one it goes on from."""


def chains(shots: tuple[Shot, ...] = SHOTS) -> Iterator[tuple[Shot, ...]]:
    """The shots of one station each, in order."""
    chain: list[Shot] = []
    for shot in shots:
        if not shot.after and chain:
            yield tuple(chain)
            chain = []
        chain.append(shot)
    if chain:
        yield tuple(chain)
