"""Rows that were not right come back mended, alone: they are put into the file that they are of."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph import inbox, ingest, originals, rest, tables
from graph.errors import UserError
from graph.ledger import Ledger
from graph.report import Report
from loaders import Options
from loaders.cells import rewritten
from loaders.office.draft import draft
from loaders.office.grid import GridCell
from loaders.office.reading import read_book

GOOD, BAD = "91330300145041661P", "91330300145041661X"
OTHERS = ("91330304MA2CQHKU5P", "913303822555520263")
WORSE = "91330382255552026X"  # the last character is not right either
NAME = "重点企业.xlsx"
Mend = Callable[[Any], None]


def office(codes: tuple[str, ...] = (OTHERS[0], BAD, WORSE)) -> bytes:
    """A workbook as offices make it: a title, a unit above the header, merged cells, a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "名单"
    for row in (
        ["2023年重点企业情况表"],
        ["单位：万元"],
        ["序号", "企业名称", "统一社会信用代码", "成立日期", "营业收入", None],
        [1, "温州甲阀门有限公司", codes[0], "2001-05-06", 100, None],
        [2, "温州乙激光有限公司", codes[1], "2002-05-06", 200, None],
        [3, "温州丙皮革有限公司", codes[2], "2003-05-06", 300, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet["G1"] = "=1+1"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "inbox"


def dropped(folder: Path, ledger: Ledger, content: bytes, name: str = NAME) -> Path:
    """A file that is handed over; the first of its name with a mapping that a person changed."""
    path = inbox.put(folder, name, content)
    if not inbox.mapping_of(path).exists():
        text = draft(path, ledger.model, ledger, "").text()
        assert '"营业收入" = ' in text
        inbox.mapping_of(path).write_text(
            text.replace('indicator = "营业收入"', 'indicator = "收入"')
        )
    return path


def taken(path: Path, report: Report, mend: Mend = lambda sheet: None) -> bytes:
    """The workbook of refused rows that a person takes away, and mends."""
    rows = {(r.sheet, r.row): r.record or {} for r in report.refusals}
    names = list(dict.fromkeys(name for record in rows.values() for name in record))
    lines = [[at[1], "因为", *(record.get(n) for n in names)] for at, record in rows.items()]
    book = tables.book_of(
        [
            tables.Sheet("不行的行", ["行", "原因", *names], lines),
            rest.notes(path, "行", "", rows, "改好后拖进来"),
        ]
    )
    opened = openpyxl.load_workbook(io.BytesIO(book))
    mend(opened.worksheets[0])
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


def put_back(folder: Path, ledger: Ledger, content: bytes) -> Path:
    path = inbox.put(folder, "重点企业_不行的行.xlsx", content)
    mark = rest.mark_of(path)
    assert mark
    return rest.whole(path, mark, folder, ledger.model)


def say(column: str, value: object, row: int = 2) -> Mend:
    """Writes a value under a heading."""

    def mend(sheet: Any) -> None:
        headings = [cell.value for cell in sheet[1]]
        sheet.cell(row, headings.index(column) + 1).value = value

    return mend


def figures(ledger: Ledger, source: str) -> list[str]:
    told: dict[str, dict[str, str]] = {}
    for s in ledger.said_by(source):
        told.setdefault(s.subject, {})[s.predicate] = str(s.value)
    return sorted(f"{f['value']} {f['unit']}" for f in told.values() if "value" in f)


SAID = Options(title="重点企业", publisher="市科技局", date="2024-01-15", licence="内部资料")


def test_mended_rows_are_loaded_as_the_table_was(ledger: Ledger, folder: Path) -> None:
    path = dropped(folder, ledger, office())
    first = ingest.load(path, ledger, SAID)
    assert (first.unread, first.gaps) == (2, 0)
    whole = put_back(folder, ledger, taken(path, first, say("统一社会信用代码", GOOD)))
    assert whole.name == NAME and whole != path
    second = ingest.load(whole, ledger)
    assert (second.removed, second.unread) == (0, 1)
    (source,) = ledger.sources()
    assert (source.title, source.publisher) == ("重点企业", "市科技局")
    assert figures(ledger, source.id) == ["100 万元", "200 万元"]  # of the line above
    assert "收入" in {str(s.value) for s in ledger.said_by(source.id)}  # as a person called it

    (fact,) = [
        f
        for s in {s.subject for s in ledger.said_by(source.id)}
        for f in ledger.facts(s)
        if f.value == GOOD
    ]
    (found,) = originals.passages(
        ledger.files(source.id), fact.locators, [GOOD], [folder], ledger.model
    )
    assert (found.state, found.row) == ("here", 5)

    # The other row is mended in the same workbook, which is dropped once more.
    def both(sheet: Any) -> None:
        say("统一社会信用代码", GOOD)(sheet)
        say("统一社会信用代码", OTHERS[1], 3)(sheet)

    third = ingest.load(put_back(folder, ledger, taken(path, first, both)), ledger)
    assert (third.removed, third.unread, len(ledger.sources())) == (0, 0, 1)
    assert figures(ledger, source.id) == ["100 万元", "200 万元", "300 万元"]
    ledger.undo_load(source.id, third.version)
    assert figures(ledger, source.id) == ["100 万元", "200 万元"]


def test_the_same_rows_twice_and_rows_that_nobody_mended(ledger: Ledger, folder: Path) -> None:
    path = dropped(folder, ledger, office())
    report = ingest.load(path, ledger, dry_run=True)
    assert put_back(folder, ledger, taken(path, report)) == path
    mended = taken(path, report, say("统一社会信用代码", GOOD))
    assert put_back(folder, ledger, mended) == put_back(folder, ledger, mended) != path


def test_what_was_mended_in_the_file_meanwhile_stays(ledger: Ledger, folder: Path) -> None:
    path = dropped(folder, ledger, office())
    report = ingest.load(path, ledger, dry_run=True)
    later = dropped(folder, ledger, office((OTHERS[1], BAD, WORSE)))
    whole = put_back(folder, ledger, taken(path, report, say("统一社会信用代码", GOOD)))
    codes = {row[2].text for row in read_book(whole).grids[0].rows[3:]}
    assert later != path and codes == {OTHERS[1], GOOD, WORSE}
    dropped(folder, ledger, office((OTHERS[1], OTHERS[0], WORSE)))
    with pytest.raises(UserError, match="row 5 reads differently"):
        put_back(folder, ledger, taken(path, report, say("统一社会信用代码", GOOD)))


@pytest.mark.parametrize(
    ("mend", "said"),
    [
        (lambda sheet: sheet.delete_cols(1), "column 行 .* is gone"),
        (say("行", None), "row 2: '' is not the number"),
        (say("行", 4), "row 2: '4' is not the number"),
        (say("行", 6), "row 3: '6' is not the number .* twice"),
    ],
)
def test_rows_of_which_it_is_not_known_which_they_are(
    ledger: Ledger, folder: Path, mend: Mend, said: str
) -> None:
    path = dropped(folder, ledger, office())
    report = ingest.load(path, ledger, dry_run=True)
    with pytest.raises(UserError, match=said):
        put_back(folder, ledger, taken(path, report, mend))


def test_a_file_that_is_gone_and_a_workbook_without_its_notes(ledger: Ledger, folder: Path) -> None:
    path = dropped(folder, ledger, office())
    mended = taken(path, ingest.load(path, ledger, dry_run=True))
    path.unlink()
    with pytest.raises(UserError, match="come from is not here"):
        put_back(folder, ledger, mended)
    book = openpyxl.load_workbook(io.BytesIO(mended))
    del book["说明"]
    plain = folder / "rows.xlsx"
    book.save(plain)
    assert rest.mark_of(plain) is None and rest.looks_so(plain, [("row", "why"), ("行", "原因")])
    assert not rest.looks_so(dropped(folder, ledger, office()), [("行", "原因")])


def test_rows_of_a_text_file_are_put_back_in_its_encoding(ledger: Ledger, folder: Path) -> None:
    head = "企业名称,统一社会信用代码,备注\n\n"
    text = f'{head}甲公司,{OTHERS[0]},"一,二"\n乙公司,{BAD},\n'
    path = inbox.put(folder, "名单.csv", text.encode("gb18030"))
    inbox.mapping_of(path).write_text(
        'kind = "Enterprise"\n[columns]\nname = "企业名称"\nuscc = "统一社会信用代码"\n'
    )
    report = ingest.load(path, ledger, dry_run=True)
    whole = put_back(folder, ledger, taken(path, report, say("统一社会信用代码", GOOD)))
    lines = whole.read_bytes().decode("gb18030").splitlines()
    assert lines == [*text.replace(BAD, GOOD).splitlines()]
    assert ingest.load(whole, ledger).refused == 0


def test_a_row_that_inherits_what_stands_above_is_not_put_back_for_others(
    ledger: Ledger, folder: Path
) -> None:
    """Below it are rows that would inherit what was mended in it."""
    text = f"企业名称,所在区,统一社会信用代码\n甲,鹿城区,{OTHERS[0]}\n乙,,{BAD}\n丙,,{OTHERS[1]}\n"
    path = inbox.put(folder, "名单.csv", text.encode())
    inbox.mapping_of(path).write_text(
        'kind = "Enterprise"\nheader = [1]\nfill_down = ["所在区"]\n[columns]\nname = "企业名称"\n'
        'uscc = "统一社会信用代码"\n'
    )
    report = ingest.load(path, ledger, dry_run=True)
    with pytest.raises(UserError, match="others would be read differently"):
        put_back(folder, ledger, taken(path, report, say("所在区", "龙湾区")))
    whole = put_back(folder, ledger, taken(path, report, say("统一社会信用代码", GOOD)))
    assert whole.read_text("utf-8-sig") == text.replace(BAD, GOOD)


def test_an_old_workbook_is_written_anew_under_its_name(tmp_path: Path) -> None:
    book = Path("tests/office/files")
    (old, *_) = sorted(book.rglob("*.xls"))
    path = tmp_path / old.name
    path.write_bytes(old.read_bytes())
    before = read_book(path).grids
    path.write_bytes(rewritten(path, {(before[0].name, 2, 1): GridCell("改过", "text")}))
    after = read_book(path).grids
    assert after[0].at(2, 1).text == "改过"
    assert [g.name for g in after] == [g.name for g in before]
    for one, other in zip(before, after, strict=True):
        assert one.merged == other.merged or set(one.merged) == set(other.merged)
        for r in range(1, one.height + 1):
            for c in range(1, one.width + 1):
                assert (r, c) == (2, 1) or one.at(r, c) == other.at(r, c)
