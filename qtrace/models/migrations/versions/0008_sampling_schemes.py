"""sampling schemes and skip-lot"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS = "sampling IN ('aql', 'all', 'fixed', 'c0', 'double', 'variables', 'lq', 'success_run')"
CLASSES = "char_class IN ('critical', 'major', 'minor')"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_plan_class()
    else:
        op.drop_constraint(op.f("ck_plan_class_sampling"), "plan_class", type_="check")
        op.create_check_constraint(op.f("ck_plan_class_sampling"), "plan_class", KINDS)
    _create_terms()
    _create_skip_lot()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, qtrace.models.types.Code(), nullable=True)


def _record(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    column = sa.Column("record_id", sa.BigInteger(), nullable=False)
    return column, sa.ForeignKeyConstraint(
        ["record_id"],
        ["record.id"],
        name=op.f(f"fk_{table}_record_id"),
        initially="DEFERRED",
        deferrable=True,
    )


def _rebuild_plan_class() -> None:
    """SQLite cannot change a CHECK: the table is written anew, its rows as they are."""
    op.create_table(
        "plan_class_new",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("char_class", qtrace.models.types.Code(), nullable=False),
        sa.Column("sampling", qtrace.models.types.Code(), nullable=False),
        *(_text(name) for name in ("standard", "edition", "level", "aql")),
        sa.Column("fixed_n", sa.Integer(), nullable=True),
        sa.Column("ac", sa.Integer(), nullable=True),
        *_record("plan_class"),
        sa.CheckConstraint(CLASSES, name=op.f("ck_plan_class_char_class")),
        sa.CheckConstraint(KINDS, name=op.f("ck_plan_class_sampling")),
        sa.ForeignKeyConstraint(
            ["plan_revision_id"], ["plan_revision.id"], name=op.f("fk_plan_class_plan_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_class")),
        sa.UniqueConstraint(
            "plan_revision_id", "char_class", name=op.f("uq_plan_class_plan_revision_id_char_class")
        ),
    )
    columns = (
        "id, plan_revision_id, char_class, sampling, standard, edition, level, aql, fixed_n, ac, "
        "record_id"
    )
    copied = f"INSERT INTO plan_class_new ({columns}) SELECT {columns} FROM plan_class"  # noqa: S608 - our own words
    op.execute(copied)
    op.drop_table("plan_class")
    op.rename_table("plan_class_new", "plan_class")


def _create_terms() -> None:
    op.create_table(
        "plan_class_terms",
        sa.Column("plan_class_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *(_text(name) for name in ("sigma", "sigma_value", "method", "lq")),
        *(_text(name) for name in ("confidence", "reliability")),
        *_record("plan_class_terms"),
        sa.CheckConstraint("sigma IN ('known', 'unknown')", name=op.f("ck_plan_class_terms_sigma")),
        sa.CheckConstraint("method IN ('k', 'M')", name=op.f("ck_plan_class_terms_method")),
        sa.ForeignKeyConstraint(
            ["plan_class_id"], ["plan_class.id"], name=op.f("fk_plan_class_terms_plan_class_id")
        ),
        sa.PrimaryKeyConstraint("plan_class_id", name=op.f("pk_plan_class_terms")),
    )
    op.create_table(
        "inspection_class_terms",
        sa.Column("inspection_class_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("n2", "ac2", "re2")),
        *(_text(name) for name in ("k", "m_pct", "sigma", "sigma_value", "method")),
        *(_text(name) for name in ("lq", "confidence", "reliability")),
        *_record("inspection_class_terms"),
        sa.ForeignKeyConstraint(
            ["inspection_class_id"],
            ["inspection_class.id"],
            name=op.f("fk_inspection_class_terms_inspection_class_id"),
        ),
        sa.PrimaryKeyConstraint("inspection_class_id", name=op.f("pk_inspection_class_terms")),
    )
    op.create_table(
        "plan_option",
        sa.Column("plan_revision_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_lot", qtrace.models.types.Code(), nullable=False),
        sa.Column("skip_lot", sa.Boolean(), nullable=False),
        *_record("plan_option"),
        sa.CheckConstraint(
            "first_lot IN ('tightened', 'all')", name=op.f("ck_plan_option_first_lot")
        ),
        sa.ForeignKeyConstraint(
            ["plan_revision_id"], ["plan_revision.id"], name=op.f("fk_plan_option_plan_revision_id")
        ),
        sa.PrimaryKeyConstraint("plan_revision_id", name=op.f("pk_plan_option")),
    )


def _create_skip_lot() -> None:
    events = (
        "event IN ('agreed', 'product_changed', 'production_interrupted', "
        "'supplier_disqualified', 'authority')"
    )
    op.create_table(
        "skip_event",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.Column("manufacturer_site_id", sa.BigInteger(), nullable=True),
        sa.Column("event", qtrace.models.types.Code(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        *_record("skip_event"),
        sa.CheckConstraint(events, name=op.f("ck_skip_event_event")),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_skip_event_part_id")),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_skip_event_supplier_id")
        ),
        sa.ForeignKeyConstraint(
            ["manufacturer_site_id"],
            ["supplier_site.id"],
            name=op.f("fk_skip_event_manufacturer_site_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_skip_event_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skip_event")),
    )
    op.create_index(op.f("ix_skip_event_part_id_id"), "skip_event", ["part_id", "id"], unique=False)
    op.create_table(
        "skipped_inspection",
        sa.Column("inspection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("one_in", sa.Integer(), nullable=False),
        sa.Column("seed", qtrace.models.types.Code(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        *_record("skipped_inspection"),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_skipped_inspection_inspection_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_revision_id"],
            ["plan_revision.id"],
            name=op.f("fk_skipped_inspection_plan_revision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_skipped_inspection_person_id")
        ),
        sa.PrimaryKeyConstraint("inspection_id", name=op.f("pk_skipped_inspection")),
    )
