"""What the ledger takes and gives, as plain records."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

# Of an id: a source states it; none does, and it was one with what still is; none does; never was.
Standing = Literal["stated", "former", "gone", "unknown"]


class SourceInfo(NamedTuple):
    """A document, registry, page, or a person's correction: who says what is loaded."""

    id: str  # the data set's name; the prefix of the ids that it gives
    title: str
    publisher: str = ""
    date: str = ""  # ISO: of the document
    licence: str = ""
    rank: int = 5  # 1 is believed first where sources disagree on a single value
    url: str = ""
    sha256: str = ""  # of its file, or of the hashes of its files
    version: str = ""  # the source's own
    state: str = ""  # hash of all that a load of it depends on; without one it is read again


class SourceFile(NamedTuple):
    """A file that a source was read from, or the text that its locators point into.

    `name` is what locators call it.  `role` is `table`, or how a text is cut into places: a name
    in `loaders.documents.CUTS`.  `path` is where it lay, if that is known.
    """

    name: str
    role: str
    sha256: str
    path: str = ""


class LoadReport(NamedTuple):
    """What a load or a retraction did, in statements.  `version` is the ledger's afterwards.

    `kept` are those that the source no longer says, and that stay because rows were refused.
    """

    version: int
    added: int
    removed: int
    unchanged: int
    kept: int = 0


class Judgement(NamedTuple):
    """That `a` and `b` are one (`same`) or two (`differ`), who says so, and why.

    `rule` is empty where a person judged; of a rule, `reason` is the value that both have.
    """

    id: int
    a: str
    b: str
    verdict: str
    rule: str
    by: str
    reason: str
    at: str
    undone_by: str
    live: bool


class Correction(NamedTuple):
    """What a person changed by hand: statements called wrong (`denied`), new ones (`said`), and
    who answers for what or by when (`noted`).

    What it says is said by `source`, since the version `added`.
    """

    id: int
    by: str
    reason: str
    at: str
    undone_by: str
    live: bool
    denied: int
    said: int
    noted: int
    source: str
    added: int


class Change(NamedTuple):
    """One step of what is said of a node: how many statements about it began and ended."""

    version: int
    what: str  # load, retract, judge, correct, undo, restore
    source: str
    by: str
    at: str
    added: int
    removed: int


class News(NamedTuple):
    """That a thing is `new`, `changed` or `gone`, and the version and time of the last change.

    What is gone is in no graph: it has its last `name` and `kind`, and the ids that it was last
    joined to (`ends`).
    """

    id: str
    what: str
    version: int
    at: str
    name: str = ""
    kind: str = ""
    ends: tuple[str, ...] = ()


class Revision(NamedTuple):
    """One step of the ledger: what was done, by whom, and how many statements it moved."""

    version: int
    what: str
    source: str
    judgement: int | None
    by: str
    at: str
    added: int
    removed: int


class Fact(NamedTuple):
    """One statement about a node, as a card shows it.

    A property has a `value` and no `other`; a relationship has `other`, the id of the node at its
    other end, and `direction`: `out` from this node, `in` towards it, `both` where symmetric.
    `said_of` is the id that the source used, where several are merged into one node.
    `key` names the statement; `denied` is the number of the correction that calls it wrong: it is
    then no part of the graph.  `added` is the version since which it is said.
    """

    predicate: str
    value: Any
    direction: str
    other: str
    other_name: str
    other_kind: str
    qualifier: str
    detail: dict[str, Any]
    status: str
    since: int | None
    until: int | None
    basis: str
    basis_at: tuple[str, ...]
    locators: tuple[str, ...]
    source: str
    source_title: str
    said_of: str
    key: bytes = b""
    denied: int | None = None
    added: int = 0


class Stated(NamedTuple):
    """One statement just as its source makes it, under the ids that the source uses.

    A property has a `value` and no `object`, a relationship the reverse.
    """

    subject: str
    predicate: str
    object: str | None
    value: str | None
    qualifier: str
    status: str
    since: int | None
    until: int | None
    basis: str
    basis_at: tuple[str, ...]
    detail: str
    locators: tuple[str, ...]


class Said(NamedTuple):
    """A statement about a node alone, as far as the fold goes by it."""

    source: str
    predicate: str
    value: str
    status: str
    since: int | None
    until: int | None


class Joined(NamedTuple):
    """A statement that relates two nodes, its ends already resolved to these."""

    source: str
    start: str
    type: str
    end: str
    qualifier: str
    status: str
    since: int | None
    until: int | None
    basis: str
    detail: str
