"""Reasons of the area of numbers, labels and documents."""

from enum import StrEnum


class DocumentRefusal(StrEnum):
    """Why a document or label was not issued, stored or printed again."""

    ALREADY_STORED = "DOCUMENT_ALREADY_STORED"
    REASON_MISSING = "REPRINT_REASON_MISSING"
    NO_SUCH_CONTAINER = "NO_SUCH_CONTAINER"
    NOT_ISSUED = "DOCUMENT_NOT_ISSUED"
    NOT_STORED = "DOCUMENT_NOT_STORED"
    HISTORY_UNCHANGED = "HISTORY_UNCHANGED"
    HISTORY_NOT_ISSUED = "HISTORY_NOT_ISSUED"
    JOB_CLOSED = "PRINT_JOB_CLOSED"


LABEL_STATUSES = ("quarantine", "released", "rejected", "hold", "excess")
