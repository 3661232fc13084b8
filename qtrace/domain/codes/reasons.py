"""Verdicts and stable reason codes of the code column; sentences live in `qtrace.i18n`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """How far a scanned text may be trusted; only `VALID` is ever green."""

    VALID = "valid"
    INCOMPLETE = "incomplete"
    SUSPECT = "suspect"
    INVALID = "invalid"
    NOT_UDI = "not_udi"


class Agency(StrEnum):
    """Issuers of unique device identifiers."""

    GS1 = "GS1"
    HIBCC = "HIBCC"
    ICCBBA = "ICCBBA"
    MA = "MA"
    AHM = "AHM"


class CodeReason(StrEnum):
    """Why a code is not simply valid; the values are public and never change."""

    # the text itself
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_UTF8 = "not_utf8"
    SURROGATE = "surrogate"
    CONTROL_CHARACTER = "control_character"
    NON_ASCII = "non_ascii"
    CAPS_LOCK = "caps_lock"
    NOT_RECOGNISED = "not_recognised"
    OTHER_AGENCY = "other_agency"
    # symbols and carriers
    NOT_GS1_SYMBOL = "not_gs1_symbol"
    SYMBOL_LENGTH = "symbol_length"
    GTIN_CHECK_DIGIT = "gtin_check_digit"
    # structure of a GS1 message
    UNKNOWN_AI = "unknown_ai"
    VALUE_MISSING = "value_missing"
    VALUE_TOO_SHORT = "value_too_short"
    VALUE_TOO_LONG = "value_too_long"
    ILLEGAL_CHARACTER = "illegal_character"
    SEPARATOR_REPLACED = "separator_replaced"
    DOUBLE_SEPARATOR = "double_separator"
    BRACKETS_IN_SYMBOL = "brackets_in_symbol"
    BRACKET_MALFORMED = "bracket_malformed"
    # content of one element
    CHECK_DIGIT = "check_digit"
    CHECK_PAIR = "check_pair"
    COMPANY_PREFIX = "company_prefix"
    DATE_INVALID = "date_invalid"
    TIME_INVALID = "time_invalid"
    COUNTRY_UNKNOWN = "country_unknown"
    CURRENCY_UNKNOWN = "currency_unknown"
    CONTENT_INVALID = "content_invalid"
    # elements together
    AI_REPEATED = "ai_repeated"
    AI_EXCLUSIVE = "ai_exclusive"
    AI_MISSING = "ai_missing"
    DI_MISSING = "di_missing"
    SEPARATOR_LOST = "separator_lost"
    READ_BY_PROFILE = "read_by_profile"
    # Digital Link
    LINK_NO_KEY = "link_no_key"
    LINK_MALFORMED = "link_malformed"
    LINK_QUALIFIER = "link_qualifier"
    LINK_ATTRIBUTE = "link_attribute"
    # label codes of other issuers
    LABEL_INCOMPLETE = "label_incomplete"
    FIELD_UNKNOWN = "field_unknown"
    FIELD_REPEATED = "field_repeated"
    COMPOUND_COUNT = "compound_count"
    MA_SHAPE = "ma_shape"
    MA_XML = "ma_xml"
    DATES_DISAGREE = "dates_disagree"
    AHM_UNVERIFIED = "ahm_unverified"
    ENVELOPE_HEADER = "envelope_header"
    ENVELOPE_TRAILER = "envelope_trailer"
    ENVELOPE_SEPARATORS = "envelope_separators"
    FORMATS_AMBIGUOUS = "formats_ambiguous"
    # our own codes
    INTERNAL_CODE = "internal_code"
    INTERNAL_SHAPE = "internal_shape"
    INTERNAL_CHECK = "internal_check"
    INTERNAL_COMMAND = "internal_command"
    # HIBC
    HIBC_STRUCTURE = "hibc_structure"
    HIBC_FORMAT = "hibc_format"
    HIBC_FIELD = "hibc_field"
    HIBC_LINK = "hibc_link"
    HIBC_PRIMARY_MISSING = "hibc_primary_missing"
    HIBC_SPACE_LOST = "hibc_space_lost"


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding: a stable code, where it stands in the raw text, and facts for its sentence.

    `position` counts characters (bytes for undecodable input) of the raw input from 0.
    """

    code: CodeReason
    position: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


class CodeError(ValueError):
    """A code cannot be built from what was given; carries the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"{reason.code}: {dict(reason.facts)}")
        self.reason = reason
