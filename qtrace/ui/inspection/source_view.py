"""The panel that says where the numbers of a class come from."""

from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import Translator
from qtrace.i18n.words import class_word
from qtrace.services.inspection.rows import InspectionSheet, SheetClass
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.panel_frame import PanelFrame
from qtrace.ui.number_sources import NumberSource, numbers_text, source_facts
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.forms import scrolling
from qtrace.ui.widgets.labels import Label

_STORED = {SampleType.SINGLE: "aql"}
"""Kinds whose stored word is another one than the rules'."""
_TERMS = {"lq": "LQ", "confidence": "C", "reliability": "R"}


def class_source(sheet: InspectionSheet, row: SheetClass) -> NumberSource:
    """What is known about one class of an open or decided inspection."""
    plan, second = row.plan, row.second
    by_values = row.variables is not None
    result = f"n {plan.n_to_inspect}"
    if not by_values:
        result = numbers_text(plan.n_to_inspect, plan.ac, plan.re, second)
    return NumberSource(
        _STORED.get(row.sampling, row.sampling.value),
        row.standard,
        row.level,
        row.aql,
        row.edition or "",
        sheet.lot_size,
        row.severity,
        row.reason,
        plan.plan_letter or "",
        result,
        is_counted=not plan.inspect_all and not by_values,
        terms={_TERMS[name]: text for name, text in row.terms.items() if name in _TERMS},
        inspection=sheet.number,
    )


def plan_facts(tr: Translator, sheet: InspectionSheet) -> tuple[Fact, ...]:
    """The version of the plan that asked for these numbers."""
    if sheet.plan is None:
        return ()
    words = tr.say("{plan}, version {version}", plan=sheet.plan.code, version=sheet.plan.version)
    return (Fact(tr.say("Plan"), words),)


class SourceView(PanelFrame):
    """Rule, edition, tables and inputs of one class; the key that opened it shows the next class."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.say("Where the numbers come from"))
        self.facts = FactList(tr.say("Where the numbers come from"), key_width=150, row=36)
        self.body.addWidget(scrolling(self.facts), 1)
        self._hint = Label("", TextRole.NOTE, Ink.TEXT2)
        self.body.addWidget(self._hint)

    def show_view(self, view: InspectionView) -> None:
        """Show the class that the panel names."""
        super().show_view(view)
        sheet, tr = view.sheet, self.tr_
        if sheet is None or not sheet.classes:
            return
        row = sheet.classes[min(view.panel.source, len(sheet.classes) - 1)]
        name = class_word(tr, row.char_class)
        self.set_title(tr.say("{name}: where the numbers come from", name=name))
        self.facts.set_facts((*source_facts(tr, class_source(sheet, row)), *plan_facts(tr, sheet)))
        more = len(sheet.classes) > 1
        self._hint.setText(tr.say("Shift+F2 shows the next class") if more else "")
