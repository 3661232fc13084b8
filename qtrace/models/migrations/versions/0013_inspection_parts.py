"""inspections of a part of a lot"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = "inspection_part"
    op.create_table(
        table,
        sa.Column("inspection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("whole_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f(f"fk_{table}_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f(f"fk_{table}_inspection_id")
        ),
        sa.ForeignKeyConstraint(["whole_id"], ["item.id"], name=op.f(f"fk_{table}_whole_id")),
        sa.PrimaryKeyConstraint("inspection_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_whole_id"), table, ["whole_id"], unique=False)
