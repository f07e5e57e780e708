"""Reads the declarations in `kinds/`, `relationships/`, `lists/` and `statement.toml`.

A declaration that names what is not there, or misspells a key, stops the program with one line:
the files are edited by hand, and a silent default would become wrong data later.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from graph.model.namespaces import ModelError, Namespaces, read_namespaces, read_terms

HERE = Path(__file__).parent
TYPES = frozenset(
    {"text", "integer", "number", "year", "date", "url", "longitude", "latitude", "code"}
)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes with Chinese and English labels, in the order of their file."""

    name: str
    zh: str
    en: str
    codes: Mapping[str, Mapping[str, str]]
    # Other words for a code in tables, where its entry has `aliases`.
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def label(self, code: str, language: str) -> str:
        """The label of `code` in `language` (`zh` or `en`); the code itself if it has none."""
        return self.codes.get(code, {}).get(language, code)


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a kind or relationship: its type and how a value is checked and shown."""

    name: str
    type: str
    zh: str
    en: str
    meaning_zh: str = ""
    meaning: str = ""
    example: str = ""
    many: bool = False
    required: bool = False
    list: str = ""  # the code list, where type is "code"
    unit: str = ""
    unit_in: str = ""  # the property beside it that carries its unit as stated
    comparator_in: str = ""  # and the one that carries its comparator
    identifier: str = ""  # the scheme, where equal values mean one and the same thing
    pattern: str = ""
    term: str = ""  # of another vocabulary; without one it is a term of our own
    language: str = ""  # of its texts, where it is certain
    resource: str = ""  # the IRI that a value stands for, with {} for the value
    aliases: tuple[str, ...] = ()  # other names of its column in tables


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node.  `properties` holds the inherited ones first."""

    name: str
    zh: str
    en: str
    meaning_zh: str
    meaning: str
    base: str  # the outermost ancestor: the label that carries the unique id
    ancestors: tuple[str, ...]  # itself first, `base` last
    properties: Mapping[str, Property]
    example: str = ""
    colour: str = ""
    abstract: bool = False
    table: bool = True
    terms: tuple[str, ...] = ()  # classes of other vocabularies; those of its ancestors hold too
    general: bool = False  # says no more than its base: a kind that another source gives counts
    # Other names of its columns in tables, by column: those of its ancestors hold for it too.
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: tuple[str, ...] = ()  # words of a title that tell that its rows are of this kind
    endings: tuple[str, ...] = ()  # how names of such things end

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of its nodes, the base label first: `("Actor", "University")`."""
        return tuple(reversed(self.ancestors))


@dataclass(frozen=True, slots=True)
class Relationship:
    """A type of relationship.  `ends` are the allowed (first, second) pairs of concrete kinds."""

    type: str
    zh: str
    en: str
    inverse_zh: str
    inverse_en: str
    meaning_zh: str
    meaning: str
    example: str
    ends: frozenset[tuple[str, str]]
    declared_ends: tuple[tuple[str, str], ...]  # as written, for documentation
    properties: Mapping[str, Property]
    symmetric: bool = False
    derived: bool = False
    qualifier: str = ""  # the property that tells two such relationships of one pair apart
    column: str = ""  # its column in tables of the first end
    inverse_column: str = ""  # its column in tables of the second end
    aliases: tuple[str, ...] = ()  # other names of its column
    inverse_aliases: tuple[str, ...] = ()
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of it, by statement column
    fewer: str = "start"  # the end at which fewer of them meet
    # Ends, as written in `ends` (`*`: any) → terms of other vocabularies, `^` from the second end.
    terms: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    essential: bool = False  # the first end says nothing without it: a wrong one refuses its row

    def allows(self, start: str, end: str) -> bool:
        """Whether the kinds `start` and `end` may be so related, either way if symmetric."""
        return (start, end) in self.ends or (self.symmetric and (end, start) in self.ends)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a table of some kind or relationship accepts.

    `role` is `id`, `property`, `statement` (status, years, basis, locator), `link` (ids of the
    other end of `relationship`; `inverse` if this row is its second end) or `end` (of a
    relationship table).
    """

    name: str
    role: str
    zh: str
    en: str
    meaning_zh: str = ""
    meaning: str = ""
    example: str = ""
    required: bool = False
    many: bool = False
    property: Property | None = None
    relationship: str = ""
    inverse: bool = False
    kinds: tuple[str, ...] = ()  # what ids in it may be of
    aliases: tuple[str, ...] = ()  # other names of it in tables


@dataclass(frozen=True)
class Model:
    """All declarations, checked against each other."""

    kinds: Mapping[str, Kind]
    relationships: Mapping[str, Relationship]
    lists: Mapping[str, CodeList]
    statement: Mapping[str, Property]
    namespaces: Namespaces
    digest: str = field(repr=False)  # changes with any declaration: a projection is bound to it

    def concrete(self, name: str) -> tuple[str, ...]:
        """The kinds that can have nodes and are `name` or below it, in alphabetical order."""
        return tuple(
            sorted(k.name for k in self.kinds.values() if name in k.ancestors and not k.abstract)
        )

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The labels that carry the unique `id`: one a tree of kinds."""
        return tuple(sorted({k.base for k in self.kinds.values()}))

    @cached_property
    def identifiers(self) -> Mapping[str, str]:
        """Property name → scheme, for properties whose equality means identity."""
        return {
            p.name: p.identifier
            for k in self.kinds.values()
            for p in k.properties.values()
            if p.identifier
        }

    def columns(self, name: str) -> tuple[Column, ...]:
        """The columns that a table of the kind or relationship type `name` accepts, in order."""
        return tuple(
            self._kind_columns(self.kinds[name])
            if name in self.kinds
            else self._relationship_columns(self.relationships[name])
        )

    def _kind_columns(self, kind: Kind) -> Iterator[Column]:
        for column in self._own_columns(kind):
            yield replace(column, aliases=(*kind.aliases.get(column.name, ()), *column.aliases))

    def _own_columns(self, kind: Kind) -> Iterator[Column]:
        yield Column(
            "id", "id", "编号", "id", "本数据集内的唯一编号。", "Unique in its data set.",
            required=True,
        )  # fmt: skip
        yield from (_property_column(p, "property") for p in kind.properties.values())
        for r in self.relationships.values():
            for inverse, column in enumerate((r.column, r.inverse_column)):
                others = tuple(sorted({e[1 - inverse] for e in r.ends if e[inverse] == kind.name}))
                if column and others:
                    yield Column(
                        column,
                        "link",
                        r.inverse_zh if inverse else r.zh,
                        r.inverse_en if inverse else r.en,
                        r.meaning_zh,
                        r.meaning,
                        r.example,
                        many=True,
                        relationship=r.type,
                        inverse=bool(inverse),
                        kinds=others,
                        aliases=r.inverse_aliases if inverse else r.aliases,
                    )
        yield from self._statement_columns()

    def _relationship_columns(self, r: Relationship) -> Iterator[Column]:
        for side, (name, zh) in enumerate((("from", "起点"), ("to", "终点"))):
            kinds = tuple(sorted({e[side] for e in r.ends}))
            yield Column(name, "end", zh, name, required=True, kinds=kinds)
        yield from (_property_column(p, "property") for p in r.properties.values())
        yield from self._statement_columns()

    def _statement_columns(self) -> Iterator[Column]:
        yield from (_property_column(p, "statement") for p in self.statement.values())


def _property_column(p: Property, role: str) -> Column:
    return Column(
        p.name, role, p.zh, p.en, p.meaning_zh, p.meaning, p.example, p.required, p.many, p,
        aliases=p.aliases,
    )  # fmt: skip


@cache
def load_model(folder: Path = HERE) -> Model:
    """The model declared in `folder`.  Raises `ModelError` for a wrong declaration."""
    digest = hashlib.sha256()
    read = {}
    for part in ("kinds", "relationships", "lists"):
        read[part] = [_read(path, digest) for path in sorted((folder / part).glob("*.toml"))]
    statement = _properties(_read(folder / "statement.toml", digest))

    lists = {d["list"]: _code_list(d) for _, d in read["lists"]}
    declared = {d["kind"]: (path, d) for path, d in read["kinds"]}
    kinds = {name: _kind(name, declared) for name in declared}
    below = {
        name: [k.name for k in kinds.values() if name in k.ancestors and not k.abstract]
        for name in kinds
    }
    relationships = {d["type"]: _relationship(path, d, below) for path, d in read["relationships"]}

    owners: list[tuple[str, Mapping[str, Property]]] = [("statement.toml", statement)]
    owners += [(k.name, k.properties) for k in kinds.values()]
    owners += [(r.type, r.properties) for r in relationships.values()]
    for owner, properties in owners:
        for p in properties.values():
            if p.type not in TYPES:
                raise ModelError(f"{owner}.{p.name}: type {p.type!r}, expected one of {TYPES}")
            if (p.type == "code") != bool(p.list) or (p.list and p.list not in lists):
                raise ModelError(f"{owner}.{p.name}: list {p.list!r}, expected a file in lists/")
            for other in filter(None, (p.unit_in, p.comparator_in)):
                if other not in properties:
                    raise ModelError(f"{owner}.{p.name}: {other!r} is no property beside it")
    namespaces = read_namespaces(*_read(folder / "namespaces.toml", digest))
    used = [p.term for _, properties in owners for p in properties.values() if p.term]
    used += [t for k in kinds.values() for t in k.terms]
    for term in (*used, *(t for r in relationships.values() for *_, ts in r.terms for t in ts)):
        namespaces.iri(term)
    clash = set(kinds) & set(relationships)
    if clash:  # a label and a type of one name confuse the embedded engine
        raise ModelError(f"{clash}: the name of a kind and of a relationship")
    model = Model(kinds, relationships, lists, statement, namespaces, digest.hexdigest()[:16])
    for kind in kinds.values():
        columns = {c.name for n in below[kind.name] for c in model.columns(n)}
        if unknown := sorted(set(kind.aliases) - columns):
            raise ModelError(f"{kind.name}: aliases of {unknown}, which are no columns of it")
    return model


def _read(path: Path, digest: Any) -> tuple[Path, dict[str, Any]]:
    raw = path.read_bytes()
    digest.update(path.name.encode() + raw)
    try:
        return path, tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: {error}") from None


def _properties(read: tuple[Path, dict[str, Any]]) -> dict[str, Property]:
    path, data = read
    known = {f.name for f in fields(Property)}
    result = {}
    for name, values in data.get("properties", {}).items():
        if unknown := set(values) - known:
            raise ModelError(f"{path.name}: {name} has {sorted(unknown)}, expected {sorted(known)}")
        try:
            result[name] = Property(name=name, **_tuples(values))
        except TypeError:
            raise ModelError(f"{path.name}: {name} needs type, zh and en") from None
    return result


def _code_list(data: Mapping[str, Any]) -> CodeList:
    codes = {
        c: {k: v for k, v in said.items() if k != "aliases"} for c, said in data["codes"].items()
    }
    aliases = {c: tuple(said.get("aliases", ())) for c, said in data["codes"].items()}
    return CodeList(data["list"], data["zh"], data["en"], codes, aliases)


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` with tuples for lists: a declaration does not change."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}


def _kind(name: str, declared: Mapping[str, tuple[Path, dict[str, Any]]]) -> Kind:
    chain = [name]
    while parent := declared[chain[-1]][1].get("extends"):
        if parent not in declared or parent in chain:
            raise ModelError(f"{declared[chain[-1]][0].name}: extends {parent!r}, not a kind")
        chain.append(parent)
    properties: dict[str, Property] = {}
    for ancestor in reversed(chain):
        properties |= _properties(declared[ancestor])
    aliases: dict[str, tuple[str, ...]] = {}
    for ancestor in chain:
        for column, names in declared[ancestor][1].get("aliases", {}).items():
            aliases[column] = (*aliases.get(column, ()), *names)
    path, own = declared[name]
    own = _tuples(own) | {"aliases": aliases}
    known = {"kind", "extends", "properties"} | {f.name for f in fields(Kind)}
    if unknown := set(own) - known:
        raise ModelError(f"{path.name}: {sorted(unknown)}, expected keys of {sorted(known)}")
    try:
        return Kind(
            name=name,
            base=chain[-1],
            ancestors=tuple(chain),
            properties=properties,
            terms=tuple(own.get("terms", ())),
            **{k: v for k, v in own.items() if k not in {"kind", "extends", "properties", "terms"}},
        )
    except TypeError as error:
        raise ModelError(f"{path.name}: {error}") from None


def _relationship(path: Path, data: dict[str, Any], below: Mapping[str, list[str]]) -> Relationship:
    declared_ends = tuple((a, b) for a, b in data["ends"])
    ends = set()
    for pair in declared_ends:
        sides = [[k for name in side.split("|") for k in below.get(name, [])] for side in pair]
        if not all(sides):
            raise ModelError(f"{path.name}: ends {pair}, expected kinds joined by '|'")
        ends |= {(a, b) for a in sides[0] for b in sides[1]}
    rest = {k: v for k, v in _tuples(data).items() if k not in {"ends", "properties", "terms"}}
    rest["said"] = _tuples(data.get("said", {}))
    terms = tuple(read_terms(path, data.get("terms", {}), below))
    properties = _properties((path, data))
    if (q := data.get("qualifier")) and q not in properties:
        raise ModelError(f"{path.name}: qualifier {q!r} is not among its properties")
    if data.get("fewer", "start") not in {"start", "end"}:
        raise ModelError(f"{path.name}: fewer must be start or end")
    try:
        return Relationship(
            ends=frozenset(ends),
            declared_ends=declared_ends,
            properties=properties,
            terms=terms,
            **rest,
        )
    except TypeError as error:
        raise ModelError(f"{path.name}: {error}") from None
