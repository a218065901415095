"""The first tables, and the search in sentences that each database has its own way of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# The index of words points into the table of sentences and holds no text of its own; the triggers keep them together.
_SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE sentence_words USING fts5("
    "text, content='sentences', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER sentences_inserted AFTER INSERT ON sentences BEGIN"
    " INSERT INTO sentence_words(rowid, text) VALUES (new.key, new.text); END",
    "CREATE TRIGGER sentences_deleted AFTER DELETE ON sentences BEGIN"
    " INSERT INTO sentence_words(sentence_words, rowid, text) VALUES ('delete', old.key, old.text); END",
    "CREATE TRIGGER sentences_updated AFTER UPDATE ON sentences BEGIN"
    " INSERT INTO sentence_words(sentence_words, rowid, text) VALUES ('delete', old.key, old.text);"
    " INSERT INTO sentence_words(rowid, text) VALUES (new.key, new.text); END",
)
_POSTGRESQL_SEARCH = ("CREATE INDEX ix_sentences_words ON sentences USING gin (to_tsvector('english', text))",)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "articles",
        sa.Column("id", NAME, nullable=False),
        sa.Column("content", NAME, nullable=False),
        sa.Column("wording", NAME, nullable=False),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("copy_of", NAME),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["copy_of"], ["articles.id"], name="fk_articles_copy_of"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_index("ix_articles_copy_of", "articles", ["copy_of"])
    op.create_index("ix_articles_published", "articles", ["published"])
    op.create_index("ix_articles_wording_published_id", "articles", ["wording", "published", "id"])
    op.create_table(
        "baseline",
        sa.Column("sender", NAME, nullable=False),
        sa.Column("receiver", NAME, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("value", NAME, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("certainty", NAME, nullable=False),
        sa.PrimaryKeyConstraint("sender", "receiver", "channel", "since", name="pk_baseline"),
    )
    op.create_table(
        "corrections",
        sa.Column("document", NAME, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("event", NAME, nullable=False),
        sa.Column("field", NAME, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", NAME, nullable=False),
        sa.PrimaryKeyConstraint("document", "start", "stop", "event", "field", name="pk_corrections"),
    )
    op.create_table(
        "incidents",
        sa.Column("id", NAME, nullable=False),
        sa.Column("type", NAME, nullable=False),
        sa.Column("act", NAME),
        sa.Column("status", NAME, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("enddate", sa.Date(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_date_enddate", "incidents", ["date", "enddate"])
    op.create_table(
        "runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("started", NAME, nullable=False),
        sa.Column("finished", NAME),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "events",
        sa.Column("id", NAME, nullable=False),
        sa.Column("document", NAME, nullable=False),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("type", NAME),
        sa.Column("mode", NAME, nullable=False),
        sa.Column("act", NAME),
        sa.Column("about_event", NAME),
        sa.Column("about_act", NAME),
        sa.Column("asserts", NAME),
        sa.Column("status", NAME, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("enddate", sa.Date(), nullable=False),
        sa.Column("precision", NAME, nullable=False),
        sa.Column("quad", sa.SmallInteger()),
        sa.Column("scale", sa.Float()),
        sa.Column("goldstein", sa.Float()),
        sa.Column("country", NAME),
        sa.Column("link", NAME),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("coded", sa.Text()),
        sa.ForeignKeyConstraint(["document"], ["articles.id"], name="fk_events_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_date_enddate", "events", ["date", "enddate"])
    op.create_index("ix_events_document", "events", ["document"])
    op.create_index(
        "ix_events_published_document_sequence_start_id", "events", ["published", "document", "sequence", "start", "id"]
    )
    op.create_index("ix_events_type_act", "events", ["type", "act"])
    op.create_table(
        "sentences",
        sa.Column("key", KEY, nullable=False),
        sa.Column("article", NAME, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_sentences_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_sentences"),
        sa.UniqueConstraint("article", "sequence", name="uq_sentences_article_sequence"),
    )
    op.create_table(
        "actors",
        sa.Column("event", NAME, nullable=False),
        sa.Column("role", NAME, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("entity", NAME, nullable=False),
        sa.Column("code", NAME, nullable=False),
        sa.Column("sector", NAME, nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("enddate", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name="fk_actors_event", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "role", "ordinal", name="pk_actors"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_actors_entity_date_enddate", "actors", ["entity", "date", "enddate"])
    op.create_table(
        "incident_events",
        sa.Column("event", NAME, nullable=False),
        sa.Column("incident", NAME, nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name="fk_incident_events_event", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_incident_events_incident", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", name="pk_incident_events"),
    )
    op.create_index("ix_incident_events_incident", "incident_events", ["incident"])
    op.create_table(
        "pairs",
        sa.Column("a", NAME, nullable=False),
        sa.Column("b", NAME, nullable=False),
        sa.Column("event", NAME, nullable=False),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("enddate", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name="fk_pairs_event", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("a", "b", "event", name="pk_pairs"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pairs_event", "pairs", ["event"])
    for statement in _SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_SEARCH:
        op.execute(statement)
