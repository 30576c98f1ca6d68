"""The layout: every leaf of the schema has one cell, also one that the schema gets tomorrow."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from generator.entrybook import kinds, laying, layout
from generator.entrybook.kinds import Kind
from generator.entrybook.layout import Layout, Path, Role, Table
from generator.library import built_in
from generator.schema import Shape, shape
from tests.rows import each

BOOK = built_in().table("entry_book")
CLIENT = layout.of("client", built_in())
AGENCY = layout.of("agency", built_in())


def leaves(node: Shape, keys: Path = ()) -> Iterator[Path]:
    """The key paths of all values that no object or list of rows is, steps into lists left out."""
    for key, child in node.properties.items():
        inner = child.items or child
        if kinds.of(child) or not inner.properties:
            yield (*keys, key)
        else:
            yield from leaves(inner, (*keys, key))


def places(book: Layout) -> Counter[Path]:
    """How many cells each value has, by its keys from the root."""
    single = [column.keys for form in book.forms for column in form.columns]
    rows = [(*table.path, *column.keys) for table in book.tables for column in table.fields]
    return Counter([*single, *rows])


@pytest.mark.parametrize("kind", ["client", "agency"])
def test_every_leaf_has_one_place(kind: layout.BookKind) -> None:
    book = layout.of(kind, built_in())
    expected = Counter(leaves(book.shape))
    if kind == "client":
        expected[("agency",)] = 1  # the path of the agency's file
    assert places(book) == expected


@pytest.mark.parametrize("path", ["enterprise", "zones.[].risks.[]", "people.principal", "records"])
@pytest.mark.parametrize("new", [{"type": "string"}, {"type": "array", "items": "ROW"}, "ROW"])
def test_what_is_new_in_the_schema_has_a_place(path: str, new: Any) -> None:
    schema = copy.deepcopy(shape.source(shape.CLIENT))
    row = {
        "type": "object",
        "title": "新的一种",
        "properties": {"leaf": {"type": "string", "title": "新的一项"}},
    }
    given = row if new == "ROW" else {**new, **({"items": row} if "items" in new else {})}
    held = shape_at(schema, path)
    held["properties"]["brand_new"] = {"title": "新的", **given}
    book = laying.laid("client", BOOK, shape.of(schema))
    expected = Counter(leaves(book.shape))
    expected[("agency",)] = 1
    assert any("brand_new" in keys for keys in expected)
    assert places(book) == expected


def shape_at(node: dict[str, Any], path: str) -> dict[str, Any]:
    root = node
    for step in path.split("."):
        node = node["items"] if step == "[]" else node["properties"][step]
        while "$ref" in node:
            node = root["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def test_what_the_book_does_not_name_comes_last() -> None:
    parts = [{**part, "sheets": list(part["sheets"])} for part in BOOK["client"]]
    parts[1]["sheets"] = [one for one in parts[1]["sheets"] if one.get("rows") != "departments"]
    parts[3]["sheets"] = [one for one in parts[3]["sheets"] if one.get("form") != ["features"]]
    book = laying.laid("client", {**BOOK, "client": parts})
    own = [sheet.name for sheet in book.sheets if not sheet.inline]
    assert own[-2:] == ["部门", "特征"]
    assert places(book) == places(CLIENT)


@each([CLIENT, AGENCY])
def test_names_are_unique_and_fit_excel(book: Layout) -> None:
    names = [sheet.name for sheet in book.sheets]
    assert len(set(names)) == len(names) and max(map(len, names)) <= 31
    assert not {layout.GUIDE, layout.HIDDEN} & set(names)
    for sheet in book.sheets:
        headings = [column.heading for column in sheet.columns]
        assert len(set(headings)) == len(headings), sheet.name
        # What a heading was called in another way must not be what another one is called.
        assert not set(headings) & {
            name for column in sheet.columns for name in column.names if name != "编号"
        }


def test_an_owner_stands_before_its_rows() -> None:
    for book in (CLIENT, AGENCY):
        seen: set[Path | None] = {None}
        for table in book.tables:
            assert table.owner in seen, table.name
            seen.add(table.path)


def test_rows_that_are_pointed_at_have_a_key() -> None:
    assert {
        table.name: table.prefix for table in CLIENT.tables if table.key and table.key.role is Role.KEY
    } == {
        **{"部门": "BM", "岗位": "GW", "设备": "SB", "可燃性粉尘": "FC", "隐患": "YH", "其他楼层": "LC"},
        **{"演练": "YL", "机构辅导员": "FD"},
    }
    zones = table(("zones",))
    assert zones.key is not None and zones.key.keys == ("code",) and zones.columns[0] is zones.key
    assert len({one.prefix for one in CLIENT.tables}) == len(CLIENT.tables)


def table(path: Path) -> Table:
    found = CLIENT.table(path)
    assert found
    return found


def test_every_reference_leads_to_a_field_of_a_table_with_a_key() -> None:
    columns = [column for sheet in CLIENT.sheets for column in sheet.columns]
    references = {reference for column in columns for reference in column.refers}
    assert len(references) >= 7
    for reference in references:
        target = table(reference.path)
        assert target.key and target.column((reference.field,)), reference


def test_rows_of_rows_name_their_owner_first() -> None:
    risks = table(("zones", "risks"))
    assert (risks.owner, risks.below) == (("zones",), ("risks",))
    assert (risks.columns[0].role, risks.columns[0].heading) == (Role.OWNER, "所属区域")
    assert risks.columns[-1].role is Role.MARKS
    ours = table(("hazards",)).columns
    assert [one.heading for one in ours if one.keys == ("number",)] == ["隐患编号"]
    assert [one.heading for one in ours[:3]] == ["编号", "隐患编码", "目录描述"]


@each(
    [
        (("zones",), ("rect",), Kind.RECT, False),
        (("zones",), ("polygon",), Kind.POLYGON, False),
        (("zones",), ("holes",), Kind.PATCHES, False),
        (("zones",), ("posts",), Kind.TEXT, True),
        (("zones", "risks"), ("accidents",), Kind.CHOICE, True),
        (("zones", "risks"), ("L",), Kind.CHOICE, False),
        (("site", "floors"), ("routes",), Kind.ROUTES, False),
        (("site", "floors"), ("exits",), Kind.SPOTS, False),
        (("site", "floors"), ("background", "points"), Kind.SPOTS, False),
        (("site", "floors"), ("background", "file"), Kind.PICTURE, False),
        (("hazards",), ("before",), Kind.PICTURES, False),
        (("hazards",), ("funds",), Kind.NUMBER, False),
        (("hazards",), ("days",), Kind.INTEGER, False),
        (("hazards",), ("found",), Kind.DATE, False),
        (("equipment",), ("made",), Kind.MONTH, False),
        (("equipment",), ("special", "category"), Kind.CHOICE, False),
        (("chemicals",), ("precursor",), Kind.YES, False),
        (("chemicals",), ("max_stock",), Kind.MIXED, False),
        (("schedule", "visits"), ("items",), Kind.INTEGER, True),
    ]
)
def test_kinds(path: Path, keys: Path, kind: Kind, many: bool) -> None:
    column = table(path).column(keys)
    assert column and (column.kind, column.many) == (kind, many)


def test_what_is_required_is_marked() -> None:
    single = {column.keys: column for form in CLIENT.forms for column in form.columns if not form.inline}
    required = {".".join(keys) for keys, column in single.items() if column.required}
    assert {"agency", "enterprise.name", "enterprise.industry.sector", "agreement.effective"} <= required
    assert "people.principal.name" in required and "people.contact.name" not in required
    assert single[("people", "contact", "name")].needed
    assert {column.heading for column in table(("equipment",)).fields if column.required} == {"名称"}


def test_a_yes_and_its_reason_stand_together() -> None:
    form, yes = CLIENT.field(("features", "dust", "is")) or pytest.fail("no such line")
    assert (form.name, yes.heading, yes.kind, yes.short) == ("情形", "可燃性粉尘", Kind.YES, True)
    headings = [column.heading for column in form.columns]
    assert headings[:2] == ["可燃性粉尘", "可燃性粉尘·理由"] and len(form.sections) == 1
    assert [one.keys for one in table(("advisors",)).fields if one.short] == [("name",)]


def test_long_texts_are_prose_and_names_are_none() -> None:
    hazards = {".".join(column.keys): column.prose for column in table(("hazards",)).fields}
    assert hazards["description"] and hazards["basis"]
    assert not hazards["location"] and not hazards["found"] and not hazards["before"]


def test_the_agency_within_a_clients_data_has_sheets_of_its_own() -> None:
    assert [sheet.name for sheet in CLIENT.sheets if sheet.inline] == ["服务机构", "机构辅导员"]
    assert CLIENT.field(("agency", "name")) and table(("agency", "advisors")).owner is None
    assert CLIENT.field(("agency",))
