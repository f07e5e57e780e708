"""A bureau's table against a region that is known: what is said of the cells that find nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph import ingest
from graph.ledger import Ledger
from graph.model import Refusal, load_model
from graph.report import Report
from loaders import Options
from loaders.addresses import Addresses
from loaders.office.draft import draft
from tests.loaders.packages import make_package, write_csv
from views.parts.reasons import reason

MODEL = load_model()
PLACES = [
    ["id", "name", "aliases", "level", "part_of"],
    ["zj", "浙江省", "浙江", "province", ""],
    ["js", "江苏省", "江苏", "province", ""],
    ["wz", "温州市", "温州", "city", "zj"],
    ["nj", "南京市", "南京", "city", "js"],
    ["xz", "徐州市", "徐州", "city", "js"],
    ["lw", "龙湾区", "龙湾", "county", "wz"],
    ["yj", "永嘉县", "永嘉", "county", "wz"],
    ["g1", "鼓楼区", "", "county", "nj"],
    ["g2", "鼓楼区", "", "county", "xz"],
]
INDUSTRIES = [
    ["id", "name", "aliases"],
    ["laser", "激光与光电", ""],
    ["soft", "软件和信息服务", ""],
    ["bio", "生物医药", ""],
    ["shoes", "鞋业", ""],
]
PARKS = [
    ["kind", "id", "name", "aliases", "place"],
    ["Park", "eye", "中国眼谷", "", "lw"],
    ["Park", "zone", "温州农业科技园区", "国家农业科技园区", "wz"],
]


@pytest.fixture
def known(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A ledger that knows a few places and industries."""
    tables = {
        "places.csv": ("Place", PLACES),
        "industries.csv": ("Industry", INDUSTRIES),
        "parks.csv": ("Actor", PARKS),
    }
    ingest.load(make_package(tmp_path / "region", tables), ledger)
    return ledger


def load(ledger: Ledger, folder: Path, *rows: list[str], title: str = "") -> Report:
    """What a load says of a table of firms, with a title above its header as offices write it."""
    above = [[title, *[""] * (len(rows[0]) - 1)]] if title else []
    path = write_csv(folder / "firms.csv", [*above, *rows])
    return ingest.load(path, ledger, Options("Enterprise"))


def lines(refusals: list[Refusal]) -> set[tuple[int, str, str, str]]:
    return {(r.row, r.column, r.value, r.expected) for r in refusals}


def test_a_column_is_named_as_the_file_has_it_also_where_a_row_says_figures_too(
    known: Ledger, tmp_path: Path
) -> None:
    head = ["企业名称", "所在地", "所属行业", "研发投入（万元）"]
    report = load(known, tmp_path, head, ["甲公司", "乐清市", "眼镜", "3"], title="2023年企业名单")
    assert {(r.column, r.value) for r in report.refusals} == {
        ("所在地", "乐清市"),
        ("所属行业", "眼镜"),
    }


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("激光", ", perhaps 激光与光电"),
        ("软件", ", perhaps 软件和信息服务"),
        ("海洋生物医药", ", perhaps 生物医药"),
        ("生物医疗", ", perhaps 生物医药"),
        ("农业", ""),  # one character of two is all of a name
        ("公司", ""),  # what holds it is no industry
    ],
)
def test_a_hint_names_what_may_be_meant(
    known: Ledger, tmp_path: Path, written: str, hint: str
) -> None:
    report = load(known, tmp_path, ["企业名称", "所属行业"], ["甲公司", written])
    expected = f"the id or name of an Industry; there is none{hint}"
    assert lines(report.refusals) == {(2, "所属行业", written, expected)}


def test_a_hint_also_names_what_the_same_load_has(ledger: Ledger, tmp_path: Path) -> None:
    firms = ("Enterprise", [["name", "industry"], ["甲公司", "激光"]])
    tables = {"industries.csv": ("Industry", INDUSTRIES), "firms.csv": firms}
    report = ingest.load(make_package(tmp_path / "region", tables), ledger)
    assert [r.expected.partition("none")[2] for r in report.refusals] == [", perhaps 激光与光电"]


@pytest.mark.parametrize(
    ("address", "name", "rest", "places"),
    [
        ("浙江省温州市龙湾区科技大道3号", "龙湾区", "科技大道3号", {"lw"}),
        ("永嘉县瓯北", "永嘉县", "瓯北", {"yj"}),
        ("浙江 温州-永嘉县", "永嘉县", "", {"yj"}),
        ("温州市温州市龙湾永中街道1号", "龙湾", "永中街道1号", {"lw"}),
        ("江苏省南京市市辖区鼓楼区中山路1号", "鼓楼区", "中山路1号", {"g1"}),
        ("鼓楼区中山路1号", "鼓楼区", "中山路1号", {"g1", "g2"}),
        ("江苏省鼓楼区", "鼓楼区", "", {"g1", "g2"}),
        ("温州市龙湾路1号", "温州市", "龙湾路1号", {"wz"}),  # a road of that name
        ("南京路28号", "", "", set()),
        ("温州大学科技园", "", "", set()),
        ("广东省温州市", "", "", set()),  # it begins with nothing that is known
    ],
)
def test_an_address_is_read_to_the_deepest_place_that_is_known(
    known: Ledger, address: str, name: str, rest: str, places: set[str]
) -> None:
    found = Addresses(known).read(address)
    assert (found.name, found.astray) == (name, "")
    assert {i.partition(":")[2] for i in found.ids} == places
    assert not found.ids or found.rest == rest


def links(ledger: Ledger, type_: str) -> set[tuple[str, str]]:
    """Firm and place or park, of all relationships of a type that the table of firms states."""
    names: dict[str, str] = {}
    said = list(ledger.said_by("firms"))
    for s in said:
        for id_ in filter(None, (s.subject, s.object if s.predicate == type_ else None)):
            names[id_] = next(str(f.value) for f in ledger.facts(id_) if f.predicate == "name")
    return {(names[s.subject], names[s.object]) for s in said if s.predicate == type_ and s.object}


def test_addresses_are_loaded_as_their_places_and_this_is_told(
    known: Ledger, tmp_path: Path
) -> None:
    report = load(
        known,
        tmp_path,
        ["企业名称", "注册地址"],
        ["甲公司", "浙江省温州市龙湾区科技大道3号"],
        ["乙公司", "永嘉县瓯北"],
        ["丙公司", "浙江省永嘉县"],  # nothing of this is lost
        ["丁公司", "鼓楼区中山路1号"],
        ["戊公司", "温州市鼓楼区1号"],
        ["己公司", "浙江省温州市龙弯区科技大道3号"],
    )
    assert links(known, "LOCATED_IN") == {
        ("甲公司", "龙湾区"),
        ("乙公司", "永嘉县"),
        ("丙公司", "永嘉县"),
    }
    assert {(r.row, r.expected) for r in report.refusals} == {
        (5, "an id; the name fits 南京市 region:g1 (Place), 徐州市 region:g2 (Place)"),
        (6, "an address; 鼓楼区 is not known to lie in 温州市"),
        (7, "an address in places that are known, perhaps 龙湾区"),
    }
    (told,) = (w for w in report.warnings if "addresses" in w)
    assert told == (
        "firms.csv: 注册地址: addresses are read as the place that they lie in (2, such as "
        "浙江省温州市龙湾区科技大道3号 as 龙湾区); what follows in them is not kept"
    )
    for text in (told, *(r.expected for r in report.refusals)):
        assert not re.search("[a-z]{3,} [a-z]{3,}", reason(text, "zh"))


def test_a_park_that_an_address_names_is_where_the_firm_is(known: Ledger, tmp_path: Path) -> None:
    report = load(
        known,
        tmp_path,
        ["企业名称", "注册地址"],
        ["甲公司", "温州市龙湾区中国眼谷A座"],
        ["乙公司", "温州农业科技园区"],
        ["丙公司", "南京市鼓楼区国家农业科技园区1号"],  # of that name, and elsewhere
    )
    assert report.refusals == []
    assert links(known, "TENANT_OF") == {("甲公司", "中国眼谷"), ("乙公司", "温州农业科技园区")}
    assert links(known, "LOCATED_IN") == {("甲公司", "龙湾区"), ("丙公司", "鼓楼区")}


def told(ledger: Ledger, folder: Path, *rows: list[str]) -> list[str]:
    """What a draft says of a table of firms, all of which has its Chinese."""
    left = draft(write_csv(folder / "firms.csv", list(rows)), MODEL, ledger, "Enterprise").left
    assert not any(re.search("[a-z]{3,} [a-z]{3,}", reason(text, "zh")) for text in left)
    return left


def test_why_a_column_is_not_read_is_told(known: Ledger, tmp_path: Path) -> None:
    head = ["企业名称", "成立日期", "2023年营业收入", "专利", "注册资本（万元）", "邮编"]
    assert told(known, tmp_path, head, ["甲公司", "2001-05-06", "12", "3", "500", "325000"]) == [
        "成立日期: of each date only the year is taken",
        "2023年营业收入: no unit is said, so it is not read; with a heading such as "
        "2023年营业收入（万元） it is",
        "专利: no unit is said, so it is not read; with a heading such as 专利（件） it is",
        "注册资本（万元）: no year is said, so it is not read; with one in its heading, such as "
        "2023年注册资本（万元）, or in the title it is",
    ]


def test_a_telephone_is_no_figure(known: Ledger, tmp_path: Path) -> None:
    head = ["企业名称", "联系方式", "值班室", "值守"]
    row = ["甲公司", "13800000001", "0577-88880000", "3"]
    assert told(known, tmp_path, head, row) == ["值守: no unit is said, so it is not read"]


@pytest.mark.parametrize("heading", ["通讯地址", "办公地址", "详细地址", "单位地址", "厂址"])
def test_an_address_is_known_by_its_heading(known: Ledger, tmp_path: Path, heading: str) -> None:
    load(known, tmp_path, ["企业名称", heading], ["甲公司", "浙江省温州市龙湾区科技大道3号"])
    assert links(known, "LOCATED_IN") == {("甲公司", "龙湾区")}


def test_the_heading_that_would_do_does(known: Ledger, tmp_path: Path) -> None:
    head = ["企业名称", "2022年营业收入（万元）", "2023年营业收入（万元）", "增长率"]
    assert told(known, tmp_path, head, ["甲公司", "12", "500", "3.5%"]) == []
    load(known, tmp_path, head, ["甲公司", "12", "500", "3.5%"])
    values = {s.value for s in known.said_by("firms") if s.predicate == "value"}
    assert values == {"12", "500", "3.5"}


@pytest.mark.parametrize("beside", ["员工人数", "2023年注册资本（万元）"])
def test_a_rate_is_of_the_two_years_beside_it_or_of_nothing(
    known: Ledger, tmp_path: Path, beside: str
) -> None:
    head = ["企业名称", "2023年营业收入（万元）", beside, "增长率"]
    assert told(known, tmp_path, head, ["甲公司", "12", "50", "3.5%"]) == [
        "增长率: the indicator is missing, add indicator; it is not read until this is said"
    ]


def test_a_sum_that_cannot_be_checked_is_told(known: Ledger, tmp_path: Path) -> None:
    head = ["企业名称", "员工人数（人）", "2023年研发投入（万元）", "2023年利润（万元）"]
    rows = [
        ["甲公司", "约883", "33.5", "4"],
        ["乙公司", "100", "—", "5"],
        ["合计", "983", "88", "9"],
    ]
    report = load(known, tmp_path, head, *rows)
    sums = [w for w in report.warnings if "合计" in w]
    assert sums == [
        "firms.csv, row 4, 员工人数（人）: 合计 is not checked, as B2 says 约883",
        "firms.csv, row 4, 2023年研发投入（万元）: 合计 says 88, the rows add up to 33.5; "
        "cells that say nothing are not in it",
    ]
    assert not any(re.search("[a-z]{3,} [a-z]{3,}", reason(text, "zh")) for text in sums)
