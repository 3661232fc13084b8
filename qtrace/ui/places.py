"""Where one can go: every screen with what it is opened with."""

from dataclasses import dataclass

from qtrace.domain.codes.label_join import IssuerMessage


@dataclass(frozen=True, slots=True)
class SignInPlace:
    """The sign-in page; with a reason when the station locked itself or somebody switches."""

    locked: bool = False
    badge_code: str | None = None


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """The receiving queue."""

    filter_id: str = "all"


@dataclass(frozen=True, slots=True)
class ReceivePlace:
    """Receiving: a scanned delivery label, an expected line, or nothing yet.

    Attributes:
        message: the code of a label that was scanned, if any.
        line_id: the delivery line that was chosen from the queue, if any.
        code: an internal delivery code or typed order number, if any.
        lot_id: continue the container labels of this lot.
    """

    message: IssuerMessage | None = None
    line_id: int | None = None
    code: str | None = None
    lot_id: int | None = None


@dataclass(frozen=True, slots=True)
class InspectionPlace:
    """The inspection grid, or its decision page once it is signed."""

    inspection_id: int


@dataclass(frozen=True, slots=True)
class SplitPlace:
    """A lot that is decided in parts, in place of the last signature."""

    inspection_id: int


@dataclass(frozen=True, slots=True)
class PartPlace:
    """A lot of which a part is inspected now and the rest later."""

    inspection_id: int


@dataclass(frozen=True, slots=True)
class ReadingsFilePlace:
    """Readings from a file, asked for at an inspection."""

    inspection_id: int


@dataclass(frozen=True, slots=True)
class LotPlace:
    """The page of a lot."""

    lot_id: int


@dataclass(frozen=True, slots=True)
class GaugesPlace:
    """The gauge list."""

    gauge_id: int | None = None


@dataclass(frozen=True, slots=True)
class LookbackPlace:
    """Lots whose readings a calibration put in doubt."""

    calibration_id: int


@dataclass(frozen=True, slots=True)
class StudiesPlace:
    """Check standard and measurement system studies of a gauge."""

    gauge_id: int


@dataclass(frozen=True, slots=True)
class CertificatePlace:
    """A supplier's certificate compared with the plan."""

    paper_id: int


@dataclass(frozen=True, slots=True)
class HoldPlace:
    """Placing a hold.

    Attributes:
        item_id: what was in sight when it was asked for, if anything.
        came_from: where Esc leads back to.
        widens: the hold that is to cover more; None for a new hold.
    """

    item_id: int | None = None
    came_from: "Place | None" = None
    widens: int | None = None


@dataclass(frozen=True, slots=True)
class HoldsPlace:
    """The holds desk, with one hold open if it is named."""

    hold_id: int | None = None


@dataclass(frozen=True, slots=True)
class CasesPlace:
    """Nonconformances and deviations, with one chosen if it is named by id or by number."""

    case_id: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class RulesPlace:
    """Rules of holds: reasons, types of stop, related lots, block profiles."""


@dataclass(frozen=True, slots=True)
class LabelsPlace:
    """Print jobs: waiting, failed, printed."""


@dataclass(frozen=True, slots=True)
class PeoplePlace:
    """People and roles."""


@dataclass(frozen=True, slots=True)
class StationsPlace:
    """Stations, scanners and printers of the plant."""


@dataclass(frozen=True, slots=True)
class ScannerSetupPlace:
    """Setting up the keyboard scanner of this station."""


@dataclass(frozen=True, slots=True)
class DevicesPlace:
    """Devices on lines of this station."""


@dataclass(frozen=True, slots=True)
class ConnectionPlace:
    """Where the plant's server is, for this machine."""


@dataclass(frozen=True, slots=True)
class ApprovalsPlace:
    """Drafts of parts and plans and new sources that wait for a second person."""


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Drawing and instruction of a plan version."""

    revision_id: int


@dataclass(frozen=True, slots=True)
class SwitchesPlace:
    """Severity of every series, and quality's switches."""


@dataclass(frozen=True, slots=True)
class FormatsPlace:
    """Formats of supplier labels."""


@dataclass(frozen=True, slots=True)
class DecidedPlace:
    """Decided inspections, and asking for a new one."""

    inspection_id: int | None = None


@dataclass(frozen=True, slots=True)
class SamplesPlace:
    """Samples as things; with an inspection, samples are taken for it."""

    inspection_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProfilesPlace:
    """Code profiles of parts."""


@dataclass(frozen=True, slots=True)
class ChartsPlace:
    """Charts of measured values, capability, causes of failure and sampling risk."""


@dataclass(frozen=True, slots=True)
class LinePlace:
    """The station of a line; without one the person chooses or scans a traveller.

    Attributes:
        line_id: the line, if one is named.
        order_id: a work order of it that is to be shown.
    """

    line_id: int | None = None
    order_id: int | None = None


@dataclass(frozen=True, slots=True)
class BatchesPlace:
    """Finished batches and what each lacks before its release."""


@dataclass(frozen=True, slots=True)
class TrainingPlace:
    """Who may do which operation until when."""


@dataclass(frozen=True, slots=True)
class InterlocksPlace:
    """What stops by itself until it is cured."""


@dataclass(frozen=True, slots=True)
class EquipmentPlace:
    """Equipment of the lines and whether it is fit."""


@dataclass(frozen=True, slots=True)
class BatchHistoryPlace:
    """The device history of one batch."""

    lot_id: int


@dataclass(frozen=True, slots=True)
class BatchLabelsPlace:
    """The labels of the units of one batch."""

    lot_id: int


@dataclass(frozen=True, slots=True)
class ShipmentsPlace:
    """Shipments, with one chosen if it is named."""

    shipment_id: int | None = None


@dataclass(frozen=True, slots=True)
class PackingPlace:
    """The packing table of one shipment."""

    shipment_id: int


@dataclass(frozen=True, slots=True)
class CustomersPlace:
    """Who gets what we make."""


Place = (
    SignInPlace
    | QueuePlace
    | ReceivePlace
    | InspectionPlace
    | LotPlace
    | GaugesPlace
    | LookbackPlace
    | StudiesPlace
    | CertificatePlace
    | HoldPlace
    | HoldsPlace
    | CasesPlace
    | RulesPlace
    | LabelsPlace
    | PeoplePlace
    | StationsPlace
    | ScannerSetupPlace
    | ConnectionPlace
    | DevicesPlace
    | SplitPlace
    | PartPlace
    | ReadingsFilePlace
    | ApprovalsPlace
    | PicturePlace
    | SwitchesPlace
    | ChartsPlace
    | FormatsPlace
    | ProfilesPlace
    | SamplesPlace
    | DecidedPlace
    | LinePlace
    | BatchesPlace
    | BatchHistoryPlace
    | BatchLabelsPlace
    | TrainingPlace
    | EquipmentPlace
    | InterlocksPlace
    | ShipmentsPlace
    | PackingPlace
    | CustomersPlace
)
