"""The tables of the ledger.

Nothing is ever overwritten that a version could show: what ends gets the version that ended it in
`removed`, and what returns is a new row.  So a row counts at version v exactly when
`added <= v` and `removed` is empty or greater than v (`at`).
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    func,
    literal_column,
    or_,
    select,
)

from graph.ledger.database.columns import TEXT, partial_index

FORMAT = 5  # of these tables; a ledger of another format is refused
NAMING = ("name", "name_en", "aliases")

metadata = MetaData()

ledger = Table(
    "ledger",
    metadata,
    Column("uuid", TEXT, primary_key=True),
    Column("format", Integer, nullable=False),
    Column("created", TEXT, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("what", TEXT, nullable=False),  # load, retract, judge, correct, undo, restore
    Column("source", TEXT),
    Column("judgement", Integer),
    Column("by", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),  # UTC, ISO
    Column("added", Integer, nullable=False),  # statements
    Column("removed", Integer, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", TEXT, nullable=False, index=True),
    Column("title", TEXT, nullable=False),
    Column("publisher", TEXT, nullable=False),
    Column("date", TEXT, nullable=False),
    Column("licence", TEXT, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("url", TEXT, nullable=False),
    Column("sha256", TEXT, nullable=False),
    Column("state", TEXT, nullable=False),
    Column("edition", TEXT, nullable=False),  # the source's own version
    Column("model", TEXT, nullable=False),  # digest of the model that its rows were checked with
    Column("statements", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)

statement = Table(
    "statement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", LargeBinary(16), nullable=False),
    Column("source", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("predicate", TEXT, nullable=False),  # "kind", a property, or a relationship's type
    Column("object", TEXT),  # the other end; empty where `value` speaks of the subject alone
    Column("value", TEXT),
    Column("qualifier", TEXT, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("since", Integer),
    Column("until", Integer),
    Column("basis", TEXT, nullable=False),
    Column("basis_at", TEXT, nullable=False),  # places, one a line
    Column("detail", TEXT, nullable=False),  # JSON of a relationship's other properties, or empty
    Column("locators", TEXT, nullable=False),  # places, one a line
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("a", TEXT, nullable=False),
    Column("b", TEXT, nullable=False),
    Column("verdict", TEXT, nullable=False),  # same, differ
    Column("rule", TEXT, nullable=False),  # empty where a person judged
    Column("by", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False, index=True),  # of a rule: the value that both have
    Column("at", TEXT, nullable=False),
    Column("undone_by", TEXT, nullable=False),  # empty unless a person undid it
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)

correction = Table(
    "correction",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("source", TEXT, nullable=False),  # the person, as a source; says the new statements
    Column("by", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),
    Column("undone_by", TEXT, nullable=False),  # empty unless a person undid it
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)

denial = Table(  # that a person calls a statement wrong; what it speaks of, so as to find it
    "denial",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("correction", Integer, nullable=False),
    Column("key", LargeBinary(16), nullable=False),
    Column("subject", TEXT, nullable=False, index=True),
    Column("predicate", TEXT, nullable=False),
    Column("object", TEXT, index=True),
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)


duty = Table(  # who answers for something still to come, or by when: set by hand
    "duty",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("correction", Integer, nullable=False),  # signs it, and takes it back with itself
    Column("subject", TEXT, nullable=False, index=True),
    Column("predicate", TEXT, nullable=False),  # "kind" of a thing, else a relationship's type
    Column("object", TEXT, index=True),
    Column("qualifier", TEXT, nullable=False),
    Column("what", TEXT, nullable=False),  # owner, due
    Column("value", TEXT, nullable=False),  # empty: nobody, or no date, any more
    Column("added", Integer, nullable=False),
    Column("removed", Integer),
)

file = Table(  # what a source was read from, so that a place in it can be shown
    "file",
    metadata,
    Column("source", TEXT, nullable=False, index=True),
    Column("name", TEXT, nullable=False),  # as locators call it
    Column("role", TEXT, nullable=False),  # table; or how a text is cut into places
    Column("sha256", TEXT, nullable=False),
    Column("path", TEXT, nullable=False),  # where it lay when it was loaded; empty if nobody knows
)

former_file = Table(  # what a source was read from before the load of a version
    "former_file",
    metadata,
    *(Column(c.name, c.type, nullable=False) for c in file.c),
    Column("removed", Integer, nullable=False),
)
Index("former_file_removed", former_file.c.removed)


def findable(table: FromClause) -> ColumnElement[bool]:
    """The statements that are found by their value: names and ids are, long texts are not.

    A query by value says so, that the index may answer; what is written out here may not be given
    as a parameter.
    """
    c = table.c
    found = c.object.is_(None) & (c.predicate != literal_column("'kind'"))
    return found & (func.length(c.value) <= literal_column("500"))  # the longest name or id


Index("statement_subject", statement.c.subject, statement.c.object)
partial_index("statement_object", statement.c.object, where=statement.c.object.is_not(None))
Index("statement_added", statement.c.added)
partial_index("statement_removed", statement.c.removed, where=statement.c.removed.is_not(None))
partial_index(
    "statement_value", statement.c.value, statement.c.predicate, where=findable(statement)
)


def live(table: FromClause) -> ColumnElement[bool]:
    """The rows of `table` that count now."""
    return table.c.removed.is_(None)


def at(table: FromClause, version: int) -> ColumnElement[bool]:
    """The rows of `table` that count at `version`."""
    return (table.c.added <= version) & or_(table.c.removed.is_(None), table.c.removed > version)


def standing(statement: FromClause) -> ColumnElement[bool]:
    """The rows of `statement` (or of an alias of it) that nobody calls wrong now."""
    return statement.c.key.not_in(select(denial.c.key).where(live(denial)))


def standing_at(version: int) -> ColumnElement[bool]:
    """The statements that nobody calls wrong at `version`."""
    return statement.c.key.not_in(select(denial.c.key).where(at(denial, version)))


def changed(table: Table, after: int, until: int) -> ColumnElement[bool]:
    """The rows of `table` that began or ended in the versions after `after` up to `until`."""
    return table.c.added.between(after + 1, until) | table.c.removed.between(after + 1, until)


def of_source(source_id: str) -> ColumnElement[bool]:
    """The statements of a source.

    One version adds statements of one source alone, so the index of versions finds them.
    """
    versions = select(revision.c.version).where(revision.c.source == source_id)
    return statement.c.added.in_(versions) & (statement.c.source == source_id)


def next_number(connection: Connection, table: Table) -> int:
    """The number of the next row of `table`: nobody else writes meanwhile."""
    return (connection.scalar(select(func.max(table.c.number))) or 0) + 1
