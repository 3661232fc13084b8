"""samples and re-inspection"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kinds = sa.table("movement_kind", sa.column("code", sa.String))
    op.bulk_insert(kinds, [{"code": "sample_return"}])
    _create_objects()
    _create_acts()
    op.create_table(
        "reinspection",
        _key("inspection_id"),
        _number("original_id"),
        _number("inspector_id"),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _number("asked_by"),
        _at("at"),
        *_record("reinspection"),
        sa.CheckConstraint(
            "reason IN ('measurement_error', 'wrong_gauge', 'wrong_sample')",
            name=op.f("ck_reinspection_reason"),
        ),
        sa.CheckConstraint("asked_by <> inspector_id", name=op.f("ck_reinspection_other_asks")),
        _refers("reinspection", "inspection_id", "inspection.id"),
        _refers("reinspection", "original_id", "inspection.id"),
        _refers("reinspection", "inspector_id", "person.id"),
        _refers("reinspection", "asked_by", "person.id"),
        sa.PrimaryKeyConstraint("inspection_id", name=op.f("pk_reinspection")),
        sa.UniqueConstraint("original_id", name=op.f("uq_reinspection_original_id")),
    )


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _at(name: str) -> sa.Column[object]:
    return sa.Column(name, qtrace.models.types.UtcDateTime(timezone=True), nullable=False)


def _record(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return _number("record_id"), sa.ForeignKeyConstraint(
        ["record_id"],
        ["record.id"],
        name=op.f(f"fk_{table}_record_id"),
        initially="DEFERRED",
        deferrable=True,
    )


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _create_objects() -> None:
    table = "sample_object"
    op.create_table(
        table,
        _key("id"),
        _number("site_id"),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        _number("lot_id"),
        _number("inspection_id", nullable=True),
        _number("parent_id", nullable=True),
        _number("location_id", nullable=True),
        sa.Column("container_no", sa.Integer(), nullable=False),
        _number("qty_q6"),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        _number("taken_by"),
        _at("taken_at"),
        *_record(table),
        sa.CheckConstraint("qty_q6 > 0", name=op.f("ck_sample_object_qty_positive")),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (location_id IS NOT NULL)",
            name=op.f("ck_sample_object_one_origin"),
        ),
        _refers(table, "site_id", "site.id"),
        _refers(table, "lot_id", "item.id"),
        _refers(table, "inspection_id", "inspection.id"),
        _refers(table, "parent_id", "sample_object.id"),
        _refers(table, "location_id", "location.id"),
        _refers(table, "unit_code", "unit.code"),
        _refers(table, "taken_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_object")),
        sa.UniqueConstraint("code", name=op.f("uq_sample_object_code")),
    )
    op.create_index(op.f("ix_sample_object_lot_id"), table, ["lot_id"], unique=False)
    op.create_index(op.f("ix_sample_object_parent_id"), table, ["parent_id"], unique=False)


def _create_acts() -> None:
    table = "sample_act"
    acts = "act IN ('split', 'send', 'report', 'confirm', 'destroy', 'return', 'retain')"
    op.create_table(
        table,
        _key("id"),
        _number("sample_id"),
        sa.Column("act", qtrace.models.types.Code(), nullable=False),
        _number("child_id", nullable=True),
        sa.Column("laboratory", qtrace.models.types.Code(), nullable=True),
        _number("characteristic_id", nullable=True),
        sa.Column("piece", sa.Integer(), nullable=True),
        sa.Column("value", qtrace.models.types.Code(), nullable=True),
        _number("reading_id", nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        _number("person_id"),
        _at("at"),
        *_record(table),
        sa.CheckConstraint(acts, name=op.f("ck_sample_act_act")),
        _refers(table, "sample_id", "sample_object.id"),
        _refers(table, "child_id", "sample_object.id"),
        _refers(table, "characteristic_id", "characteristic.id"),
        _refers(table, "reading_id", "reading.id"),
        _refers(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_act")),
        sa.UniqueConstraint("child_id", name=op.f("uq_sample_act_child_id")),
    )
    op.create_index(op.f("ix_sample_act_sample_id_id"), table, ["sample_id", "id"], unique=False)
