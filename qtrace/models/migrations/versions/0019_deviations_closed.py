"""deviations are closed by a second person"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deviation_closing",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("closed_by", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("conclusion", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "closed_by <> opened_by", name=op.f("ck_deviation_closing_second_person")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "opened_by"],
            ["quality_case.id", "quality_case.opened_by"],
            name=op.f("fk_deviation_closing_case_id_opened_by"),
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["person.id"], name=op.f("fk_deviation_closing_closed_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_deviation_closing_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_deviation_closing")),
    )
