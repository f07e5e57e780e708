"""The finder: what people type finds what they mean, in the order that they expect."""

from __future__ import annotations

import time

import pytest

from graph.search import Entry, SearchIndex, normalise

ENTRIES = [
    Entry("w:1", "University", "温州大学", ("Wenzhou University", "温大"), 9),
    Entry("w:2", "University", "温州医科大学", ("Wenzhou Medical University",), 12),
    Entry("w:3", "Place", "温州市", ("温州",), 40),
    Entry("w:4", "Place", "乐清市", ("乐清",), 7),
    Entry("w:5", "Enclave", "瑞安安亭飞地创新港", (), 3),
    Entry("w:6", "Enterprise", "ＡＢＢ（中国）有限公司", ("ABB",), 1),
    Entry("w:7", "ResearchInstitute", "温州大学激光与光电智能制造研究院", (), 2),
    Entry("w:8", "Platform", "重庆技术市场", (), 0),
    Entry("w:9", "Place", "长三角", (), 0),
    Entry("w:10", "Enterprise", "永嘉泵阀厂", (), 0, ("91330300145041661P",)),
    Entry("w:11", "University", "浙南学院", (), 0, ("https://ror.org/02djqfd08",)),
]
INDEX = SearchIndex(ENTRIES)


def ids(words: str, **options: object) -> list[str]:
    return [f.id for f in INDEX.find(words, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("温州大学", "w:1"),
        ("温大", "w:1"),
        ("wenzhou univ", "w:1"),
        ("WENZHOU MEDICAL", "w:2"),
        ("wenzhoudaxue", "w:1"),
        ("wzykdx", "w:2"),
        ("wzdx", "w:1"),
        ("yueqing", "w:4"),
        ("安亭", "w:5"),
        ("anting", "w:5"),
        ("abb(中国)", "w:6"),
        ("chongqing", "w:8"),
        ("changsanjiao", "w:9"),
        (" 温州 大学 ", "w:1"),
    ],
)
def test_first_answer(words: str, first: str) -> None:
    assert ids(words)[0] == first


@pytest.mark.parametrize(
    ("words", "node"),
    [
        ("91330300145041661P", "w:10"),
        (" 9133 0300 1450 41661p", "w:10"),
        ("145041661", "w:10"),
        ("https://ror.org/02djqfd08/", "w:11"),
        ("02djqfd08", "w:11"),
    ],
)
def test_a_code_finds_whose_it_is(words: str, node: str) -> None:
    (found,) = INDEX.find(words)
    assert (found.id, found.by_code) == (node, True)


def test_a_few_signs_are_no_code() -> None:
    assert ids("1450") == ids("ror") == []
    assert all(f.id != "w:11" for f in INDEX.find("http"))


def test_exact_before_beginning_before_part() -> None:
    assert ids("温州大学") == ["w:1", "w:7"]
    found = ids("大学")
    assert found == ["w:2", "w:1", "w:7"]  # none begins with it: the better connected first


def test_one_answer_a_node_and_the_name_that_was_met() -> None:
    found = INDEX.find("温州")
    assert [f.id for f in found].count("w:3") == 1
    assert found[0].id == "w:3" and found[0].matched == "温州"
    assert INDEX.find("温州市")[0].matched == ""


def test_pinyin_begins_at_a_syllable() -> None:
    assert "w:1" not in ids("engzhou")
    assert "w:7" not in ids("ou")
    assert "w:7" in ids("zhou")
    assert ids("shichang") == ["w:8"]


def test_kinds_limit_and_nothing() -> None:
    assert ids("温州", kinds={"Place"}) == ["w:3"]
    assert len(ids("温州", limit=2)) == 2
    assert ids("") == ids("。（ ）") == ids("不存在的机构") == []


def test_normalise() -> None:
    assert normalise("Ａ（b） c·D") == "abcd"


def test_a_large_index_answers_quickly() -> None:
    index = SearchIndex(Entry(f"x:{n}", "Enterprise", f"新公司{n}号") for n in range(20_000))
    began = time.perf_counter()
    assert index.find("公司19999号")[0].id == "x:19999"
    assert time.perf_counter() - began < 1.0  # about 10 ms; the margin is for busy machines
