"""What stands at the door today: eight deliveries, most of them odd in one way of their own."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from qtrace.app.demo.catalogue import COMPANY_PREFIX, MATERIAL, PART, TEST_REPORT, TRANSPORT
from qtrace.app.demo.lots import BUYER
from qtrace.app.demo.maker import ZONE, Maker, local_time
from qtrace.app.demo.suppliers import ANCE, HENGMI, KENUO, LISHENG, RUICHUAN, YONGCHANG
from qtrace.domain.catalogue import PaperKind
from qtrace.domain.codes.checks import mod10_digit
from qtrace.domain.codes.gs1_write import encode_element_string
from qtrace.domain.quantities import MILLION
from qtrace.reference import ai_table
from qtrace.services.receiving.commands import (
    AddDelivery,
    AddOrder,
    DeliveryLineInput,
    OrderLineInput,
    PaperInput,
)


@dataclass(frozen=True, slots=True)
class Goods:
    """One lot on a delivery, as it is announced.

    Attributes:
        order: number of the purchase order, without prefix and year.
        ordered: quantity of the order line.
        needed: days from today, and the hour, at which production wants it.
        papers: papers that come with it: kind and number.
        made_days: days since manufacture.
        packages: containers that the label counts, if it says others than the note.
    """

    part: str
    revision: str
    site: str
    order: int
    supplier_lot: str
    quantity: int
    containers: int
    ordered: int
    needed: tuple[int, int]
    papers: tuple[tuple[PaperKind, str], ...] = ()
    made_days: int = 17
    packages: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery at the door.

    Attributes:
        sscc: serial part of its first pallet's SSCC, or None if it carries none.
        plain: what its label says where it is no code of ours and no GS1 code.
    """

    number: str
    supplier: str
    carrier: str
    goods: tuple[Goods, ...]
    title_en: str
    title_zh: str
    note_en: str
    note_zh: str
    sscc: int | None = None
    plain: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveryLabel:
    """What stands on a waiting delivery.

    Attributes:
        data: text of the symbol: element string without FNC1, GS between its fields.
        is_gs1: the symbol says by itself that it holds an element string.
        number: delivery note.
        order: purchase order, for typing where the label is of no use.
        supplier_lot: lot that the label is about, or the first one on the pallet.
    """

    title_en: str
    title_zh: str
    note_en: str
    note_zh: str
    data: str
    is_gs1: bool
    number: str
    order: str
    supplier_lot: str

    @property
    def scanned(self) -> bytes:
        """What a scanner sends for it: with its AIM identifier, as a 2D scanner is set up."""
        return (("]d2" if self.is_gs1 else "") + self.data).encode("ascii")


COURIER, ROAD = "Courier", "Road freight"

WAITING: Final = (
    Waiting(
        "RC-61187", RUICHUAN, ROAD,
        (Goods("LC-14", "C", "RC-NB", 2210, "RLD32", 500, 1, 1500, (0, 14)),),
        "LC-14 Luer connector, one bag", "LC-14 鲁尔接头，一袋",
        "All in order: the shortest way from scan to label",
        "一切正常：从扫码到贴标最短的一条路",
        sscc=12345,
    ),
    Waiting(
        "HM-20455", HENGMI, ROAD,
        (
            Goods("SR-12", "C", "HM-SZ1", 2207, "7F42", 1200, 12, 2000, (0, 13),
                  ((TEST_REPORT, "HM-7F42-R"),)),
            Goods("SR-12", "C", "HM-SZ1", 2207, "7F43", 800, 8, 2000, (1, 9),
                  ((TEST_REPORT, "HM-7F43-R"), (MATERIAL, "MC-260418"))),
        ),
        "SR-12 Seal ring, a certificate is missing", "SR-12 密封圈，缺材质证明",
        "Can be received and inspected, released only with its certificate",
        "可收货、可检验，补齐证明后才能放行",
        sscc=12341,
    ),
    Waiting(
        "KN-07731", KENUO, COURIER,
        (Goods("FL-02", "A", "LQ-PG2", 2191, "PGX04", 2000, 4, 4000, (1, 10), made_days=40),),
        "FL-02 In-line filter, first lot of a new site", "FL-02 终端过滤器，新制造厂首批",
        "Same supplier, another manufacturing site", "同一供应商，换了制造厂",
        sscc=12352,
    ),
    Waiting(
        "YC-1180", YONGCHANG, ROAD,
        (Goods("BT-18", "B", "YC-HZ", 2198, "YCD18", 160, 8, 480, (3, 9),
               ((TRANSPORT, "UN38.3-2231"),)),),
        "BT-18 Battery pack, order for an old revision", "BT-18 锂电池组，订单为旧版",
        "Revision B was ordered, C is in force", "订的是 B 版，现行 C 版",
        sscc=12369,
    ),
    Waiting(
        "AC-3320", ANCE, COURIER,
        (Goods("PS-05", "E", "AC-SZ", 2176, "ACD32", 400, 2, 400, (4, 9)),),
        "PS-05 Pressure sensor, supplier suspended", "PS-05 压力传感器，供应商已暂停",
        "Can only be received as what it is: to the pending shelf", "只能如实登记，放待处理架",
        sscc=12376,
    ),
    Waiting(
        "LS-9042", LISHENG, ROAD,
        (Goods("SP-03", "B", "LS-DG", 2213, "LS3G53", 1000, 5, 1000, (2, 11), packages=6),),
        "SP-03 Spike, over-delivery", "SP-03 穿刺器，超量",
        "1 000 ordered, six boxes of 200 stand there", "订 1 000 件，来了 6 箱共 1 200 件",
        sscc=12383,
    ),
    Waiting(
        "RC-61190", RUICHUAN, ROAD,
        (
            Goods("DC-08", "B", "RC-NB", 2215, "RC8H60", 2500, 5, 5000, (3, 14)),
            Goods("DC-08", "B", "RC-NB", 2215, "RC8H61", 2500, 5, 5000, (3, 14)),
            Goods("TB-40", "C", "RC-NB", 2216, "RC4M95", 1500, 3, 1500, (5, 9)),
        ),
        "Mixed pallet: DC-08 in two lots, TB-40", "混装托盘：DC-08 两批，TB-40 一批",
        "The label names the pallet only; choose what is taken off", "标签只有托盘号，卸一批收一批",
        sscc=12390,
    ),
    Waiting(
        "RC-61183", RUICHUAN, ROAD,
        (Goods("TB-40", "C", "RC-NB", 2203, "RC4M96", 3000, 6, 6000, (2, 9)),),
        "TB-40 Infusion tubing, no usable code", "TB-40 输液管，无可用条码",
        "The barcode says nothing; type the order number", "条码无用，手工输入订单号",
        plain="NB-TUBE 4MM/0926",
    ),
)  # fmt: skip


def order_number(today: date, number: int) -> str:
    """A purchase order of this year."""
    return f"PO-{today:%y}-{number}"


def make_sscc(serial: int) -> str:
    """SSCC with our demonstration prefix."""
    payload = f"3{COMPANY_PREFIX}{serial:09d}"
    return payload + mod10_digit(payload)


def add_waiting(maker: Maker) -> None:
    """Order and announce all of them."""
    for waiting in WAITING:
        lines = tuple(_lines(maker, waiting))
        maker.do(
            BUYER,
            AddDelivery,
            delivery_id=maker.new("delivery", waiting.number),
            number=waiting.number,
            supplier_id=maker.id("supplier", waiting.supplier),
            carrier=waiting.carrier,
            sscc=None if waiting.sscc is None else make_sscc(waiting.sscc),
            lines=lines,
        )


def add_waiting_orders(maker: Maker) -> None:
    """The orders behind the deliveries, placed weeks before."""
    seen: set[int] = set()
    for waiting in WAITING:
        for goods in waiting.goods:
            if goods.order not in seen:
                seen.add(goods.order)
                _add_order(maker, waiting, goods)


def _add_order(maker: Maker, waiting: Waiting, goods: Goods) -> None:
    number = order_number(maker.day, goods.order)
    line = OrderLineInput(
        line_id=maker.new("order line", number),
        line_no=1,
        part_id=maker.id("part", goods.part),
        revision_id=maker.id("revision", f"{goods.part} {goods.revision}"),
        qty_q6=goods.ordered * MILLION,
        due_on=maker.day,
    )
    maker.do(
        BUYER,
        AddOrder,
        order_id=maker.ids.next_id(),
        number=number,
        supplier_id=maker.id("supplier", waiting.supplier),
        ordered_on=maker.clock.now().astimezone(ZONE).date(),
        lines=(line,),
    )


def _lines(maker: Maker, waiting: Waiting) -> Iterator[DeliveryLineInput]:
    for position, goods in enumerate(waiting.goods, start=1):
        days, hour = goods.needed
        needed_on = maker.day + timedelta(days=days)
        yield DeliveryLineInput(
            line_id=maker.new("line", f"{waiting.number} {position}"),
            line_no=position,
            order_line_id=maker.id("order line", order_number(maker.day, goods.order)),
            part_id=maker.id("part", goods.part),
            revision_id=maker.id("revision", f"{goods.part} {goods.revision}"),
            manufacturer_site_id=maker.id("site", goods.site),
            supplier_lot=goods.supplier_lot,
            expected_q6=goods.quantity * MILLION,
            containers=goods.containers,
            needed_at=local_time(needed_on, time(hour)),
            papers=tuple(PaperInput(kind=kind.value, number=no) for kind, no in goods.papers),
        )


def label_of(waiting: Waiting, today: date) -> DeliveryLabel:
    """What stands on the first pallet of a delivery before anything of it is received."""
    return labels_of(waiting, range(1, len(waiting.goods) + 1), today)[0]


def labels_of(
    waiting: Waiting, open_lines: Collection[int], today: date
) -> tuple[DeliveryLabel, ...]:
    """What stands on a delivery: one label for each pallet, and each lot of a part is a pallet.

    Args:
        waiting: the delivery.
        open_lines: numbers of its lines that are not received yet.
        today: day that the demo was made for.
    """
    if waiting.plain is not None:
        return (_label(waiting, waiting.goods[0], waiting.plain, today),)
    assert waiting.sscc is not None, "a label without text of its own names its pallet"
    if len({goods.part for goods in waiting.goods}) > 1:
        data = _encoded([("00", make_sscc(waiting.sscc))], today)
        return (_label(waiting, waiting.goods[0], data, today),)
    found = []
    for position, goods in enumerate(waiting.goods):
        if position + 1 in open_lines:
            pallet = ("00", make_sscc(waiting.sscc + position))
            data = _encoded([pallet, *_of_goods(goods, today)], today)
            found.append(_label(waiting, goods, data, today))
    return tuple(found)


def _encoded(elements: list[tuple[str, str]], today: date) -> str:
    return encode_element_string(elements, ai_table(), today.year)


def _label(waiting: Waiting, goods: Goods, data: str, today: date) -> DeliveryLabel:
    order = order_number(today, goods.order)
    return DeliveryLabel(
        waiting.title_en,
        waiting.title_zh,
        waiting.note_en,
        waiting.note_zh,
        data,
        waiting.plain is None,
        waiting.number,
        order,
        goods.supplier_lot,
    )


def _of_goods(goods: Goods, today: date) -> list[tuple[str, str]]:
    part = PART[goods.part]
    made_on = today - timedelta(days=goods.made_days)
    elements = [
        ("02", part.gtin),
        ("37", str(goods.packages or goods.containers)),
        ("10", goods.supplier_lot),
        ("11", f"{made_on:%y%m%d}"),
        ("240", f"{goods.part}-{goods.revision}"),
        ("400", order_number(today, goods.order)),
    ]
    if part.shelf_life_days is not None:
        expiry = made_on + timedelta(days=part.shelf_life_days)
        elements.append(("17", f"{expiry:%y%m%d}"))
    return elements
