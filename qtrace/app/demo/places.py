"""Stations and places of the demo plant."""

from typing import Final

from qtrace.app.demo.maker import Maker
from qtrace.app.demo.people import ADMINISTRATOR, PEOPLE, enrol_pin
from qtrace.domain.warehouse import Zone
from qtrace.services.people.commands import EnrolStation
from qtrace.services.warehouse.commands import AddLocation

STATION: Final = "IQC-2"
"""The station that a demo opens as, and that built it."""

STATIONS: Final = (
    ("IQC-1", "Receiving bench 1", "来料检验台 1", "receiving"),
    ("QA-1", "Quality desk", "质量办公桌", "desk"),
)
LOCATIONS: Final = (
    ("W-01", "Pending shelf", "待处理架", Zone.PENDING),
    ("Q-01", "Quarantine shelf 1", "待检区 1", Zone.QUARANTINE),
    ("Q-02", "Quarantine shelf 2", "待检区 2", Zone.QUARANTINE),
    ("A-03-12", "Parts store, bay 12", "零件库 12 位", Zone.RELEASED),
    ("A-03-14", "Parts store, bay 14", "零件库 14 位", Zone.RELEASED),
    ("B-01-02", "Tubing store", "管材库", Zone.RELEASED),
    ("R-01", "Reject cage 1", "不合格品柜 1", Zone.REJECT),
    ("R-02", "Reject cage 2", "不合格品柜 2", Zone.REJECT),
    ("P-01", "Line 1 shelf", "一线物料架", Zone.WIP),
    ("S-01", "Shipping dock", "发货区", Zone.SHIP),
)


def add_places(maker: Maker) -> None:
    """Further stations, and a place in every zone."""
    for code, name_en, name_zh, mode in STATIONS:
        maker.do(
            ADMINISTRATOR.login,
            EnrolStation,
            station_id=maker.new("station", code),
            site_id=maker.bench.station.site_id,
            station_code=code,
            name_en=name_en,
            name_zh=name_zh,
            mode=mode,
        )
        for who in PEOPLE:
            if who is not ADMINISTRATOR:
                enrol_pin(maker, who.login, maker.id("station", code))
    for code, name_en, name_zh, zone in LOCATIONS:
        maker.do(
            "wang",
            AddLocation,
            location_id=maker.new("location", code),
            location_code=code,
            name_en=name_en,
            name_zh=name_zh,
            zone=zone,
        )
