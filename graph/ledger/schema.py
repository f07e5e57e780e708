"""The tables of the ledger.

Nothing is ever overwritten that a version could show: what ends gets the version that ended it in
`removed`, and what returns is a new row.  So a row counts at version v exactly when
`added <= v` and `removed` is empty or greater than v (`at`).
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    or_,
    select,
)

FORMAT = 2  # of these tables; a ledger of another format is refused

# Ids and values are compared byte by byte, in SQLite and in Python alike.
NAMING = ("name", "name_en", "aliases")

metadata = MetaData()

ledger = Table(
    "ledger",
    metadata,
    Column("uuid", Text, primary_key=True),
    Column("format", Integer, nullable=False),
    Column("created", Text, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("what", Text, nullable=False),  # load, retract, judge, undo, restore
    Column("source", Text),
    Column("judgement", Integer),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),  # UTC, ISO
    Column("added", Integer, nullable=False),  # statements
    Column("removed", Integer, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("url", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("edition", Text, nullable=False),  # the source's own version
    Column("model", Text, nullable=False),  # digest of the model that its rows were checked with
    Column("statements", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)

statement = Table(
    "statement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", LargeBinary(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("predicate", Text, nullable=False),  # "kind", a property, or a relationship's type
    Column("object", Text),  # the other end; empty where `value` speaks of the subject alone
    Column("value", Text),
    Column("qualifier", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("since", Integer),
    Column("until", Integer),
    Column("basis", Text, nullable=False),
    Column("basis_at", Text, nullable=False),  # places, one a line
    Column("detail", Text, nullable=False),  # JSON of a relationship's other properties, or empty
    Column("locators", Text, nullable=False),  # places, one a line
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("verdict", Text, nullable=False),  # same, differ
    Column("rule", Text, nullable=False),  # empty where a person judged
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False, index=True),  # of a rule: the value that both have
    Column("at", Text, nullable=False),
    Column("undone_by", Text, nullable=False),  # empty unless a person undid it
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)

Index("statement_subject", statement.c.subject, statement.c.object)
Index("statement_object", statement.c.object, sqlite_where=statement.c.object.is_not(None))
Index("statement_added", statement.c.added)
Index("statement_removed", statement.c.removed, sqlite_where=statement.c.removed.is_not(None))
Index(
    "statement_value",
    statement.c.value,
    statement.c.predicate,
    sqlite_where=statement.c.object.is_(None) & (statement.c.predicate != "kind"),
)


def live(table: FromClause) -> ColumnElement[bool]:
    """The rows of `table` that count now."""
    return table.c.removed.is_(None)


def at(table: Table, version: int) -> ColumnElement[bool]:
    """The rows of `table` that count at `version`."""
    return (table.c.added <= version) & or_(table.c.removed.is_(None), table.c.removed > version)


def changed(table: Table, after: int, until: int) -> ColumnElement[bool]:
    """The rows of `table` that began or ended in the versions after `after` up to `until`."""
    return table.c.added.between(after + 1, until) | table.c.removed.between(after + 1, until)


def of_source(source_id: str) -> ColumnElement[bool]:
    """The statements of a source.

    One version adds statements of one source alone, so the index of versions finds them.
    """
    versions = select(revision.c.version).where(revision.c.source == source_id)
    return statement.c.added.in_(versions) & (statement.c.source == source_id)
