"""Pictures of inspecting a lot: readings, decision, rejection."""

from qtrace.app.demo.people import BY_LOGIN
from qtrace.domain.codes.internal import CommandCode, format_gauge, format_location
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.inspection.panel_desk import PanelKind
from tools.shots_acts import (
    Shot,
    as_person,
    badge,
    camera_off,
    camera_on,
    command,
    containers,
    deliver,
    in_turn,
    inspecting,
    inspection,
    lot_page,
    old_label,
    photo_of_reading,
    pin,
    press,
    records,
    reprint,
    rest,
    scan,
    screen,
    type_text,
    values,
    wrong_file,
)

SEALS, LUERS = "HM-20455", "RC-61187"
SEAL_LOT, LUER_LOT, VALVE_LOT = "7F42", "RLD32", "HV031"
WRONG_PIN = "000000"

DOUBLE = (
    Shot(
        "double-begin",
        in_turn(as_person("lin"), inspection(VALVE_LOT)),
        inspecting(Page.GRID),
    ),
    Shot(
        "double-source",
        press("Shift+F2", "Shift+F2"),
        inspecting(Page.GRID, PanelKind.SOURCE),
        "double-begin",
    ),
    Shot("double-lot", lot_page(VALVE_LOT), screen("LotScreen"), "double-source"),
    Shot("double-curve", press("W"), screen("LotScreen"), "double-lot"),
)
"""A plan with two samples: where its numbers come from, and the curve of both together."""

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
    Shot("inspect-file", press("Esc", "Shift+F5"), screen("FileScreen"), "inspect-source"),
    Shot("inspect-file-wrong", wrong_file, screen("FileScreen"), "inspect-file"),
    Shot("decide", press("Esc", "F10"), inspecting(Page.DECIDE), "inspect-file-wrong"),
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
