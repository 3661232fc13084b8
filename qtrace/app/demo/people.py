"""Everybody in the demo plant. Their secrets are no secrets: they are printed on the demo sheet.

Sign in by scanning the badge and typing the PIN, or by login name and password.
"""

from dataclasses import dataclass
from typing import Final

from qtrace.app.demo.maker import Maker
from qtrace.domain.codes.internal import format_badge
from qtrace.domain.people import Role, SecretKind
from qtrace.services.people.commands import AddPerson, FirstPerson, SetSecret, SetStationPin


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One person with badge number, PIN and password."""

    login: str
    name_en: str
    name_zh: str
    roles: tuple[Role, ...]
    badge_no: int
    pin: str
    password: str
    language: str | None = None

    @property
    def badge(self) -> str:
        """The code on the badge."""
        return format_badge(self.badge_no)


ADMINISTRATOR: Final = DemoPerson(
    "he", "He Jing", "何静", (Role.ADMINISTRATOR,), 118, "680357", "paper lantern 80"
)
PEOPLE: Final = (
    DemoPerson("lin", "Lin Xiaowen", "林晓雯", (Role.INSPECTOR,), 421, "246813", "morning tea 46"),
    DemoPerson("zhou", "Zhou Lan", "周岚", (Role.REVIEWER,), 307, "357924", "harbour wind 57"),
    DemoPerson(
        "chen", "Chen Guodong", "陈国栋", (Role.WAREHOUSE,), 512, "468135", "forklift nine 68"
    ),
    DemoPerson("wang", "Wang Siyuan", "王思远", (Role.QUALITY,), 226, "579246", "quiet river 79"),
    DemoPerson(
        "huang", "Huang Zhiqiang", "黄志强", (Role.INSPECTOR,), 433, "135802", "bamboo gate 35"
    ),
    DemoPerson("qian", "Qian Fang", "钱芳", (Role.QUALITY,), 231, "791468", "summer rain 91"),
    DemoPerson(
        "sun", "Sun Lihua", "孙丽华", (Role.RELEASE_OFFICER,), 204, "802579", "white crane 02"
    ),
    DemoPerson(
        "liu", "Liu Jianjun", "刘建军", (Role.SUPERVISOR,), 340, "913680", "stone bridge 13"
    ),
    DemoPerson("wu", "Wu Lei", "吴磊", (Role.METROLOGY,), 275, "146802", "steel ruler 46"),
    DemoPerson("zhao", "Zhao Min", "赵敏", (Role.OPERATOR,), 618, "257913", "green apple 57"),
    ADMINISTRATOR,
    DemoPerson("xu", "Xu Hang", "徐航", (Role.AUDITOR,), 901, "369024", "glass marble 69"),
)
"""The table of the whole cast: the receiving bench first."""

BY_LOGIN: Final = {person.login: person for person in PEOPLE}


def first_administrator(maker: Maker) -> FirstPerson:
    """The administrator that the plant is set up with."""
    who = ADMINISTRATOR
    return FirstPerson(
        person_id=maker.new("person", who.login),
        login=who.login,
        name_en=who.name_en,
        name_zh=who.name_zh,
        badge_code=who.badge,
        password_hash=maker.hashed(who.password),
        pin_hash=maker.hashed(who.pin),
    )


def add_people(maker: Maker) -> None:
    """Everybody but the administrator, with secrets that need not be changed and count here."""
    for who in PEOPLE:
        if who is ADMINISTRATOR:
            continue
        person_id = maker.new("person", who.login)
        maker.do(
            ADMINISTRATOR.login,
            AddPerson,
            person_id=person_id,
            login=who.login,
            name_en=who.name_en,
            name_zh=who.name_zh,
            badge_code=who.badge,
            roles=who.roles,
            language=who.language,
        )
        for kind, secret in ((SecretKind.PIN, who.pin), (SecretKind.PASSWORD, who.password)):
            maker.do(
                ADMINISTRATOR.login,
                SetSecret,
                person_id=person_id,
                kind=kind,
                encoded=maker.hashed(secret),
                must_change=False,
            )
        enrol_pin(maker, who.login, maker.bench.station.id)


def enrol_pin(maker: Maker, login: str, station_id: int) -> None:
    """From now on the PIN of this person counts at the station."""
    maker.do(
        ADMINISTRATOR.login,
        SetStationPin,
        person_id=maker.id("person", login),
        station_id=station_id,
        is_allowed=True,
    )
