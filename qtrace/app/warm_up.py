"""What the first scan after sign-in will need, loaded once the window waits for somebody.

Until the sign-in page stands only what it shows is loaded; the first command would wait for the rest.
"""

from importlib import import_module

LATER = ("qtrace.models.schema", "qtrace.services.registry", "qtrace.services.scan_targets")
"""Every mapped table, every handler, and what a scan may open."""


def warm_up() -> None:
    """Load the modules of `LATER`; called on the writer's thread, ahead of the first command."""
    for name in LATER:
        import_module(name)
