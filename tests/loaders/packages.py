"""Makes data packages and tables for tests."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DESCRIPTION: dict[str, Any] = {
    "title": "Report of a bureau",
    "created": "2020-01-15",
    "licenses": [{"name": "CC0-1.0"}],
    "contributors": [{"title": "A bureau", "role": "publisher"}],
}
Rows = Sequence[Sequence[str]]


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    """A CSV file of `rows`, the first of which is the header."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def make_package(
    folder: Path,
    tables: Mapping[str, tuple[str, Rows | None]],
    name: str = "",
    **changes: Any,
) -> Path:
    """A data package in `folder`: file name → kind and rows (None: the file is there or not).

    `changes` are keys of `datapackage.json`; a value of None leaves one out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for file, (kind, rows) in tables.items():
        if rows is not None:
            write_csv(folder / file, rows)
        resources.append({"name": Path(file).stem.lower(), "path": file, "kind": kind})
    data = {"name": name or folder.name, **DESCRIPTION, "resources": resources, **changes}
    kept = {k: v for k, v in data.items() if v is not None}
    text = json.dumps(kept, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


GOOD = ["e1", "甲公司"]  # a row of firms that is right


def firms(*rows: list[str], header: str = "id,name") -> dict[str, tuple[str, Rows | None]]:
    """The tables of a package with one table of enterprises."""
    return {"firms.csv": ("Enterprise", [header.split(","), *rows])}
