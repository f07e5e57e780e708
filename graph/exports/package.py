"""A citable snapshot: data packages with checksums and licences, that load again."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from graph.errors import UserError
from graph.exports.request import Exported, Request
from graph.fold import Fold
from graph.ledger import correcting, read
from graph.ledger.files import files
from graph.ledger.records import Judgement, SourceInfo, Stated
from graph.ledger.view import View
from graph.model import Model
from graph.package import CORRECTIONS, DESCRIPTION, JUDGEMENTS, README, SOURCES, SUMS, corrections
from graph.package.description import Packed, Version, of_all, of_source, readme
from graph.package.tables import Tables, needs_lists, rows
from graph.tables import replacing

NAME = "package"
TITLE = "a citable snapshot that loads again: a folder, or a .zip"
TITLE_ZH = "可引用、可再载入的快照：文件夹或 .zip"
SUFFIXES: tuple[str, ...] = (".zip",)
DEFAULT = "triplehelix-package"
READS: Literal["ledger"] = "ledger"
ZIP_YEARS = (1980, 2107)  # that a zip can hold


def write(request: Request, path: Path) -> Exported:
    """The whole ledger as it stands; the same version gives the same bytes.

    Raises `UserError` for a part of the ledger, and for a folder that is not empty.
    """
    if request.ids is not None:
        raise UserError("A package is the whole ledger; for a part take another format")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        version, sources = _files(request, folder)
        if path.suffix.lower() == ".zip":
            with replacing(path) as made:
                _zip(folder, made, version)
        else:
            with _new_folder(path) as made:
                shutil.copytree(folder, made, dirs_exist_ok=True)
    notes = [f"{s.info.id}: no licence is stated; ask before you pass it on"
             for s in sources if not s.info.licence]  # fmt: skip
    if left_out := sum(s.left_out for s in sources):
        notes.append(f"{left_out:,} statements left out: they speak of what no source states now")
    return Exported(path, statements=sum(s.statements for s in sources), notes=tuple(notes))


def _files(request: Request, folder: Path) -> tuple[Version, list[Packed]]:
    ledger = request.ledger
    number = ledger.version
    at = next(r.at for r in ledger.revisions() if r.version == number)
    version = Version(ledger.id, number, at, ledger.model.digest)
    with ledger.reading() as connection:
        view = View(connection, number, "package")
        known = dict(_kinds(view, ledger.model))
        sources = [
            _source(request, connection, view, info, folder / SOURCES / info.id, known)
            for _, info in sorted(view.sources.items())
            if not info.id.startswith(correcting.PREFIX)  # they are among the corrections
        ]
        corrections.write(folder / CORRECTIONS, correcting.recorded(connection))
        judged = read.judgements(connection, all_=True)
    _write_judgements(folder / JUDGEMENTS, judged)
    (folder / README).write_text(readme(version, sources), encoding="utf-8")
    sums = {name: _sum(folder / name) for name in _names(folder)}
    _write_json(folder / DESCRIPTION, of_all(version, sources, sums, ledger.model))
    sums[DESCRIPTION] = _sum(folder / DESCRIPTION)
    lines = (f"{sha256}  {name}\n" for name, (_, sha256) in sorted(sums.items()))
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return version, sources


def _kinds(view: View, model: Model) -> Iterator[tuple[str, str]]:
    """Each id that a source says is something, merged or not, with the kind of its node."""
    fold = Fold(model, view.ranks)
    for node, said in view.nodes(predicate="kind"):
        kind = fold.kind(said)
        for id_ in view.ids_of(node):
            yield id_, kind


def _source(
    request: Request,
    connection: Connection,
    view: View,
    info: SourceInfo,
    folder: Path,
    known: Mapping[str, str],
) -> Packed:
    model: Model = request.ledger.model
    folder.mkdir(parents=True)
    lists = needs_lists(read.said_by(connection, info.id))
    statements = left_out = 0

    def said_by() -> Iterator[Stated]:
        nonlocal statements
        for one in read.said_by(connection, info.id):
            statements += 1
            yield one

    needs: set[str] = set()
    with Tables(folder, model, lists) as tables:
        for row in rows(said_by(), model, known):
            if row is None:
                left_out += 1
                continue
            needs |= {row.cells[end].partition(":")[0] for end in ("id", "from", "to")
                      if end in row.cells}  # fmt: skip
            tables.write(row)
    needs &= view.sources.keys() - {info.id}
    said = Packed(info, tuple(files(connection, info.id)), tuple(sorted(needs)),
                tuple(tables.tables()), statements - left_out, left_out)  # fmt: skip
    _write_json(folder / DESCRIPTION, of_source(said, model))
    request.progress(statements)
    return said


def _write_judgements(path: Path, judged: list[Judgement]) -> None:
    """Those that count, and those of rules that a person undid, which no rule may make again."""
    columns = [n for n in Judgement._fields if n not in ("id", "live")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for j in judged:
            if j.live or (j.rule and j.undone_by):
                writer.writerow([getattr(j, name) for name in columns])


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _names(folder: Path) -> list[str]:
    """All files that are there, by their paths in the package, sorted."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _sum(path: Path) -> tuple[int, str]:
    """The bytes of a file, and its SHA-256."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _zip(folder: Path, path: Path, version: Version) -> None:
    year, month, day = (int(part) for part in version.at[:10].split("-"))
    date = (min(max(year, ZIP_YEARS[0]), ZIP_YEARS[1]), month, day, 0, 0, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in _names(folder):
            info = zipfile.ZipInfo(name, date)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with (folder / name).open("rb") as file, archive.open(info, "w") as into:
                shutil.copyfileobj(file, into)


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    """A folder beside `path` to write into, that becomes `path` if all goes well."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UserError(f"{path} is there already; name another folder, or move it away")
    if not path.absolute().parent.is_dir():
        raise UserError(f"{path.parent} is not a folder; make it first")
    made = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.absolute().parent))
    try:
        yield made
        made.chmod(0o755)
        if path.exists():
            path.rmdir()
        made.rename(path)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
