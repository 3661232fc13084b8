"""Document data as JSON and back: what was frozen at issue is read strictly, or refused by path.

The JSON keys are the field names of the dataclasses; instants are ISO 8601 with their offset, days
are ISO dates. Unknown or missing keys, wrong types and unknown enumeration values are refused:
a document is never printed from data that is only half understood.
"""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode

T = TypeVar("T")


class _MalformedError(Exception):
    """Internal: the value at `path` cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


def to_plain(value: object) -> Any:
    """`value` (dataclass tree) as plain dictionaries, lists and texts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: to_plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return value


def to_json(value: object) -> str:
    """`value` (dataclass tree) as one JSON object with sorted keys; equal values, equal text."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T | PrintRefusal:
    """The `kind` that `text` holds, or a refusal that names the path of what is wrong."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _refused("", str(error))
    return from_plain(kind, plain)


def from_plain(kind: type[T], plain: object) -> T | PrintRefusal:
    """The `kind` that plain dictionaries hold, or a refusal that names the path."""
    try:
        value: T = _read(kind, plain, "$")
    except _MalformedError as error:
        return _refused(error.path, error.reason)
    return value


def _refused(path: str, reason: str) -> PrintRefusal:
    return PrintRefusal(
        PrintRefusalCode.DOCUMENT_DATA_INVALID, {"path": path or "$", "reason": reason}
    )


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, plain: object, path: str) -> Any:
    if get_origin(kind) in (Union, UnionType):
        if plain is None and NoneType in get_args(kind):
            return None
        (kind,) = (member for member in get_args(kind) if member is not NoneType)
    if get_origin(kind) is tuple:
        if not isinstance(plain, list):
            raise _MalformedError(path, "not a list")
        member = get_args(kind)[0]
        return tuple(_read(member, item, f"{path}[{i}]") for i, item in enumerate(plain))
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, plain, path)
    return _read_scalar(kind, plain, path)


def _read_dataclass(kind: Any, plain: object, path: str) -> Any:
    if not isinstance(plain, dict):
        raise _MalformedError(path, "not an object")
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for name in plain:
        if name not in fields:
            raise _MalformedError(f"{path}.{name}", "unknown field")
    values = {}
    for name, field in fields.items():
        if name in plain:
            values[name] = _read(_hints(kind)[name], plain[name], f"{path}.{name}")
        elif field.default is dataclasses.MISSING:
            raise _MalformedError(f"{path}.{name}", "missing")
    return kind(**values)


def _read_scalar(kind: Any, plain: object, path: str) -> Any:
    if issubclass(kind, StrEnum | datetime | date):
        if not isinstance(plain, str):
            raise _MalformedError(path, "not a text")
        try:
            value = kind(plain) if issubclass(kind, StrEnum) else kind.fromisoformat(plain)
        except ValueError:
            raise _MalformedError(path, f"not a {kind.__name__}: {plain[:40]}") from None
        if isinstance(value, datetime) and value.tzinfo is None:
            raise _MalformedError(path, "an instant without its offset")
        return value
    if kind is float and type(plain) is int:
        return float(plain)
    if type(plain) is not kind:
        raise _MalformedError(path, f"not a {kind.__name__}")
    return plain
