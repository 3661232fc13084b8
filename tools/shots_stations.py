"""Pictures of people, stations, and the scanners and devices of a station."""

from qtrace.domain.scanners.check_codes import CONTENTS
from tools.shots_acts import (
    Shot,
    answer,
    as_person,
    desk,
    in_turn,
    nav,
    plant_server,
    press,
    scan,
    screen,
    sent,
)

#: Codes 1 to 3 of the check sheet, typed by a scanner for US keyboards on a German one.
GERMAN_KEYBOARD = (
    "AaQqWwYyZzMm0123456789",
    "!Ä%/ä)=(`,ß.-Öö;´:_?7",
    "1§$\"ü#+Ü'*&2^3°4",
)

STATIONS = (
    Shot("people", in_turn(as_person("he"), nav("people")), screen("PeopleScreen")),
    Shot("people-add", press("F2"), screen("PeopleScreen"), "people"),
    Shot("people-permissions", press("Esc", "F3"), screen("PeopleScreen"), "people-add"),
    Shot(
        "stations",
        in_turn(press("Esc"), nav("stations")),
        screen("StationsScreen"),
        "people-permissions",
    ),
    Shot("scanner-setup", press("F6"), screen("ScannerSetupScreen"), "stations"),
    Shot(
        "scanner-setup-layout",
        in_turn(*map(scan, GERMAN_KEYBOARD)),
        screen("ScannerSetupScreen"),
        "scanner-setup",
    ),
    Shot(
        "scanner-setup-right",
        in_turn(press("F5"), *map(scan, CONTENTS.values())),
        screen("ScannerSetupScreen"),
        "scanner-setup-layout",
    ),
    Shot("scanner-setup-stored", press("F10"), screen("ScannerSetupScreen"), "scanner-setup-right"),
    Shot(
        "plant-server",
        in_turn(plant_server, press("Esc", "F8", "F5")),
        screen("ConnectionScreen"),
        "scanner-setup-stored",
    ),
    Shot("devices", press("Esc", "F7"), screen("DevicesScreen"), "plant-server"),
    Shot(
        "devices-add",
        in_turn(
            press("F2"),
            answer(name="calipers", port="COM4", role="gauge", gauges="1=TG-011 2=HG-004"),
        ),
        screen("DevicesScreen"),
        "devices",
    ),
    Shot(
        "devices-wrong",
        in_turn(answer(name=""), press("F10")),
        screen("DevicesScreen"),
        "devices-add",
    ),
    Shot(
        "devices-sent",
        in_turn(
            answer(name="calipers"),
            press("F10", "F2"),
            answer(name="desk scanner", port="0c2e:0b61", role="scanner", prefix="Z:", gauges=""),
            press("F10"),
            sent("desk scanner", b"]C10109506000134352\x1d10A", "prefix_missing"),
        ),
        screen("DevicesScreen"),
        "devices-wrong",
    ),
    Shot("devices-remove", desk("remove"), screen("DevicesScreen"), "devices-sent"),
)
