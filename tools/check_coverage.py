"""Holds measured coverage against the floors: all of the rules and records, nine tenths of the rest.

python -m tools.check_coverage coverage.json
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Percent of lines and branches together, by floor of the house.
FLOORS = {"qtrace/domain/": 100.0, "qtrace/records/": 100.0}
ELSEWHERE = 90.0

# Modules that talk to hardware which no test machine has, each with its reason.
NOT_REACHED_OFFLINE: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Share:
    """Covered and countable lines plus branches of some modules."""

    covered: int = 0
    total: int = 0

    @property
    def percent(self) -> float:
        """0 to 100; 100 where there is nothing to cover."""
        return 100.0 if not self.total else 100.0 * self.covered / self.total

    def __add__(self, other: "Share") -> "Share":
        return Share(self.covered + other.covered, self.total + other.total)


def shares(report: Mapping[str, Any]) -> dict[str, Share]:
    """Coverage of every module in a coverage.py JSON report, hardware adapters left out."""
    result = {}
    for name, entry in report["files"].items():
        path = name.replace("\\", "/")
        if path in NOT_REACHED_OFFLINE:
            continue
        figures = entry["summary"]
        result[path] = Share(
            figures["covered_lines"] + figures["covered_branches"],
            figures["num_statements"] + figures["num_branches"],
        )
    return result


def problems(modules: Mapping[str, Share]) -> list[str]:
    """What is under its floor: every module of a strict floor, the sum of the others."""
    found = []
    rest = Share()
    for path, share in sorted(modules.items()):
        floor = next((value for start, value in FLOORS.items() if path.startswith(start)), None)
        if floor is None:
            rest += share
        elif share.percent < floor:
            found.append(f"{path}: {share.percent:.1f} % < {floor:.0f} %")
    if rest.percent < ELSEWHERE:
        found.append(f"everything else: {rest.percent:.1f} % < {ELSEWHERE:.0f} %")
        found += [
            f"  {path}: {share.total - share.covered} uncovered ({share.percent:.0f} %)"
            for path, share in sorted(
                modules.items(), key=lambda item: item[1].covered - item[1].total
            )[:15]
        ]
    return found


def main() -> int:
    """Print what is under its floor; 1 if anything is."""
    modules = shares(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    found = problems(modules)
    total = sum(modules.values(), Share())
    print(
        "\n".join([*found, f"coverage: {total.percent:.1f} % of {total.total} lines and branches"])
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
