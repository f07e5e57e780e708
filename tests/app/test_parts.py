"""The parts of pages that need neither a browser nor a graph."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pandas as pd
import pytest

from graph.ledger import Ledger
from graph.ledger.records import SourceInfo
from graph.model import Entity, load_model
from views.parts.card import merging
from views.parts.drawing import Edge, Node, draw, is_planned
from views.parts.geography import PlaceLink, Spot, arcs, bend, frame, in_row
from views.parts.layout import positions
from views.parts.matrix import mark
from views.parts.network import FIRST, MOST, Filter, walk, with_links, without_loners
from views.parts.plain import plain
from views.parts.table import workbook
from views.parts.tree import Tree
from views.parts.wording import judged_by

MODEL = load_model()


def row(start: str, end: str, other: str, type_: str = "PARTNER_OF", **more: Any) -> Any:
    said = {"statuses": ["actual"], "forms": [], "sources": ["s"], "kind": "Enterprise"}
    return SimpleNamespace(
        source_node_id=start,
        relationship=type_,
        target_node_id=end,
        id=other,
        name=other,
        status="actual",
        **{"since": None, "until": None} | said | more,
    )


def test_a_way_brings_neighbours_step_by_step_within_bounds() -> None:
    starts = [Node("a", "University", "a"), Node("b0", "Enterprise", "b0")]
    first = [row("a", f"b{n}", f"b{n}") for n in range(FIRST + 10)]
    second = [row("b0", "a", "a"), *(row("b0", f"c{n}", f"c{n}") for n in range(200))]
    network = walk(starts, [first, second])
    assert network.steps[0][0].id == "a" and len(network.steps[0]) == FIRST + 1
    assert all(node.id.startswith("c") for node in network.steps[1])
    assert len(network.nodes) <= MOST
    assert network.left == 10 + 200 - len(network.steps[1])
    assert {e.end for e in network.edges if e.start == "a"} <= {n.id for n in network.nodes}


def test_filters_keep_the_way_itself() -> None:
    starts = [Node("a", "University", "a"), Node("b", "Enterprise", "b")]
    rows = [
        row("a", "b", "b"),
        row("a", "c", "c", kind="Fund"),
        row("a", "d", "d", "TENANT_OF"),
        row("a", "e", "e", statuses=["planned"]),
    ]
    ids = {n.id for n in walk(starts, [rows, []], Filter(kinds=frozenset({"Fund"}))).nodes}
    assert ids == {"a", "b", "c"}
    assert {n.id for n in walk(starts[:1], [rows], Filter(partners_only=True)).nodes} == {*"abce"}
    assert {n.id for n in walk(starts[:1], [rows], Filter(progress="planned")).nodes} == {"a", "e"}
    assert {n.id for n in walk(starts[:1], [rows], Filter(progress="so")).nodes} == {*"abcd"}


def test_links_between_shown_nodes_and_no_loners() -> None:
    network = walk([Node("a", "Fund", "a")], [[row("a", "b", "b"), row("a", "c", "c")]])
    among = [row("b", "c", "c", "INVESTS_IN"), row("b", "x", "x"), row("a", "b", "b")]
    linked = with_links(network, among)
    assert {(e.start, e.type, e.end) for e in linked.edges} == {
        ("a", "PARTNER_OF", "b"),
        ("a", "PARTNER_OF", "c"),
        ("b", "INVESTS_IN", "c"),
    }
    alone = without_loners(walk([Node("a", "Fund", "a")], [[]]))
    assert (alone.nodes, [n.id for n in alone.left_out]) == ([], ["a"])
    nothing = draw(alone.steps, alone.edges, load_model(), "zh")
    assert (nothing.dots, nothing.lines) == ((), ())


def test_a_further_step_moves_nothing() -> None:
    first = ("a", *(f"b{n}" for n in range(20)))
    star = [("a", f"b{n}") for n in range(20)]
    pairs = (*star, ("b1", "b2"), ("b0", "c0"), ("b0", "c1"))
    before = positions((first,), pairs)
    after = positions((first, ("c0", "c1")), pairs)
    assert {n: after[n] for n in before} == before
    assert len(set(after.values())) == len(after) == 23
    positions.cache_clear()
    assert positions((first, ("c0", "c1")), pairs) == after


def test_a_drawing_says_what_is_only_planned_and_takes_its_colours_from_the_model() -> None:
    nodes = [
        Node("a", "University", "甲"),
        Node("b", "Fund", "乙", "planned"),
        Node("c", "Fund", "丙"),
    ]
    edges = [
        Edge("a", "PARTNER_OF", "b", ("planned", "agreed"), ("talent",)),
        Edge("a", "PARTNER_OF", "c", ("planned", "actual")),
        Edge("a", "INVESTS_IN", "c", ("actual",)),
        Edge("a", "PARTNER_OF", "gone", ("actual",)),
    ]
    drawing = draw([nodes], edges, MODEL, "zh", focus="a")
    dots = {dot.id: dot for dot in drawing.dots}
    lines = {line.id: line for line in drawing.lines}
    assert dots["a"].color == MODEL.kinds["University"].colour and dots["a"].focus
    assert "计划" in dots["b"].tip
    assert lines.keys() == {"a|b", "a|c"}
    assert lines["a|b"].color != lines["a|c"].color
    assert MODEL.lists["cooperation_form"].label("talent", "zh") in lines["a|b"].tip
    assert drawing.legend[0] == (MODEL.kinds["Fund"].colour, "基金", 2)
    assert draw([nodes], edges, MODEL, "zh", focus="a").fingerprint == drawing.fingerprint
    assert draw([nodes], edges, MODEL, "en", focus="a").fingerprint != drawing.fingerprint


def test_a_card_tells_which_ids_were_merged_and_by_what(tmp_path: Path) -> None:
    uscc = {"uscc": "91330300145041661P"}
    with Ledger.open(tmp_path / "ledger.db", MODEL) as ledger:
        for id_ in ("j2:1", "j5:7"):
            firm = Entity("Enterprise", id_, {"name": id_, **uscc})
            ledger.load(SourceInfo(id_[:2], id_), [firm])
        joined = merging(ledger.facts("j2:1"), ledger.judgements())
        assert joined and joined[0] == ["j2:1", "j5:7"]
        assert [j.rule for j in joined[1]] == ["equal-uscc"]
        words = [judged_by(joined[1][0], MODEL, spoken) for spoken in ("zh", "en")]
        assert words == ["统一社会信用代码相同", "the same unified social credit code"]
        ledger.undo(joined[1][0].id, "somebody")
        assert merging(ledger.facts("j2:1"), ledger.judgements()) is None


def test_a_node_without_neighbours_and_nothing_at_all_can_be_drawn() -> None:
    assert len(draw([[Node("a", "Fund", "甲")]], [], MODEL, "zh", "a").dots) == 1
    assert draw([], [], MODEL, "zh").dots == ()


@pytest.mark.parametrize(
    ("statuses", "planned", "sign"),
    [
        (["planned"], True, "○"),
        (["agreed", "under_way"], True, "○"),
        (["planned", "actual"], False, "●○"),
        (["ended"], False, "●"),
        ([], False, ""),
    ],
)
def test_planned_is_not_actual(statuses: list[str], planned: bool, sign: str) -> None:
    assert is_planned(statuses) is planned
    assert mark(statuses) == sign


def test_a_tree_counts_parts_for_the_whole_and_survives_a_circle() -> None:
    tree = Tree([("all", None), ("car", "all"), ("ev", "car"), ("x", "y"), ("y", "x")])
    assert tree.above("ev") == {"ev", "car", "all"}
    assert tree.below("all") == {"all", "car", "ev"}
    assert list(tree.walk())[:3] == [("all", 0), ("car", 1), ("ev", 2)]
    assert {node for node, _ in tree.walk()} == {"all", "car", "ev", "x", "y"}


WZ, SH, DE = (
    Spot("w", "温州市", 120.7, 28.0),
    Spot("s", "上海市", 121.5, 31.2),
    Spot("d", "德国", 10, 51),
)


def test_arcs_only_between_different_places_that_have_coordinates() -> None:
    links = [PlaceLink("w", "s", 3, 2), PlaceLink("w", "w", 1, 1), PlaceLink("w", "?", 1, 0)]
    tips = {link.id: link.id for link in links}
    drawn = arcs(
        [*links, PlaceLink("s", "d", 1, 0)], {s.id: s for s in (WZ, SH, DE)}, tips | {"s|d": ""}, ""
    )
    assert {arc["id"] for arc in drawn} == {"w|s", "s|d"}
    colours = {arc["id"]: arc["color"] for arc in drawn}
    assert colours["w|s"] != colours["s|d"]
    assert bend(WZ, SH) == bend(SH, WZ) and bend(WZ, SH)[0] == [120.7, 28.0]


def test_far_places_stand_in_a_row() -> None:
    far = in_row([WZ, SH], [DE, Spot("i", "意大利", 9, 42), Spot("j", "日本", 138, 36)], 1.2)
    assert [s.id for s in far] == ["i", "d", "j"] and all(s.far for s in far)
    assert len({s.latitude for s in far}) == 1 and far[0].latitude > SH.latitude
    assert all(110 < s.longitude < 130 for s in far)
    assert len({s.latitude for s in in_row([WZ], [DE] * 30, 1.2)}) == 3
    assert frame([WZ, SH], 600, 400)[2] > frame([WZ, SH, DE], 600, 400)[2]


def test_a_workbook_has_typed_cells_and_no_formula() -> None:
    formula, long = '=HYPERLINK("http://x")', "温州\x07大学" + "长" * 40_000
    frame_ = pd.DataFrame(
        [
            {"名称": formula, "数": 3, "份额": 0.5, "来源": ["甲", "乙"]},
            {"名称": long, "数": None, "份额": float("nan"), "来源": None},
        ]
    )
    frame_["数"] = frame_["数"].astype("Int64")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(frame_, "表[1]/2"))).active
    assert sheet is not None
    assert [c.value for c in sheet[1]] == ["名称", "数", "份额", "来源"]
    assert sheet["A2"].value == formula and sheet["A2"].data_type == "s"
    assert (sheet["B2"].value, sheet["C2"].value, sheet["D2"].value) == (3, 0.5, "甲;乙")
    assert str(sheet["A3"].value).startswith("温州大学长") and len(str(sheet["A3"].value)) == 32_767
    assert sheet["B3"].value is None and sheet["C3"].value is None


def test_text_from_data_is_not_markup() -> None:
    assert plain("**a** [b](http://x)\n# c") == r"\*\*a\*\* \[b\]\(http\://x\) \# c"
    assert plain("<img src=x>") == r"\<img src=x\>"
