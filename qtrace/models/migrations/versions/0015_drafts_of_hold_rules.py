"""drafts of hold rules"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_draft",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('hold_reason', 'stop_type', 'isolation_rule')",
            name=op.f("ck_rule_draft_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["person.id"], name=op.f("fk_rule_draft_drafted_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_rule_draft_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_draft")),
        sa.UniqueConstraint("id", "drafted_by", name=op.f("uq_rule_draft_id_drafted_by")),
    )
    op.create_index(op.f("ix_rule_draft_kind_code"), "rule_draft", ["kind", "code"], unique=False)
    op.create_table(
        "rule_decision",
        sa.Column("draft_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("drafted_by", sa.BigInteger(), nullable=False),
        sa.Column("decision", qtrace.models.types.Code(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("comment", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "decision IN ('approved', 'returned')", name=op.f("ck_rule_decision_decision")
        ),
        sa.CheckConstraint("decided_by <> drafted_by", name=op.f("ck_rule_decision_other_decides")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_rule_decision_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id", "drafted_by"],
            ["rule_draft.id", "rule_draft.drafted_by"],
            name=op.f("fk_rule_decision_draft_id_drafted_by"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_rule_decision_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_rule_decision")),
    )
    op.add_column("hold_reason", sa.Column("isolates", sa.Boolean(), nullable=True))
