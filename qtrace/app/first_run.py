"""The first start: try the demo, or set up this plant; made off the UI thread."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from qtrace.app.config import Paths, Settings, demo_path, load_settings, save_settings
from qtrace.app.executor import QtExecutor
from qtrace.app.plant_connector import SettingsConnector
from qtrace.domain.problems import Problem
from qtrace.i18n import load_translator
from qtrace.ports import DeviceTrouble, Failure
from qtrace.services.outcomes import Refusal
from qtrace.ui.help.first_run_help import FirstRunHelp
from qtrace.ui.help.help_desk import HelpDesk
from qtrace.ui.people.first_run import FirstRunScreen
from qtrace.ui.people.plant_draft import PlantDraft


def ask_for_plant(app: QApplication, settings: Settings, paths: Paths) -> str:
    """Show the first-run page until there is a plant; its database, or "" if it was closed."""
    page = FirstRunScreen(load_translator(settings.language))
    page.resize(1366, 768)
    executor = QtExecutor(readers=1)
    chosen: list[str] = []

    def made(result: str | Failure) -> None:
        if isinstance(result, Failure):
            page.refused(_refusal(result))
            return
        chosen.append(result)
        app.quit()

    page.demo_chosen.connect(lambda: executor.write(_demo(paths), made))
    page.plant_chosen.connect(lambda draft: executor.write(_plant(draft, settings, paths), made))
    connector = SettingsConnector(executor, paths.config_file)

    def joined(trouble: DeviceTrouble | None) -> None:
        kept = load_settings(paths.config_file)
        if trouble is not None:
            page.join.refused(trouble)
        elif isinstance(kept, Settings):
            chosen.append(kept.database_url)
            app.quit()

    page.probe_asked.connect(lambda address: connector.probe(address, page.join.probed))
    page.join_asked.connect(lambda address, code: connector.join(address, code, joined))
    page.help_asked.connect(HelpDesk(page, FirstRunHelp(page, page)).act)
    page.show()
    app.exec()
    page.close()
    executor.stop(30.0)
    return chosen[0] if chosen else ""


def _demo(paths: Paths) -> Callable[[], str]:
    def job() -> str:
        from qtrace.app.cli.demo import ensure_demo

        path = demo_path(paths)
        ensure_demo(path)
        return Settings(database=str(path)).database_url

    return job


def _plant(draft: PlantDraft, settings: Settings, paths: Paths) -> Callable[[], str]:
    def job() -> str:
        from qtrace.app.new_plant import create_plant
        from qtrace.app.plant_connector import PASS_FILE, without_password

        database = create_plant(draft, paths)
        file = paths.config_file
        try:
            kept = without_password(database, file.with_name(PASS_FILE))
        except OSError:
            kept = database  # the settings file is its owner's alone, too
        station = replace(settings, database=kept, station=draft.station_code)
        save_settings(station, file)
        return station.database_url

    return job


def _refusal(failure: Failure) -> Refusal:
    if isinstance(failure.error, Problem):
        return Refusal(failure.error.code, failure.error.facts)
    return Refusal("INTERNAL_ERROR", {"detail": type(failure.error).__name__})
