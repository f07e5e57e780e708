"""Query: every named query as a form with its answer, and Cypher of one's own that only reads."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from graph.errors import UserError
from graph.queries import Query, load_examples, load_queries, load_questions
from views.parts.address import get, go, language, say, why, word
from views.parts.answers import answer_frame, reading
from views.parts.asking import show_form
from views.parts.choices import choose_from, choose_one
from views.parts.data import ask, model, nodes, workspace
from views.parts.drawing import Edge, Node, draw
from views.parts.links import explore_links
from views.parts.picture import show_picture
from views.parts.plain import plain
from views.parts.table import show_table

ORDER = 9
ICON = ":material/manage_search:"
MOST_DRAWN = 150  # nodes of a picture
MOST_ROWS = 1_000  # of typed Cypher
INNER = frozenset(  # what the app itself asks
    {"names", "links-among", "neighbours", "places-of", "sources-of"}
)


def show() -> None:
    """Draws the page."""
    how = choose_one("ask", say("query.how"), ["named", "cypher"], lambda v: say(f"query.{v}"))
    if how == "cypher":
        _cypher()
    else:
        _named()


def _named() -> None:
    queries = {q.name: q for q in load_queries() if q.name not in INNER}
    questions = load_questions()
    title = "title_zh" if language() == "zh" else "title"
    left, right = st.columns([0.3, 0.7])
    used = list(dict.fromkeys(q.question for q in queries.values()))
    with left:
        question = choose_from(
            "question", say("query.question"), used, lambda q: word(questions[q])
        )
    names = [name for name, q in queries.items() if q.question == question]
    with right:
        name = choose_from(
            "query", say("query.query"), names, lambda n: str(getattr(queries[n], title))
        )
    query = queries[name]
    given = show_form(query)
    if given is None:
        st.info(say("query.needs"))
        return
    try:
        rows = ask(query.name, **given)
    except UserError as error:
        st.warning(plain(why(error)))
        return
    if not rows:
        st.info(say("query.none"))
        return
    _picture(query, rows)
    st.caption(say("query.rows", n=len(rows)))
    show_table(answer_frame(query, rows), "answer", str(getattr(query, title)))
    _links(query, rows)
    with st.expander(say("query.text")):
        st.code(query.text, language="cypher")


def _picture(query: Query, rows: list[Any]) -> None:
    if query.view.kind == "matrix":
        _matrix(query, rows)
    elif query.view.kind == "network":
        _network(query, rows)


def _matrix(query: Query, rows: list[Any]) -> None:
    """Rows against columns: the value, or how often the two meet."""
    first, second, *rest = query.view.columns
    read = [reading(c) for c in (first, second)]
    frame = pd.DataFrame(
        [
            (
                str(read[0](getattr(row, first))),
                str(read[1](getattr(row, second))),
                getattr(row, rest[0]) if rest else 1,
            )
            for row in rows
        ],
        columns=["row", "column", "value"],
    )
    numbers = pd.to_numeric(frame["value"], errors="coerce")
    frame["value"] = numbers.fillna(1)
    table = frame.pivot_table(index="row", columns="column", values="value", aggfunc="sum")
    if table.size:
        table.index.name = table.columns.name = None
        st.dataframe(table.astype("Int64", errors="ignore"), key="matrix_answer", placeholder="")


def _network(query: Query, rows: list[Any]) -> None:
    known = nodes()
    first, second = (f"{c}_id" for c in query.view.columns)
    edges: list[Edge] = []
    met: dict[str, Node] = {}
    for row in rows:
        a, b = getattr(row, first, None), getattr(row, second, None)
        if a not in known or b not in known:
            continue
        if len({*met, a, b}) > MOST_DRAWN:
            break
        met |= {a: known[a], b: known[b]}
        type_ = str(getattr(row, "relationship", ""))
        type_ = type_ if type_ in model().relationships else "PARTNER_OF"
        edges.append(Edge(a, type_, b, tuple(getattr(row, "statuses", ()) or ())))
    if not edges:
        return
    drawing = draw([list(met.values())], edges, model(), language())
    show_picture(drawing, "answer", lambda click: go(chosen=click.node), height=420)
    if (chosen := get("chosen")) in met:
        explore_links({chosen: met[chosen].name})


def _links(query: Query, rows: list[Any]) -> None:
    """The first things of the answer, each a way to its card."""
    known = nodes()
    columns = [c for c in query.returns if c.endswith("_id")]
    found = {
        i: known[i].name
        for row in rows[:40]
        for c in columns
        if (i := getattr(row, c)) in known
    }  # fmt: skip
    explore_links(dict(list(found.items())[:12]))


def _cypher() -> None:
    left, right = st.columns([0.66, 0.34], gap="medium")
    with right:
        _model()
    with left:
        row = st.container(horizontal=True)
        for number, example in enumerate(load_examples()):
            row.button(word(example), key=f"example_{number}", on_click=_put, args=(example.text,))
        st.session_state.cypher = get("cypher") or load_examples()[0].text
        st.text_area(
            say("query.cypher_label"), key="cypher", height=150, on_change=_keep
        )  # fmt: skip
        st.caption(say("query.readonly", rows=MOST_ROWS))
        try:
            result = workspace().store.read_untrusted(st.session_state.cypher, limit=MOST_ROWS)
        except UserError as error:
            st.warning(plain(why(error)))
            return
        if result.truncated:
            st.caption(say("query.truncated", n=len(result.rows)))
        frame = pd.DataFrame(
            [[_cell(value) for value in row] for row in result.rows], columns=_apart(result.columns)
        )
        if frame.empty:
            st.info(say("query.none"))
            return
        show_table(frame, "answer", "Cypher")


def _put(text: str) -> None:
    go(cypher=text)


def _keep() -> None:
    go(cypher=st.session_state.cypher)


def _cell(value: Any) -> Any:
    return value if isinstance(value, str | int | float | None) else str(value)


def _apart(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
    return [f"{n} ({i})" if seen[n] > 1 else n for i, n in enumerate(names, 1)]


def _model() -> None:
    """What there is to ask for: labels and relationships, with their words."""
    kinds = [k for k in model().kinds.values() if not k.abstract]
    relationships = model().relationships.values()
    labels, types = st.tabs([say("query.labels"), say("query.types")])
    labels.dataframe(
        pd.DataFrame([(k.name, word(k)) for k in kinds], columns=["Label", say("column.name")]),
        hide_index=True,
        key="labels",
    )
    types.dataframe(
        pd.DataFrame(
            [(r.type, word(r), "; ".join(f"{a} → {b}" for a, b in r.declared_ends))
             for r in relationships],
            columns=["Type", say("column.name"), say("query.ends")],
        ),
        hide_index=True,
        key="types",
    )  # fmt: skip
