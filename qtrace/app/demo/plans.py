"""Inspection plans: every kind of sampling and every chain of signatures once at least."""

from dataclasses import dataclass, replace
from typing import Final

from qtrace.app.demo.approving import approve
from qtrace.app.demo.maker import Maker
from qtrace.domain.inspection import CharClass, CharKind
from qtrace.domain.plans import CharacteristicDraft, ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.plans_commands import AddPlan

CRITICAL, MAJOR, MINOR = CharClass.CRITICAL, CharClass.MAJOR, CharClass.MINOR
ISO, Z14 = "iso2859", "z14"
ONE, TWO, THREE = "inspect", "inspect,review", "inspect,review,approve"
AUTHOR: Final = "wang"
APPROVER: Final = "qian"


METHODS: Final = {
    "hardness": ("Micro IRHD", "微型硬度"),
    "vision": ("Vision machine", "影像测量"),
    "thickness": ("Thickness gauge", "测厚规"),
    "caliper": ("Caliper", "卡尺"),
    "micrometer": ("Micrometer", "千分尺"),
    "multimeter": ("Multimeter", "万用表"),
    "pressure": ("Bubble point", "起泡点法"),
    "sensor": ("Sensor tester", "传感器测试台"),
    "tensile": ("Peel, 25 mm", "剥离 25 mm"),
}
"""How a characteristic is measured, by type of gauge."""

PLUG: Final = ("Plug gauge", "塞规")
TESTER: Final = ("Tester", "测试台")


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """One version of a plan."""

    part: str
    chain: str
    classes: tuple[ClassDraft, ...]
    characteristics: tuple[CharacteristicDraft, ...]


def _aql(char_class: CharClass, standard: str, level: str, aql: str) -> ClassDraft:
    return ClassDraft(char_class, SampleType.SINGLE, standard, level, aql)


def _double(char_class: CharClass, standard: str, level: str, aql: str) -> ClassDraft:
    return ClassDraft(char_class, SampleType.DOUBLE, standard, level, aql)


def _fixed(char_class: CharClass, n: int) -> ClassDraft:
    return ClassDraft(char_class, SampleType.FIXED, fixed_n=n, ac=0)


def _whole(char_class: CharClass) -> ClassDraft:
    return ClassDraft(char_class, SampleType.ALL, ac=0)


def _c0(char_class: CharClass, aql: str) -> ClassDraft:
    return ClassDraft(char_class, SampleType.C0, aql=aql)


def _seen(
    number: int,
    char_class: CharClass,
    names: tuple[str, str],
    *defects: str,
    method: tuple[str, str] = ("Visual", "目视"),
) -> CharacteristicDraft:
    """An attribute that is looked at."""
    return CharacteristicDraft(
        number,
        CharKind.ATTRIBUTE,
        char_class,
        *names,
        method_en=method[0],
        method_zh=method[1],
        defect_codes=defects,
    )


def measured(
    number: int,
    char_class: CharClass,
    names: tuple[str, str],
    limits: tuple[str | None, str | None, str | None],
    gauge: tuple[str, str],
) -> CharacteristicDraft:
    """A measured value; `limits` are nominal, lower, upper; `gauge` is type and unit."""
    nominal, lsl, usl = limits
    text = next(text for text in (lsl, usl) if text is not None)
    method = METHODS[gauge[0]]
    return CharacteristicDraft(
        number,
        CharKind.VARIABLE,
        char_class,
        *names,
        nominal=nominal,
        lsl=lsl,
        usl=usl,
        unit=gauge[1],
        decimals=len(text.partition(".")[2]),
        gauge_type=gauge[0],
        method_en=method[0],
        method_zh=method[1],
    )


_SEAL_CLASSES = (
    _aql(CRITICAL, ISO, "II", "0.15"),
    _aql(MAJOR, ISO, "S-4", "2.5"),
    _aql(MINOR, ISO, "II", "4.0"),
)
_SEAL_CUTS = _seen(1, CRITICAL, ("Cuts, foreign matter", "缺损异物"), "CUT", "FOREIGN")
_SEAL_FLASH = _seen(5, MINOR, ("Flash, colour", "飞边色差"), "FLASH", "COLOUR")
_BY_PLUG = _seen(
    3, MAJOR, ("Inner diameter, plug gauge", "内径通止规"), "NO-GO", "TIGHT", method=PLUG
)
_HARDNESS = measured(2, MAJOR, ("Hardness", "硬度"), ("70.0", "65.0", "75.0"), ("hardness", "IRHD"))
_INNER = measured(
    3, MAJOR, ("Inner diameter", "内径"), ("12.00", "11.90", "12.10"), ("vision", "mm")
)
_CORD = measured(4, MAJOR, ("Cord diameter", "线径"), ("2.40", "2.32", "2.48"), ("thickness", "mm"))

SEAL_1: Final = DemoPlan("SR-12", TWO, _SEAL_CLASSES, (_SEAL_CUTS, _BY_PLUG, _SEAL_FLASH))
SEAL_2: Final = DemoPlan("SR-12", TWO, _SEAL_CLASSES, (_SEAL_CUTS, _INNER, _SEAL_FLASH))
SEAL_3: Final = DemoPlan(
    "SR-12", TWO, _SEAL_CLASSES, (_SEAL_CUTS, _HARDNESS, _INNER, _CORD, _SEAL_FLASH)
)
SEAL_4: Final = DemoPlan(
    "SR-12",
    THREE,
    _SEAL_CLASSES,
    (_SEAL_CUTS, _HARDNESS, replace(_INNER, usl="12.15"), _CORD, _SEAL_FLASH),
)
"""A draft that nobody has approved yet: a wider limit and one more signature."""

PLANS: Final = (
    SEAL_1,
    DemoPlan(
        "TB-40",
        TWO,
        (_aql(MAJOR, Z14, "S-2", "2.5"), _aql(MINOR, Z14, "I", "1.0")),
        (
            measured(1, MAJOR, ("Outer diameter", "外径"), ("4.10", "4.00", "4.20"), ("vision", "mm")),
            _seen(2, MINOR, ("Kinks, specks", "折痕杂点"), "KINK", "SPECK"),
        ),
    ),
    DemoPlan(
        "DC-08",
        TWO,
        (_aql(MAJOR, ISO, "S-1", "4.0"), _aql(MINOR, ISO, "I", "4.0")),
        (
            measured(
                1, MAJOR, ("Tip bore", "滴口孔径"), ("2.600", "2.550", "2.650"), ("vision", "mm")
            ),
            _seen(2, MINOR, ("Scratches, bubbles", "划伤气泡"), "SCRATCH", "BUBBLE"),
        ),
    ),
    DemoPlan(
        "FL-02",
        TWO,
        (_aql(CRITICAL, Z14, "II", "0.65"), _aql(MAJOR, Z14, "S-3", "1.5")),
        (
            _seen(1, CRITICAL, ("Membrane seal", "膜焊接"), "LEAK", "WELD", method=TESTER),
            measured(
                2, MAJOR, ("Bubble point", "起泡点"), ("350.0", "310.0", None), ("pressure", "kPa")
            ),
        ),
    ),
    DemoPlan(
        "HS-21",
        THREE,
        (
            _aql(CRITICAL, Z14, "S-2", "4.0"),
            _aql(MAJOR, Z14, "II", "2.5"),
            _aql(MINOR, Z14, "II", "4.0"),
        ),
        (
            measured(
                1, CRITICAL, ("Seal face height", "密封面高度"), ("18.50", "18.40", "18.60"),
                ("caliper", "mm"),
            ),
            _seen(2, MAJOR, ("Boss holes, plug gauge", "螺柱孔通止规"), "NO-GO", "CRACK", method=PLUG),
            _seen(3, MINOR, ("Appearance", "外观"), "SCRATCH", "SINK", "COLOUR"),
        ),
    ),
    DemoPlan(
        "SP-03",
        ONE,
        (
            _aql(CRITICAL, ISO, "II", "1.0"),
            _aql(MAJOR, ISO, "S-2", "4.0"),
            _aql(MINOR, ISO, "II", "2.5"),
        ),
        (
            _seen(1, CRITICAL, ("Tip whole", "针尖完整"), "BROKEN", "BLUNT"),
            measured(
                2, MAJOR, ("Shaft diameter", "杆径"), ("5.600", "5.500", "5.700"),
                ("micrometer", "mm"),
            ),
            _seen(3, MINOR, ("Flash", "飞边"), "FLASH"),
        ),
    ),
    DemoPlan(
        "BT-18",
        TWO,
        (_whole(CRITICAL), _fixed(MAJOR, 5)),
        (
            _seen(1, CRITICAL, ("Leaks, swelling, dents", "漏液鼓包碰伤"), "LEAK", "SWELL", "DENT"),
            measured(
                2, MAJOR, ("Open-circuit voltage", "开路电压"), ("14.800", "14.400", "15.200"),
                ("multimeter", "V"),
            ),
        ),
    ),
    DemoPlan(
        "PS-05",
        THREE,
        (_whole(CRITICAL), _fixed(MAJOR, 5)),
        (
            _seen(1, CRITICAL, ("Zero drift at the tester", "零点漂移"), "DRIFT", "OPEN", method=TESTER),
            measured(
                2, MAJOR, ("Sensitivity", "灵敏度"), ("5.00", "4.90", "5.10"),
                ("sensor", "µV/V/mmHg"),
            ),
        ),
    ),
    DemoPlan(
        "CN-06",
        ONE,
        (_fixed(MAJOR, 5), _aql(MINOR, ISO, "I", "2.5")),
        (
            measured(
                1, MAJOR, ("Wall thickness", "壁厚"), ("0.60", "0.50", "0.75"), ("thickness", "mm")
            ),
            _seen(2, MINOR, ("Specks, deformation", "杂点变形"), "SPECK", "BENT"),
        ),
    ),
    DemoPlan(
        "LC-14",
        ONE,
        (_aql(MAJOR, ISO, "S-4", "1.0"),),
        (
            measured(1, MAJOR, ("Bore", "内孔"), ("2.50", "2.40", "2.60"), ("vision", "mm")),
            measured(2, MAJOR, ("Length", "长度"), ("24.00", "23.80", "24.20"), ("caliper", "mm")),
        ),
    ),
    DemoPlan(
        "RV-07",
        TWO,
        (_c0(CRITICAL, "1.0"), _double(MAJOR, Z14, "II", "1.0")),
        (
            _seen(1, CRITICAL, ("Back-flow leak", "逆流泄漏"), "LEAK", method=TESTER),
            _seen(2, MAJOR, ("Housing, flash", "阀体飞边"), "CRACK", "FLASH"),
        ),
    ),
    DemoPlan(
        "MT-30",
        ONE,
        (_fixed(MAJOR, 5),),
        (
            _seen(1, MAJOR, ("Turns freely", "转动顺畅"), "STIFF", "NOISE", method=("By hand", "手感")),
            measured(2, MAJOR, ("Shaft diameter", "轴径"), ("5.00", "4.98", "5.02"), ("caliper", "mm")),
        ),
    ),
    DemoPlan(
        "PB-26",
        TWO,
        (_whole(CRITICAL),),
        (_seen(1, CRITICAL, ("Function at the tester", "功能测试"), "NO-BOOT", "ALARM", method=TESTER),),
    ),
    DemoPlan(
        "SB-16",
        TWO,
        (_fixed(MAJOR, 5), _aql(MINOR, Z14, "I", "2.5")),
        (
            measured(1, MAJOR, ("Seal strength", "封口强度"), ("4.00", "2.50", None), ("tensile", "N")),
            _seen(2, MINOR, ("Print, folds", "印刷褶皱"), "PRINT", "FOLD"),
        ),
    ),
)  # fmt: skip
"""The plans of a year ago; those of the seal ring have changed twice since."""

PLAN: Final = {plan.part: plan for plan in PLANS}


def add_plans(maker: Maker) -> None:
    """Every plan, drafted by one person of quality and approved by another."""
    for plan in PLANS:
        maker.new("plan", plan.part)
        add_version(maker, plan)


def add_version(maker: Maker, plan: DemoPlan) -> None:
    """The next version of a plan, in force at once."""
    revision_id = draft_version(maker, plan)
    maker.wait(minutes=20)
    approve(maker, APPROVER, DraftKind.PLAN, revision_id)


def draft_version(maker: Maker, plan: DemoPlan) -> int:
    """The next version of a plan; it waits for its approval."""
    revision_id = maker.ids.next_id()
    maker.do(
        AUTHOR,
        AddPlan,
        plan_id=maker.id("plan", plan.part),
        revision_id=revision_id,
        plan_code=plan.part,
        part_id=maker.id("part", plan.part),
        supplier_id=None,
        signature_chain=plan.chain,
        early_stop=True,
        classes=plan.classes,
        characteristics=plan.characteristics,
    )
    return revision_id
