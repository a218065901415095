"""The tables of the store. What is filtered or aggregated on is a column; the whole record lies beside it as JSON.

``docs/store.md`` tells what lies in which table. A change here needs a migration in ``migrations/versions``: a test
compares the two on both databases.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

# Names are compared by code point on both databases, so that an order is the same on both; it is faster, too.
NAME: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite numbers rows by itself only where the column's type is INTEGER.
_KEY: TypeEngine[int] = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("id", NAME, primary_key=True),
    Column("content", NAME, nullable=False),
    Column("wording", NAME, nullable=False),
    Column("published", Date, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("copy_of", NAME, ForeignKey("articles.id"), index=True),
    Column("text", Text, nullable=False),
    Index(None, "wording", "published", "id"),
)

sentences = Table(
    "sentences",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("article", NAME, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("article", "sequence"),
)

events = Table(
    "events",
    metadata,
    Column("id", NAME, primary_key=True),
    Column("document", NAME, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("published", Date, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("type", NAME),
    Column("mode", NAME, nullable=False),
    Column("act", NAME),
    Column("about_event", NAME),
    Column("about_act", NAME),
    Column("asserts", NAME),
    Column("status", NAME, nullable=False),
    Column("date", Date, nullable=False),
    Column("enddate", Date, nullable=False),
    Column("precision", NAME, nullable=False),
    Column("quad", SmallInteger),
    Column("scale", Float),
    Column("goldstein", Float),
    Column("country", NAME),
    Column("link", NAME),
    Column("dropped", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Column("coded", Text),
    Index(None, "published", "document", "sequence", "start", "id"),
    Index(None, "date", "enddate"),
    Index(None, "type", "act"),
)

actors = Table(
    "actors",
    metadata,
    Column("event", NAME, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("role", NAME, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True),
    Column("entity", NAME, nullable=False),
    Column("code", NAME, nullable=False),
    Column("sector", NAME, nullable=False),
    Column("person", Text),
    Column("date", Date, nullable=False),
    Column("enddate", Date, nullable=False),
    Index(None, "entity", "date", "enddate"),
    sqlite_with_rowid=False,
)

pairs = Table(
    "pairs",
    metadata,
    Column("a", NAME, primary_key=True),
    Column("b", NAME, primary_key=True),
    Column("event", NAME, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("published", Date, nullable=False),
    Column("date", Date, nullable=False),
    Column("enddate", Date, nullable=False),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", NAME, primary_key=True),
    Column("type", NAME, nullable=False),
    Column("act", NAME),
    Column("status", NAME, nullable=False),
    Column("date", Date, nullable=False),
    Column("enddate", Date, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "date", "enddate"),
)

incident_events = Table(
    "incident_events",
    metadata,
    Column("event", NAME, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("incident", NAME, ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False, index=True),
)

# No foreign key: what a person corrected stays when its article is coded again, changed or taken out.
corrections = Table(
    "corrections",
    metadata,
    Column("document", NAME, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("stop", Integer, primary_key=True),
    Column("event", NAME, primary_key=True),
    Column("field", NAME, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made_at", NAME, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", _KEY, primary_key=True),
    Column("started", NAME, nullable=False),
    Column("finished", NAME),
    Column("coder", Text, nullable=False),
    Column("added", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
)

baseline = Table(
    "baseline",
    metadata,
    Column("sender", NAME, primary_key=True),
    Column("receiver", NAME, primary_key=True),
    Column("channel", NAME, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("value", NAME, nullable=False),
    Column("source", Text, nullable=False),
    Column("certainty", NAME, nullable=False),
)

event_keys = Table(
    "event_keys",
    metadata,
    Column("key", NAME, primary_key=True),
    Column("event", NAME, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

bands = Table(
    "bands",
    metadata,
    Column("band", NAME, primary_key=True),
    Column("article", NAME, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories",
    metadata,
    Column("article", NAME, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("story", NAME, nullable=False, index=True),
    sqlite_with_rowid=False,
)
