"""The drip chamber's plan: characteristics of every kind and a drawing with balloons."""

from dataclasses import replace
from typing import Final

from qtrace.app.demo.approving import approve
from qtrace.app.demo.maker import Maker
from qtrace.app.demo.plans import APPROVER, AUTHOR, PLAN, DemoPlan, draft_version, measured
from qtrace.domain.inspection import CharClass, CharKind, ChoiceOption
from qtrace.domain.plan_pictures import Balloon, PictureRole
from qtrace.domain.plans import CharacteristicDraft
from qtrace.reference import read_bytes
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.plan_pictures import SetPlanPicture

PART: Final = "DC-08"
DRAWING: Final = "demo/DC-08.png"
MAJOR: Final = CharClass.MAJOR

_TIP, _MARKS = PLAN[PART].characteristics
_COLOUR = CharacteristicDraft(
    6,
    CharKind.CHOICE,
    MAJOR,
    "Colour",
    "颜色",
    method_en="White paper behind it",
    method_zh="衬白纸目视",
    options=(
        ChoiceOption("CLEAR", "Clear", "透明"),
        ChoiceOption("BLUISH", "Bluish", "微蓝"),
        ChoiceOption("YELLOW", "Yellowish", "发黄", conforms=False),
        ChoiceOption("CLOUDY", "Cloudy", "浑浊", conforms=False),
    ),
)
_WALL = CharacteristicDraft(
    5,
    CharKind.FORMULA,
    MAJOR,
    "Wall",
    "壁厚",
    nominal="1.00",
    lsl="0.90",
    usl="1.10",
    unit="mm",
    decimals=2,
    method_en="Half the difference",
    method_zh="内外径差之半",
    formula="(c3 - c4) / 2",
)
CHAMBER: Final = replace(
    PLAN[PART],
    characteristics=(
        _TIP,
        _MARKS,
        measured(3, MAJOR, ("Outer diameter", "外径"), ("15.00", "14.90", "15.10"), ("vision", "mm")),
        measured(4, MAJOR, ("Inner diameter", "内径"), ("13.00", "12.90", "13.10"), ("vision", "mm")),
        _WALL,
        _COLOUR,
        CharacteristicDraft(7, CharKind.TEXT, MAJOR, "Cavity number", "模穴号"),
        CharacteristicDraft(
            8,
            CharKind.PHOTO,
            MAJOR,
            "Parting line",
            "分型线",
            method_en="No step, no flash",
            method_zh="无错位、无飞边",
        ),
    ),
)  # fmt: skip
BALLOONS: Final = (
    Balloon(1, "0.5820", "0.2045"),
    Balloon(2, "0.3125", "0.5227"),
    Balloon(3, "0.7090", "0.5341"),
    Balloon(4, "0.5540", "0.3864"),
    Balloon(5, "0.8860", "0.1818"),
    Balloon(6, "0.8850", "0.7045"),
    Balloon(7, "0.0980", "0.6932"),
    Balloon(8, "0.8281", "0.5227"),
)


def renew_chamber_plan(maker: Maker) -> None:
    """The next version of the plan with its drawing, approved by a second person."""
    plan: DemoPlan = CHAMBER
    revision_id = draft_version(maker, plan)
    maker.do(
        AUTHOR,
        SetPlanPicture,
        picture_id=maker.ids.next_id(),
        revision_id=revision_id,
        role=PictureRole.DRAWING,
        balloons=BALLOONS,
        picture=read_bytes(DRAWING),
        name="DC-08-B.png",
    )
    maker.wait(minutes=20)
    approve(maker, APPROVER, DraftKind.PLAN, revision_id)
