"""calls for a supervisor"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_KEYS = {
    "station_id": "station.id",
    "called_by": "person.id",
    "answered_by": "person.id",
}


def upgrade() -> None:
    op.create_table(
        "supervisor_call",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("area", qtrace.models.types.Code(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("called_by", sa.BigInteger(), nullable=False),
        sa.Column("called_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "area IN ('receiving', 'inspection', 'line', 'other')",
            name=op.f("ck_supervisor_call_area"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'withdrawn')", name=op.f("ck_supervisor_call_state")
        ),
        sa.CheckConstraint(
            "answered_by IS NULL OR answered_by <> called_by",
            name=op.f("ck_supervisor_call_other_answers"),
        ),
        sa.CheckConstraint(
            "(state = 'answered') = (answered_by IS NOT NULL)",
            name=op.f("ck_supervisor_call_answered"),
        ),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_supervisor_call_{column}"))
            for column, target in _KEYS.items()
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_supervisor_call_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervisor_call")),
    )
    op.create_index(
        "uq_supervisor_call_open",
        "supervisor_call",
        ["station_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("ix_supervisor_call_state_called_at"),
        "supervisor_call",
        ["state", "called_at"],
        unique=False,
    )
