"""What is typed cannot write: each layer that sees to it, with the others off."""

from __future__ import annotations

import neo4j
import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j.exceptions import Neo4jError

from graph.engine.readonly import check
from graph.errors import UserError
from graph.store import Batch, Stamp, Store

READS = [
    "MATCH (a:Actor) RETURN a.order ASC",
    "MATCH path = (a)--(b) RETURN path LIMIT 3",
    "match (n) return count(*) as n order by n desc limit 10",
    "MATCH (n) RETURN DISTINCT n.kind AS kind, count(n) AS 数量 ORDER BY 数量 DESC, kind",
    "MATCH (n:Actor {name: 'CREATE (x) // DELETE'})-[r]-(m) RETURN type(r), m.name // SET",
    "MATCH p = SHORTEST 2 PATH GROUPS (a)-[:X]-+(b) RETURN p",
    "MATCH p = shortestPath((a)-[:X|Y*..6]-(b)) RETURN length(p)",
    "RETURN {a: NOT true, set: 1, b: CASE WHEN 1 = 1 THEN 2 ELSE 3 END} AS create",
    "MATCH (n) WHERE n.set = 1 AND n:Delete AND n.`CREATE` = $merge RETURN n",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.labels YIELD label RETURN *",
    "MATCH (a) CALL (a) { MATCH (a)--(b) RETURN b LIMIT 1 } RETURN a, b",
    "MATCH (a) CALL { WITH a MATCH (a)--(b) RETURN b UNION ALL WITH a RETURN a AS b } RETURN b",
    "RETURN 1 AS x UNION ALL RETURN 2 AS x;",
    "MATCH (a) WHERE EXISTS { (a)-->() } AND COUNT { (a)--() } > 2 RETURN a",
    "MATCH (a) RETURN a {.*, .name, n: COLLECT { MATCH (a)--(b) RETURN b.id ORDER BY b.id }}",
    "EXPLAIN MATCH (a) RETURN a",
    "MATCH (a) WHERE a.name IS NOT NULL AND NOT (a)--() RETURN a SKIP 3 LIMIT $n",
    "RETURN date.truncate('day', date()), [x IN range(0, 10) WHERE x % 2 = 0 | x ^ 2], 1.5e-3",
    "MATCH (a:Actor|Place&!Park) WITH *, 1 AS one WHERE a.name =~ '.*' RETURN *",
    "MATCH ((a)-[:X]->(b)){1,3} RETURN reduce(s = 0, x IN a | s + x.n) AS s",
    "/* a comment */ WITH 1 AS order MATCH (n) RETURN order",
    "MATCH\u3000(n)\u00a0RETURN n",
]

# What a harmful clause may look like after a query that has not ended yet.
HARMFUL = [
    "CREATE (x)",
    "create (x)",
    "CrEaTe(x)",
    "MERGE (x:Actor {id: 'x'})",
    "SET n.x = 1",
    "SET n:Actor",
    "REMOVE n.x",
    "DELETE n",
    "DETACH DELETE n",
    "FOREACH (x IN [1] | CREATE (:X))",
    "INSERT (x)",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1/' AS row RETURN row",
    "CALL dbms.killConnections(['bolt-1']) YIELD message RETURN message",
    "CALL dbms.`killConnections`([])",
    "CALL `dbms.killConnections`([])",
    "CALL `dbms` . killConnections([])",
    "CALL dbms. /* here */ listConfig()",
    "CALL db.createLabel('X')",
    "CALL apoc.load.json('http://127.0.0.1/') YIELD value RETURN value",
    "CALL { CREATE (x) }",
    "CALL (n) { SET n.x = 1 }",
    "CALL { WITH 1 AS x CREATE (y) RETURN y } RETURN 1",
    "CALL { MATCH (x) RETURN x UNION CREATE (x) RETURN x } RETURN 1",
    "CALL { MATCH (x) DELETE x } IN TRANSACTIONS OF 10 ROWS",
    "CALL { MATCH (x) RETURN x } IN 3 CONCURRENT TRANSACTIONS RETURN x",
    "UNION CREATE (x) RETURN x",
    "UNION ALL MERGE (x) RETURN x",
    "WITH 1 AS order CREATE (x)",
    "WITH * CREATE (x)",
    "RETURN * /**/CREATE (x)",
    "RETURN 1 AS as CREATE (x)",
    "RETURN 0CREATE (x)",
    "RETURN 1.5CREATE (x)",
    "RETURN [1]CREATE (x)",
    "RETURN 'a'CREATE (x)",
    "RETURN `a`CREATE (x)",
    "RETURN $a CREATE (x)",
    "RETURN {a: 1} CREATE (x)",
    "RETURN '\\'' CREATE (x) //'",
    'RETURN "\\\\" CREATE (x) //"',
    "RETURN '/*' CREATE (x) /* '*/",
    "RETURN `//` CREATE (x)",
    "RETURN 1 // comment\rCREATE (x)",
    "RETURN 1 // comment\nCREATE (x)",
    "RETURN 1 /* // */ CREATE (x)",
    "RETURN 1; CREATE (x)",
    "RETURN 1; MATCH (n) DETACH DELETE n;",
    "RETURN EXISTS { CREATE (x) }",
    "RETURN {a: COUNT { CREATE (x) }}",
    "RETURN genai.vector.encode('x', 'OpenAI', {})",
    "RETURN `genai.vector.encode`('x', 'OpenAI', {})",
    "RETURN apoc.util.sha1(['x'])",
    "\\u0043REATE (x)",
    "RETURN '\\u0027 CREATE (x) //'",
    "C\\u0052EATE (x)",
    "ſET n.x = 1",
    "ＣＲＥＡＴＥ (x)",
    "RETURN 1\u200bCREATE (x)",
    "RETURN 1\ufeffCREATE (x)",
    "RETURN 1\u2028CREATE (x)",
    "RETURN 1 \u2010CREATE (x)",
]
COMMANDS = [
    "SHOW TRANSACTIONS",
    "show users",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CREATE INDEX x FOR (n:Actor) ON (n.x)",
    "DROP CONSTRAINT actor_id",
    "CREATE USER x SET PASSWORD 'password'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "STOP DATABASE neo4j",
    "GRANT ROLE admin TO neo4j",
    "USE system MATCH (n) RETURN n",
    "CYPHER runtime=slotted MATCH (n) RETURN n",
    "CYPHER 5 CREATE (x)",
    "EXPLAIN CREATE (x)",
    "PROFILE MATCH (n) SET n.x = 1",
    "(n) CREATE (x)",
    "'x' CREATE (x)",
    "`MATCH` (n) CREATE (x)",
    "$x",
    "{",
    "",
    "  // nothing",
    ";",
    ";;",
    "RETURN 'not closed",
    "RETURN 1 /* not closed",
    "RETURN `not closed",
    "RETURN " + "1 + " * 6000 + "1",
]


@pytest.mark.parametrize("text", READS)
def test_the_list_lets_through_what_reads(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", HARMFUL)
@pytest.mark.parametrize("before", ["", "MATCH (n) ", "MATCH (n) WITH n ", "UNWIND [1] AS n\n"])
def test_the_list_refuses_what_does_not(before: str, text: str) -> None:
    with pytest.raises(UserError):
        check(before + text)


@pytest.mark.parametrize("text", COMMANDS)
def test_the_list_refuses_commands(text: str) -> None:
    with pytest.raises(UserError):
        check(text)


GAPS = st.sampled_from([" ", "\n", "\t", "/**/", "/* RETURN */", "//'\n", "//`\r\n", "\u3000"])


@given(read=st.sampled_from(READS), clause=st.sampled_from(HARMFUL[:12]), data=st.data())
def test_a_harmful_clause_is_found_behind_any_query(
    read: str, clause: str, data: st.DataObject
) -> None:
    mixed = "".join(data.draw(st.sampled_from([c.lower(), c.upper()])) for c in clause)
    with pytest.raises(UserError):
        check(f"{read.rstrip(';')}{data.draw(GAPS)}\n{mixed}")


@given(st.text(alphabet=st.sampled_from(list("'\"`\\/*\n CREATE(){}[]nx.,:;1$|")), max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        check(text)
    except UserError as error:
        assert "\n" not in str(error)


WRITES = [
    "CREATE (x:Actor {id: 'x'})",
    "CREATE (x:NewLabel)",
    "MERGE (x:Actor {id: 'x'})",
    "MATCH (n:Actor) SET n.name = 'other'",
    "MATCH (n:Actor) SET n:Enterprise",
    "MATCH (n:Actor) REMOVE n.name",
    "MATCH (n:Actor) DETACH DELETE n",
    "MATCH (n:Actor) CREATE (n)-[:X]->(n)",
    "MATCH (n:Actor) CALL (n) { SET n.name = 'other' } RETURN n",
    "FOREACH (i IN [1] | CREATE (:Actor {id: 'x'}))",
    "CREATE INDEX some FOR (n:Actor) ON (n.some)",
    "CREATE CONSTRAINT some FOR (n:Actor) REQUIRE n.some IS UNIQUE",
    "DROP CONSTRAINT actor_id",
    "CALL db.createLabel('Other')",
]


def one_actor(store: Store) -> None:
    store.begin(Stamp("test", "m", 0, 1))
    store.apply(Batch("create_nodes", [{"id": "a:1", "name": "大学"}], ("Actor",)), 0)


def everything(store: Store) -> list[tuple[object, ...]]:
    return store.read("MATCH (n) OPTIONAL MATCH (n)-[e]->() RETURN n, e ORDER BY n.id").rows


@pytest.mark.parametrize("text", WRITES)
@pytest.mark.parametrize("mode", ["READ", "autocommit READ", "WRITE"])
def test_the_reading_connection_alone_refuses_to_write(store: Store, text: str, mode: str) -> None:
    if store.engine.name == "neo4j" and mode == "WRITE":
        return  # READ access mode is what makes the connection a reading one: Community, no roles
    one_actor(store)
    before = everything(store)
    access = mode.rpartition(" ")[2]
    reader = store.engine.reader.session(database=store.engine.database, default_access_mode=access)
    with reader as session, pytest.raises(Neo4jError):
        if mode == "READ":
            session.execute_read(lambda tx: tx.run(text).consume())
        elif mode == "WRITE":
            session.execute_write(lambda tx: tx.run(text).consume())
        else:
            session.run(neo4j.Query(text)).consume()
    assert everything(store) == before


def test_files_are_not_read_even_by_the_writing_connection(store: Store) -> None:
    with (
        store.engine.driver.session(database=store.engine.database) as session,
        pytest.raises(Neo4jError),
    ):
        session.run("LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row").consume()


@pytest.mark.parametrize("user,password", [("root", "wrong"), ("reader", ""), ("nobody", "x")])
def test_the_embedded_engine_refuses_wrong_passwords(
    arcadedb_store: Store, user: str, password: str
) -> None:
    address = arcadedb_store.engine.state.address  # type: ignore[attr-defined]
    with (
        neo4j.GraphDatabase.driver(address, auth=(user, password)) as driver,
        pytest.raises(neo4j.exceptions.AuthError),
    ):
        driver.execute_query("RETURN 1", database_="triplehelix")
