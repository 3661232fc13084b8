"""The printed sheet of the demo: badges with their PINs, deliveries, commands, as real barcodes."""

from qtrace.app.demo.codes import DemoCodes, WaitingDelivery, demo_codes
from qtrace.app.demo.people import DemoPerson
from qtrace.i18n import Language, load_translator
from qtrace.i18n.words import role_name
from qtrace.ports import SymbolReader
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.sheets import SheetCode, SheetHead, command_codes, render_sheet
from qtrace.printing.symbols import Symbology
from qtrace.printing.words import DocumentLanguage, Name
from qtrace.services.workbench import Workbench

BADGES = Name("工牌", "Badges")
DELIVERIES = Name("到货", "Deliveries")


def sheet_codes(codes: DemoCodes) -> tuple[SheetCode, ...]:
    """Every code on the sheet, in the order in which a newcomer needs them."""
    return (
        *(_badge(person) for person in codes.badges),
        *(_delivery(waiting) for waiting in codes.deliveries),
        *command_codes(),
    )


def _badge(person: DemoPerson) -> SheetCode:
    posts = Name(
        role_name(load_translator(Language.ZH_CN), person.roles[0]),
        role_name(load_translator(Language.EN), person.roles[0]),
    )
    return SheetCode(
        Name(person.name_zh, person.name_en),
        Name(f"{posts.zh} · PIN {person.pin}", f"{posts.en} · {person.login} / {person.password}"),
        person.badge,
        group=BADGES,
    )


def _delivery(waiting: WaitingDelivery) -> SheetCode:
    label = waiting.label
    symbology = Symbology.GS1_DATAMATRIX if label.is_gs1 else Symbology.DATAMATRIX
    return SheetCode(
        Name(label.title_zh, label.title_en),
        Name(f"订单 {label.order} · 批 {label.supplier_lot}", f"Order {label.order}"),
        label.data,
        symbology,
        DELIVERIES,
    )


def draw_sheet(bench: Workbench, reader: SymbolReader) -> bytes | PrintRefusal:
    """The sheet of an open demo plant as PDF."""
    codes = bench.ask(demo_codes)
    plant = bench.ask(lambda reads: (reads.plant, reads.now.astimezone(reads.zone)))
    facts, now = plant
    head = SheetHead(
        title=Name("演示扫码表", "Codes of the demo plant"),
        subtitle=Name("工牌后输入 PIN，再扫到货标签", "Badge, then PIN; then a delivery"),
        plant=Name(facts.name_zh, facts.name_en),
        form_number=facts.form_numbers.get("sheet", ""),
        language=DocumentLanguage.BOTH,
        printed_at=now,
        demo=True,
    )
    return render_sheet(head, sheet_codes(codes), reader)
