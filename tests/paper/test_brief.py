"""The .docx says what the ledger states, with the places where it is stated, on one page."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest

from graph.errors import UserError
from graph.ledger import Fact
from graph.workspace import Workspace
from tests.paper.conftest import LONG, MARKUP
from tests.paper.reading import MARK, Sheet, read, resolved
from views.paper.between import compose_between
from views.paper.brief import (
    LOCATORS,
    MARGIN_TOP,
    PAGE_HEIGHT,
    Brief,
    Cite,
    Item,
    Line,
    Section,
    fit,
    height,
)
from views.paper.compose import compose
from views.paper.files import written
from views.paper.material import Material, material_of
from views.paper.plainly import markdown, preview
from views.parts.drawing import PLANNED
from views.parts.locators import located
from views.words import text

ENCLAVE, WENZHOU, JIADING = "wenzhou:enclave_anting", "delta:330300", "delta:310114"
BRIEFS: dict[str, Callable[[Material], Brief]] = {
    "enclave": lambda m: compose(m, ENCLAVE, "zh"),
    "city": lambda m: compose(m, WENZHOU, "zh"),
    "city in English": lambda m: compose(m, WENZHOU, "en"),
    "zone": lambda m: compose(m, "wenzhou:demo_zone", "zh"),
    "industry": lambda m: compose(m, _industry(m), "zh"),
    "two places": lambda m: compose_between(m, JIADING, WENZHOU, "zh"),
    "two actors": lambda m: compose_between(m, "wenzhou:stb", "wenzhou:demo_zone", "zh"),
    "bare": lambda m: compose(m, "odd:bare", "zh"),
    "markup": lambda m: compose(m, "odd:markup", "zh"),
    "long": lambda m: compose(m, "odd:long", "zh"),
}


def _industry(material: Material) -> str:
    rows = material.ask("who-serves-industry", industry="智能制造")
    return str(next(row.industry_id for row in rows if row.industry == "智能制造"))


@pytest.fixture(params=BRIEFS)
def brief(request: pytest.FixtureRequest, material: Material) -> Brief:
    return BRIEFS[request.param](material)


def docx_of(brief: Brief) -> Sheet:
    return read(written(brief, ".docx").content, brief.language)


def places(facts: list[Fact], brief: Brief) -> set[tuple[str, str]]:
    """(source, places as a note writes them) of all that is stated."""
    return {(f.source, noted(f, brief)) for f in facts}


def noted(fact: Fact, brief: Brief) -> str:
    at = located(fact.locators[:LOCATORS], brief.cut(fact.source), brief.language)
    return at + (" …" if len(fact.locators) > LOCATORS else "")


def under(sheet: Sheet, name: str, language: str = "zh") -> list[tuple[str, list[int]]]:
    return [v for v in sheet.sections.get(text(language, f"brief.{name}"), []) if v[1]]


def test_every_note_leads_to_what_its_source_states_there(brief: Brief, material: Material) -> None:
    sheet = docx_of(brief)
    used = [n for said in sheet.sections.values() for _, ns in said for n in ns]
    used += [n for row in sheet.table for _, ns in row for n in ns]
    used += [int(n) for words in sheet.drawn for n in MARK.findall(words)]
    assert set(used) == set(sheet.notes) == set(range(1, len(sheet.notes) + 1))
    for number in sheet.notes:
        info, at = resolved(sheet, brief, number)
        if at == text(brief.language, "brief.all_over"):
            continue
        stated = {noted(f, brief) for f in material_said(material, info.id)}
        assert at in stated, (number, at)


_said: dict[str, list[Fact]] = {}


def material_said(material: Material, source: str) -> list[Fact]:
    """All facts of the nodes that this source speaks of."""
    if source not in _said:
        ids = {row.id for row in material.ask("names")}
        ids |= {row.observation_id for row in material.ask("observations")}
        for id_ in ids:
            for fact in material.facts(id_):
                _said.setdefault(fact.source, []).append(fact)
    return _said[source]


def test_each_value_of_a_thing_is_stated_of_it_by_the_source_of_its_note(
    material: Material,
) -> None:
    """Of an actor and a place: the name of another end stands in a fact with that very note."""
    for id_ in (ENCLAVE, "wenzhou:demo_zone"):
        brief = compose(material, id_, "zh")
        sheet, facts = docx_of(brief), material.facts(id_)
        for name, fits in (("what", False), ("planned", True)):
            for words, numbers in under(sheet, name):
                if re.search(r" \d+$", words):
                    continue  # a crowd, counted
                told = [
                    f
                    for f in facts
                    if (f.status in PLANNED) is fits and (not f.other or f.other_name in words)
                ]
                for number in numbers:
                    info, at = resolved(sheet, brief, number)
                    assert (info.id, at) in places(told, brief), words


def test_an_enclave_with_its_origin_and_host(material: Material) -> None:
    brief = compose(material, ENCLAVE, "zh")
    sheet = docx_of(brief)
    assert sheet.title == "瑞安安亭飞地创新港" and brief.about == "科技飞地 · 安亭镇"
    what = {words for words, _ in under(sheet, "what")}
    assert {"科技飞地", "安亭镇", "瑞安市"} <= what
    stated = next(f for f in material.facts(ENCLAVE) if f.predicate == "ORIGIN")
    number = next(ns for words, ns in under(sheet, "what") if words == "瑞安市")[0]
    info = material.sources[stated.source]
    note = sheet.notes[number]
    chinese, _, english = info.title.partition(" · ")
    assert stated.locators == ("1/4/3",)
    for part in (chinese, info.publisher, "2020年3月9日", "第一部分第四节“三是”"):
        assert part in note
    assert english not in note


def test_a_city_has_its_figures_and_what_is_planned_apart(material: Material) -> None:
    brief = compose(material, WENZHOU, "zh")
    sheet = docx_of(brief)
    head, *rows = sheet.table
    assert [words for words, _ in head][:3] == ["指标", "目标", "实际"]
    observed = material.ask("observations", scope=WENZHOU)
    row = next(r for r in rows if r[0][0] == "新增高新技术企业")
    for status, (words, numbers) in (("planned", row[1]), ("actual", row[2])):
        figure = next(
            o for o in observed
            if o.indicator == row[0][0] and o.status == status and o.measure == "level"
        )  # fmt: skip
        assert f"{figure.value:,.10g} {figure.unit}（{figure.year}）" in words
        value = next(f for f in material.facts(figure.observation_id) if f.predicate == "value")
        assert resolved(sheet, brief, numbers[0]) == (
            material.sources[value.source],
            noted(value, brief),
        )
    rows_ = material.ask("cooperations-of-actor", actor=WENZHOU)
    so = {r.partner for r in rows_ if r.status not in PLANNED}
    assert {words for words, _ in under(sheet, "partners")} == so
    assert under(sheet, "planned")
    assert text("zh", "brief.more", n=1).split("1")[0] in "".join(
        words for said in sheet.sections.values() for words, _ in said
    )  # so much is known of it that some is left out, and that is said


def test_a_city_counts_whom_its_counties_have(material: Material) -> None:
    sheet = docx_of(compose(material, WENZHOU, "zh"))
    rows = [r for r in material.ask("actors-in-place", place=WENZHOU) if r.status not in PLANNED]
    firms = {r.actor_id for r in rows if r.kind == "Enterprise"}
    below = {r.actor_id for r in rows if r.place_id != WENZHOU}
    assert firms and below
    counted = {words for words, _ in under(sheet, "what")}
    assert f"园区 {len({r.actor_id for r in rows if r.kind == 'Park'})}" in counted
    few = compose(material, JIADING, "zh")
    rows = material.ask("actors-in-place", place=JIADING)
    hosted = {r.actor for r in rows if r.status not in PLANNED}
    assert hosted <= {words for words, _ in under(docx_of(few), "what")}


def test_a_firm_is_in_its_industry_and_does_not_serve_it(material: Material) -> None:
    rows = material.ask("who-operates-in-industry")
    firm = next(r for r in rows if r.kind == "Enterprise" and r.status == "actual")
    sheet = docx_of(compose(material, firm.operator_id, "zh"))
    assert any(words.startswith(firm.industry) for words, _ in under(sheet, "what"))
    assert text("zh", "brief.serves") not in sheet.sections


def test_signs_stand_as_on_the_mainland(material: Material) -> None:
    """By the language that the styles give to Chinese signs a program places commas and stops."""
    with zipfile.ZipFile(
        io.BytesIO(written(compose(material, WENZHOU, "zh"), ".docx").content)
    ) as z:
        styles = z.read("word/styles.xml").decode()
    assert set(re.findall(r'w:eastAsia="(\w\w-\w\w)"', styles)) == {"zh-CN"}


def test_an_industry_has_who_serves_it_and_who_is_to(material: Material) -> None:
    id_ = _industry(material)
    sheet = docx_of(compose(material, id_, "zh"))
    rows = material.ask("who-serves-industry", industry=id_)
    for row in rows:
        where = under(sheet, "planned" if row.status in PLANNED else "serving")
        assert any(row.actor in words for words, _ in where), row.actor
    assert {r.status in PLANNED for r in rows} == {True, False}


def test_two_places_have_all_that_joins_them(material: Material) -> None:
    sheet = docx_of(compose_between(material, JIADING, WENZHOU, "zh"))
    rows = material.ask("what-connects-places", a=JIADING, b=WENZHOU)
    assert {r.status in PLANNED for r in rows} == {True, False}
    for row in rows:
        said = " ".join(
            w for w, _ in under(sheet, "planned" if row.status in PLANNED else "between")
        )
        direct = {row.in_a_id, row.in_b_id} == {JIADING, WENZHOU}
        wanted = [row.via] if direct and row.via else [] if direct else [row.in_a, row.in_b]
        assert all(name in said for name in wanted), row
    assert compose_between(material, WENZHOU, JIADING, "en").title == "温州市 ↔ 嘉定区"


def test_what_joins_two_places_hangs_on_both_in_the_picture(material: Material) -> None:
    picture = compose_between(material, WENZHOU, JIADING, "zh").picture
    assert picture
    lines = [{line.source, line.target} for line in picture.lines]
    for enclave, host in (("wenzhou:enclave_nanxiang", "delta:nanxiang"),
                          ("wenzhou:enclave_anting", "delta:anting")):  # fmt: skip
        assert {enclave, host} in lines and {host, JIADING} in lines


def test_two_that_nothing_joins_and_what_is_no_link(material: Material) -> None:
    brief = compose_between(material, "odd:bare", WENZHOU, "zh")
    assert text("zh", "brief.nothing_between") in markdown(brief)
    for a, b in ((WENZHOU, WENZHOU), (WENZHOU, _industry(material)), ("no:such", WENZHOU)):
        with pytest.raises(UserError):
            compose_between(material, a, b, "zh")
    with pytest.raises(UserError, match="no:such"):
        compose(material, "no:such", "zh")


def test_of_what_little_is_known_there_is_a_page_without_picture(material: Material) -> None:
    brief = compose(material, "odd:bare", "zh")
    sheet = docx_of(brief)
    assert sheet.title == "孤立医院" and list(sheet.sections) == ["是什么", "来源"]
    assert under(sheet, "what") == [("医院", [1])] and "a:blip" not in sheet.xml
    with pytest.raises(UserError, match="no picture"):
        written(brief, ".png")


def test_markup_in_a_name_is_text_everywhere(material: Material) -> None:
    brief = compose(material, "odd:markup", "zh")
    document = written(brief, ".docx").content
    sheet = read(document)
    assert sheet.title == MARKUP
    for sign in ("w:instrText", "w:fldSimple", "w:fldChar", "w:hyperlink"):
        assert sign not in sheet.xml
    assert resolved(sheet, brief, 1)[1] == "b；<i>c"
    assert "<b>" not in "".join(preview(brief)) and "<i>" not in "".join(preview(brief))
    assert re.search(r"(?<!\\)[<*`\]]b>|(?<!\\)\[a", markdown(brief)) is None
    drawn = ElementTree.fromstring(written(brief, ".svg").content)  # noqa: S314
    words = {e.text for e in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert MARKUP in words  # its title


def test_a_very_long_name_is_cut_and_the_page_is_one(material: Material) -> None:
    sheet = docx_of(compose(material, "odd:long", "zh"))
    assert sheet.title.endswith("…") and LONG.startswith(sheet.title[:-1])


def test_where_sources_disagree_both_are_told(material: Material) -> None:
    brief = compose(material, "odd:markup", "zh")
    sheet = docx_of(brief)
    told = {
        words: resolved(sheet, brief, numbers[0])[0].id
        for words, numbers in under(sheet, "disputed")
    }
    assert told == {"1990": "odd", "1991": "other"}
    assert not under(docx_of(compose(material, ENCLAVE, "zh")), "disputed")


def test_it_fits_on_a_page(brief: Brief) -> None:
    assert height(brief) <= PAGE_HEIGHT - 2 * MARGIN_TOP


def test_what_is_cut_is_counted() -> None:
    cites = [Cite("s", (str(n),)) for n in range(4_000)]
    lines = tuple(
        Line(f"{i}", tuple(Item(f"值{i}-{j}", (cites[40 * i + j],)) for j in range(40)))
        for i in range(100)
    )
    whole = Brief("zh", "T", "", (Section("S", lines),), {}, "")
    cut = fit(whole)
    (section,) = cut.blocks
    assert isinstance(section, Section) and height(cut) <= PAGE_HEIGHT - 2 * MARGIN_TOP
    shown = sum(len(line.items) for line in section.lines)
    assert shown + section.left + sum(line.left for line in section.lines) == 4_000
    assert len(cut.notes) == shown > 20


def test_the_same_ledger_gives_the_same_bytes(material: Material) -> None:
    made = [written(compose(material, WENZHOU, "zh"), ".docx").content for _ in range(2)]
    assert made[0] == made[1]


def test_english_speaks_english(material: Material) -> None:
    sheet = docx_of(compose(material, WENZHOU, "en"))
    headings = list(sheet.sections)
    assert (headings[0], headings[-1]) == ("What it is", "Sources")
    assert json.dumps(under(sheet, "what", "en")).count("Wenzhou")


def test_the_day_is_that_of_the_readers_clock(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Kiritimati it is always another day than in Niue."""
    days = []
    try:
        for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            days.append(date.fromisoformat(material_of(opened).day))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert days[0] > days[1]
