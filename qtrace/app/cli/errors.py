"""How a command of the command line says that it could not do what was asked."""

import json
from enum import IntEnum


class ExitStatus(IntEnum):
    """Exit statuses of every command; part of the public interface."""

    OK = 0
    UNEXPECTED = 1
    BAD_INPUT = 2
    REFUSED = 3
    INTEGRITY = 4
    ENVIRONMENT = 5


class CommandError(Exception):
    """Ends a command: raised by it, shown by the entry, never as a traceback.

    Attributes:
        status: exit status.
        code: stable code, for programs.
        text: sentence with the next step, for people.
    """

    def __init__(self, status: ExitStatus, code: str, text: str) -> None:
        super().__init__(status, code, text)
        self.status = status
        self.code = code
        self.text = text


def error_json(code: str, text: str) -> str:
    """The error object of `--json` and `--jsonl` as one line."""
    return json.dumps({"error": {"code": code, "text": text}}, ensure_ascii=False)
