"""The catalogue: rows, conditions, safe file names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from generator.errors import CatalogueError
from generator.library import built_in, catalogue, duties, home
from generator.library.catalogue import Deliverable


@dataclass
class _Has:
    map: bool


@dataclass
class _Enterprise:
    name: str


@dataclass
class _Sheet:
    date: str


@dataclass
class _Facts:
    has: _Has
    enterprise: _Enterprise
    sheets: tuple[_Sheet, ...] = ()


FACTS = _Facts(_Has(False), _Enterprise('甲/乙:"丙"'))


def test_every_row_has_its_sources_and_a_basis() -> None:
    for entry in catalogue.load(built_in()):
        assert re.fullmatch(rf"{duties.ARTICLE}(、{duties.ARTICLE})*", entry.basis)
        assert re.match(r"\d\d ", entry.folder)
        assert bool(entry.when) == bool(entry.why)
        if entry.kind == "word":
            assert (home.templates() / entry.source.partition("#")[0]).is_file()
            assert entry.form or (home.templates() / f"layout/{entry.layout}.docx").is_file()


def test_what_does_not_apply_is_left_out_with_the_reason() -> None:
    entries = (
        Deliverable("a", "甲", "第一条", "01", "甲"),
        Deliverable("b", "乙", "第二条", "01", "乙", when="has.map", why="没有图"),
    )
    selection = catalogue.select(entries, FACTS)
    assert selection.chosen == entries[:1]
    assert selection.left == ((entries[1], "没有图"),)
    assert catalogue.select(entries, FACTS, held={"b"}).chosen == entries  # it was issued once


def test_unknown_fact_in_the_catalogue_is_named() -> None:
    with pytest.raises(CatalogueError, match="没有取值“has.nothing”"):
        catalogue.select((Deliverable("a", "甲", "第一条", "01", "甲", when="has.nothing", why="无"),), FACTS)
    with pytest.raises(CatalogueError, match="没有取值"):
        catalogue.dotted(FACTS, "__class__.__name__", "a")


def test_file_name_is_filled_and_made_safe() -> None:
    entry = Deliverable("a", "甲", "第一条", "01 方案", "{enterprise.name}方案")
    assert catalogue.paths(entry, FACTS) == ("01 方案/甲／乙：＂丙＂方案.docx",)


def test_folder_is_filled_and_made_safe() -> None:
    entry = Deliverable("a", "甲", "第一条", "04 台账/{enterprise.name}年", "台账")
    assert catalogue.paths(entry, FACTS) == ("04 台账/甲／乙：＂丙＂年/台账.docx",)
    assert [file.key for file in catalogue.named(entry, FACTS)] == [""]


def test_one_file_for_each_item_of_a_list() -> None:
    sheets = (_Sheet("2026-09-08"), _Sheet("2026-09-22"), _Sheet("2026-09-08"))
    facts = _Facts(_Has(False), _Enterprise("甲"), sheets)
    entry = Deliverable("a", "甲", "第一条", "06 记录", "{sheet.date} 记录", each="sheet in sheets")
    assert catalogue.paths(entry, facts) == (
        "06 记录/2026-09-08 记录.docx",
        "06 记录/2026-09-22 记录.docx",
        "06 记录/2026-09-08 记录（2）.docx",
    )
    assert [file.key for file in catalogue.named(entry, facts)] == [
        "2026-09-08",
        "2026-09-22",
        "2026-09-08-2",
    ]
    assert [file.item for file in catalogue.named(entry, facts)] == [*sheets]
    assert catalogue.paths(entry, FACTS) == ()
    with pytest.raises(CatalogueError, match="不是列表"):
        catalogue.paths(Deliverable("a", "甲", "第一条", "01", "甲", each="one in enterprise"), FACTS)


def test_equal_names_are_numbered_blind_to_case_and_in_linear_time() -> None:
    entry = Deliverable("a", "甲", "第一条", "01", "{one.text}", each="one in items")
    items = tuple(SimpleNamespace(text=text) for text in ("Li", "li", "Li（2）", *("甲",) * 20_000))
    found = catalogue.paths(entry, SimpleNamespace(items=items))
    assert found[:5] == (
        "01/Li.docx",
        "01/li（2）.docx",
        "01/Li（2）（2）.docx",
        "01/甲.docx",
        "01/甲（2）.docx",
    )
    assert found[-1] == "01/甲（20000）.docx"
    assert len({path.casefold() for path in found}) == len(found)


def test_find() -> None:
    found = catalogue.find("plan", built_in())
    assert found and found.title == "安全生产技术服务方案"
    assert catalogue.find("plans", built_in()) is None


def test_every_deliverable_tells_how_it_lives() -> None:
    untold = [row["id"] for row in built_in().read("catalogue.yaml") if "life" not in row]
    assert untold == []
    acts = {
        row["id"] for row in built_in().read("catalogue.yaml") if row["life"] == "issued" and "act" not in row
    }
    assert acts == set()
