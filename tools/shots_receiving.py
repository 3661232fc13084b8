"""Pictures of sign-in, queue, receiving and container labels."""

from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.people.sign_in_state import SignInStep
from qtrace.ui.places import QueuePlace
from qtrace.ui.receiving.receive_state import Form, Phase
from tools.shots_acts import (
    Shot,
    as_person,
    badge,
    containers,
    deliver,
    in_turn,
    inspecting,
    label_all,
    nav,
    nothing,
    order,
    press,
    receiving,
    scan,
    screen,
    sign_in_step,
    type_text,
    whole_lot,
)

SEALS, LUERS = "HM-20455", "RC-61187"
SEAL_LOT, LUER_LOT = "7F42", "RLD32"
WRONG_PIN = "000000"

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
    Shot("lot-of-parts", whole_lot, screen("LotScreen"), "queue-parts"),
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
