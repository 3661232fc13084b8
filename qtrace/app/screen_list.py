"""Every screen of the house by its place; modules are loaded when a screen is first opened."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qtrace.ui.bench import Bench
from qtrace.ui.keys import Replay
from qtrace.ui.places import (
    ApprovalsPlace,
    BatchesPlace,
    BatchHistoryPlace,
    BatchLabelsPlace,
    CasesPlace,
    CertificatePlace,
    ChartsPlace,
    ConnectionPlace,
    CustomersPlace,
    DecidedPlace,
    DevicesPlace,
    EquipmentPlace,
    FormatsPlace,
    GaugesPlace,
    HoldPlace,
    HoldsPlace,
    InspectionPlace,
    InterlocksPlace,
    LabelsPlace,
    LinePlace,
    LookbackPlace,
    LotPlace,
    PackingPlace,
    PartPlace,
    PeoplePlace,
    PicturePlace,
    ProfilesPlace,
    QueuePlace,
    ReadingsFilePlace,
    ReceivePlace,
    RulesPlace,
    SamplesPlace,
    ScannerSetupPlace,
    ShipmentsPlace,
    SignInPlace,
    SplitPlace,
    StationsPlace,
    StudiesPlace,
    SwitchesPlace,
    TrainingPlace,
)
from qtrace.ui.screen import Screen
from qtrace.ui.screens import ScreenList, ScreenMaker

if TYPE_CHECKING:
    from qtrace.services.documents.issued import PrintJobRow
    from qtrace.ui.analytics.charts_model import ChartPrint
    from qtrace.ui.gauges.gauges_model import DueListPrint
    from qtrace.ui.gauges.studies_model import StudyPrint
    from qtrace.ui.people.scan_panel_model import ExtrasQuery
    from qtrace.ui.receiving.screens import ReceivingScreens
    from qtrace.ui.shipping.packing_model import PackingPrint

_SCREENS: dict[type[Any], tuple[str, str]] = {
    InspectionPlace: ("qtrace.ui.inspection.inspection_screen", "InspectionScreen"),
    ReadingsFilePlace: ("qtrace.ui.inspection.file_screen", "FileScreen"),
    PartPlace: ("qtrace.ui.inspection.part_screen", "PartScreen"),
    SplitPlace: ("qtrace.ui.inspection.split_screen", "SplitScreen"),
    LotPlace: ("qtrace.ui.items.lot_screen", "LotScreen"),
    CertificatePlace: ("qtrace.ui.items.certificate_screen", "CertificateScreen"),
    LookbackPlace: ("qtrace.ui.gauges.lookback_screen", "LookbackScreen"),
    HoldPlace: ("qtrace.ui.holds.place_screen", "PlaceScreen"),
    HoldsPlace: ("qtrace.ui.holds.desk_screen", "HoldsScreen"),
    CasesPlace: ("qtrace.ui.cases.cases_screen", "CasesScreen"),
    RulesPlace: ("qtrace.ui.holds.rules_screen", "RulesScreen"),
    LinePlace: ("qtrace.ui.production.line_screen", "LineScreen"),
    BatchesPlace: ("qtrace.ui.production.batches_screen", "BatchesScreen"),
    InterlocksPlace: ("qtrace.ui.production.interlocks_screen", "InterlocksScreen"),
    TrainingPlace: ("qtrace.ui.production.training_screen", "TrainingScreen"),
    EquipmentPlace: ("qtrace.ui.production.equipment_screen", "EquipmentScreen"),
    BatchHistoryPlace: ("qtrace.ui.production.history_screen", "HistoryScreen"),
    BatchLabelsPlace: ("qtrace.ui.production.batch_labels_screen", "BatchLabelsScreen"),
    ShipmentsPlace: ("qtrace.ui.shipping.shipments_screen", "ShipmentsScreen"),
    CustomersPlace: ("qtrace.ui.shipping.customers_screen", "CustomersScreen"),
    PeoplePlace: ("qtrace.ui.people.people_screen", "PeopleScreen"),
    ApprovalsPlace: ("qtrace.ui.catalogue.approvals_screen", "ApprovalsScreen"),
    PicturePlace: ("qtrace.ui.catalogue.picture_screen", "PictureScreen"),
    FormatsPlace: ("qtrace.ui.suppliers.formats_screen", "FormatsScreen"),
    ProfilesPlace: ("qtrace.ui.suppliers.profiles_screen", "ProfilesScreen"),
    DecidedPlace: ("qtrace.ui.decided.decided_screen", "DecidedScreen"),
    SamplesPlace: ("qtrace.ui.samples.samples_screen", "SamplesScreen"),
    SwitchesPlace: ("qtrace.ui.catalogue.switches_screen", "SwitchesScreen"),
    StationsPlace: ("qtrace.ui.stations.stations_screen", "StationsScreen"),
    DevicesPlace: ("qtrace.ui.stations.devices_screen", "DevicesScreen"),
    ConnectionPlace: ("qtrace.ui.stations.connection_screen", "ConnectionScreen"),
    ScannerSetupPlace: ("qtrace.ui.stations.scanner_setup_screen", "ScannerSetupScreen"),
}


def screen_list(
    replay: Replay,
    extras: "ExtrasQuery | None",
    retry: "Callable[[PrintJobRow], None]",
    print_chart: "Callable[[ChartPrint | DueListPrint | StudyPrint | PackingPrint], None]",
) -> ScreenList:
    """All screens.

    Args:
        replay: types a code into the window, for the scan panel of a demo plant.
        extras: what that panel shows; None in a live plant.
        retry: tries a print job again.
        print_chart: prints a report of charts, a study, the due list of gauges or a packing list.
    """

    def sign_in(bench: Bench, place: SignInPlace, model: QObject | None) -> Screen:
        from qtrace.ui.people.sign_in_screen import SignInScreen

        if extras is None:
            return SignInScreen(bench, place, model)
        return SignInScreen(bench, place, model, replay=replay, extras=extras)

    def labels(bench: Bench, place: LabelsPlace, model: QObject | None) -> Screen:
        from qtrace.ui.labels.labels_screen import LabelsScreen

        screen = LabelsScreen(bench, place, model)
        screen.retry_asked.connect(retry)
        return screen

    def charts(bench: Bench, place: ChartsPlace, model: QObject | None) -> Screen:
        from qtrace.ui.analytics.charts_screen import ChartsScreen

        screen = ChartsScreen(bench, place, model)
        screen.print_asked.connect(print_chart)
        return screen

    def gauges(bench: Bench, place: GaugesPlace, model: QObject | None) -> Screen:
        from qtrace.ui.gauges.gauges_screen import GaugesScreen

        screen = GaugesScreen(bench, place, model)
        screen.print_asked.connect(print_chart)
        return screen

    def studies(bench: Bench, place: StudiesPlace, model: QObject | None) -> Screen:
        from qtrace.ui.gauges.studies_screen import StudiesScreen

        screen = StudiesScreen(bench, place, model)
        screen.print_asked.connect(print_chart)
        return screen

    def packing(bench: Bench, place: PackingPlace, model: QObject | None) -> Screen:
        from qtrace.ui.shipping.packing_screen import PackingScreen

        screen = PackingScreen(bench, place, model)
        screen.print_asked.connect(print_chart)
        return screen

    makers: dict[type[Any], ScreenMaker] = {
        PackingPlace: packing,
        StudiesPlace: studies,
        ChartsPlace: charts,
        GaugesPlace: gauges,
        SignInPlace: sign_in,
        LabelsPlace: labels,
        **_receiving(),
    }
    for place_type, (module, name) in _SCREENS.items():
        makers[place_type] = _late(module, name)
    return ScreenList(makers)


def _receiving() -> dict[type[Any], ScreenMaker]:
    """Queue and receipt share what was scanned last and half-typed receipts."""
    kept: list[ReceivingScreens] = []

    def screens() -> "ReceivingScreens":
        from qtrace.ui.receiving.screens import ReceivingScreens

        if not kept:
            kept.append(ReceivingScreens())
        return kept[0]

    def queue(bench: Bench, place: QueuePlace, model: QObject | None) -> Screen:
        return screens().queue(bench, place, model)

    def receive(bench: Bench, place: ReceivePlace, model: QObject | None) -> Screen:
        return screens().receive(bench, place, model)

    return {QueuePlace: queue, ReceivePlace: receive}


def _late(module: str, name: str) -> ScreenMaker:
    def make(bench: Bench, place: Any, model: QObject | None) -> Screen:
        screen: Screen = getattr(import_module(module), name)(bench, place, model)
        return screen

    return make
