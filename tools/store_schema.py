"""Store a small plant of the newest schema revision as SQL, when the revision lands.

    python -m tools.store_schema

Writes `tests/data/schemas/<revision>.sql`; a stored one is never written again.
"""

import sqlite3
import sys
import tempfile
from pathlib import Path

from qtrace.models.migrations import HEAD

STORED = Path(__file__).resolve().parent.parent / "tests" / "data" / "schemas"


def main() -> int:
    """Store the newest revision; 1 if it is stored already."""
    target = STORED / f"{HEAD}.sql"
    if target.exists():
        print(f"{target} exists: a landed revision is never stored again")
        return 1
    from tests.support.plants import make_plant

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plant.qtrace"
        plant = make_plant(str(path), upgraded=False)
        plant.bench.close()
        connection = sqlite3.connect(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
        connection.close()
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
