"""Groups of the picture: what stands for whom, what moves (nothing), what is pinned."""

from __future__ import annotations

import pytest

from graph.model import load_model
from views.parts.drawing import LINE, LINE_PLANNED, Edge, Node, colour, draw
from views.parts.groups import MOST, NOWHERE, SEVERAL, Grouped, by_place, grouped
from views.parts.network import Network
from views.parts.pins import pins_of

MODEL = load_model()
FIRMS = [Node(f"f{n}", "Enterprise", f"企业{n}") for n in range(5)]
FUNDS = [Node(f"m{n}", "Fund", f"基金{n}", "planned") for n in range(2)]
HOME = Node("a", "Park", "园区")
LINKS = [
    *(Edge("a", "PARTNER_OF", n.id, ("actual",)) for n in (*FIRMS, *FUNDS)),
    Edge("f0", "PARTNER_OF", "f1", ("actual",)),
    Edge("m0", "INVESTS_IN", "f2", ("planned",)),
]
WHOLE = Network(((HOME, *FIRMS, *FUNDS),), tuple(LINKS))
GROUP = "group:Enterprise@a"


def put(network: Network, way: list[str], *opened: str) -> Grouped:
    return grouped(network, way, lambda n: n.kind, lambda k: (k, k), opened)


def test_a_group_stands_for_its_members_and_their_links_add_up() -> None:
    found = put(WHOLE, ["a"])
    assert [n.id for n in found.network.nodes] == ["a", GROUP, "m0", "m1"]
    (group,) = found.groups
    assert [n.id for n in group.members] == [n.id for n in FIRMS] and group.id == GROUP
    drawing = draw(found.network.steps, found.network.edges, MODEL, "zh", "a", found.places)
    dots = {dot.id: dot for dot in drawing.dots}
    assert dots[GROUP].label == "Enterprise 5" and dots[GROUP].members == 5
    assert dots[GROUP].size > dots["m0"].size
    lines = {line.id: line for line in drawing.lines}
    assert lines.keys() == {f"a|{GROUP}", "a|m0", "a|m1", f"{GROUP}|m0"}
    assert lines[f"a|{GROUP}"].tip.endswith("× 5") and lines[f"{GROUP}|m0"].color == LINE_PLANNED
    assert (colour(MODEL, "Enterprise"), "企业", 5) in drawing.legend


def test_an_open_group_shows_its_members_and_moves_nothing() -> None:
    closed, opened = put(WHOLE, ["a"]), put(WHOLE, ["a"], "Enterprise@a", "no such")
    ids = {n.id for n in opened.network.nodes}
    assert ids == {n.id for n in WHOLE.nodes}
    assert all(opened.places[n.id] == closed.places[n.id] for n in closed.network.nodes)
    assert len({opened.places[i] for i in ids}) == len(ids)
    gone_to = put(
        Network((*WHOLE.steps, (Node("x", "Fund", "x"),)), (*LINKS, Edge("f3", "FUNDS", "x", ()))),
        ["a", "f3"],
        "Enterprise@a",
    )
    assert all(gone_to.places[i] == opened.places[i] for i in ids)
    assert {n.id for n in gone_to.network.nodes} == ids | {"x"}


def test_who_the_reader_came_through_stands_alone_and_large_groups_have_an_end() -> None:
    found = put(WHOLE, ["a", "f3"])
    assert {n.id: n.members for n in found.network.nodes} == {
        "a": 0, GROUP: 4, "f3": 0, "m0": 0, "m1": 0,
    }  # fmt: skip
    crowd = Network(((HOME, *(Node(f"c{n}", "Fund", "") for n in range(MOST + 9))),), ())
    many = put(crowd, ["a"], "Fund@a").network
    assert len(many.nodes) == MOST + 1 and many.left == 9


def test_the_place_that_one_counts_for() -> None:
    nodes = [Node(i, "Enterprise", i) for i in "abcdef"]
    stated = {"a": ["ra"], "b": ["ra"], "c": ["wz"], "d": ["ya"], "e": ["hz", "ra"]}
    city = {"ra": "wz", "ya": "wz", "wz": "wz", "hz": "hz"}
    county = {"ra": "ra", "ya": "ya", "wz": "wz", "hz": "hz"}
    expected = {"a": "ra", "b": "ra", "c": "wz", "d": "ya", "e": SEVERAL, "f": NOWHERE}
    assert by_place(nodes, stated, city, county) == expected
    elsewhere = [*nodes, *(Node(i, "Fund", i) for i in "ghij")]
    told = by_place(elsewhere, stated | {i: ["hz"] for i in "ghi"}, city, county)
    assert told["a"] == told["d"] == "wz" and told["g"] == "hz"


@pytest.mark.parametrize("said", ["", "1,2", "1,x,a", "nan,0,a", "1e9,0,a", "1,2,"])
def test_a_bad_pin_pins_nothing(said: str) -> None:
    assert pins_of([said]) == {}


def test_a_pinned_dot_stands_where_it_was_put_and_the_others_where_they_stood() -> None:
    before = draw(WHOLE.steps, LINKS, MODEL, "zh", "a")
    after = draw(WHOLE.steps, LINKS, MODEL, "zh", "a", pins=pins_of(["1.5,-0.25,f0", "0,0,gone"]))
    moved = {dot.id: (dot.x, dot.y) for dot in after.dots}
    assert moved["f0"] == (1.5, -0.25) and [d.id for d in after.dots if d.pinned] == ["f0"]
    assert all(moved[d.id] == (d.x, d.y) for d in before.dots if d.id != "f0")
    assert after.box == before.box and after.fingerprint != before.fingerprint


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2."""
    dark, light = sorted(
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))
    )
    return (light + 0.05) / (dark + 0.05)


def linear(sign: str) -> list[float]:
    parts = [int(sign[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def test_all_that_is_drawn_stands_out_from_its_ground() -> None:
    ground = "#fbfcfe"
    kinds = {name: colour(MODEL, name) for name, kind in MODEL.kinds.items() if not kind.abstract}
    drawn = {**kinds, "line": LINE, "planned": LINE_PLANNED}
    assert {name: c for name, c in drawn.items() if contrast(c, ground) < 3} == {}
    assert len(set(kinds.values())) == len(kinds)
