"""Which queries a person or a model may type: those that read the graph, by an allow-list.

Neo4j Community has no roles.  Its READ access mode refuses writes, but not `LOAD CSV`, `SHOW` or
procedures of the server; these are refused here, before anything is sent.  The list holds for
both engines, so that what one takes the other takes too.

Cypher puts nothing between its clauses: so a word that follows the end of an expression is the
next operator or the next clause, and must be a known one.  The same holds for the first word of
a query, of a subquery and of a part of a UNION.  Elsewhere a word may be a variable; there only
the words that start another clause are refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.engine.tokens import Token, tokens
from graph.errors import UserError


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST = _words("MATCH OPTIONAL UNWIND WITH RETURN CALL EXPLAIN PROFILE")
KEYWORDS = FIRST | _words(
    "UNION ALL DISTINCT WHERE ORDER BY SKIP OFFSET LIMIT YIELD AS FINISH "
    "AND OR XOR NOT IN IS STARTS ENDS CONTAINS CASE WHEN THEN ELSE"
)
# Keywords only where they follow an expression; elsewhere these are good names.
AFTER = KEYWORDS | _words("END ASC ASCENDING DESC DESCENDING SHORTEST GROUP GROUPS PATH PATHS")
# After these an expression has ended too.
ENDING = _words("END ASC ASCENDING DESC DESCENDING GROUP GROUPS PATH PATHS FINISH")
REFUSED = _words(
    "CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT LOAD CSV DROP ALTER RENAME "
    "GRANT DENY REVOKE SHOW TERMINATE START STOP ENABLE DISABLE USE CYPHER TRANSACTION "
    "TRANSACTIONS DEALLOCATE REALLOCATE DRYRUN"
)
SUBQUERIES = _words("EXISTS COUNT COLLECT")  # before a brace
PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
    }
)
# Functions with a dot in their name; those of plugins may reach files and other hosts.
NAMESPACES = _words("date datetime localdatetime time localtime duration point vector.similarity")


def check(cypher: str) -> None:
    """Raise `UserError`, which names what is refused, unless `cypher` only reads the graph."""
    found = list(tokens(cypher))
    if found and found[-1] == Token("mark", ";"):
        found.pop()
    if not found:
        raise UserError("The query is empty")
    _Reader(found).read()


class _Reader:
    """Goes through the tokens once and knows what may come next."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.found = found
        self.at = 0
        self.clause = True  # a clause starts here
        self.ended = False  # an expression has ended here
        self.naming = ""  # `.`, `:`, `$` or `AS`, where the next word is a name after one of these
        self.before = ""  # the last keyword, if nothing stands between
        self.brackets: list[str] = []  # what stood before each open bracket, if a keyword

    def read(self) -> None:
        while self.at < len(self.found):
            token = self.found[self.at]
            if token.kind == "mark":
                self._mark(token)
            elif token.kind == "word":
                self._word(token)
            elif self.clause:
                raise _refused(token)
            else:
                self._expression()
            self.at += 1

    def _mark(self, token: Token) -> None:
        mark, before = token.text, self.before
        if mark == ";":
            raise UserError("One query at a time: take away what follows the semicolon")
        if self.clause and not (mark == "(" and self.brackets):  # a subquery may be a pattern
            raise _refused(token)
        self.clause, self.before = False, ""
        self.naming = mark if mark in ".:$" else ""
        if mark in "([{":
            if mark == "(":
                self._check_function()
            self.brackets.append(before)
            self.clause = mark == "{" and (before in SUBQUERIES or before == "CALL")
            self.ended = False
        elif mark in ")]}":
            opened_by = self.brackets.pop() if self.brackets else ""
            self.ended = True
            if mark == ")" and opened_by == "CALL":  # the variables of `CALL (a) { … }`
                self.before = "CALL"
        elif mark == "*":
            self.ended = not self.ended  # an expression in `RETURN *`, an operator in `2 * 3`
        else:
            self.ended = False

    def _word(self, token: Token) -> None:
        word = token.upper
        if self.clause:
            self._clause(token)
        elif self.naming in {".", "$", "AS"}:
            self._expression()
        elif self.ended:
            if word not in AFTER:
                raise _refused(token)
            self._keyword(word)
        elif word in REFUSED and not (self.naming or self._next() == ":"):
            raise _refused(token)
        elif word in KEYWORDS or (word in SUBQUERIES and self._next() == "{"):
            self._keyword(word)
        else:
            self._expression()

    def _clause(self, token: Token) -> None:
        """The first word of a clause; `UNION ALL` and `EXPLAIN` leave it to the next."""
        word = token.upper
        if self.before == "UNION" and word in {"ALL", "DISTINCT"}:
            self.before = ""
        elif word not in FIRST:
            raise _refused(token)
        elif word not in {"EXPLAIN", "PROFILE"}:
            self.clause = False
            self._keyword(word)

    def _keyword(self, word: str) -> None:
        named = word == "AS" and self.ended
        self.ended = word in ENDING
        self.before = word
        self.naming = "AS" if named else ""
        self.clause = word == "UNION"
        if word == "CALL" and self._next() not in {"{", "("}:
            self._check_procedure()

    def _expression(self) -> None:
        self.ended, self.naming, self.before = True, "", ""

    def _next(self) -> str:
        """The next token, if it is a mark."""
        after = self.found[self.at + 1 : self.at + 2]
        return after[0].text if after and after[0].kind == "mark" else ""

    def _check_procedure(self) -> None:
        """Read the name after CALL."""
        name = ""
        while self.at + 1 < len(self.found):
            token = self.found[self.at + 1]
            if token.kind not in {"word", "quoted"} and token.text != ".":
                break
            if name and not name.endswith(".") and token.text != ".":
                break  # `CALL db.labels YIELD …`
            name += token.text
            self.at += 1
        if name not in PROCEDURES:
            allowed = ", ".join(sorted(PROCEDURES))
            raise UserError(f"CALL {name} is not among the procedures that only read: {allowed}")
        self._expression()

    def _check_function(self) -> None:
        """Read the name before a bracket backwards, if there is one."""
        at, parts = self.at, []
        while at > 0 and self.found[at - 1].kind in {"word", "quoted"}:
            parts.append(self.found[at - 1].text)
            at -= 1
            if at == 0 or self.found[at - 1] != Token("mark", "."):
                break
            at -= 1
        name = ".".join(reversed(parts))
        space = name.rpartition(".")[0]
        if space and space.casefold() not in NAMESPACES and name not in PROCEDURES:
            raise UserError(f"{name}() is not among the functions that a typed query may use")


def _refused(token: Token) -> UserError:
    shown = token.text[:40]
    return UserError(
        f"{shown!r} is refused here: a typed query only reads (MATCH, OPTIONAL MATCH, UNWIND, "
        "WITH, WHERE, RETURN, UNION, ORDER BY, SKIP, LIMIT, subqueries)"
    )
