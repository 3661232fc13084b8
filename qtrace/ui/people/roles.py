"""Which of several roles a person is known by, and in which order people are shown."""

from qtrace.domain.people import Role
from qtrace.services.people.accounts import PersonRow

KNOWN_ORDER = (
    Role.RELEASE_OFFICER, Role.QUALITY, Role.REVIEWER, Role.SUPERVISOR, Role.INSPECTOR,
    Role.WAREHOUSE, Role.METROLOGY, Role.OPERATOR, Role.ADMINISTRATOR, Role.AUDITOR,
)  # fmt: skip
BENCH_ORDER = (
    Role.INSPECTOR, Role.REVIEWER, Role.WAREHOUSE, Role.QUALITY, Role.RELEASE_OFFICER,
    Role.SUPERVISOR, Role.METROLOGY, Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR,
)  # fmt: skip


def known_by(person: PersonRow) -> Role | None:
    """The role a person is known by; None without any."""
    return min(person.roles, key=KNOWN_ORDER.index, default=None)


def bench_rank(person: PersonRow) -> tuple[int, str]:
    """Where a person stands in a list at the bench."""
    role = known_by(person)
    return BENCH_ORDER.index(role) if role else len(BENCH_ORDER), person.login
