"""Reads JSON Lines and Parquet: formats whose cells have types, and lists."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from loaders.formats import Fault, Sheet, Text, Unreadable
from loaders.formats.encodings import find_encoding, open_bytes, readable
from loaders.formats.nested import Nested

BATCH = 5_000  # rows of a Parquet file held at a time


def read_jsonl(path: Path, fields: Iterable[str] = (), each: str = "") -> Sheet:
    """The objects of a JSON Lines file as rows; the header is every key that occurs.

    `fields` are the columns that a mapping names, paths into nested objects among them, `each`
    is the list whose objects are rows (see `loaders.formats.nested`).  Raises `Unreadable`.
    """
    try:
        found = find_encoding(path)
    except (EOFError, OSError, zlib.error) as error:
        raise Unreadable(f"a file that can be unpacked; {error}") from None
    header: dict[str, None] = {}
    for _, record in _objects(path, found.name):
        if isinstance(record, dict):
            header.update(dict.fromkeys(record))
    if not header:
        raise Unreadable("one JSON object a line; there is none")
    names = list(header)
    if not (fields or each):
        return Sheet("", names, _json_rows(path, found.name, names), found.lines, lists=True)
    nested = Nested(fields, each, names)
    if nested.paths:
        for _, record in _objects(path, found.name):
            if not nested.unseen:
                break
            nested.look(record)
    rows = _nested_rows(_objects(path, found.name), nested)
    return Sheet(each, nested.header, rows, found.lines, _nowhere(path, nested), lists=True)


def _nowhere(path: Path, nested: Nested) -> list[str]:
    return [f"{path.name}: nothing stands at {text} in any row" for text in nested.unseen]


def _nested_rows(
    objects: Iterable[tuple[int, Any]], nested: Nested
) -> Iterator[tuple[int, list[Text] | Fault]]:
    for number, record in objects:
        if isinstance(record, dict):
            for one in nested.records(record):
                yield number, _row(nested.cells(one))
        else:
            yield number, Fault("", str(record)[:200], "one JSON object on a line", [])


def _objects(path: Path, encoding: str) -> Iterator[tuple[int, Any]]:
    with open_bytes(path) as file:
        for number, raw in enumerate(file, 1):
            line = raw.decode(encoding, "surrogateescape").strip()
            if line:
                try:
                    yield number, json.loads(line)
                except (ValueError, RecursionError):
                    yield number, readable(line)


def _json_rows(
    path: Path, encoding: str, header: list[str]
) -> Iterator[tuple[int, list[Text] | Fault]]:
    for number, record in _objects(path, encoding):
        if isinstance(record, dict):
            yield number, _row([record.get(name) for name in header])
        else:
            yield number, Fault("", str(record)[:200], "one JSON object on a line", [])


def read_parquet(path: Path, fields: Iterable[str] = (), each: str = "") -> Sheet:
    """The rows of a Parquet file; `fields`, `each` and what is raised as for `read_jsonl`."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError, ValueError):
        raise Unreadable("a Parquet file; this file is none, or is damaged") from None
    names = [str(n) for n in file.schema_arrow.names]
    total = file.metadata.num_rows
    if not (fields or each):
        return Sheet("", names, _parquet_rows(file), total, lists=True)
    nested = Nested(fields, each, names)
    return Sheet(each, nested.header, _parquet_rows(file, nested), total, lists=True)


def _parquet_rows(
    file: Any, nested: Nested | None = None
) -> Iterator[tuple[int, list[Text] | Fault]]:
    number = 1
    try:
        for batch in file.iter_batches(batch_size=BATCH):
            columns = [column.to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                if nested is None:
                    yield number, _row(list(cells))
                    continue
                for record in nested.records(dict(zip(nested.keys, cells, strict=True))):
                    yield number, _row(nested.cells(record))
    except (pa.ArrowException, OSError, ValueError):
        raise Unreadable("a sound Parquet file; it is damaged from here on", number + 1) from None


def _row(cells: list[Any]) -> list[Text] | Fault:
    row: list[Text] = []
    for index, cell in enumerate(cells):
        if isinstance(cell, list | tuple):
            row.append([t for c in cell if not isinstance(c, dict) and (t := _text(c))])
            nested = any(isinstance(c, dict | list) for c in cell)
        else:
            row.append(_text(cell))
            nested = isinstance(cell, dict)
        if nested:
            shown = json.dumps(cell, ensure_ascii=False, default=str)[:200]
            return Fault(f"#{index}", shown, "a value or a list of values, not an object", row)
    return row


def _text(value: Any) -> str:
    if value is None or value != value:  # NaN is no value
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    text = str(value)
    return text.removesuffix(" 00:00:00") if len(text) > 9 else text
