"""Load: hand over a table, see what is understood, correct it, load it, take it out again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from graph import inbox, ingest
from graph.errors import UserError
from graph.report import Report
from loaders import Options
from loaders.formats import NESTED, TABLES, Unreadable
from loaders.office.draft import Draft, draft
from loaders.packages import id_of_name
from views.parts.address import language, listed, say, why, word
from views.parts.checking import show_counts, show_done, show_refused
from views.parts.data import change, forget_shown, model, sources, workspace
from views.parts.described import DESCRIPTION, described, keep_description, redescribed
from views.parts.drafting import Begun, begin, forget, keep, kind_kept, sound
from views.parts.meanings import ask, reread, show_found, show_meanings
from views.parts.namesakes import choose_same, joined, show_joined
from views.parts.plain import plain
from views.parts.reasons import column_word
from views.parts.rest import whole
from views.parts.table import show_table
from views.parts.unknown import show_unknown
from views.parts.unloading import Taken, show_latest, show_unload, show_unloaded
from views.parts.writing import in_order

ORDER = 7
ICON = ":material/upload_file:"
WITHOUT_DATA = True
LARGEST = 200 << 20  # bytes of a file
NOT_IN_NAMES = re.compile(r"[^\w.()（）-]+")
TYPES = [ending.removeprefix(".") for ending in TABLES if ending not in NESTED]
STYLE = """<style>
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] p
{{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"] span {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"]::after
{{ content: "{choose}"; }}
[data-testid="stFileUploaderDropzoneInstructions"]::after
{{ content: "{limit}"; font-size: 0.875rem; color: #56616e; }}
</style>"""  # the words of the field itself are English alone


def show() -> None:
    """Draws the page."""
    show_unloaded()
    if st.session_state.get("load_file") is None:
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
    path: Path | None = None
    try:
        path = _kept(given)
        if st.session_state.get("loaded_file") != path:
            st.session_state.pop("loaded", None)  # what another file did is over
        options = _options(path)
        if begun := _mapped(path, options.kind):
            _preview(path, options, begun)
    except UserError as error:
        told = str(error).replace(f"{path.parent}/" if path else "", "")  # no path of the server
        st.warning(plain(why(told)))


def _kept(given: Any) -> Path:
    """The file in the inbox, where its mapping lies beside it; of mended rows the whole file."""
    name = NOT_IN_NAMES.sub("_", Path(given.name).name) or "table.csv"
    return whole(inbox.put(workspace().inbox, name, given.getvalue()))


def _options(path: Path) -> Options:
    """What a person says of the file: the kind of its rows, and who says so."""
    declared = model().kinds
    kinds = in_order((k.name for k in declared.values() if k.table), lambda k: word(declared[k]))
    left, right = st.columns([0.4, 0.6])
    kind = left.selectbox(
        say("load.kind"),
        ["", *kinds],
        format_func=lambda k: word(declared[k]) if k else say("load.by_content"),
        key=f"kind_{path.name}",
    )
    told: dict[str, str] = {}
    with right.expander(say("load.who"), expanded=False):
        before = described(path)
        for name in DESCRIPTION:
            st.session_state.setdefault(f"{name}_{path.name}", before.get(name, ""))
            told[name] = st.text_input(
                say(f"load.{name}"),
                key=f"{name}_{path.name}",
                placeholder=say(f"load.such_{name}", name=path.name.split(".")[0]),
            ).strip()
    return Options(
        kind,
        title=told["title"],
        publisher=told["publisher"],
        date=told["date"],
        licence=told["licence"],
    )


def _mapped(path: Path, kind: str) -> Begun | None:
    """Drafts the mapping, shows it to be corrected, and keeps it; None for what is no table."""
    key = f"{path}_{kind}"
    begun: Begun | None = st.session_state.get("load_mapping")
    if begun is None or begun.key != key:
        try:
            drafted = _drafted(path, kind)
        except Unreadable as error:
            st.warning(say("load.unreadable", expected=plain(why(error.expected))))
            return None
        if not drafted.tables:
            st.warning(say("load.kind_asked", kind=say("load.kind")), icon=":material/help:")
            return None
        begun = st.session_state.load_mapping = begin(path, key, drafted, why)
    field = f"mapping_{begun.turn}"
    begun.text = st.session_state.setdefault(field, begun.text)
    fits = sound(path, begun.text)  # one that does not fit is to be mended as a text
    with st.container():  # whatever is said there: what stands below keeps its place and stays open
        if fits:
            _understood(begun)
        _carried(begun, path)
    with st.expander(say("load.mapping"), expanded=begun.open or not fits):
        st.caption(say("load.mapping_help"))
        if fits:
            show_meanings(begun, id_of_name(path.name.split(".")[0]))
        with st.expander(say("load.advanced"), expanded=not fits):
            st.caption(say("load.advanced_help"))
            st.text_area(say("load.mapping_text"), key=field, height=320)
        if not begun.changed:
            st.button(say("load.redraft"), on_click=_forget, args=(path,))
    keep(path, begun)
    return begun


def _drafted(path: Path, kind: str) -> Draft:
    """The draft of a mapping; by the kind that an earlier one had, where nothing tells it."""
    drafted = draft(path, model(), workspace().ledger, kind)
    if not drafted.tables and not kind and (before := kind_kept(path)):
        return draft(path, model(), workspace().ledger, before)
    return drafted


def _forget(path: Path) -> None:
    forget(path)
    st.session_state.pop("load_mapping", None)


def _carried(begun: Begun, path: Path) -> None:
    """That the mapping is not as drafted but as it was changed before, and the way back."""
    if not begun.changed:
        return
    unfit = listed(dict.fromkeys(plain(column_word(key, language())) for key in begun.unfit))
    if unfit:
        st.warning(say("load.unfit", keys=unfit))
    else:
        st.caption(say("load.carried"))
    st.button(
        say("load.redraft"), key="redraft", icon=":material/restart_alt:", on_click=_forget,
        args=(path,),
    )  # fmt: skip


def _understood(begun: Begun) -> None:
    """What was found in the file, and what a person has to decide."""
    show_found(begun)
    ask(begun)
    settled = reread(begun)
    drafted = begun.drafted
    doubts = drafted.doubts if drafted.sections else []  # what one that is begun lacks is asked
    for text in (*drafted.notices, *drafted.left, *doubts):
        if not any(f": {column}: " in f": {text}" for column in settled):
            st.caption(plain(why(text)))


def _preview(path: Path, options: Options, begun: Begun) -> None:
    """What would become of the ledger, the button that does it, and what is not right and why;
    nothing while a column is asked for without which no row can be read.
    """
    if begun.asked:
        return
    report, found = _checked(path, options, begun)
    if not report.same:
        show_counts(report)
    if begun.missing:
        for column, what in begun.missing:
            st.warning(say("load.missing", column=plain(column), what=say(f"load.{what}")))
    elif report.added or report.removed:
        choose_same(report.namesakes)
        words = say("load.do", n=report.added)
        if st.button(words, type="primary", icon=":material/check:"):
            _load(path, options)
    elif redescribed(report):
        st.caption(say("load.describe_help"))
        if st.button(say("load.describe"), type="primary", icon=":material/edit_note:"):
            _load(path, options)
    elif "loaded" in st.session_state:
        _loaded()
    else:
        st.info(say("load.same" if report.same or report.unchanged else "load.nothing_new"))
    for warning in found.warnings:
        st.caption(plain(why(warning)))
    show_refused(show_unknown(begun, found.refusals), found.refusals, path)


def _checked(path: Path, options: Options, begun: Begun) -> tuple[Report, Report]:
    """What loading would do, and what there is to say of the rows; read once for each mapping,
    description and version of the ledger."""
    ledger = workspace().ledger
    key = path, begun.text, options, ledger.version
    kept = st.session_state.get("load_checked")
    if kept and kept[0] == key:
        return kept[1], kept[2]
    found: Report | None = st.session_state.get("loaded")
    with st.spinner(say("load.checking"), show_time=True):
        report = ingest.load(path, ledger, options, dry_run=True)
        if not report.same:
            found = report
        elif not found:  # a file that was loaded before is not read again to be loaded
            found = ingest.check(path, ledger, options)
    st.session_state.load_checked = key, report, found
    return report, found


def _load(path: Path, options: Options) -> None:
    bar = st.progress(0.0, text=say("load.loading"))

    def progress(done: int, total: int | None) -> None:
        bar.progress(min(1.0, done / total) if total else 0.0, text=say("load.rows_read", n=done))

    report = change(lambda ledger: joined(ledger, ingest.load(path, ledger, options, progress)))
    keep_description(path, options)
    st.session_state.loaded, st.session_state.loaded_file = report, path
    forget_shown()
    st.rerun()


def _loaded() -> None:
    """What the last load did, with its undo."""
    report: Report | None = st.session_state.get("loaded")
    if report is None:
        return
    show_done(report)
    show_joined()
    row = st.container(horizontal=True)
    show_unload(_taken(report), row)
    if not (report.added or report.removed):
        return
    row.page_link(
        st.session_state.pages["today"],
        label=say("load.see"),
        icon=":material/today:",
        query_params={"lang": language(), "since": str(report.version - 1)},
    )


def _taken(report: Report) -> Taken:
    source = report.source
    return Taken(source.id, source.title, report.version, report.added, report.removed)


def _sources() -> None:
    """What is loaded already."""
    known = sources()
    if known:
        st.markdown(f"**{say('load.sources')}**")
        frame = pd.DataFrame(
            [(s.title, s.publisher, s.date, s.licence, s.rank, s.id) for s in known],
            columns=[say(f"load.{n}") for n in (*DESCRIPTION, "rank", "id")],
        )
        show_table(frame, "sources", helps={say("load.rank"): say("load.rank_help")})
