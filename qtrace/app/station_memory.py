"""The file in which a machine keeps what its station works at; losing it costs a scan."""

import json
from collections.abc import Mapping
from pathlib import Path

from qtrace.ports import Executor
from qtrace.ui.memory import Memory

MOST_BYTES = 65_536


def station_memory(file: Path, executor: Executor) -> Memory:
    """What `file` keeps; changes are written off the UI thread, one after the other."""

    def keep(words: Mapping[str, str]) -> None:
        executor.write(lambda: write_words(file, words), lambda _done: None)

    return Memory(read_words(file), keep)


def read_words(file: Path) -> dict[str, str]:
    """Words by name; none if the file is not there or cannot be understood."""
    try:
        content = file.read_bytes()[:MOST_BYTES]
        found = json.loads(content)
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: word for name, word in found.items() if isinstance(word, str)}


def write_words(file: Path, words: Mapping[str, str]) -> bool:
    """Replace the file in one step; False if that is not possible: nothing depends on it."""
    temporary = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(dict(words), ensure_ascii=False), encoding="utf-8")
        temporary.replace(file)
    except OSError:
        return False
    return True
