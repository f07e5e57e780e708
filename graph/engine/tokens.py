"""Splits Cypher into its tokens, as both engines do, and refuses what they might split otherwise.

What looks like a keyword may stand in a comment, a string or a back-ticked name, where it means
nothing; and a keyword may be hidden from a careless reader by the same means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from graph.errors import UserError

LONGEST = 20_000  # characters of a query

PATTERN = re.compile(
    r"""
      (?P<space>   [\ \t\r\n\u00a0\u3000]+ )
    | (?P<comment> //[^\r\n]* | /\*.*?\*/ )
    | (?P<string>  '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" )
    | (?P<quoted>  `(?:[^`]|``)*` )
    | (?P<number>  (?: 0[xX][0-9a-fA-F]+ | 0[oO][0-7]+
                     | \d+(?:_\d+)*(?:\.\d+)?(?:[eE][+-]?\d+)? ) (?!\w) )
    | (?P<word>    [^\W\d]\w* )
    | (?P<mark>    [()\[\]{}.,:;|&!%=<>~+\-*^$] | /(?!\*) )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token; comments and spaces are none.  `text` of a quoted name is without its ticks."""

    kind: Literal["string", "quoted", "number", "word", "mark"]
    text: str

    @property
    def upper(self) -> str:
        """The text for comparison with keywords, which no way of writing letters escapes."""
        return unicodedata.normalize("NFKC", self.text).casefold().upper()


def tokens(cypher: str) -> Iterator[Token]:
    """The tokens of `cypher`.  Raises `UserError` for what is not plainly readable."""
    if len(cypher) > LONGEST:
        raise UserError(f"The query has {len(cypher)} characters; at most {LONGEST} are read")
    if found := re.search(r"\\[uU]", cypher):  # Neo4j resolves these before it reads the rest
        raise UserError(
            f"{cypher[found.start() : found.start() + 6]}: write the character itself, or pass "
            "it as a parameter"
        )
    at = 0
    while at < len(cypher):
        match = PATTERN.match(cypher, at)
        if match is None:
            raise UserError(_unreadable(cypher, at))
        at = match.end()
        match match.lastgroup:
            case "string":
                yield Token("string", match[0])
            case "quoted":
                yield Token("quoted", match[0][1:-1].replace("``", "`"))
            case "number":
                yield Token("number", match[0])
            case "word":
                yield Token("word", match[0])
            case "mark":
                yield Token("mark", match[0])


def _unreadable(cypher: str, at: int) -> str:
    if cypher[at] in "'\"`":
        return f"The {cypher[at]} at character {at + 1} of the query is not closed"
    if cypher.startswith("/*", at):
        return f"The comment at character {at + 1} of the query is not closed"
    if cypher[at].isdigit():
        return f"Not a number at character {at + 1} of the query: {cypher[at : at + 10]}"
    return (
        f"The character {cypher[at]!r} at place {at + 1} of the query belongs between quotes; "
        "outside them use the plain keyboard characters"
    )
