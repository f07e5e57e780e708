"""What each column of a dropped table means, and what a person makes of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph import ingest
from graph.inbox import mapping_of
from graph.ledger import Ledger
from graph.model import load_model
from graph.report import Report
from loaders import Options
from loaders.mapping import parse_mappings
from loaders.office import toml
from loaders.office.context import Familiar, Nobody
from loaders.office.draft import Draft, draft
from loaders.office.meanings import (
    APART,
    FIGURE,
    NOT_READ,
    Line,
    changed,
    lacking,
    lines,
    lying,
    options,
    unsaid,
)
from tests.office.cases import (
    case_06_projects_units_in_header,
    case_08_indicators_by_county,
    case_14_two_tables_stacked,
    case_15_tables_side_by_side,
    case_23_transposed,
    case_24_form_of_one_record,
    case_32_firms_with_figures,
)
from views.parts.meanings import sheet_words

MODEL = load_model()
TABLE = """企业名单,,,,,,
序号,企业名称,成立日期,注册资本（万元）,2022年营业收入,经营简介,合作单位
1,温州甲阀门有限公司,2001-02-03,100,"1,200",做阀门的,温州大学、温州医科大学
2,温州乙软件有限公司,2002年5月,200,300,写软件的,温州大学
"""


class Desk:
    """A table with its mapping, which a person changes line by line."""

    def __init__(self, folder: Path, text: str, ledger: Ledger) -> None:
        self.path, self.ledger = folder / "名单.csv", ledger
        self.path.write_text(text, "utf-8")
        self.drafted: Draft = draft(self.path, MODEL, ledger, "Enterprise")
        self.data: dict[str, Any] = tomllib.loads(self.drafted.text())

    def line(self, column: str) -> Line:
        """What is shown of a column."""
        (of,) = lying(self.data, self.drafted.tables)
        return next(line for line in lines(self.data, of) if line.column == column)

    def say(self, column: str, meaning: str, unit: str = "", year: str = "") -> None:
        """Says what a column means; it is written and read again."""
        (of,) = lying(self.data, self.drafted.tables)
        line = self.line(column)._replace(meaning=meaning, unit=unit, year=year)
        data = changed(self.data, of, line, MODEL, Familiar(self.ledger, "mingdan"))
        self.data = tomllib.loads(toml.document(data))
        mapping_of(self.path).write_text(toml.document(data), "utf-8")

    def check(self) -> Report:
        """What would be loaded."""
        return ingest.load(self.path, self.ledger, Options(), dry_run=True)


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        yield Desk(tmp_path, TABLE, ledger)


def test_each_column_has_its_meaning_its_unit_and_some_of_its_values(desk: Desk) -> None:
    assert desk.line("企业名称").meaning == "name"
    assert desk.line("成立日期") == ("成立日期", "2001-02-03; 2002年5月", "founded", "", "")
    assert desk.line("序号").meaning == desk.line("经营简介").meaning == NOT_READ
    (of,) = lying(desk.data, desk.drafted.tables)
    assert {NOT_READ, FIGURE, "name", "industry"} <= options(desk.data, of, MODEL).keys()


def test_a_column_becomes_a_figure_once_its_unit_is_said(desk: Desk) -> None:
    desk.say("2022年营业收入", FIGURE)
    (of,) = lying(desk.data, desk.drafted.tables)
    assert ("2022年营业收入", "unit") in unsaid(desk.data, of)
    desk.say("2022年营业收入", FIGURE, "万元", desk.line("2022年营业收入").year)
    desk.say("注册资本（万元）", FIGURE, "万元", "2022")
    (of,) = lying(desk.data, desk.drafted.tables)
    assert unsaid(desk.data, of) == []
    assert desk.line("2022年营业收入")[2:] == (FIGURE, "万元", "2022")
    report = desk.check()
    assert (report.kinds["Observation"], report.refused) == (4, 0)
    for column in ("2022年营业收入", "注册资本（万元）"):
        desk.say(column, NOT_READ)
    report = desk.check()
    assert report.kinds == {"Enterprise": 2, "University": 2}  # these are whom they work with
    assert not any("营业收入" in warning for warning in report.warnings)  # left out on purpose


def test_a_column_is_read_as_its_values_need_it(desk: Desk) -> None:
    desk.say("成立日期", NOT_READ)
    assert "founded" not in desk.data["columns"]
    desk.say("成立日期", "founded")
    assert desk.data["columns"]["founded"] == {"from": "成立日期", "take": "year"}
    assert "成立日期" not in desk.data.get("ignore", [])
    desk.say("合作单位", "affiliated_with")
    assert desk.data["columns"]["affiliated_with"]["split"] == ["、"]
    assert desk.check().kinds == {"Enterprise": 2, "University": 2}  # as names end


def test_two_columns_of_one_property_the_later_word_counts(desk: Desk) -> None:
    desk.say("经营简介", "name")
    assert desk.data["columns"]["name"] == "经营简介"
    assert desk.line("企业名称").meaning == NOT_READ


def test_a_table_read_apart_can_be_left_out(desk: Desk) -> None:
    section = {"kind": "COOPERATES_WITH", "header": desk.data["header"]}
    section["columns"] = {"from": "企业名称", "to": "合作单位"}
    table = {k: v for k, v in desk.data.items() if k != "table"}
    table["columns"] = {k: v for k, v in table["columns"].items() if k != "cooperates_with"}
    desk.data = {"table": [table, section]} if "table" not in desk.data else desk.data
    desk.data["table"] = [*desk.data["table"][:1], section]
    assert desk.line("合作单位").meaning == f"{APART}COOPERATES_WITH"
    desk.say("合作单位", NOT_READ)
    assert desk.data["kind"] == "Enterprise"


@pytest.mark.parametrize(
    ("case", "tables"),
    [
        (case_06_projects_units_in_header, 1),
        (case_08_indicators_by_county, 1),
        (case_14_two_tables_stacked, 2),
        (case_15_tables_side_by_side, 2),
        (case_23_transposed, 1),
        (case_24_form_of_one_record, 1),
        (case_32_firms_with_figures, 1),
    ],
    ids=lambda case: getattr(case, "__name__", "").rpartition(".")[2],
)
def test_tables_as_offices_make_them_are_shown_and_every_column_can_be_changed(
    case: ModuleType, tables: int, tmp_path: Path
) -> None:
    path = case.build(tmp_path)
    drafted = draft(path, MODEL)
    data = tomllib.loads(drafted.text())
    assert tomllib.loads(toml.document(data)) == data
    assert len(lying(data, drafted.sections)) == tables
    for place in range(tables):
        of = lying(data, drafted.sections)[place]
        shown = lines(data, of)
        assert any(line.meaning for line in shown)
        for line in shown:
            if line.meaning == "name":  # what is read apart is read with it
                continue
            for meaning in (NOT_READ, FIGURE):
                again = lying(data, drafted.sections)[place]
                other = line._replace(meaning=meaning)
                written = toml.document(changed(data, again, other, MODEL, Familiar(Nobody())))
                assert parse_mappings(path, written)
                new = tomllib.loads(written)
                told = {x.column: x for x in lines(new, lying(new, drafted.sections)[place])}
                assert told[line.column].meaning == meaning


def test_levels_of_places_that_a_person_names_are_read_together(tmp_path: Path) -> None:
    text = "企业名称,区县,市\n温州甲阀门有限公司,瑞安市,温州市\n"
    with Ledger.open(tmp_path / "ledger.db") as ledger:  # in which no place is known
        desk = Desk(tmp_path, text, ledger)
        assert (desk.line("区县").meaning, desk.line("市").meaning) == ("place", NOT_READ)
        desk.say("市", "place")
        assert desk.data["columns"]["place"] == {"from": ["市", "区县"], "together": True}
        assert [r.value for r in desk.check().refusals] == ["温州市瑞安市"]
        desk.say("区县", NOT_READ)
        assert [r.value for r in desk.check().refusals] == ["温州市"]


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        yield ledger


DISHES = "菜名,口味,价格（元）\n红烧肉,咸,30\n青菜,淡,12\n"


def test_a_table_without_a_name_is_begun_and_asks_which_column_it_is(
    tmp_path: Path, known: Ledger
) -> None:
    desk = Desk(tmp_path, DISHES, known)
    assert desk.drafted.sections == [] and len(desk.drafted.tables) == 1
    (of,) = lying(desk.data, desk.drafted.tables)
    assert [line.meaning for line in lines(desk.data, of)] == [NOT_READ] * 3
    assert [c.name for c in lacking(desk.data, of, MODEL)] == ["name"]
    desk.say("价格（元）", FIGURE)
    desk.say("菜名", "name")
    (of,) = lying(desk.data, desk.drafted.tables)
    assert lacking(desk.data, of, MODEL) == []
    assert unsaid(desk.data, of) == [("价格（元）", "year")]
    desk.say("价格（元）", FIGURE, "元", "2023")
    report = desk.check()
    assert (report.kinds["Enterprise"], report.kinds["Observation"]) == (2, 2)
    assert report.refusals == []


def test_a_name_that_is_not_read_is_asked_for(desk: Desk) -> None:
    desk.say("企业名称", NOT_READ)
    (of,) = lying(desk.data, desk.drafted.tables)
    assert [c.zh for c in lacking(desk.data, of, MODEL)] == ["名称"]
    for line in lines(desk.data, of):  # and nothing else is read either
        if line.meaning:
            desk.say(line.column, NOT_READ)
    (of,) = lying(desk.data, desk.drafted.tables)
    assert [c.zh for c in lacking(desk.data, of, MODEL)] == ["名称"]
    desk.say("企业名称", "name")
    assert desk.check().kinds == {"Enterprise": 2}


def test_a_column_of_figures_comes_back_as_it_was_drafted(tmp_path: Path, known: Ledger) -> None:
    text = TABLE.replace("企业名单,,,,,,", "2023年企业名单,,,,,单位：万元,").replace(
        "经营简介", "有效发明专利"
    )
    text = text.replace("做阀门的", "3").replace("写软件的", "4")
    desk = Desk(tmp_path, text, known)
    drafted = {c: desk.line(c) for c in ("注册资本（万元）", "2022年营业收入")}
    assert [line[2:] for line in drafted.values()] == [
        (FIGURE, "万元", "2023"),
        (FIGURE, "万元", "2022"),
    ]
    for column in drafted:
        desk.say(column, NOT_READ)
    for column, line in drafted.items():
        desk.say(column, FIGURE)
        assert desk.line(column) == line
    desk.say("有效发明专利", FIGURE)  # 万元 is none of it
    assert desk.line("有效发明专利")[2:] == (FIGURE, "", "2023")


def test_a_column_that_was_no_figure_becomes_one_with_the_unit_of_its_heading(desk: Desk) -> None:
    desk.say("注册资本（万元）", FIGURE)
    assert desk.line("注册资本（万元）")[2:] == (FIGURE, "万元", "")


@pytest.mark.parametrize(
    ("head", "rows", "name"),
    [
        ("生产方,规格", ["温州甲泵阀厂,大", "温州乙鞋业有限公司,小"], "生产方"),
        ("申报企业,负责人", ["甲,张三", "乙,李四"], "申报企业"),
        ("卖方,买方", ["甲公司,乙公司", "丙公司,丁公司"], ""),  # either may be
        ("菜名,口味", ["红烧肉,咸", "青菜,淡"], ""),
    ],
)
def test_the_name_is_guessed_by_words_of_the_kind_and_that_is_said(
    tmp_path: Path, known: Ledger, head: str, rows: list[str], name: str
) -> None:
    drafted = Desk(tmp_path, "\n".join([head, *rows, ""]), known).drafted
    assert drafted.tables[0].targets.get("name", "") == name
    told = [d for d in drafted.doubts if "taken as what each row is called" in d]
    assert len(told) == bool(name)


def test_all_rows_of_a_header_are_named() -> None:
    assert sheet_words("名单", (3, 4)) == "工作表“名单”，表头在第 3–4 行"
    assert sheet_words("", (2,)) == "表头在第 2 行"
