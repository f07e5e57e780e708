"""The named queries: `cypher/<question>/<name>.cypher`, one file each, read by their headers.

```
// title: Who serves an industry, and all below it
// title_zh: 谁服务某产业（含其下各细分）
// param industry: Industry = "*" — the industry, with all below it
// param_zh industry: 产业，含其下各细分
// returns actor, kind, industry, status, sources, actor_id, industry_id
// view: matrix(actor, industry, status)
```
A parameter's type is a kind of the model or several (`Actor|Place`: the value is an id or a name),
`kind` (the name of a kind), a code list (`status`), `integer`, `year` or `text`.  Without a default
it must be given; where the text asks `$name = "*"`, `*` stands for all.  A column `x_id` holds the
id of the node that column `x` names.  The view is how the rows are best seen: `table`,
`matrix(row, column, value)`, `network(from, to)`, or `map(place)` and `map(from, to)` over columns
with ids of places; all rows have every column in any view.

Every text ends in `ORDER BY` a unique key and `LIMIT $limit`, which `run` fills in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from graph.model import load_model
from graph.queries.arguments import Follow, bind, fits, resolve_argument, same
from graph.queries.declared import (
    ALL,
    Column,
    Example,
    Parameter,
    Query,
    QueryFileError,
    View,
    column,
    find_query,
    load_columns,
    load_examples,
    load_queries,
    load_questions,
)
from graph.store import Result, Store

__all__ = [
    "ALL",
    "Column",
    "Example",
    "Parameter",
    "Query",
    "QueryFileError",
    "View",
    "bind",
    "column",
    "find_query",
    "load_columns",
    "load_examples",
    "load_queries",
    "load_questions",
    "resolve_argument",
    "run",
]

UNCUT = 2**31 - 2  # rows: more than any graph here has, and a number that both engines take


def run(
    store: Store,
    query: Query | str,
    arguments: Mapping[str, Any] | None = None,
    limit: int | None = None,
    timeout: float = 30.0,
    follow: Follow = same,
    kind_of: Callable[[str], str | None] = lambda id_: None,
) -> Result:
    """Run a query with `arguments`, by name of its parameters; those left out have their default.

    `follow` gives the node that an id which is not in the graph means now, as the ledger knows.
    `kind_of` gives the kind of a node that the caller knows to be in the graph: it is not sought.
    At most `limit` rows come back (all, if None) and `timeout` seconds are spent at the engine.
    Raises `UserError` for a wrong argument.
    """
    if isinstance(query, str):
        query = find_query(query)
    parameters = bind(query, arguments or {}, load_model())
    for p in query.parameters:
        if p.kinds and (value := str(parameters[p.name])) != ALL and not fits(kind_of(value), p):
            parameters[p.name] = resolve_argument(store, value, p.kinds, follow)
    parameters["limit"] = UNCUT if limit is None else limit + 1  # one more shows that it was cut
    result = store.read(query.text, parameters, timeout=timeout, limit=limit)
    # The embedded engine names no columns where there is no row.
    return result if result.columns else replace(result, columns=list(query.returns))
