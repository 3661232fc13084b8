"""Words of the people screen."""

from collections.abc import Mapping

from qtrace.domain.people import Role
from qtrace.i18n import N_, Translator
from qtrace.i18n.command_words import command_word
from qtrace.i18n.words import role_name
from qtrace.services.people.accounts import PersonRow
from qtrace.ui.bench import Bench
from qtrace.ui.people.first_run_texts import SENTENCES as FIRST_RUN
from qtrace.ui.people.people_model import Matrix, PersonReason
from qtrace.ui.people.roles import BENCH_ORDER, known_by
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec, history_facts
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.tablemodel import CellView, Column

SENTENCES: Mapping[str, str] = {
    PersonReason.BADGE_SHAPE: N_("This is no badge code; scan the badge or take the next one"),
    PersonReason.ROLE_MISSING: N_("Choose at least one role"),
}
STATE_WORDS = {
    "active": N_("Active"),
    "locked": N_("Locked by an administrator"),
    "left": N_("Left the plant"),
}
LANGUAGE_WORDS = {"en": "English", "zh_CN": "中文"}
CELL_AIR = 16


def said_problem(tr: Translator, problem: FieldProblem) -> str:
    """What is wrong with an answer."""
    return problem_text(tr, problem, {**FIRST_RUN, **SENTENCES})


def state_chip(bench: Bench, person: PersonRow) -> ChipSpec | None:
    """A chip for what keeps a person out; None for the usual."""
    tr = bench.translator
    if person.state == "left":
        return ChipSpec(tr.say("Left"), Status.NEUTRAL)
    if person.state == "locked":
        return ChipSpec(tr.say("Locked"), Status.BLOCKED)
    if person.valid_to is not None and person.valid_to < bench.local(bench.now()).date():
        return ChipSpec(tr.say("Ended"), Status.NEUTRAL)
    if person.locked_until is not None and person.locked_until > bench.now():
        until = bench.local(person.locked_until).strftime("%H:%M")
        return ChipSpec(tr.say("until {time}", time=until), Status.HOLD)
    return None


def columns(bench: Bench, *, narrow: bool = False) -> tuple[Column[PersonRow], ...]:
    """Columns of the table; fewer of them while a form stands beside it."""
    tr = bench.translator

    def roles(person: PersonRow) -> CellView:
        role = known_by(person)
        if role is None:
            return CellView(tr.say("none"), ink=Ink.TEXT2)
        more = len(person.roles) - 1
        text = role_name(tr, role)
        return CellView(tr.say("{role} and {n} more", role=text, n=more) if more else text)

    def state(person: PersonRow) -> CellView:
        chip = state_chip(bench, person)
        return CellView(chip=chip) if chip else CellView(tr.say("Active"), ink=Ink.TEXT2)

    def pin(person: PersonRow) -> CellView:
        return CellView(tr.say("set") if person.has_pin else "–", ink=Ink.TEXT2)

    found: tuple[Column[PersonRow], ...] = (
        Column(
            "name",
            tr.say("Name"),
            lambda row: CellView(tr.name(row.name_en, row.name_zh), strong_if_chosen=True),
        ),
        Column("roles", tr.say("Roles"), roles, 236),
        Column(
            "badge",
            tr.say("Badge"),
            lambda row: CellView(row.badge_code or "–", role=TextRole.DATA_NOTE),
            140,
        ),
        Column("pin", tr.say("PIN"), pin, 60),
        Column("state", tr.say("State"), state, 156),
    )
    return (found[0], found[1], found[4]) if narrow else found


def detail(bench: Bench, state: DeskState, person: PersonRow | None) -> DetailSpec:
    """The chosen person."""
    tr = bench.translator
    if person is None:
        return DetailSpec(tr.say("Nobody is chosen"))
    other = person.name_zh if tr.name("en", "zh") == "en" else person.name_en
    roles = tr.say(", ").join(
        role_name(tr, role) for role in sorted(person.roles, key=BENCH_ORDER.index)
    )
    secrets = [tr.say("PIN")] if person.has_pin else []
    secrets += [tr.say("Password")] if person.has_password else []
    facts = [
        Fact(tr.say("Roles"), roles or tr.say("none")),
        Fact(tr.say("Badge"), person.badge_code or "–", role=TextRole.DATA),
        Fact(tr.say("Secrets"), tr.say(", ").join(secrets) or tr.say("none")),
    ]
    if person.has_pin:
        where = tr.say(", ").join(person.pin_stations)
        facts.append(Fact(tr.say("PIN counts at"), where or tr.say("no station yet")))
    if person.language:
        facts.append(Fact(tr.say("Language"), LANGUAGE_WORDS.get(person.language, "–")))
    if person.valid_to is not None:
        facts.append(Fact(tr.say("Ends on"), person.valid_to.isoformat()))
    if person.state != "active":
        facts.append(Fact(tr.say("State"), tr.say(STATE_WORDS[person.state])))
    sign_in = next((r for r in reversed(state.history) if r.code == "SIGN_IN"), None)
    if sign_in is not None:
        at = bench.local(sign_in.at).strftime("%Y-%m-%d %H:%M")
        facts.append(Fact(tr.say("Last sign-in"), f"{at}  {sign_in.station}"))
    return DetailSpec(
        title=tr.name(person.name_en, person.name_zh),
        note="   •   ".join(filter(None, (other, person.login))),
        chip=state_chip(bench, person),
        facts=tuple(facts),
        history=history_facts(tr, state.history, bench.zone),
        actions=_actions(bench, person),
    )


def _actions(bench: Bench, person: PersonRow) -> tuple[ActionSpec, ...]:
    tr = bench.translator
    may_set, may_change = bench.may("SET_SECRET"), bench.may("CHANGE_PERSON")
    found = [
        ActionSpec("roles", "", tr.say("Roles"), IconName.PEOPLE, enabled=bench.may("GRANT_ROLE")),
        ActionSpec("change", "", tr.say("Names, dates"), IconName.PEN, enabled=may_change),
        ActionSpec("pin", "", tr.say("One-time PIN"), IconName.KEY, enabled=may_set),
        ActionSpec("password", "", tr.say("One-time password"), IconName.KEY, enabled=may_set),
    ]
    may_enrol = person.has_pin and bench.may("SET_STATION_PIN")
    words = tr.say("Stations of the PIN")
    found.append(ActionSpec("stations", "", words, IconName.STATION, enabled=may_enrol))
    if person.state == "active":
        found.append(ActionSpec("lock", "", tr.say("Lock"), IconName.LOCK, enabled=may_change))
    else:
        action = ActionSpec(
            "activate", "", tr.say("Let in again"), IconName.UNLOCK, enabled=may_change
        )
        found.append(action)
    return tuple(found)


def matrix_columns(tr: Translator, matrix: Matrix) -> tuple[Column[str], ...]:
    """One row a command, one column a role, a tick where it is allowed."""

    def cell(role: Role) -> Column[str]:
        title = role_name(tr, role)
        width = round(text_width(title, role_font(TextRole.NOTE))) + CELL_AIR

        def view(code: str) -> CellView:
            if code in matrix.get(role, frozenset()):
                return CellView(icon=IconName.TICK)
            return CellView()

        return Column(role.value, title, view, width)

    what = Column[str]("command", tr.say("May"), lambda code: CellView(command_word(tr, code)))
    last = Column[str]("end", "", lambda _code: CellView(), 16)
    return (what, *(cell(role) for role in BENCH_ORDER), last)


def matrix_rows(tr: Translator, matrix: Matrix) -> tuple[str, ...]:
    """Every command that any role may send, by its words."""
    codes = frozenset[str]().union(*matrix.values())
    return tuple(sorted(codes, key=lambda code: command_word(tr, code)))
