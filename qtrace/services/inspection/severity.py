"""Why a lot has its severity, kept as JSON and read back as a value."""

import json

from qtrace.domain.sampling.severity_reason import Cause, Outlook, SeverityReason, SwitchState
from qtrace.i18n import Translator
from qtrace.i18n.sampling_reasons import explain_severity


def severity_json(reason: SeverityReason) -> str:
    """`reason` as text for `inspection_class.severity_reason`."""
    return json.dumps(
        {
            "state": reason.state.value,
            "code": reason.code.value,
            "facts": dict(reason.facts),
            "outlook": reason.outlook.value,
            "outlook_facts": dict(reason.outlook_facts),
        },
        sort_keys=True,
    )


def severity_reason(text: str) -> SeverityReason:
    """The value that `severity_json` wrote."""
    data = json.loads(text)
    return SeverityReason(
        state=SwitchState(data["state"]),
        code=Cause(data["code"]),
        facts=data["facts"],
        outlook=Outlook(data["outlook"]),
        outlook_facts=data["outlook_facts"],
    )


def severity_line(tr: Translator, text: str) -> str:
    """One line in the reader's language; empty if nothing was kept (100 %, fixed n)."""
    return explain_severity(tr, severity_reason(text)) if text else ""
