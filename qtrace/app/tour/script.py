"""What the tour does: one lot accepted, one rejected, by scans and keys alone."""

from dataclasses import dataclass
from decimal import Decimal

from qtrace.app.demo.deliveries import WAITING, DeliveryLabel, label_of
from qtrace.app.demo.people import PEOPLE
from qtrace.app.tour.driver import Driver
from qtrace.app.window import Workstation
from qtrace.domain.codes.internal import (
    CommandCode,
    LabelMark,
    format_command,
    format_container,
    format_gauge,
    format_location,
)
from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.services.inspection.queries import inspection_of_lot, inspection_sheet
from qtrace.services.inspection.rows import InspectionSheet, SheetCharacteristic
from qtrace.services.items.queries import find_item
from qtrace.services.labels.checks import container_task
from qtrace.services.people.accounts import people
from qtrace.services.workbench import Workbench
from qtrace.ui.places import LotPlace

INSPECTOR, REVIEWER = "林晓雯", "周岚"
ACCEPTED_PART, REJECTED_PART = "SR-12", "LC-14"
GRID_PICTURE_AFTER = 31


@dataclass(frozen=True, slots=True)
class TourLot:
    """A lot that the tour has taken through the bench."""

    lot_id: int
    lot: str
    inspection_id: int
    verdict: str


class Tour:
    """The script; every step goes through the window as keys and scans."""

    def __init__(self, station: Workstation, bench: Workbench, driver: Driver) -> None:
        self._station, self._bench, self._driver = station, bench, driver
        self._badges = {row.name_zh: row.badge_code for row in bench.ask(people)}
        self._pins = {person.name_zh: person.pin for person in PEOPLE}
        self.done: list[str] = []

    def run(self) -> tuple[TourLot, TourLot]:
        """Go through it all; pictures are taken on the way."""
        driver = self._driver
        driver.picture("sign-in")
        self._sign_in(INSPECTOR)
        driver.press("Alt+1")
        driver.picture("queue")
        accepted = self._lot(ACCEPTED_PART, bad=1)
        rejected = self._lot(REJECTED_PART, bad=99)
        driver.scan(accepted.lot)
        driver.until(lambda: isinstance(self._station.shell.place, LotPlace), "lot page")
        driver.picture("lot-page")
        return accepted, rejected

    def _say(self, text: str) -> None:
        self.done.append(text)

    def _sign_in(self, name: str) -> None:
        self._badge(name)
        self._driver.until(lambda: self._station.bench.person is not None, "sign-in")
        self._say(f"signed in by badge and PIN: {name}")

    def _badge(self, name: str) -> None:
        badge = self._badges[name]
        assert badge is not None
        self._driver.scan(badge)
        self._driver.type(self._pins[name])
        self._driver.press("Enter")

    def _label(self, part: str) -> DeliveryLabel:
        bench = self._station.bench
        waiting = next(w for w in WAITING if w.goods[0].part == part)
        return label_of(waiting, bench.local(bench.now()).date())

    def _lot(self, part: str, bad: int) -> TourLot:
        lot_id, lot, containers = self._receive(part)
        self._driver.press("F10")
        inspection_id = self._bench.ask(inspection_of_lot, lot_id)
        assert inspection_id is not None
        self._measure(inspection_id, bad)
        verdict = self._decide(inspection_id)
        self._relabel(lot_id, lot, containers, verdict)
        return TourLot(lot_id, lot, inspection_id, verdict)

    def _receive(self, part: str) -> tuple[int, str, int]:
        label = self._label(part)
        driver = self._driver
        driver.scan(label.data)
        driver.picture(f"receive-{part}")
        if part == ACCEPTED_PART:
            driver.press("F3")
            driver.type("MC-260418\r")
        driver.press("F10")
        supplier_lot = next(w for w in WAITING if w.number == label.number).goods[0].supplier_lot
        hits = self._bench.ask(find_item, supplier_lot)
        lot = next(hit for hit in hits if hit.part is not None and hit.part.number == part)
        task = self._bench.ask(container_task, lot.lot_id)
        assert task is not None
        for index in range(1, task.total + 1):
            driver.scan(format_container(lot.lot, index, LabelMark.QUARANTINE))
        driver.picture(f"labelled-{part}")
        self._say(f"received {part} from {label.order} as {lot.lot}, {task.total} containers")
        return lot.lot_id, lot.lot, task.total

    def _measure(self, inspection_id: int, bad: int) -> None:
        """Fill the grid: attributes by ALL OK, values by keys; `bad` of them out of limits.

        The screen goes to the next open cell by itself; the tour only does what is asked there.
        """
        driver, left, taken, gauge = self._driver, bad, 0, 0
        sheet = self._sheet(inspection_id)
        total = sum(entry.n for entry in sheet.characteristics)
        while sheet.position is not None and sheet.verdict.certain is not InspectionOutcome.REJECT:
            position, part = sheet.position, sheet.lot.part.code
            own = next(
                entry
                for entry in sheet.characteristics
                if entry.characteristic_id == position.characteristic_id
            )
            if own.kind is CharKind.ATTRIBUTE:
                driver.scan(format_command(CommandCode.ALL_OK))
            else:
                if own.gauges and gauge != own.characteristic_id:
                    driver.scan(format_gauge(own.gauges[0].code))
                    gauge = own.characteristic_id
                fails = left > 0 and position.piece % 4 == 0
                left -= fails
                driver.type(_value(own, position.piece, fails=fails) + "\r")
                taken += 1
                if taken == GRID_PICTURE_AFTER:
                    driver.picture(f"grid-{part}")
            sheet = self._sheet(inspection_id)
        if sheet.verdict.certain is InspectionOutcome.REJECT:
            driver.picture(f"stop-{sheet.lot.part.code}")
        self._say(f"measured {sheet.number}: {total - sheet.verdict.missing} of {total} results")

    def _sheet(self, inspection_id: int) -> InspectionSheet:
        sheet = self._bench.ask(inspection_sheet, inspection_id)
        assert sheet is not None
        return sheet

    def _decide(self, inspection_id: int) -> str:
        driver = self._driver
        part = self._sheet(inspection_id).lot.part.code
        driver.press("F10")
        self._badge(INSPECTOR)
        driver.picture(f"signed-{part}")
        sheet = self._sheet(inspection_id)
        if sheet.state.value == "signed":
            self._badge(REVIEWER)
            sheet = self._sheet(inspection_id)
        driver.until(lambda: self._sheet(inspection_id).state.value != "signed", "decision")
        state = self._sheet(inspection_id).state.value
        self._say(f"decided {sheet.number}: {state}")
        return state

    def _relabel(self, lot_id: int, lot: str, containers: int, verdict: str) -> None:
        mark = LabelMark.RELEASED if verdict == "accepted" else LabelMark.REJECTED
        for index in range(1, containers + 1):
            self._driver.scan(format_container(lot, index, mark))
            if index == (containers + 1) // 2:
                self._driver.picture(f"{verdict}-{lot}")
        if verdict == "rejected":
            self._driver.scan(format_location("R-02"))
        self._driver.picture(f"{verdict}-done-{lot}")
        self._driver.press("F10")
        task = self._bench.ask(container_task, lot_id)
        checked = len(task.checked) if task else 0
        self._say(f"labels of {lot} replaced and scanned: {checked} of {containers}")


def _value(characteristic: SheetCharacteristic, piece: int, *, fails: bool) -> str:
    """A plausible value, or one just above the upper limit."""
    lower, upper = Decimal(characteristic.lsl or "0"), Decimal(characteristic.usl or "0")
    step = Decimal(1).scaleb(-(characteristic.decimals or 0))
    if fails:
        return str(upper + 3 * step)
    middle = (lower + upper) / 2
    wander = Decimal((piece * 7) % 5 - 2) * step
    return str((middle + wander).quantize(step))
