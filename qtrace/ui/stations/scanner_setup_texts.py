"""What the set-up page of a keyboard scanner says."""

from collections.abc import Sequence

from qtrace.domain.scanners.check_codes import CHECKS, Check
from qtrace.domain.scanners.diagnosis import (
    AimUse,
    Diagnosis,
    Finding,
    ScannerReason,
    layout_finding,
)
from qtrace.domain.scanners.heard import GsWay
from qtrace.domain.scanners.layouts import RIGHT
from qtrace.i18n import N_, Translator
from qtrace.i18n.reasons import explain
from qtrace.i18n.scanner_reasons import characters_said, explain_scanner, layouts_said
from qtrace.ui.devices import DeviceRow, device_name
from qtrace.ui.stations.scanner_setup_model import SetupState
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.signatures import StepState
from qtrace.ui.widgets.steps import StepLine
from qtrace.ui.widgets.verdict import VerdictSpec

CODE_WORDS = {
    Check.LETTERS: N_("Letters and digits"),
    Check.SIGNS: N_("Signs of GS1"),
    Check.OTHERS: N_("Other signs"),
    Check.GS1: N_("GS1 with separator"),
    Check.PLAIN: N_("Not GS1"),
    Check.SPACE: N_("Space at the end"),
}
GS_WORDS = {
    GsWay.CONTROL: N_("as 0x1D"),
    GsWay.CTRL_KEY: N_("as Ctrl+]"),
    GsWay.F8: N_("as F8"),
    GsWay.ALT: N_("as Alt+029"),
}
AIM_WORDS = {
    AimUse.ALWAYS: N_("Always"),
    AimUse.SOMETIMES: N_("Only for some symbols"),
    AimUse.NEVER: N_("Never"),
}


def verdict_of(tr: Translator, state: SetupState) -> VerdictSpec:
    """The band: what is wrong, else which code comes next, else that all is well."""
    if state.refusal is not None:
        told = explain(tr, state.refusal.code, state.refusal.facts)
        return VerdictSpec(Status.BLOCKED, tr.say("Not stored"), told.text, told.next_step)
    blocking = next((each for each in state.diagnosis.findings if each.code.blocks), None)
    if blocking is not None:
        told = explain_scanner(tr, blocking.code.value, blocking.facts)
        title = tr.say("Not right yet")
        return VerdictSpec(Status.BLOCKED, title, _stop(tr, told.text), _stop(tr, told.next_step))
    if state.expected is not None:
        return _next_code(tr, state.expected)
    if state.kept:
        reason = tr.say("The station reads this scanner so from now on.")
        return VerdictSpec(Status.OK, tr.say("Stored"), reason, tr.say("Esc goes back."))
    return VerdictSpec(
        Status.OK,
        tr.say("The scanner is right"),
        tr.say("All six codes arrived whole."),
        tr.say("F10 stores how it sends them."),
    )


def _next_code(tr: Translator, check: Check) -> VerdictSpec:
    return VerdictSpec(
        Status.NEUTRAL,
        tr.say("Scan code {number}", number=check.number),
        tr.say(CODE_WORDS[check]),
        tr.say("It stands on the check sheet; either of its two symbols will do."),
    )


def _stop(tr: Translator, text: str) -> str:
    """A sentence with its full stop."""
    return tr.say("{sentence}.", sentence=text)


def steps_of(tr: Translator, state: SetupState) -> tuple[StepLine, ...]:
    """The six codes."""
    lines = []
    for check in CHECKS:
        done = check in state.heard
        step = StepState.DONE if done else StepState.WAITING
        if check is state.expected:
            step = StepState.NOW
        lines.append(StepLine(check.number, tr.say(CODE_WORDS[check]), state=step))
    return tuple(lines)


def facts_of(tr: Translator, diagnosis: Diagnosis) -> tuple[Fact, ...]:
    """How the scanner sends codes, as far as it is known."""
    dash = "–"

    def signs(text: str | None) -> str:
        return dash if text is None else characters_said(tr, text)

    aim = dash if diagnosis.aim is None else tr.say(AIM_WORDS[diagnosis.aim])
    ms = dash if diagnosis.key_ms is None else tr.say("{n} ms", n=diagnosis.key_ms)
    return (
        Fact(tr.say("Keyboard"), _keyboard(tr, diagnosis)),
        Fact(tr.say("Separator (GS)"), _separator(tr, diagnosis)),
        Fact(tr.say("Prefix"), signs(diagnosis.prefix), role=TextRole.DATA),
        Fact(tr.say("Suffix"), signs(diagnosis.suffix), role=TextRole.DATA),
        Fact(tr.say("AIM identifier"), aim),
        Fact(tr.say("Time between keys"), ms),
    )


def _keyboard(tr: Translator, diagnosis: Diagnosis) -> str:
    if not diagnosis.pairs:
        return "–"
    if diagnosis.caps:
        return tr.say("Caps Lock")
    if diagnosis.pairs == (RIGHT,):
        return tr.say("Scanner and computer agree")
    found = layout_finding(diagnosis.pairs)
    if found.code is ScannerReason.LAYOUT_OPEN:
        return tr.say("They do not agree")
    return tr.say(
        "{scanners}, but here {hosts}",
        scanners=layouts_said(tr, found.facts["scanners"]),
        hosts=layouts_said(tr, found.facts["hosts"]),
    )


def _separator(tr: Translator, diagnosis: Diagnosis) -> str:
    if diagnosis.gs is None:
        return "–"
    if diagnosis.gs in GS_WORDS:
        return tr.say(GS_WORDS[diagnosis.gs])
    return tr.say("as {text}", text=diagnosis.gs_text)


def advice_of(tr: Translator, findings: Sequence[Finding]) -> tuple[Fact, ...]:
    """What there is to say beside the band: what blocks next, and advice when nothing blocks."""
    blocking = [each for each in findings if each.code.blocks]
    facts = []
    for finding in blocking[1:] or ([] if blocking else findings):
        told = explain_scanner(tr, finding.code.value, finding.facts)
        if finding.code.blocks:
            facts.append(Fact(tr.say("Change"), told.text))
        else:
            facts += [Fact(tr.say("Advice"), told.text), Fact("", told.next_step)]
    return tuple(facts)


def counter_facts(tr: Translator, rows: Sequence[DeviceRow]) -> tuple[Fact, ...]:
    """What each scanner has delivered since the program started."""
    facts = []
    for row in rows:
        if row.role != "scanner":
            continue
        counts = row.counts
        facts += [
            Fact(device_name(tr, row), tr.count("{n} scan", "{n} scans", counts.reads)),
            Fact(tr.say("Doubtful"), str(counts.suspects), role=TextRole.DATA),
            Fact(tr.say("Refused"), str(counts.refusals), role=TextRole.DATA),
            Fact(
                tr.say("With separator"),
                tr.say("{n} of {all} due", n=counts.separators, all=counts.due),
            ),
        ]
    return tuple(facts) or (Fact(tr.say("Nothing was scanned yet")),)
