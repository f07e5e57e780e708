"""What each column of a dropped table means, and what a person makes of it."""

from __future__ import annotations

import tomllib
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
        (of,) = lying(self.data, self.drafted.sections)
        return next(line for line in lines(self.data, of) if line.column == column)

    def say(self, column: str, meaning: str, unit: str = "", year: str = "") -> None:
        """Says what a column means; it is written and read again."""
        (of,) = lying(self.data, self.drafted.sections)
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
    (of,) = lying(desk.data, desk.drafted.sections)
    assert {NOT_READ, FIGURE, "name", "industry"} <= options(desk.data, of, MODEL).keys()


def test_a_column_becomes_a_figure_once_its_unit_is_said(desk: Desk) -> None:
    desk.say("2022年营业收入", FIGURE)
    (of,) = lying(desk.data, desk.drafted.sections)
    assert ("2022年营业收入", "unit") in unsaid(desk.data, of)
    desk.say("2022年营业收入", FIGURE, "万元", desk.line("2022年营业收入").year)
    desk.say("注册资本（万元）", FIGURE, "万元", "2022")
    (of,) = lying(desk.data, desk.drafted.sections)
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
