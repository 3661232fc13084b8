"""inspection returns"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection_return",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=False),
        sa.Column("inspector_id", sa.BigInteger(), nullable=False),
        sa.Column("returned_by", sa.BigInteger(), nullable=False),
        sa.Column("step", qtrace.models.types.Code(), nullable=False),
        sa.Column("reason_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("step IN ('review', 'approve')", name=op.f("ck_inspection_return_step")),
        sa.CheckConstraint(
            "returned_by <> inspector_id", name=op.f("ck_inspection_return_other_returns")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_return_inspection_id")
        ),
        sa.ForeignKeyConstraint(
            ["inspector_id"], ["person.id"], name=op.f("fk_inspection_return_inspector_id")
        ),
        sa.ForeignKeyConstraint(
            ["returned_by"], ["person.id"], name=op.f("fk_inspection_return_returned_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_inspection_return_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_return")),
    )
    op.create_index(
        op.f("ix_inspection_return_inspection_id_id"),
        "inspection_return",
        ["inspection_id", "id"],
        unique=False,
    )
    op.create_table(
        "superseded_signature",
        sa.Column("signature_id", sa.BigInteger(), nullable=False),
        sa.Column("return_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["inspection_return.id"],
            name=op.f("fk_superseded_signature_return_id"),
        ),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_superseded_signature_signature_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_superseded_signature_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("signature_id", name=op.f("pk_superseded_signature")),
    )
    op.create_index(
        op.f("ix_superseded_signature_return_id"),
        "superseded_signature",
        ["return_id"],
        unique=False,
    )
