"""Pictures of holds: placing, settings, widening, the desk with photos, a line that turns."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QColor, QImage, QPainter, QPen

from qtrace.domain.codes.internal import format_gauge
from qtrace.models.station_claim import Holder
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Changes
from qtrace.services.people.accounts import PersonRow, person_by_login
from qtrace.ui.holds.place_model import PlaceModel
from qtrace.ui.holds.place_screen import PlaceScreen
from qtrace.ui.holds.rules_model import BoardKind, BoardLine
from qtrace.ui.holds.rules_screen import RulesScreen
from qtrace.ui.widgets.fields import ChoiceField
from tools.shots_acts import (
    Shot,
    as_person,
    badge,
    hold_of,
    in_turn,
    lot_page,
    nav,
    press,
    scan,
    screen,
    tile,
)
from tools.shots_production import at, choosing, line_of
from tools.shots_stage import Stage

OTHER_STATION = 1


def photo_of_hold(stage: Stage) -> None:
    """Keep a picture of a burr on a ring with the hold."""
    model = stage.screen.model
    assert isinstance(model, PlaceModel)
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("#8a9aa5"))
    painter = QPainter(image)
    painter.setPen(QPen(QColor("#2b3a42"), 90))
    painter.drawEllipse(340, 190, 520, 520)
    painter.setPen(QPen(QColor("#d9534f"), 14))
    painter.drawEllipse(760, 190, 180, 180)
    painter.end()
    with TemporaryDirectory(prefix="qtrace-photo-") as folder:
        path = Path(folder) / "IMG_0413.JPG"
        image.save(str(path))
        model.photos.attach(str(path))
        stage.driver.settle()


def held_elsewhere(stage: Stage) -> None:
    """A supervisor at another station holds a material that lies at this line."""
    station = line_of(stage).model.line.station
    assert station is not None
    lot = next(row.lot_id for row in station.materials if row.load_id is not None)
    bench, hold_id = stage.bench, stage.bench.new_id()
    hold = PlaceHold(**bench.head(), hold_id=hold_id, reason="contamination", lot_id=lot)

    def place(person: PersonRow | None) -> None:
        assert person is not None
        bench.send(hold, lambda _outcome: None, by=person.person_id)

    bench.ask(person_by_login, place, "liu")
    stage.driver.settle()
    bench.heard(Changes(frozenset({("case", hold_id)}), "PLACE_HOLD", OTHER_STATION))
    stage.driver.settle()


def drafting(stage: Stage) -> None:
    """Let the kin of lots with this reason follow the rules."""
    assert isinstance(stage.screen, RulesScreen)
    form = stage.screen.form
    assert form is not None
    choice = form.fields["isolates"]
    assert isinstance(choice, ChoiceField)
    choice.choose(("yes",))
    stage.driver.press("F10")
    stage.driver.settle()


def other_signs(stage: Stage) -> None:
    """Somebody else shows the badge."""
    stage.driver.press("F10")
    stage.badge("wang")
    stage.driver.settle()


def naming(stage: Stage) -> None:
    """Who lifts holds of a reason is named."""
    assert isinstance(stage.screen, RulesScreen)
    stage.driver.press("Esc")
    stage.screen.model.choose(BoardLine(BoardKind.REASON, "contamination").key)
    stage.driver.press("F6")
    stage.driver.settle()
    form = stage.screen.form
    assert form is not None
    form.fields["signees"].setFocus()
    stage.driver.settle()


def matrix(stage: Stage) -> None:
    """What a profile stops."""
    assert isinstance(stage.screen, RulesScreen)
    stage.screen.model.choose(BoardLine(BoardKind.PROFILE, "all_use").key)
    stage.driver.settle()


def timed(stage: Stage) -> None:
    """What was made of the part between two times."""
    assert isinstance(stage.screen, PlaceScreen)
    while not stage.screen.model.state.may_time:
        stage.driver.press("Down")
    stage.driver.press("F6")
    for digit in "0600":
        stage.driver.press(digit)
    stage.driver.press("Enter")
    for digit in "11":
        stage.driver.press(digit)
    stage.driver.settle()


def elsewhere(stage: Stage) -> None:
    """Another computer has this station since its server was restarted."""
    since = datetime(2026, 11, 23, 5, 52, tzinfo=UTC)
    stage.station.claimed(Holder("10.20.4.31", since))
    stage.driver.settle()


def ours_again(stage: Stage) -> None:
    """The other computer has given it back."""
    stage.station.claimed(None)
    stage.driver.settle()


HOLDS = (
    Shot(
        "lot-hold", in_turn(as_person("liu"), lot_page("HV031"), press("F8")), screen("PlaceScreen")
    ),
    Shot("hold-scopes", press("Down", "Down", "Down"), screen("PlaceScreen"), "lot-hold"),
    Shot("hold-times", timed, screen("PlaceScreen"), "hold-scopes"),
    Shot("hold-help", press("F1"), screen("PlaceScreen"), "hold-times"),
    Shot("lot-hold-back", press("Esc", "Esc", "Esc"), screen("LotScreen"), "hold-help"),
    Shot("hold-empty", in_turn(as_person("liu"), press("F8")), screen("PlaceScreen")),
    Shot("hold-reason", hold_of("HV031", "2"), screen("PlaceScreen"), "hold-empty"),
    Shot("hold-settings", press("F5"), screen("PlaceScreen"), "hold-reason"),
    Shot("hold-other", in_turn(press("F5"), tile("other")), screen("PlaceScreen"), "hold-settings"),
    Shot("hold-arrow", press("Right", "Right"), screen("PlaceScreen"), "hold-other"),
    Shot("hold-list", press("Esc", "F9"), screen("PlaceScreen"), "hold-arrow"),
    Shot("hold-refused", scan(format_gauge("ZZ-999")), screen("PlaceScreen"), "hold-list"),
    Shot("hold-placed", press("Esc", "F10"), screen("PlaceScreen"), "hold-refused"),
    Shot("holds-request", press("F9"), screen("HoldsScreen"), "hold-placed"),
    Shot("holds-refused", press("F10"), screen("HoldsScreen"), "holds-request"),
    Shot("holds-sign", badge("qian"), screen("HoldsScreen"), "holds-refused"),
    Shot("hold-widen", press("F11"), screen("PlaceScreen"), "holds-sign"),
    Shot("holds", in_turn(as_person("liu"), nav("holds")), screen("HoldsScreen")),
    Shot("holds-history", press("F3"), screen("HoldsScreen"), "holds"),
    Shot("holds-reasons", press("F3"), screen("HoldsScreen"), "holds-history"),
    Shot("holds-owner", press("F3", "F7", "3"), screen("HoldsScreen"), "holds-reasons"),
    Shot("holds-extend", press("Esc", "F7", "1"), screen("HoldsScreen"), "holds-owner"),
    Shot(
        "hold-photo",
        in_turn(as_person("liu"), press("F8"), hold_of("HV031", "2"), photo_of_hold),
        screen("PlaceScreen"),
    ),
    Shot("holds-photo", press("F10", "F9"), screen("HoldsScreen"), "hold-photo"),
    Shot("holds-photo-large", press("P"), screen("HoldsScreen"), "holds-photo"),
    Shot(
        "hold-rules",
        in_turn(as_person("qian"), nav("holds"), press("Shift+F11"), press("Down", "Down")),
        screen("RulesScreen"),
    ),
    Shot("hold-rules-change", press("F6"), screen("RulesScreen"), "hold-rules"),
    Shot("hold-rules-draft", drafting, screen("RulesScreen"), "hold-rules-change"),
    Shot("hold-rules-sign", other_signs, screen("RulesScreen"), "hold-rules-draft"),
    Shot(
        "hold-rules-matrix", in_turn(press("Esc"), matrix), screen("RulesScreen"), "hold-rules-sign"
    ),
    Shot("hold-rules-profile", press("F6"), screen("RulesScreen"), "hold-rules-matrix"),
    Shot("hold-rules-lifters", naming, screen("RulesScreen"), "hold-rules-profile"),
    Shot("station-elsewhere", in_turn(as_person("liu"), elsewhere), screen("QueueScreen")),
    Shot(
        "station-again",
        in_turn(press("Down"), ours_again),
        screen("QueueScreen"),
        "station-elsewhere",
    ),
    Shot(
        "line-turned",
        in_turn(as_person("zhao"), nav("line"), choosing("L2"), held_elsewhere),
        at(lambda line: line.model.line.held is not None),
    ),
)
