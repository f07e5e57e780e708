"""Who is one: groups from judgements, and the judgements of rules."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ledger.identity import Verdict, Word, canonical, former, members
from graph.ledger.rules import Found, equal_ids

ids = st.sampled_from("abcdef")
pairs = st.tuples(ids, ids).filter(lambda p: p[0] < p[1])
verdicts = st.builds(
    lambda pair, verdict, rule: Verdict(*pair, verdict, "" if verdict == "differ" else rule),
    pairs,
    st.sampled_from(["same", "same", "differ"]),
    st.sampled_from(["", "equal-ror"]),
)


def test_the_smallest_id_stands_for_its_group() -> None:
    said = [Verdict("b", "c", "same", ""), Verdict("a", "c", "same", "equal-ror")]
    assert canonical(said) == {"a": "a", "b": "a", "c": "a"}
    assert members(canonical(said)) == {"a": ["a", "b", "c"]}


def test_differ_holds_through_a_third() -> None:
    said = [
        Verdict("a", "b", "same", "equal-ror"),
        Verdict("b", "c", "same", "equal-uscc"),
        Verdict("a", "c", "differ", ""),
    ]
    assert canonical(said) == {"a": "a", "b": "a"}


@given(st.lists(verdicts, max_size=12), st.randoms())
def test_groups_do_not_depend_on_order_and_never_join_what_differs(
    said: list[Verdict], random: Random
) -> None:
    groups = canonical(said)
    shuffled = list(said)
    random.shuffle(shuffled)
    assert canonical(shuffled) == groups
    for v in said:
        if v.verdict == "differ":
            assert groups.get(v.a, v.a) != groups.get(v.b, v.b)
    if not any(v.verdict == "differ" for v in said):
        assert all(groups[v.a] == groups[v.b] for v in said)


def test_a_rule_makes_stars_around_barred_pairs() -> None:
    holders = [("uscc", "X", {"d", "c", "b", "a"})]
    assert set(equal_ids(holders, set())) == {
        Found("a", other, "equal-uscc", "X") for other in "bcd"
    }
    assert set(equal_ids(holders, {("a", "b"), ("a", "c")})) == {
        Found("a", "d", "equal-uscc", "X"),
        Found("b", "c", "equal-uscc", "X"),
    }


def was(a: str, b: str, verdict: str = "same", undone: bool = False, live: bool = False) -> Word:
    return Word(a, b, verdict, undone, live)


@pytest.mark.parametrize(
    ("words", "stated", "found"),
    [
        ([was("a", "b")], "b", {"a": "b"}),
        ([was("a", "b")], "ab", {}),
        ([was("a", "b")], "", {}),
        ([was("a", "b", undone=True)], "b", {}),
        ([was("a", "b"), was("a", "b", undone=True)], "b", {}),
        ([was("a", "b", undone=True), was("a", "b")], "b", {"a": "b"}),
        ([was("a", "b"), was("a", "b", "differ", live=True)], "b", {}),
        ([was("a", "b"), was("a", "c")], "bc", {"a": "c"}),  # the latest
        ([was("a", "b"), was("b", "c")], "c", {"a": "c", "b": "c"}),  # through one that is gone
        ([was("a", "b"), was("b", "c"), was("a", "c", "differ", live=True)], "c", {"b": "c"}),
        ([was("b", "d"), was("b", "c", live=True)], "c", {"d": "b"}),  # part of a node now
        ([was("a", "c"), was("a", "b", live=True)], "c", {"a": "c", "b": "c"}),
    ],
)
def test_an_id_that_is_gone_means_what_it_was_one_with(
    words: list[Word], stated: str, found: dict[str, str]
) -> None:
    groups = canonical(Verdict(w.a, w.b, w.verdict, "") for w in words if w.live)
    assert former(words, groups, lambda ids: set(stated) & set(ids)) == found
