"""The check of a data set against its text, on an invented text, and on the real one if present."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import NOT_OURS
from tests import check_seed
from tests.seed import checks
from tests.seed.document import numerals, plain, split_outline, split_report, without
from tests.seed.package import Package, read_package

TEXT = """首页
某市科学技术局2019年工作总结
2020-01-02

2019年,某市实现技术交易额12.5亿元、增长8%,居全省第三。该项工作围绕平台、企业、人才和开放合作继续向前推进,各县区分别制订了配套的办法。

一、2019年工作总结

(一)平台。一是引进青山研究院,导入项目4个。二是蓝海公司等30余家企业入驻青山园,建筑面积2.1万平方米。

二、2020年工作思路

(一)目标。力争技术交易额达15亿元。

(三)工程

1.实施强基工程。一是新增平台两个。

(来源:某局)
"""
ACTORS = """id,kind,name,aliases,floor_area,basis,basis_at,locator
qs,ResearchInstitute,青山研究院,,,,,1/1/1
lh,Enterprise,蓝海公司,,,,,1/1/2
qsy,Park,青山园,,21000,,,1/1/2
"""
LINKS = """type,from,to,basis,basis_at,locator
TENANT_OF,lh,qsy,,,1/1/2
AFFILIATED_WITH,qs,青山园,inferred,1/1/2,1/1/1
"""
INDICATORS = """id,name,aliases,locator
trade,技术交易额,,0/0/0
projects,导入项目,,1/1/1
tenants,入驻企业,企业入驻,1/1/2
platforms,新增平台,,2/3.1/1
"""
OBSERVATIONS = """id,value,unit,comparator,measure,year,indicator,status,locator
o1,12.5,亿元,,level,2019,trade,,0/0/0
o2,8,%,,growth,2019,trade,,0/0/0
o3,3,,,rank,2019,trade,,0/0/0
o4,4,个,,level,2019,projects,,1/1/1
o5,30,家,>,level,2019,tenants,,1/1/2
o6,15,亿元,,level,2020,trade,planned,2/1/0
o7,2,个,,level,2020,platforms,planned,2/3.1/1
"""
LEFT_OUT = """locator,numeral,reason
h/0/0,2019,heading
h/0/0,2020-01-02,date
1/0/0,2019,heading
2/0/0,2020,heading
"""
DOCUMENT = split_report(TEXT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data package that agrees with TEXT."""
    tables = {
        "actors": ("Actor", ACTORS),
        "links": ("relationships", LINKS),
        "indicators": ("Indicator", INDICATORS),
        "observations": ("Observation", OBSERVATIONS),
    }
    resources = [{"name": n, "path": f"{n}.csv", "kind": kind} for n, (kind, _) in tables.items()]
    declared = {"name": tmp_path.name, "resources": resources}
    (tmp_path / "datapackage.json").write_text(json.dumps(declared), "utf-8")
    for name, (_, table) in tables.items():
        (tmp_path / f"{name}.csv").write_text(table, "utf-8")
    (tmp_path / "left_out.csv").write_text(LEFT_OUT, "utf-8")
    return tmp_path


def changed(folder: Path, table: str, old: str, new: str) -> Package:
    """The package after a change to one of its tables."""
    path = folder / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return read_package(folder)


def found(check: checks.Check, package: Package) -> list[str]:
    return list(check(DOCUMENT, package))


def test_split_names_items() -> None:
    assert list(DOCUMENT.items) == [
        "h/0/0", "0/0/0", "1/0/0", "1/1/0", "1/1/1", "1/1/2",
        "2/0/0", "2/1/0", "2/3/0", "2/3.1/0", "2/3.1/1", "s/0/0",
    ]  # fmt: skip
    assert DOCUMENT.items["1/1/1"] == "引进青山研究院,导入项目4个。"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2.1万平方米", [(2.1, 21000)]),
        ("高0.1个百分点", [(0.1,)]),
        ("第十三批", [(13,)]),
        ("两大产业", [(2,)]),
        ("一体化、统一、长三角", []),
        ("二十五项", [(25,)]),
        ("百日", [(100,)]),
        ("约占全国1/4、1/3", [(25,), (33.3,)]),
        ("5G网络覆盖千岛湖", []),
    ],
)
def test_numerals(text: str, values: list[tuple[float, ...]]) -> None:
    assert [n.values for n in numerals(text)] == values


OUTLINE = """# 某规划纲要
某日电
## 目录
## 前言
规划范围包括某省。
## 第一章　发展背景
进展顺利。
### 第一节　发展基础
研发经费约占全国1/3。
到2025年,占比达到40%。
## 第十二章　推进规划实施
### 第二节　强化组织协调
成立领导小组。
"""


def test_split_names_paragraphs_of_an_outline() -> None:
    outline = split_outline(OUTLINE)
    assert list(outline.items) == [
        "h/0/0", "0/0/0", "0/0/1", "1/0/0", "1/0/1", "1/1/0", "1/1/1", "1/1/2",
        "12/0/0", "12/2/0", "12/2/1",
    ]  # fmt: skip
    assert outline.items["h/0/0"] == "某规划纲要某日电目录"
    assert outline.with_headings("12/2/1") == "推进规划实施\n强化组织协调\n成立领导小组。"


def test_names_are_blanked_longest_first() -> None:
    assert without(plain("“836”计划和8项"), ["836", "836计划"]) == "□□□□□和8项"


def test_agreeing_package_passes(folder: Path) -> None:
    package = read_package(folder)
    for check in (*checks.COMMON, checks.check_targets):
        assert found(check, package) == []


def test_numeral_that_nothing_covers(folder: Path) -> None:
    package = changed(folder, "observations", "o4,4,个,,level,2019,projects,,1/1/1\n", "")
    assert found(checks.check_coverage, package) == [
        "1/1/1: numeral '4' is neither a row nor left out"
    ]


def test_one_row_covers_one_numeral(folder: Path) -> None:
    package = changed(folder, "left_out", "1/0/0,2019,heading\n", "")
    assert len(found(checks.check_coverage, package)) == 1


def test_left_out_line_without_numeral(folder: Path) -> None:
    package = changed(folder, "left_out", "date\n", "date\n1/1/1,77,slogan\n")
    assert found(checks.check_coverage, package) == [
        "1/1/1: left_out.csv:4 '77' finds no numeral left in the item"
    ]


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        ("observations", "o1,12.5", "o1,12.6", "number 12.6 is not in the item"),
        ("observations", "15,亿元", "15,万元", "number 15 is not followed by '万元'"),
        ("observations", "projects,,1/1/1", "tenants,,1/1/1", "indicator '入驻企业' is not in"),
        ("actors", "青山研究院", "绿水研究院", "name '绿水研究院' is not in the item"),
        ("links", "lh,qsy,,,1/1/2", "lh,qsy,,,1/1/1", "from '蓝海公司' is not in the item"),
        ("links", "TENANT_OF,lh,qsy", "TENANT_OF,lh,nobody", "to 'nobody' is in no table"),
    ],
)
def test_stated_row_that_its_item_does_not_carry(
    folder: Path, table: str, old: str, new: str, expected: str
) -> None:
    lines = found(checks.check_stated, changed(folder, table, old, new))
    assert any(expected in line for line in lines), lines


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        ("actors", "1/1/1\n", "1/9/1\n", "locator '1/9/1' is no item"),
        ("actors", "1/1/1\n", "\n", "no locator"),
        ("links", "inferred,1/1/2", "inferred,", "basis_at is empty"),
        ("left_out", "date\n", "\n", "no reason"),
    ],
)
def test_locators(folder: Path, table: str, old: str, new: str, expected: str) -> None:
    lines = found(checks.check_locators, changed(folder, table, old, new))
    assert len(lines) == 1 and expected in lines[0]


def test_target_is_not_actual(folder: Path) -> None:
    package = changed(folder, "observations", "trade,planned", "trade,")
    assert len(found(checks.check_targets, package)) == 1


@pytest.mark.parametrize(
    ("old", "new"), [("2020,trade,planned", "2020,trade,"), ("2019,trade,,", "2019,trade,planned,")]
)
def test_status_does_not_go_with_the_year(folder: Path, old: str, new: str) -> None:
    document = replace(DOCUMENT, year=2019)
    assert list(checks.check_years(document, read_package(folder))) == []
    assert list(checks.check_years(document, changed(folder, "observations", old, new)))


def test_fraction_is_counted_in_percent(folder: Path) -> None:
    text = TEXT.replace("增长8%", "约占全国1/3")
    for value, failures in (("33.3,%", 0), ("33.3,个", 1)):
        path = folder / "observations.csv"
        path.write_text(OBSERVATIONS.replace("8,%,,growth", f"{value},,share"), "utf-8")
        lines = list(checks.check_stated(split_report(text), read_package(folder)))
        assert len(lines) == failures, lines


def test_row_about_a_thing_of_another_package(folder: Path) -> None:
    package = changed(folder, "actors", "qs,Research", "other:qs,Research")
    package = changed(folder, "links", "AFFILIATED_WITH,qs", "AFFILIATED_WITH,other:qs")
    assert list(checks.check_stated(DOCUMENT, package)) == []


def test_sentence_of_the_text(folder: Path) -> None:
    start = DOCUMENT.items["0/0/0"].index("该项工作")
    sentence = DOCUMENT.items["0/0/0"][start : start + 22]
    package = changed(folder, "actors", ",21000,,", f",21000,,{sentence}")
    assert len(found(checks.check_wording, package)) == 1


@pytest.mark.parametrize("reading", check_seed.READINGS, ids=lambda reading: reading.package)
def test_data_set_agrees_with_its_text(reading: check_seed.Reading) -> None:
    path = check_seed.seed_folder() / reading.text
    if not path.exists():
        pytest.skip(f"{NOT_OURS}: the text {reading.text}; TRIPLEHELIX_SEED names its folder")
    package = read_package(check_seed.ROOT / "data" / reading.package)
    document = reading.split(path.read_text("utf-8"))
    assert check_seed.failures(reading, document, package) == []


def test_absent_text_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRIPLEHELIX_SEED", str(tmp_path))
    assert check_seed.main() == 0
    printed = capsys.readouterr().out
    assert all(f"{reading.text} is not in" in printed for reading in check_seed.READINGS)
