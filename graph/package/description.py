"""What a package says of itself: `datapackage.json` and a page to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.ledger.records import SourceFile, SourceInfo
from graph.model import Model, Property
from graph.package import FORMAT, PROFILE
from graph.package.tables import Table

TYPES = {  # of the model → of Frictionless Table Schema
    "integer": "integer", "number": "number", "longitude": "number", "latitude": "number",
    "year": "year",
}  # fmt: skip


class Version(NamedTuple):
    """Which state of which ledger a package holds."""

    ledger: str
    number: int
    at: str
    digest: str

    @property
    def name(self) -> str:
        """A name for it that is its own."""
        return f"triplehelix-{self.ledger[:8]}-v{self.number}"


class Packed(NamedTuple):
    """A source in the package: what is known of it, its tables, and what was left out.

    `files` are those that it was read from.
    """

    info: SourceInfo
    files: tuple[SourceFile, ...]
    needs: tuple[str, ...]
    tables: tuple[Table, ...]
    statements: int
    left_out: int


def of_source(said: Packed, model: Model) -> dict[str, Any]:
    """The `datapackage.json` of one source."""
    info = said.info
    described: dict[str, Any] = {"$schema": PROFILE, "name": info.id, "title": info.title}
    described |= {"created": info.date} if info.date else {}
    described |= {"version": info.version} if info.version else {}
    described |= _rights(info)
    if info.publisher:
        described["contributors"] = [{"title": info.publisher, "role": "publisher"}]
    described["sources"] = [_origin(info)]
    own: dict[str, Any] = {
        "exact": True,
        "rank": info.rank,
        "needs": list(said.needs),
        "loadedFrom": info.sha256,
    }
    if said.files:  # without their paths: a package goes to other machines
        own["originals"] = [
            {"name": f.name, "cut": f.role, "hash": f"sha256:{f.sha256}"} for f in said.files
        ]
    described["triplehelix"] = own
    described["resources"] = [
        {"name": _slug(t.name), "path": t.name, "kind": t.kind,
         **({"more": True} if t.more else {}), **_form(t.name),
         "schema": {"fields": _fields(t, model)}}
        for t in said.tables
    ]  # fmt: skip
    return described


def of_all(
    version: Version, sources: Sequence[Packed], files: Mapping[str, tuple[int, str]], model: Model
) -> dict[str, Any]:
    """The `datapackage.json` of the whole; `files` are path → bytes and SHA-256."""
    infos = [s.info for s in sources]
    tables = {f"sources/{s.info.id}/{t.name}": (s.info, t) for s in sources for t in s.tables}
    resources = []
    for path, (size, sha256) in sorted(files.items()):
        resource: dict[str, Any] = {"name": _slug(path), "path": path, **_form(path)}
        resource |= {"bytes": size, "hash": f"sha256:{sha256}"}
        if path in tables:
            info, table = tables[path]
            resource["title"] = f"{_called(table.kind, model)}: {info.title}"
            resource |= {"kind": table.kind, "rows": table.rows, **_rights(info)}
            resource["sources"] = [_origin(info)]
            resource["schema"] = {"fields": _fields(table, model)}
        resources.append(resource)
    return {
        "$schema": PROFILE,
        "name": version.name,
        "id": f"urn:uuid:{version.ledger}",
        "title": f"Triple Helix · 三螺旋, ledger version {version.number}",
        "created": version.at,
        "version": str(version.number),
        "licenses": _unique([r for i in infos for r in _rights(i).get("licenses", [])]),
        "contributors": _unique([{"title": i.publisher, "role": "publisher"} for i in infos
                                 if i.publisher]),
        "sources": [_origin(i) for i in infos],
        "triplehelix": {
            "snapshot": FORMAT,
            "ledger": version.ledger,
            "version": version.number,
            "model": version.digest,
            "sources": [i.id for i in infos],
        },
        "resources": resources,
    }  # fmt: skip


def citation(version: Version, sources: Sequence[Packed]) -> str:
    """One line by which to cite the package."""
    whom = list(dict.fromkeys(s.info.publisher for s in sources if s.info.publisher))
    titles = list(dict.fromkeys(s.info.title for s in sources))
    return (
        f"{', '.join(whom) or 'Triple Helix'}: {'; '.join(titles)}. Triple Helix, ledger "
        f"{version.ledger}, version {version.number}, {version.at[:10]}."
    )


def readme(version: Version, sources: Sequence[Packed]) -> str:
    """What a person should know who is given the package."""
    lines = [
        f"# Triple Helix · 三螺旋: {version.name}\n",
        f"The ledger {version.ledger} as it stood at version {version.number}, {version.at}.",
        f"账本 {version.ledger} 第 {version.number} 版（{version.at}）的内容。\n",
        "## Sources · 来源\n",
        "| id | title 标题 | publisher 发布者 | date 日期 | licence 许可 | statements 陈述 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for s in sources:
        cells = (s.info.id, s.info.title, s.info.publisher, s.info.date,
                 s.info.licence or "none stated · 未注明", f"{s.statements:,}")  # fmt: skip
        lines.append(f"| {' | '.join(c.replace('|', '/') for c in cells)} |")
    lines += [
        "\nEach source keeps its own licence; it is named at each of its files in "
        "`datapackage.json`. Where none is stated, ask the publisher before passing it on.",
        "各来源沿用其自身许可，`datapackage.json` 在每个文件处注明；"
        "未注明者，转发前请征得发布者同意。\n",
        "## To cite · 引用\n",
        f"> {citation(version, sources)}\n",
        "## To load · 载入\n",
        "`triplehelix load` with this folder or archive brings back the same graph: nodes, "
        "relationships, statuses, sources, places in the sources, and what people judged.",
        "对本文件夹或压缩包运行 `triplehelix load`，即得到相同的图。\n",
        "`sha256sum -c SHA256SUMS` says whether any file has changed; loading asks the same.",
        "`sha256sum -c SHA256SUMS` 可核对文件是否改动；载入时也会核对。",
    ]
    if left_out := sum(s.left_out for s in sources):
        lines.append(
            f"\n{left_out:,} statements are left out: they speak of what no source in the ledger "
            f"states. 有 {left_out:,} 条陈述未收入：其所指对象已不在账本的任何来源中。"
        )
    return "\n".join(lines) + "\n"


def _called(name: str, model: Model) -> str:
    declared = model.kinds.get(name) or model.relationships[name]
    return f"{declared.en} · {declared.zh}"


def _rights(info: SourceInfo) -> dict[str, Any]:
    if not info.licence:
        return {}
    key = "path" if info.licence.startswith(("http://", "https://")) else "name"
    return {"licenses": [{key: info.licence}]}


def _origin(info: SourceInfo) -> dict[str, str]:
    return {"title": info.title} | ({"path": info.url} if info.url else {})


def _form(path: str) -> dict[str, str]:
    forms = {
        "csv": ("csv", "text/csv"), "jsonl": ("jsonl", "application/jsonl"),
        "json": ("json", "application/json"), "md": ("md", "text/markdown"),
    }  # fmt: skip
    format_, mediatype = forms[path.rpartition(".")[2]]
    return {"format": format_, "mediatype": mediatype, "encoding": "utf-8"}


def _fields(table: Table, model: Model) -> list[dict[str, Any]]:
    columns = {c.name: c for c in model.columns(table.kind)}
    fields = []
    for name in table.columns:
        column = columns[name]
        field: dict[str, Any] = {"name": name, "type": "string"}
        if p := column.property:
            field["type"] = "list" if column.many else TYPES.get(p.type, "string")
            field |= {"delimiter": ";"} if column.many else {}
            field |= {"rdfType": model.namespaces.iri(p.term)} if p.term else {}
            if p.list:
                field["description"] = f"code list {p.list}: {', '.join(model.lists[p.list].codes)}"
            elif p.type in ("date", "url"):
                field["description"] = p.type
        field["title"] = _title(column.en, column.zh, p)
        fields.append(field)
    return fields


def _title(en: str, zh: str, p: Property | None) -> str:
    unit = f" ({p.unit})" if p and p.unit else ""
    return f"{en} · {zh}{unit}"


def _slug(path: str) -> str:
    return "".join(c if c.isalnum() or c in "-._" else "-" for c in path.lower())


def _unique(found: list[dict[str, str]]) -> list[dict[str, str]]:
    return list({tuple(f.items()): f for f in found}.values())
