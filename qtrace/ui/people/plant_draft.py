"""What the first-run page asks of a new plant, and what is wrong with the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qtrace.domain.glyphs import Coverage
from qtrace.domain.people import judge_password, judge_pin
from qtrace.ui.widgets.field_problems import (
    FieldProblem,
    judge_code,
    judge_glyphs,
    judge_names,
)

MOST_LOGIN = 40


class DraftReason(StrEnum):
    """Why an answer about the new plant cannot stand."""

    ADDRESS_MISSING = "ADDRESS_MISSING"
    ZONE_UNKNOWN = "ZONE_UNKNOWN"
    LOGIN_SHAPE = "LOGIN_SHAPE"
    DATABASE_SHAPE = "DATABASE_SHAPE"
    SECRETS_DIFFER = "SECRETS_DIFFER"


@dataclass(frozen=True, slots=True)
class PlantDraft:
    """A plant to be set up; everything in it was checked.

    Attributes:
        language: `en` or `zh_CN`.
        time_zone: a zone of the IANA database.
        form_numbers: number and revision of the plant's forms by document kind.
        database: empty for a file in the usual place, a path, or a PostgreSQL URL.
        admin_badge: badge code of the administrator, or None.
        admin_pin: PIN, or empty.
    """

    name_en: str = ""
    name_zh: str = ""
    address: str = ""
    language: str = "en"
    time_zone: str = "Asia/Shanghai"
    site_code: str = ""
    site_name_en: str = ""
    site_name_zh: str = ""
    station_code: str = "IQC-1"
    form_numbers: tuple[tuple[str, str], ...] = ()
    database: str = field(default="", repr=False)
    admin_login: str = ""
    admin_name_en: str = ""
    admin_name_zh: str = ""
    admin_badge: str | None = None
    admin_password: str = field(default="", repr=False)
    admin_pin: str = field(default="", repr=False)


def plant_problems(draft: PlantDraft, coverage: Coverage) -> dict[str, FieldProblem]:
    """What is wrong with plant and zone, by the name of the answer."""
    found = _names(draft, "", coverage) | judge_glyphs({"address": draft.address}, coverage)
    if not draft.address:
        found["address"] = FieldProblem(DraftReason.ADDRESS_MISSING)
    if not is_zone(draft.time_zone):
        found["time_zone"] = FieldProblem(DraftReason.ZONE_UNKNOWN, {"zone": draft.time_zone})
    return found


def site_problems(draft: PlantDraft, coverage: Coverage) -> dict[str, FieldProblem]:
    """What is wrong with site, station, forms and database."""
    found = _names(draft, "site_", coverage)
    found |= judge_code("site_code", draft.site_code)
    found |= judge_code("station_code", draft.station_code)
    found |= judge_glyphs({f"form_{key}": no for key, no in draft.form_numbers}, coverage)
    if not is_database(draft.database):
        found["database"] = FieldProblem(DraftReason.DATABASE_SHAPE)
    return found


def administrator_problems(
    draft: PlantDraft, again: Mapping[str, str], coverage: Coverage
) -> dict[str, FieldProblem]:
    """What is wrong with the first administrator.

    Args:
        draft: the answers.
        again: password and PIN as typed the second time, by the name of the answer.
        coverage: what can be printed.
    """
    found = _names(draft, "admin_", coverage)
    if not is_login(draft.admin_login):
        found["admin_login"] = FieldProblem(DraftReason.LOGIN_SHAPE)
    weak = judge_password(draft.admin_password, draft.admin_login)
    weak_pin = judge_pin(draft.admin_pin) if draft.admin_pin else None
    for name, reason in (("admin_password", weak), ("admin_pin", weak_pin)):
        if reason is not None:
            found[name] = FieldProblem(reason)
        elif getattr(draft, name) != again.get(name, ""):
            found[f"{name}_again"] = FieldProblem(DraftReason.SECRETS_DIFFER)
    return found


def is_zone(name: str) -> bool:
    """True if `name` is a zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def is_login(login: str) -> bool:
    """True for 2 to 40 letters, digits, dots, hyphens and underlines, beginning with a letter."""
    inner = login.replace(".", "").replace("-", "").replace("_", "")
    shaped = login.isascii() and inner.isalnum() and login[:1].isalpha()
    return 2 <= len(login) <= MOST_LOGIN and shaped and login == login.lower()


def is_database(text: str) -> bool:
    """True for nothing, a path, or a PostgreSQL URL with host and database."""
    if "://" not in text:
        return "\0" not in text
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname) and bool(parts.path.strip("/"))
        port = parts.port
    except ValueError:
        return False
    scheme = parts.scheme.partition("+")[0]
    return scheme == "postgresql" and named and (port is None or port > 0)


def _names(draft: PlantDraft, prefix: str, coverage: Coverage) -> dict[str, FieldProblem]:
    english, chinese = getattr(draft, f"{prefix}name_en"), getattr(draft, f"{prefix}name_zh")
    problems = judge_names(english, chinese, coverage)
    return {f"{prefix}{name}": problem for name, problem in problems.items()}
