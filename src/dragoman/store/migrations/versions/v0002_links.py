"""What incidents are found by: the keys of reports, the keys of texts, and the stories that texts are copies of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    for table, key, owner, target in (
        ("event_keys", "key", "event", "events"),
        ("bands", "band", "article", "articles"),
    ):
        op.create_table(
            table,
            sa.Column(key, NAME, nullable=False),
            sa.Column(owner, NAME, nullable=False),
            sa.ForeignKeyConstraint([owner], [f"{target}.id"], name=f"fk_{table}_{owner}", ondelete="CASCADE"),
            sa.PrimaryKeyConstraint(key, owner, name=f"pk_{table}"),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{table}_{owner}", table, [owner])
    op.create_table(
        "stories",
        sa.Column("article", NAME, nullable=False),
        sa.Column("story", NAME, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_stories_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", name="pk_stories"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stories_story", "stories", ["story"])
