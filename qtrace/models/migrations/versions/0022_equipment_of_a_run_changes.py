"""a pass goes on with other equipment"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "run_equipment_change",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.BigInteger(), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_run_equipment_change_reason")),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=op.f("fk_run_equipment_change_equipment_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_run_equipment_change_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_run_equipment_change_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["operation_run.id"], name=op.f("fk_run_equipment_change_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_equipment_change")),
        sa.UniqueConstraint("run_id", "no", name=op.f("uq_run_equipment_change_run_id_no")),
    )
    op.create_index(
        op.f("ix_run_equipment_change_equipment_id"), "run_equipment_change", ["equipment_id"]
    )
