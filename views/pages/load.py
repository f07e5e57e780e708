"""Load: hand over a table, see what is understood, correct it, load it, take it out again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from graph import inbox, ingest
from graph.errors import UserError
from loaders import Options
from loaders.formats import TABLES, Unreadable
from loaders.mapping import find_mapping, parse_mappings
from loaders.office.draft import draft
from views.parts.address import language, say, why, word
from views.parts.data import change, forget_shown, model, sources, workspace
from views.parts.namesakes import choose_same, joined, show_joined
from views.parts.plain import plain
from views.parts.reasons import refusal_line, refusal_reason
from views.parts.table import show_table
from views.parts.unloading import Taken, show_latest, show_unload, show_unloaded
from views.parts.writing import number

ORDER = 7
ICON = ":material/upload_file:"
WITHOUT_DATA = True
LARGEST = 200 << 20  # bytes of a file
SHOWN = 200  # refusals on the page
NOT_IN_NAMES = re.compile(r"[^\w.()（）-]+")
TYPES = [ending.removeprefix(".") for ending in TABLES]
STYLE = """<style>
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] p
{{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"] span {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"]::after
{{ content: "{choose}"; }}
[data-testid="stFileUploaderDropzoneInstructions"]::after
{{ content: "{limit}"; font-size: 0.875rem; color: #56616e; }}
</style>"""  # the words of the field itself are English alone
DESCRIPTION = ("title", "publisher", "date", "licence")


def show() -> None:
    """Draws the page."""
    show_unloaded()
    _loaded()
    st.html(STYLE.format(choose=say("load.choose"), limit=say("load.limit", most=LARGEST >> 20)))
    given = st.file_uploader(say("load.drop"), type=TYPES, key="load_file")
    if given is None:
        st.info(say("load.begin"))
        show_latest(but=getattr(st.session_state.get("loaded"), "version", None))
        _sources()
        return
    if given.size > LARGEST:
        st.warning(say("load.large", most=LARGEST >> 20))
        return
    try:
        path = _kept(given)
        options = _options(path)
        if not _mapped(path, options.kind):
            return
        _preview(path, options)
    except UserError as error:
        st.warning(plain(why(error)))


def _kept(given: Any) -> Path:
    """The file in the inbox, where its mapping lies beside it."""
    name = NOT_IN_NAMES.sub("_", Path(given.name).name) or "table.csv"
    return inbox.put(workspace().inbox, name, given.getvalue())


def _options(path: Path) -> Options:
    """What a person says of the file: the kind of its rows, and who says so."""
    kinds = [k.name for k in model().kinds.values() if k.table]
    left, right = st.columns([0.4, 0.6])
    kind = left.selectbox(
        say("load.kind"),
        ["", *kinds],
        format_func=lambda k: word(model().kinds[k]) if k else say("load.by_content"),
        key=f"kind_{path.name}",
    )
    told: dict[str, str] = {}
    with right.expander(say("load.who"), expanded=False):
        for name in DESCRIPTION:
            told[name] = st.text_input(say(f"load.{name}"), key=f"{name}_{path.name}").strip()
    return Options(
        kind,
        title=told["title"],
        publisher=told["publisher"],
        date=told["date"],
        licence=told["licence"],
    )


def _mapped(path: Path, kind: str) -> bool:
    """Drafts the mapping, shows it to be corrected, and keeps it; whether there is one."""
    there = find_mapping(path)
    key = f"mapping_{path.parent.name}_{path.name}_{kind}"
    if key not in st.session_state:
        try:
            drafted = draft(path, model(), workspace().ledger, kind)
        except Unreadable as error:
            st.warning(say("load.unreadable", expected=plain(why(error.expected))))
            return False
        st.session_state[key] = drafted.text()
        st.session_state[f"{key}_drafted"] = drafted
        if there is None:
            inbox.mapping_of(path).write_text(drafted.text(), "utf-8")
        else:
            st.session_state[key] = there.read_text("utf-8")
    if known := st.session_state.get(f"{key}_drafted"):
        _understood(known)
    with st.expander(say("load.mapping"), expanded=False):
        st.caption(say("load.mapping_help"))
        text = st.text_area(say("load.mapping_text"), key=key, height=320)
        st.button(say("load.redraft"), on_click=_forget, args=(path, key))
    target = inbox.mapping_of(path)
    parse_mappings(target, text)
    if not target.is_file() or target.read_text("utf-8") != text:
        target.write_text(text, "utf-8")
    return True


def _forget(path: Path, key: str) -> None:
    inbox.mapping_of(path).unlink(missing_ok=True)
    st.session_state.pop(key, None)


def _understood(drafted: Any) -> None:
    """What was found in the file, and what a person has to decide."""
    for section in drafted.sections:
        kind = section.kind
        found = {
            "header": section.header[-1],
            "kind": word(model().kinds[kind]) if kind in model().kinds else kind,
            "columns": len(section.used()),
        }
        if section.sheet:
            st.success(say("load.found", sheet=plain(section.sheet), **found))
        else:
            st.success(say("load.found_alone", **found))
    for text in (*drafted.notices, *drafted.left, *drafted.doubts):
        st.caption(plain(why(text)))


def _preview(path: Path, options: Options) -> None:
    """What would become of the ledger, what is refused and why, and the button that does it."""
    with st.spinner(say("load.checking"), show_time=True):
        report = ingest.load(path, workspace().ledger, options, dry_run=True)
    if report.same:
        st.info(say("load.same"))
        return
    numbers = (
        ("rows", report.rows),
        ("entities", report.entities),
        ("links", report.links),
        ("added", report.added),
        ("removed", report.removed),
        ("refused", report.refused + report.partly),
    )
    for column, (name, count) in zip(st.columns(len(numbers)), numbers, strict=True):
        column.metric(say(f"load.{name}"), number(count, language()))
    for warning in report.warnings:
        st.caption(plain(why(warning)))
    _refused(report, path)
    if not (report.added or report.removed):
        st.info(say("load.nothing_new"))
        return
    choose_same(report.namesakes)
    if st.button(say("load.do", n=report.added), type="primary", icon=":material/check:"):
        _load(path, options)


def _refused(report: ingest.Report, path: Path) -> None:
    """The wrong cells, and the refused rows as a table with the reason, to be mended."""
    if not report.refusals:
        return
    st.markdown(f"**{say('load.why', n=report.cells)}**")
    for refusal in report.refusals[:SHOWN]:
        st.caption(plain(refusal_line(refusal, language())))
    rows: dict[tuple[str, str, int], dict[str, Any]] = {}
    between = "；" if language() == "zh" else "; "
    for r in report.refusals:
        row = rows.setdefault((r.file, r.sheet, r.row), dict(r.record or {}))
        reason = refusal_reason(r, language())
        before = row.get(say("load.reason"))
        row[say("load.reason")] = between.join(filter(None, (before, reason)))
    show_table(pd.DataFrame(list(rows.values())), "refused", path.stem)


def _load(path: Path, options: Options) -> None:
    bar = st.progress(0.0, text=say("load.loading"))

    def progress(done: int, total: int | None) -> None:
        bar.progress(min(1.0, done / total) if total else 0.0, text=say("load.rows_read", n=done))

    report = change(lambda ledger: joined(ledger, ingest.load(path, ledger, options, progress)))
    st.session_state.loaded = report
    forget_shown()
    st.rerun()


def _loaded() -> None:
    """What the last load did, with its undo."""
    report: ingest.Report | None = st.session_state.get("loaded")
    if report is None:
        return
    st.success(
        say(
            "load.done",
            title=plain(report.source.title),
            rows=report.rows,
            added=report.added,
            removed=report.removed,
        )
    )
    show_joined()
    row = st.container(horizontal=True)
    show_unload(_taken(report), row)
    row.page_link(
        st.session_state.pages["today"],
        label=say("load.see"),
        icon=":material/today:",
        query_params={"lang": language(), "since": str(report.version - 1)},
    )


def _taken(report: ingest.Report) -> Taken:
    source = report.source
    return Taken(source.id, source.title, report.version, report.added, report.removed)


def _sources() -> None:
    """What is loaded already."""
    known = sources()
    if known:
        st.markdown(f"**{say('load.sources')}**")
        frame = pd.DataFrame(
            [(s.id, s.title, s.publisher, s.date, s.licence, s.rank) for s in known],
            columns=[say(f"load.{n}") for n in ("id", *DESCRIPTION, "rank")],
        )
        show_table(frame, "sources")
