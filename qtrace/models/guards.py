"""Guard rails in the database: facts cannot be updated, nothing audited can be deleted.

They make honest mistakes fail; the evidence against dishonest ones is the record stream.
"""

from sqlalchemy import Connection, text

from qtrace.models.schema import audited_classes

_REFUSAL = "QTRACE_APPEND_ONLY"


def guard_plan() -> dict[str, tuple[str, ...]]:
    """Operations that are refused, by table."""
    plan: dict[str, tuple[str, ...]] = {
        "record": ("UPDATE", "DELETE"),
        "record_object": ("UPDATE", "DELETE"),
    }
    for name, mapped in audited_classes().items():
        plan[name] = ("UPDATE", "DELETE") if mapped.append_only else ("DELETE",)
    return plan


def _names(plan: dict[str, tuple[str, ...]]) -> list[str]:
    names = [f"guard_{table}_{op.lower()}" for table, ops in plan.items() for op in ops]
    return [*names, "guard_record_insert"]


def create_guards(connection: Connection) -> None:
    """Create every guard; existing ones are replaced."""
    if connection.dialect.name == "sqlite":
        _create_sqlite(connection)
    else:
        _create_postgres(connection)


def _create_sqlite(connection: Connection) -> None:
    for table, operations in guard_plan().items():
        for operation in operations:
            name = f"guard_{table}_{operation.lower()}"
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
            connection.execute(
                text(
                    f"CREATE TRIGGER {name} BEFORE {operation} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL} {table}'); END"
                )
            )
    connection.execute(text("DROP TRIGGER IF EXISTS guard_record_insert"))
    connection.execute(
        text(
            "CREATE TRIGGER guard_record_insert BEFORE INSERT ON record "
            "WHEN EXISTS (SELECT 1 FROM record WHERE id = NEW.id OR uid = NEW.uid "
            "OR (site_id = NEW.site_id AND station_id = NEW.station_id "
            "AND station_seq = NEW.station_seq)) "
            "BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY record'); END"
        )
    )


def _create_postgres(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION qtrace_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL} %', TG_TABLE_NAME; END $$"
        )
    )
    for table, operations in guard_plan().items():
        for operation in operations:
            name = f"guard_{table}_{operation.lower()}"
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
            connection.execute(
                text(
                    f"CREATE TRIGGER {name} BEFORE {operation} ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION qtrace_refuse()"
                )
            )
    connection.execute(text("DROP TRIGGER IF EXISTS guard_record_insert ON record"))
    connection.execute(
        text(
            "CREATE TRIGGER guard_record_insert BEFORE TRUNCATE ON record "
            "FOR EACH STATEMENT EXECUTE FUNCTION qtrace_refuse()"
        )
    )


def missing_guards(connection: Connection) -> list[str]:
    """Guards that should be in the database and are not; empty is good."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    present = set(connection.scalars(text(query)))
    return sorted(set(_names(guard_plan())) - present)
