"""Words of the report that stand for enumerations."""

from qtrace.printing.report_data import CaseKind, DefectClass, Outcome, Severity
from qtrace.printing.words import Phrase, Words


def defect_class_phrase(words: Words, value: DefectClass) -> Phrase:
    """The word of a class."""
    return {
        DefectClass.CRITICAL: words.term("report", "Critical"),
        DefectClass.MAJOR: words.term("report", "Major"),
        DefectClass.MINOR: words.term("report", "Minor"),
    }[value]


def severity_phrase(words: Words, value: Severity) -> Phrase:
    """The word of a severity."""
    return {
        Severity.NORMAL: words.term("report", "Normal"),
        Severity.TIGHTENED: words.term("report", "Tightened"),
        Severity.REDUCED: words.term("report", "Reduced"),
    }[value]


def case_kind_phrase(words: Words, value: CaseKind) -> Phrase:
    """The word of a kind of case."""
    return {
        CaseKind.NONCONFORMANCE: words.term("report", "Nonconformance"),
        CaseKind.HOLD: words.term("report", "Hold"),
        CaseKind.DEVIATION: words.term("report", "Deviation"),
        CaseKind.CONCESSION: words.term("report", "Concession"),
    }[value]


def outcome_phrase(words: Words, value: Outcome) -> Phrase:
    """The word of an outcome."""
    return {
        Outcome.ACCEPTED: words.term("report outcome", "ACCEPTED"),
        Outcome.REJECTED: words.term("report outcome", "REJECTED"),
        Outcome.PARTIAL: words.term("report outcome", "PARTLY ACCEPTED"),
    }[value]
