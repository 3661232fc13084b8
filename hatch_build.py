"""Build hook: compile the message catalogues into the wheel (they are not committed)."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles `resources/i18n/*/*.po` before a wheel or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile every language's catalogue."""
        import sys

        sys.path.insert(0, self.root)
        from tools.catalogs import compile_all

        compile_all(Path(self.root))
