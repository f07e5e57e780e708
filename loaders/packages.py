"""Reads `datapackage.json`: who says what the tables of a folder say, and what they are of."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from graph.errors import UserError
from graph.model import Model, Refusal
from loaders.accepted import ANY_RELATIONSHIP, canonical_kind, near_kinds
from loaders.documents import CUTS
from loaders.mapping import ColumnMapping, find_mapping, read_mappings
from loaders.source import DATA_SET, TABLE, Options, Original, SourceData
from loaders.values import Wrong, parse_date

DESCRIPTION = "datapackage.json"
SHA256 = re.compile("sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a source. `label` is how messages and locators name its file, `needs` are the
    data sets of which its rows may state something too. One that `adds` says no more than that:
    its rows are of things of these data sets alone, and their kind and name are not said again.
    `exact` is as of its source; in such a one the rows of a table of `more` are of what another
    source says is there, and do not say so again.
    """

    path: Path
    label: str
    kind: str
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    mapping: ColumnMapping | None = None
    needs: tuple[str, ...] = ()
    exact: bool = False
    more: bool = False
    adds: bool = False


def read_package(
    folder: Path, model: Model, options: Options
) -> tuple[SourceData, list[Table], list[Refusal]]:
    """The description of a data-package folder, its tables, and resources that it cannot have.

    Raises `UserError` for a description that cannot be read or does not say who says so.
    """
    path = folder / DESCRIPTION
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: expected a JSON object in UTF-8; {error}") from None
    if not isinstance(data, dict):
        raise UserError(f"{path}: expected a JSON object")
    said = _said_by_package(data)
    must = {"title": MUST_SAY["title"]} if said["exact"] else MUST_SAY
    source = describe(said, options, str(path), must)
    tables: list[Table] = []
    refusals: list[Refusal] = []
    resources = data.get("resources")
    if not isinstance(resources, list) or not resources:
        raise UserError(f"{path}: expected a list of resources, each with name, path and kind")
    for number, resource in enumerate(resources, 1):
        try:
            tables += _tables(folder, resource, model)
        except Wrong as wrong:
            shown = json.dumps(resource, ensure_ascii=False)[:200]
            column = f"resources[{number}]"
            refusals.append(Refusal(DESCRIPTION, "", 0, column, shown, wrong.expected))
    return source, tables, refusals


MUST_SAY = {
    "title": "title",
    "publisher": "publisher (a contributor whose role is publisher)",
    "date": "created (the date of the document)",
    "licence": "licenses",
}


def describe(
    said: Mapping[str, Any], options: Options, where: str, must: Mapping[str, str] = MUST_SAY
) -> SourceData:
    """The source that `said` describes; `options` win. `where` names the file in messages.

    Raises `UserError` naming at once everything of `must` that is missing.
    """
    merged = dict(said)
    for name in ("id", "title", "publisher", "date", "licence", "url"):
        merged[name] = getattr(options, name) or merged.get(name) or ""
    if not DATA_SET.fullmatch(str(merged["id"])):
        by = "--id" if options.id else f"{where}: name"
        raise UserError(
            f"{by} {str(merged['id'])[:80]!r}, expected up to 64 small letters, digits, "
            "'-', '_' and '.': it becomes the first part of every id"
        )
    if missing := [say for name, say in must.items() if not str(merged[name]).strip()]:
        raise UserError(f"{where}: the source has no {', no '.join(missing)}")
    try:
        date = parse_date(str(merged["date"])[:10]) if merged["date"] else ""
    except Wrong as wrong:
        by = "--date" if options.date else f"{where}: date"
        raise UserError(f"{by} {merged['date']!r}, expected {wrong.expected}") from None
    rank = options.rank if options.rank is not None else merged.get("rank", 5)
    if not isinstance(rank, int) or isinstance(rank, bool) or not 1 <= rank <= 99:
        raise UserError(f"{where}: rank {rank!r}, expected a whole number from 1 (best) to 99")
    needs = merged.get("needs")
    if needs is not None and not (
        isinstance(needs, list | tuple)
        and all(isinstance(n, str) and DATA_SET.fullmatch(n) for n in needs)
    ):
        raise UserError(f"{where}: needs {needs!r}, expected a list of names of data sets")
    return SourceData(
        id=str(merged["id"]),
        title=str(merged["title"]),
        publisher=str(merged["publisher"]),
        date=date,
        licence=str(merged["licence"]),
        rank=rank,
        url=str(merged["url"]),
        version=str(merged.get("version", "")),
        needs=None if needs is None else tuple(needs),
        exact=merged.get("exact") is True,
        originals=_originals(merged.get("originals"), where),
    )


def id_of_name(stem: str) -> str:
    """A data set's id from a file's name; Chinese is written in pinyin."""
    if not stem.isascii():
        from pypinyin import lazy_pinyin  # takes half a second and 40 MB

        stem = "".join(lazy_pinyin(stem))
    return re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("-._")[:64]


def _said_by_package(data: Mapping[str, Any]) -> dict[str, Any]:
    own = data.get("triplehelix")
    own = own if isinstance(own, dict) else {}
    licences = [
        str(x.get("name") or x.get("title") or x.get("path") or "")
        for x in _objects(data.get("licenses"))
    ]
    publishers = [
        str(c.get("title", ""))
        for c in _objects(data.get("contributors"))
        if "publisher" in (c.get("role"), *_list(c.get("roles")))
    ]
    origins = [str(s["path"]) for s in _objects(data.get("sources")) if s.get("path")]
    return {
        "id": data.get("name", ""),
        "title": data.get("title", ""),
        "publisher": ", ".join(p for p in publishers if p),
        "date": data.get("created", ""),
        "licence": ", ".join(x for x in licences if x),
        "url": next(iter(origins), data.get("homepage", "")),
        "version": data.get("version", ""),
        "rank": own.get("rank", 5),
        "needs": own.get("needs", []),
        "exact": own.get("exact") is True,
        "originals": own.get("originals"),
    }


def _originals(said: Any, where: str) -> tuple[Original, ...]:
    """The files that a data set was read from.  Raises `UserError`."""
    cuts = (*CUTS, TABLE)
    found = []
    for one in said if isinstance(said, list) else [said] if said else []:
        original = one if isinstance(one, dict) else {}
        name, cut = str(original.get("name", "")), str(original.get("cut", ""))
        hash_ = SHA256.fullmatch(str(original.get("hash", "")))
        if not (name and cut in cuts and hash_):
            raise UserError(
                f"{where}: originals {one!r}, expected name, hash (sha256: and 64 digits) and "
                f"cut (one of {', '.join(cuts)})"
            )
        found.append(Original(name, cut, hash_[1]))
    return tuple(found)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: Any) -> list[dict[str, Any]]:
    return [x for x in _list(value) if isinstance(x, dict)]


def _tables(folder: Path, resource: Any, model: Model) -> list[Table]:
    """The tables that a resource describes: one, or those of its mapping.  Raises `Wrong`."""
    if not isinstance(resource, dict):
        raise Wrong("an object with name, path and kind")
    written = resource.get("path")
    if not isinstance(written, str) or not written:
        raise Wrong("the path of one file in this folder")
    inside = PurePosixPath(written)
    if inside.is_absolute() or ".." in inside.parts or "\\" in written or "://" in written:
        raise Wrong("a path inside this folder")
    dialect = resource.get("dialect")
    dialect = dialect if isinstance(dialect, dict) else {}
    path = folder / inside
    mapping = find_mapping(path)
    table = Table(
        path,
        str(inside),
        str(resource.get("kind", "")),
        str(resource.get("sheet", dialect.get("sheet", ""))),
        str(resource.get("encoding", "")),
        str(dialect.get("delimiter", "")),
        adds=_adds(resource),
        more=resource.get("more") is True,
    )
    return mapped(table, read_mappings(mapping) if mapping else (), model)


def mapped(table: Table, mappings: Sequence[ColumnMapping], model: Model) -> list[Table]:
    """`table` once for each of its mappings; as it is without any.  Raises `Wrong`."""
    if len(mappings) > 1:
        table = replace(table, kind="")  # each says of what it is
    found = [with_kind(replace(table, mapping=m), model) for m in mappings]
    return found or [with_kind(table, model)]


def _adds(resource: dict[str, Any]) -> bool:
    """Whether a table adds to what other data sets state.  Raises `Wrong`."""
    adds = resource.get("adds", False)
    if not isinstance(adds, bool):
        raise Wrong(f"as `adds` true or false, not {str(adds)[:80]!r}")
    return adds


def with_kind(table: Table, model: Model) -> Table:
    """`table` with its kind as the model writes it.  Raises `Wrong` if there is no such kind."""
    kind = table.kind or (table.mapping.kind if table.mapping else "")
    if found := canonical_kind(kind, model):
        return replace(table, kind=found)
    raise Wrong(
        f"a kind that is declared in graph/model (such as Enterprise, Actor, LOCATED_IN, "
        f"{ANY_RELATIONSHIP}), not {kind[:80]!r}{near_kinds(kind[:80], model)}"
    )
