"""Words of the screen of code profiles."""

from qtrace.domain.codes.code_profile import GTIN_AI, kept_profile
from qtrace.i18n import Translator
from qtrace.reference import ai_table
from qtrace.services.catalogue.code_profiles import ProfileRow
from qtrace.ui.bench import Bench
from qtrace.ui.suppliers.profiles_model import CHANGE, ProfilesModel
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import DetailSpec, history_facts
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column


def in_brackets(profile: str) -> str:
    """A profile as labels print it.

    Example:
        >>> in_brackets("17 10 strict")
        '(01)(17)(10)'
    """
    return "".join(f"({ai})" for ai in (GTIN_AI, *kept_profile(profile).ais))


def columns(bench: Bench, *, narrow: bool) -> tuple[Column[ProfileRow], ...]:
    """Columns of the table."""
    tr = bench.translator

    def profile(row: ProfileRow) -> CellView:
        if not row.profile:
            return CellView(tr.say("none"), ink=Ink.TEXT2)
        return CellView(in_brackets(row.profile), role=TextRole.DATA)

    gtin = Column[ProfileRow](
        "gtin", "GTIN", lambda row: CellView(row.gtin, role=TextRole.DATA), 170
    )
    part = Column[ProfileRow](
        "part", tr.term("receiving", "Part"), lambda row: CellView(row.part), 110
    )
    name = Column[ProfileRow](
        "name",
        tr.say("Name"),
        lambda row: CellView(tr.name(row.name.en, row.name.zh), strong_if_chosen=True),
    )
    order = Column[ProfileRow]("profile", tr.say("Code profile"), profile, 230)
    return (part, gtin, order) if narrow else (part, name, gtin, order)


def detail(bench: Bench, model: ProfilesModel) -> DetailSpec:
    """The chosen GTIN and what its labels always carry."""
    tr, row = bench.translator, model.profile
    if row is None:
        return DetailSpec(tr.say("No GTIN is chosen"))
    facts = [
        Fact(tr.term("receiving", "Part"), f"{row.part} {tr.name(row.name.en, row.name.zh)}"),
        *(_identifier(tr, ai) for ai in kept_profile(row.profile).ais),
    ]
    if row.profile:
        strict = kept_profile(row.profile).strict
        words = tr.say("Wait for quality") if strict else tr.say("Receive with a warning")
        facts.append(Fact(tr.say("Goods with another label"), words))
    else:
        words = tr.say("none: a label that lost its separators stays blocked")
        facts.append(Fact(tr.say("Code profile"), words))
    change = ActionSpec(
        CHANGE, "F2", tr.say("Change"), IconName.PEN, enabled=bench.may("SET_CODE_PROFILE")
    )
    return DetailSpec(
        title=f"GTIN {row.gtin}",
        facts=tuple(facts),
        history=history_facts(tr, model.state.history, bench.zone),
        actions=(change,),
    )


def _identifier(tr: Translator, ai: str) -> Fact:
    rule = ai_table().get(ai)
    title = tr.name(rule.title_en, rule.title_zh) if rule is not None else ""
    return Fact(f"({ai})", title, role=TextRole.BODY)
