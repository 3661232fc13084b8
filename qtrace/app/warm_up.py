"""What the first scan after sign-in will need, loaded once the window waits for somebody.

Until the sign-in page stands only what it shows is loaded; the first command would wait for the rest.
"""

from importlib import import_module

LATER = (
    "qtrace.domain.codes.interpret",
    "qtrace.i18n.code_reasons",
    "qtrace.models.schema",
    "qtrace.services.registry",
    "qtrace.services.items.scan_targets",
    "qtrace.services.items.scan_numbers",
    "qtrace.services.people.calls",
    "qtrace.services.inspection.unfinished_work",
)
"""Every code, every mapped table, every handler, what a scan may open, what the first page shows."""


def warm_up() -> None:
    """Load the modules of `LATER`; called on the writer's thread, ahead of the first command."""
    for name in LATER:
        import_module(name)
