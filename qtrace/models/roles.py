"""The three roles of a plant on PostgreSQL, and exactly what each of them may do.

`owner` has the tables and brings the schema up to date; `station` is what every workstation signs
in to the server as; `sealer` reads the record stream. What a person may do is decided by the
program; these rights are the wall behind it: facts cannot be changed, nothing audited can be
deleted, no station can alter the schema.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from qtrace.models.schema import audited_classes, metadata

READ, ADD, CHANGE, REMOVE = "SELECT", "INSERT", "UPDATE", "DELETE"
STREAM = ("record", "record_object")

WITHOUT_RECORD: Mapping[str, tuple[str, ...]] = {
    "record": (READ, ADD),
    "record_object": (READ, ADD),
    "command": (READ, ADD, CHANGE),
    "station_gate": (READ, ADD, CHANGE),
    "number_series": (READ, ADD, CHANGE),
    "stock": (READ, ADD, CHANGE),
    "hold_member": (READ, ADD, CHANGE, REMOVE),
    "item_kind": (READ,),
    "link_kind": (READ,),
    "movement_kind": (READ,),
}
"""Rights of a station on tables whose rows carry no record: stream, claims, projections, kinds."""
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class RoleNames:
    """What the roles of one plant are called on its server; another plant takes other names."""

    owner: str = "qtrace_owner"
    station: str = "qtrace_station"
    sealer: str = "qtrace_sealer"

    def __post_init__(self) -> None:
        """Names go into statements as they are.

        Raises:
            ValueError: a name is not a plain lower-case one, or two roles share one.
        """
        names = (self.owner, self.station, self.sealer)
        if len(set(names)) != 3 or not all(_NAME.fullmatch(name) for name in names):
            raise ValueError(", ".join(names))


def station_rights() -> Mapping[str, tuple[str, ...]]:
    """What a station may do with each table, and nothing more.

    Raises:
        KeyError: a table without records that nobody has decided about.
    """
    audited = audited_classes()
    rights: dict[str, tuple[str, ...]] = {"alembic_version": (READ,)}
    for table in metadata.tables:
        if table not in audited:
            rights[table] = WITHOUT_RECORD[table]
        elif audited[table].append_only:
            rights[table] = (READ, ADD)
        else:
            rights[table] = (READ, ADD, CHANGE)
    return rights


def role_statements(names: RoleNames, database: str) -> Iterator[str]:
    """Make the roles, without passwords, and close the database to everybody else.

    For a superuser, once; a second time it changes nothing.
    """
    quoted = '"' + database.replace('"', '""') + '"'
    for name in (names.owner, names.station, names.sealer):
        yield (
            "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = "
            f"'{name}') THEN CREATE ROLE {name} LOGIN; END IF; END $$"
        )
    yield f"ALTER DATABASE {quoted} OWNER TO {names.owner}"
    yield f"REVOKE ALL ON DATABASE {quoted} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {quoted} TO {names.station}, {names.sealer}"
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"GRANT ALL ON SCHEMA public TO {names.owner}"
    yield f"GRANT USAGE ON SCHEMA public TO {names.station}, {names.sealer}"


def right_statements(names: RoleNames) -> Iterator[str]:
    """Give station and sealer their rights on the tables; what is not listed is taken away.

    For the owner, after every upgrade of the schema.
    """
    for role in (names.station, names.sealer):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    for table, rights in sorted(station_rights().items()):
        yield f"GRANT {', '.join(rights)} ON {table} TO {names.station}"
    for table in STREAM:
        yield f"GRANT {READ} ON {table} TO {names.sealer}"


def renew_rights(connection: Connection) -> None:
    """Give the roles that had rights before an upgrade those on the new tables too."""
    if connection.dialect.name == "sqlite":
        return
    holders = (
        "SELECT DISTINCT grantee FROM information_schema.role_table_grants WHERE table_name ="
        " 'record' AND grantee <> current_user AND privilege_type = :right"
    )
    writers = set(connection.scalars(text(holders), {"right": ADD}))
    for station in sorted(each for each in writers if _NAME.fullmatch(each)):
        for table, rights in sorted(station_rights().items()):
            connection.execute(text(f"GRANT {', '.join(rights)} ON {table} TO {station}"))
