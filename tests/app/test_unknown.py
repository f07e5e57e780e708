"""Values that point to nothing known: which they are, and what a person says that they mean."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import ingest
from graph.inbox import mapping_of
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity, Refusal, load_model
from graph.report import Report
from loaders import Options
from loaders.accepted import accept
from loaders.office import toml
from loaders.office.amended import Unknown, meaning, unknown
from loaders.office.draft import draft
from views.parts.drawing import Node
from views.parts.unknown import may_be_new, near

MODEL = load_model()
TABLE = """企业名称,所属行业,所在地
温州甲阀门有限公司,泵阀;软件,温州市
温州乙软件有限公司,软件,瓯江口
温州丙皮革有限公司,皮革,温州市
温州丁皮革有限公司,泵阀,温州市
温州戊皮革有限公司,泵阀,海经区
"""
KNOWN = [("Industry", "泵阀"), ("Industry", "数字经济"), ("Place", "温州市"), ("Place", "洞头区")]
Checked = tuple[Path, Ledger, dict[str, Any], list[Refusal]]


@pytest.fixture
def checked(tmp_path: Path) -> Iterator[Checked]:
    """A table that was checked: its path, the ledger, its mapping, and what is refused."""
    things = [Entity(k, f"known:{i}", {"name": n}) for i, (k, n) in enumerate(KNOWN)]
    path = tmp_path / "名单.csv"
    path.write_text(TABLE, "utf-8")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.load(SourceInfo("known", "known"), things)
        text = draft(path, MODEL, ledger, "Enterprise").text()
        mapping_of(path).write_text(text, "utf-8")
        yield path, ledger, tomllib.loads(text), check(path, ledger).refusals


def check(path: Path, ledger: Ledger) -> Report:
    return ingest.load(path, ledger, Options("Enterprise"), dry_run=True)


def brief(found: list[Unknown]) -> list[tuple[str, str, int]]:
    return [(u.column, u.value, u.rows) for u in found]


def test_each_unknown_value_comes_once_with_its_rows(checked: Checked) -> None:
    *_, data, refusals = checked
    other = Refusal("名单.csv", "", 2, "成立年份", "x", "a year")
    found, rest = unknown(data, [*refusals, other], MODEL)
    assert brief(found)[:2] == [("所属行业", "软件", 2), ("所属行业", "皮革", 1)]
    assert brief(found)[2:] == [("所在地", "瓯江口", 1), ("所在地", "海经区", 1)]
    assert rest == [other]


def test_what_a_person_says_is_read_and_what_not_stays_refused(checked: Checked) -> None:
    path, ledger, data, refusals = checked
    found, _ = unknown(data, refusals, MODEL)
    by_value = {u.value: u for u in found}
    data = meaning(data, by_value["软件"], MODEL, to="数字经济")
    data = meaning(data, by_value["皮革"], MODEL, kind="Industry")
    data = meaning(data, by_value["瓯江口"], MODEL)
    mapping_of(path).write_text(toml.document(data), "utf-8")
    report = check(path, ledger)
    assert brief(unknown(data, report.refusals, MODEL)[0]) == [("所在地", "海经区", 1)]
    assert report.kinds == {"Enterprise": 5, "Industry": 1}
    ingest.load(path, ledger, Options("Enterprise"))
    (made,) = ledger.ids_of_names(["皮革"])["皮革"]
    assert ledger.kinds_of([made]) == {made: "Industry"}
    (first,) = ledger.ids_of_names(["温州甲阀门有限公司"])["温州甲阀门有限公司"]
    industries = {f.other_name for f in ledger.facts(first) if f.predicate == "OPERATES_IN"}
    assert industries == {"泵阀", "数字经济"}


def test_a_column_may_be_called_as_the_model_calls_it_and_values_add_up() -> None:
    data: dict[str, Any] = {
        "table": [
            {"kind": "Enterprise", "sheet": "a", "columns": {"name": "名", "place": "地"}},
            {"kind": "Enterprise", "sheet": "b", "columns": {"name": "名", "place": "地"}},
        ]
    }
    for value in ("瓯北", "瓯江口"):
        refusal = Refusal("x.xlsx", "b", 3, "place", value, "the id or name of a Place")
        ((of,), _) = unknown(data, [refusal], MODEL)
        data = meaning(data, of, MODEL, to="洞头区")
    assert data["table"][0]["columns"]["place"] == "地"
    assert data["table"][1]["columns"]["place"] == {
        "from": "地",
        "values": {"瓯北": "洞头区", "瓯江口": "洞头区"},
    }


def test_a_row_that_was_refused_is_no_unknown_name() -> None:
    data = {
        "table": [
            {"kind": "Enterprise", "columns": {"name": "名"}},
            {"kind": "Observation", "columns": {"scope": "名"}, "values": {"产值": {}}},
        ]
    }
    refusal = Refusal("x.csv", "", 3, "名", "甲公司", "a row")
    assert unknown(data, [refusal], MODEL) == ([], [refusal])


PLACES = ["浙江省", "温州市", "龙湾区", "永嘉县", "南京市", "中国", "龙湾镇"]
INDUSTRIES = ["鞋业", "激光与光电", "新能源汽车", "现代农业"]
UNIVERSITIES = ["中国科学院大学", "南京工业大学", "浙江大学", "华东师范大学"]
LISTED = {
    name: Node(name, kind, name)
    for kind, names in (
        ("Place", PLACES),
        ("Industry", INDUSTRIES),
        ("University", UNIVERSITIES),
        ("Enterprise", ["浙江大学控股集团"]),
        ("ResearchInstitute", ["中国科学院"]),
    )
    for name in names
}


def near_in(column: str, value: str, perhaps: tuple[str, ...] = ()) -> list[str]:
    our = accept("Enterprise", MODEL).columns[column]
    return near(Unknown("", column, value, our, 1, perhaps), LISTED, MODEL)


@pytest.mark.parametrize(
    ("column", "value", "first"),
    [
        ("industry", "激光", "激光与光电"),
        ("place", "浙江省温州市龙湾区科技大道3号", "龙湾区"),
        ("place", "永嘉县瓯北", "永嘉县"),
        ("place", "龙弯区", "龙湾区"),
        ("industry", "新能源", "新能源汽车"),
        ("industry", "农业", "现代农业"),
        ("cooperates_with", "华中师范大学", "华东师范大学"),
        ("cooperates_with", "浙江大学温州学院", "浙江大学"),
    ],
)
def test_near_names_hold_the_value_or_are_held_by_it(column: str, value: str, first: str) -> None:
    found = near_in(column, value)
    assert found[0] == first
    assert "鞋业" not in found


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("cooperates_with", "中国矿业大学"),
        ("cooperates_with", "南京大学"),
        ("cooperates_with", "中国科学技术大学"),
        ("cooperates_with", "中国电信"),
        ("place", "浙江省温州市龙弯区"),
        ("place", "龙弯街道"),
    ],
)
def test_what_is_of_another_kind_or_level_is_not_suggested(column: str, value: str) -> None:
    assert near_in(column, value) == []


def test_the_list_suggests_what_the_refusal_does(checked: Checked) -> None:
    address = "浙江省温州市龙弯区"
    assert near_in("place", address, ("龙湾区",)) == ["龙湾区"]
    *_, data, _ = checked
    expected = "an address in places that are known, perhaps 龙湾区"
    ((of,), _) = unknown(data, [Refusal("名单.csv", "", 2, "所在地", address, expected)], MODEL)
    assert of.perhaps == ("龙湾区",)


def test_the_refusal_names_nothing_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "合作.csv"
    path.write_text(
        "企业名称,合作单位\n甲阀门有限公司,中国矿业大学\n乙阀门有限公司,华中师范大学\n", "utf-8"
    )
    known = [("Place", "中国"), ("University", "华东师范大学"), ("University", "中国药科大学")]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        things = [Entity(k, f"known:{i}", {"name": n}) for i, (k, n) in enumerate(known)]
        ledger.load(SourceInfo("known", "known"), things)
        columns = {"name": "企业名称", "cooperates_with": "合作单位"}
        mapping = toml.document({"kind": "Enterprise", "columns": columns})
        mapping_of(path).write_text(mapping, "utf-8")
        one, other = check(path, ledger).refusals
    assert "perhaps" not in one.expected
    assert other.expected.endswith(", perhaps 华东师范大学")


@pytest.mark.parametrize(
    ("value", "kind", "may"),
    [
        ("浙江省温州市龙弯区", "Place", False),
        ("科技大道3号", "Place", False),
        ("鹿城区中山路1号", "Place", False),
        ("海经区", "Place", True),
        ("新市镇", "Place", True),
        ("温州市瓯海区科技局", "Government", True),
    ],
)
def test_an_address_is_no_name_of_something_new(value: str, kind: str, may: bool) -> None:
    assert may_be_new(value, kind) is may
