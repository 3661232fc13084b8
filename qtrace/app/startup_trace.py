"""Marks of the start-up on the system's monotonic clock, for the start-up benchmark.

With `QTRACE_STARTUP_TRACE=FILE` in the environment each mark appends a line `NAME SECONDS` to FILE;
without it a mark costs one look-up. The marks are `start` (first line of the program), `painted`
(the window's first paint is done) and `ready` (a scan would be taken).
"""

import os
import time

VARIABLE = "QTRACE_STARTUP_TRACE"


def mark(name: str) -> None:
    """Note that the start-up has come to `name` now.

    Raises:
        OSError: the file of the trace cannot be written; only with the variable set.
    """
    path = os.environ.get(VARIABLE)
    if path:
        with open(path, "a", encoding="ascii") as stream:  # noqa: PTH123 - pathlib costs the start
            stream.write(f"{name} {time.monotonic():.6f}\n")
