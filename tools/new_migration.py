"""Write a draft of the next schema revision by comparing the models with the last revision.

The number must stand in `qtrace.models.migrations.KNOWN` before: guards belong to the newest one.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from qtrace.models.database import migration_config, normalised_url


def main() -> int:
    """`python -m tools.new_migration NUMBER MESSAGE`."""
    number, message = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        config = migration_config(normalised_url(str(Path(folder) / "draft.db")))
        if number != "0001":
            command.upgrade(config, "head")
        command.revision(config, message=message, autogenerate=True, rev_id=number)
    return 0


if __name__ == "__main__":
    sys.exit(main())
