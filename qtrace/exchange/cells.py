"""One cell of a workbook: what its column makes of what the file holds."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from qtrace.exchange.columns import CellKind, Column

_YES, _NO = frozenset({"yes", "y", "true", "1", "是"}), frozenset({"no", "n", "false", "0", "否"})


class CellErrorCode(StrEnum):
    """What is wrong with a workbook or a cell of it."""

    NOT_A_WORKBOOK = "NOT_A_WORKBOOK"
    WORKBOOK_TOO_LARGE = "WORKBOOK_TOO_LARGE"
    SHEET_UNKNOWN = "SHEET_UNKNOWN"
    COLUMN_UNKNOWN = "COLUMN_UNKNOWN"
    COLUMN_MISSING = "COLUMN_MISSING"
    CELL_EMPTY = "CELL_EMPTY"
    CELL_NOT_WHOLE = "CELL_NOT_WHOLE"
    CELL_NOT_NUMBER = "CELL_NOT_NUMBER"
    CELL_INEXACT = "CELL_INEXACT"
    CELL_NOT_DAY = "CELL_NOT_DAY"
    CELL_NOT_YES_NO = "CELL_NOT_YES_NO"
    CELL_NOT_A_CHOICE = "CELL_NOT_A_CHOICE"
    CELL_FORMULA = "CELL_FORMULA"
    CELL_CONTROL_CHARACTER = "CELL_CONTROL_CHARACTER"
    ROW_TWICE = "ROW_TWICE"
    NOT_KNOWN = "NOT_KNOWN"
    PROFILE_INVALID = "PROFILE_INVALID"
    PATTERN_INVALID = "PATTERN_INVALID"
    ROW_REFUSED = "ROW_REFUSED"


class StoredText(str):
    """Text that the file keeps as text: it is no formula, whatever it begins with."""

    __slots__ = ()


class CellProblemError(Exception):
    """A cell that cannot be read: a code with its facts."""

    def __init__(self, code: CellErrorCode, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def read_cell(column: Column, raw: object) -> str:
    """The text of a cell as its column wants it.

    Raises:
        CellProblemError: it holds something else.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        if column.required:
            raise CellProblemError(CellErrorCode.CELL_EMPTY, column=column.name)
        return column.default
    if isinstance(raw, str):
        is_text = isinstance(raw, StoredText)
        raw = raw.strip()
        if raw.startswith("=") and not is_text:
            raise CellProblemError(CellErrorCode.CELL_FORMULA, given=raw[:40])
        if any(ord(sign) < 32 or ord(sign) == 127 for sign in raw):
            raise CellProblemError(CellErrorCode.CELL_CONTROL_CHARACTER, column=column.name)
    return _READERS[column.kind](column, raw)


def _as_text(_column: Column, raw: object) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float):
        if raw != int(raw):
            return format(Decimal(repr(raw)), "f")
        if abs(raw) >= 10**15:
            raise CellProblemError(CellErrorCode.CELL_INEXACT, given=repr(raw))
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else raw.isoformat()
    return str(raw)


def _as_whole(column: Column, raw: object) -> str:
    text = _as_text(column, raw)
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise CellProblemError(CellErrorCode.CELL_NOT_WHOLE, given=text[:40])
    return str(int(text))


def _as_decimal(column: Column, raw: object) -> str:
    text = _as_text(column, raw)
    try:
        value = Decimal(text) if text.isascii() else None
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or len(text) > 24:
        raise CellProblemError(CellErrorCode.CELL_NOT_NUMBER, given=text[:40])
    return format(value, "f")


def _as_day(column: Column, raw: object) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    text = _as_text(column, raw)
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise CellProblemError(CellErrorCode.CELL_NOT_DAY, given=text[:40]) from None


def _as_instant(column: Column, raw: object) -> str:
    if isinstance(raw, datetime):
        return raw.isoformat()
    if isinstance(raw, date):
        return datetime(raw.year, raw.month, raw.day, tzinfo=UTC).replace(tzinfo=None).isoformat()
    text = _as_text(column, raw)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None).isoformat()
    except ValueError:
        raise CellProblemError(CellErrorCode.CELL_NOT_DAY, given=text[:40]) from None


def _as_yes_no(column: Column, raw: object) -> str:
    text = _as_text(column, raw).lower()
    if text in _YES:
        return "yes"
    if text in _NO:
        return "no"
    raise CellProblemError(CellErrorCode.CELL_NOT_YES_NO, given=text[:40])


def _as_word(column: Column, raw: object) -> str:
    text = _as_text(column, raw)
    if text not in column.choices:
        allowed = ", ".join(choice for choice in column.choices if choice)
        raise CellProblemError(CellErrorCode.CELL_NOT_A_CHOICE, given=text[:40], allowed=allowed)
    return text


def _as_words(column: Column, raw: object) -> str:
    words = [word.strip() for word in _as_text(column, raw).replace("，", ",").split(",")]
    for word in filter(None, words):
        if column.choices and word not in column.choices:
            allowed = ", ".join(column.choices)
            raise CellProblemError(
                CellErrorCode.CELL_NOT_A_CHOICE, given=word[:40], allowed=allowed
            )
    return ",".join(filter(None, words))


_READERS = {
    CellKind.TEXT: _as_text,
    CellKind.WHOLE: _as_whole,
    CellKind.DECIMAL: _as_decimal,
    CellKind.DAY: _as_day,
    CellKind.INSTANT: _as_instant,
    CellKind.YES_NO: _as_yes_no,
    CellKind.WORD: _as_word,
    CellKind.WORDS: _as_words,
}
