"""Suppliers, the sites where things are really made, and what they are approved for."""

from dataclasses import dataclass
from typing import Final

from qtrace.app.demo.maker import Maker
from qtrace.domain.suppliers import SourceState
from qtrace.services.suppliers.commands import (
    AddSupplier,
    AddSupplierFormat,
    AddSupplierSite,
    SetSourceState,
)


@dataclass(frozen=True, slots=True)
class DemoSupplier:
    """Who sells to us."""

    code: str
    name_en: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class DemoSite:
    """Where something is made, and by whom."""

    code: str
    maker_en: str
    maker_zh: str
    name_en: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class DemoSource:
    """Supplier and site that are approved for some parts."""

    supplier: str
    site: str
    parts: tuple[str, ...]


HENGMI, RUICHUAN, KENUO, DEYU = "S-0117", "S-0123", "S-0131", "S-0140"
LISHENG, YONGCHANG, ANCE, JIAYING = "S-0146", "S-0152", "S-0158", "S-0163"
OWNER: Final = "wang"

SUPPLIERS: Final = (
    DemoSupplier(HENGMI, "Hengmi Rubber", "恒密橡塑"),
    DemoSupplier(RUICHUAN, "Ruichuan Medical", "瑞川医塑"),
    DemoSupplier(KENUO, "Kenuo Trading", "科诺贸易"),
    DemoSupplier(DEYU, "Deyu Precision", "德誉精密"),
    DemoSupplier(LISHENG, "Lisheng Medical", "立升医塑"),
    DemoSupplier(YONGCHANG, "Yongchang Cells", "永昶电池"),
    DemoSupplier(ANCE, "Ance Sensing", "安测传感"),
    DemoSupplier(JIAYING, "Jiaying Packaging", "佳盈包装"),
)

SITES: Final = (
    DemoSite("HM-SZ1", "Hengmi Rubber", "恒密橡塑", "Suzhou plant 1", "苏州一厂"),
    DemoSite("RC-NB", "Ruichuan Medical", "瑞川医塑", "Ningbo", "宁波"),
    DemoSite("LQ-PG1", "Lumen Membrane", "流明膜业", "Penang plant 1", "槟城一厂"),
    DemoSite("LQ-PG2", "Lumen Membrane", "流明膜业", "Penang plant 2", "槟城二厂"),
    DemoSite("DY-KS", "Deyu Precision", "德誉精密", "Kunshan", "昆山"),
    DemoSite("LS-DG", "Lisheng Medical", "立升医塑", "Dongguan", "东莞"),
    DemoSite("YC-HZ", "Yongchang Cells", "永昶电池", "Huizhou", "惠州"),
    DemoSite("AC-SZ", "Ance Sensing", "安测传感", "Shenzhen", "深圳"),
    DemoSite("JY-TC", "Jiaying Packaging", "佳盈包装", "Taicang", "太仓"),
    DemoSite("HT-WX", "Huatuo Controls", "华拓电控", "Wuxi", "无锡"),
)

SOURCES: Final = (
    DemoSource(HENGMI, "HM-SZ1", ("SR-12", "RV-07")),
    DemoSource(RUICHUAN, "RC-NB", ("TB-40", "DC-08", "LC-14")),
    DemoSource(KENUO, "LQ-PG1", ("FL-02",)),
    DemoSource(KENUO, "LQ-PG2", ("FL-02",)),
    DemoSource(KENUO, "HT-WX", ("MT-30", "PB-26")),
    DemoSource(DEYU, "DY-KS", ("HS-21",)),
    DemoSource(LISHENG, "LS-DG", ("SP-03",)),
    DemoSource(YONGCHANG, "YC-HZ", ("BT-18",)),
    DemoSource(ANCE, "AC-SZ", ("PS-05",)),
    DemoSource(JIAYING, "JY-TC", ("CN-06", "SB-16")),
)

FORMATS: Final = (
    (DEYU, "Tray label", "DY-{part:4..8 capitals+digits}/{lot:1..10 capitals+digits} {qty:digits}"),
    (JIAYING, "Carton", "P{part}|Q{qty:digits}|L{lot:1..12}|D{expiry:YYMMDD}"),
)
"""Labels of suppliers that carry no code of an issuer."""


def add_suppliers(maker: Maker) -> None:
    """Everybody approved, as they were a year ago."""
    for supplier in SUPPLIERS:
        maker.do(
            OWNER,
            AddSupplier,
            supplier_id=maker.new("supplier", supplier.code),
            supplier_code=supplier.code,
            name_en=supplier.name_en,
            name_zh=supplier.name_zh,
        )
    for site in SITES:
        maker.do(
            OWNER,
            AddSupplierSite,
            site_id=maker.new("site", site.code),
            site_code=site.code,
            maker_en=site.maker_en,
            maker_zh=site.maker_zh,
            name_en=site.name_en,
            name_zh=site.name_zh,
        )
    for source in SOURCES:
        for part in source.parts:
            set_source(maker, source, part, SourceState.APPROVED)
    for supplier_code, name, pattern in FORMATS:
        maker.do(
            OWNER,
            AddSupplierFormat,
            format_id=maker.new("format", name),
            supplier_id=maker.id("supplier", supplier_code),
            name=name,
            pattern=pattern,
        )


def set_source(
    maker: Maker,
    source: DemoSource,
    part: str,
    state: SourceState,
    *,
    reason: str = "",
    lots_left_tightened: int = 0,
) -> None:
    """Set the standing of supplier and site for one part."""
    maker.do(
        OWNER,
        SetSourceState,
        source_id=maker.ids.next_id(),
        supplier_id=maker.id("supplier", source.supplier),
        part_id=maker.id("part", part),
        site_id=maker.id("site", source.site),
        state=state,
        reason=reason,
        lots_left_tightened=lots_left_tightened,
    )


def set_supplier(maker: Maker, code: str, state: SourceState, reason: str) -> None:
    """Set the standing of a supplier as a whole."""
    maker.do(
        OWNER,
        SetSourceState,
        source_id=maker.ids.next_id(),
        supplier_id=maker.id("supplier", code),
        part_id=None,
        site_id=None,
        state=state,
        reason=reason,
    )
