"""Sentences about drafts of rules of holds."""

from collections.abc import Mapping

from qtrace.domain.hold_rules import RuleReason
from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    RuleReason.RULE_DRAFT_UNKNOWN: (
        N_("There is no such draft"),
        N_("Read the rules again: F5"),
    ),
    RuleReason.RULE_DRAFT_DECIDED: (
        N_("The draft of {rule} is decided already"),
        N_("Read the rules again: F5"),
    ),
    RuleReason.RULE_GIVES_WAY: (
        N_("What {rule} always stops, and that things are looked at, cannot be changed"),
        N_("Choose another profile for the reason"),
    ),
    RuleReason.RULE_DRAFT_OPEN: (
        N_("A draft of {rule} waits for approval already"),
        N_("Let it be approved or given back first"),
    ),
}
