"""check and label: everything at once, in order, by label; the shipped schemas themselves."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from generator import intake, schema
from generator.library import built_in, home
from generator.problems import errors_in
from generator.record import Keys
from generator.schema import shape
from tests.conftest import CLIENT
from tests.rows import each

FILES = ("client.schema.json", "agency.schema.json")


@each(
    [
        ((), ""),
        (("hazards", 2, "level"), "隐患[3].级别"),
        (("zones", 0, "risks", 2, "E"), "区域[1].风险点[3].暴露频率 E"),
        (("zones", 0, "polygon", 1, 0), "区域[1].多边形[2][1]"),
        (("agency", "advisors", 0, "photo"), "服务机构.辅导员[1].照片"),
        (("people", "principal", "phone"), "人员.主要负责人.电话"),
        (("people", "nobody", "phone"), "人员.nobody.phone"),
    ]
)
def test_labels_come_from_the_titles(keys: Keys, label: str) -> None:
    assert schema.label(keys) == label


def test_all_is_told_at_once_in_the_order_of_the_files(small: Path) -> None:
    text = CLIENT.replace("headcount: 12", "headcount: 十二\n  scal: 小型").replace(
        "2026-09-01", "2026-13-01"
    )
    more = "posts:\n  - {name: 冲压工, zone: Z9}\nzones:\n  - {code: Z1, name: 车间}\n"
    (small / "client.yaml").write_text(text + more, "utf-8")
    agency = small.parent / "agency.yaml"
    agency.write_text(agency.read_text("utf-8").replace("0091}", "0091,\n    gender: 不详}"), "utf-8")
    found = schema.check(intake.read(small))
    places = [(Path(one.origin.file).name, one.origin.line, one.severity) for one in found if one.origin]
    assert len(places) == len(found)
    assert places == [
        ("client.yaml", 7, "error"),
        ("client.yaml", 8, "error"),
        ("client.yaml", 12, "error"),
        ("client.yaml", 14, "warning"),
        ("client.yaml", 15, "warning"),
        ("client.yaml", 16, "warning"),
        ("agency.yaml", 4, "error"),
    ]


def test_smallest_client_has_no_problem(small: Path) -> None:
    assert schema.check(intake.read(small)) == ()


def _told(small: Path, more: str, text: str = CLIENT) -> list[str]:
    (small / "client.yaml").write_text(text + more, "utf-8")
    found = schema.check(intake.read(small))
    return [f"{one.where}：{one.message}；{one.hint}" for one in found]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("featurs: {dust: true}\n", "没有“featurs”这一项；是不是想写 features（特征）"),
        ("特征: {dust: true}\n", "没有“特征”这一项；是不是想写 features（特征）"),
        ("features: {dust: 是}\n", "有写 true，没有写 false"),
        ("service_items: [1, 1]\n", "重复"),
        ("service_items: [17]\n", "不能大于 16；现在是 17"),
        ("departments: {name: 生产部}\n", "应为列表，现在是一组键值；每项一行"),
        ("departments:\n  - 生产部\n", "应为“键: 值”组成的一组，现在是“生产部”"),
        ("posts:\n  - {name: 冲压工, hazards: [噪声, ]}\n  -\n", "现在是空"),
        ("regulator: {phone: 打给我}\n", "例如 0579-0000-0000"),
        (
            "zones:\n  - {code: Z1, name: 甲, risks: [{name: 乙, accidents: [火灾], L: '3', E: 6, C: 7}]}\n",
            "去掉引号",
        ),
        ("hazards:\n  - {level: 特大}\n", "只能填 一般、重大"),
        ("equipment:\n  - {name: 叉车, special: {category: 叉车}}\n", "只能填 锅炉"),
        ("agreement_note:\n", "没有“agreement_note”这一项"),
    ],
)
def test_structural_faults_say_what_to_do(small: Path, more: str, words: str) -> None:
    assert any(words in line for line in _told(small, more))


def test_faulty_values_do_not_set_off_other_rules(small: Path) -> None:
    more = "zones: [1, 2]\nposts:\n  - {name: 工, zone: Z1}\nadvisors: [示例辅导员A]\nhazards: 没有\n"
    assert [line.partition("：")[0] for line in _told(small, more)] == ["区域[1]", "区域[2]", "隐患"]


@pytest.mark.parametrize("name", FILES)
def test_schemas_are_valid_and_fully_described_in_chinese(name: str) -> None:
    source = json.loads((home.schemas() / name).read_text("utf-8"))
    jsonschema_rs.meta.validate(source)
    for path, node in _nodes(source, ()):
        where = "/".join(path)
        if "$ref" in node and set(node) == {"$ref"}:
            continue
        for key in ("title", "description"):
            assert any("一" <= char <= "鿿" for char in node.get(key, "")), f"{where} {key}"
        if node.get("type") == "object":
            assert node["additionalProperties"] is False, where
            assert set(node.get("required", ())) <= set(node["properties"]), where
        elif "type" in node and node["type"] != "array" and "$ref" not in node:
            assert node.get("examples"), where


def _nodes(node: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    yield path, node
    for group in ("properties", "$defs"):
        for key, child in node.get(group, {}).items():
            yield from _nodes(child, (*path, key))
    if "items" in node:
        yield from _nodes(node["items"], (*path, "[]"))


@pytest.mark.parametrize("name", FILES)
def test_examples_in_the_schemas_are_valid(name: str) -> None:
    source = shape.source(name)
    registry = jsonschema_rs.Registry([(f"json-schema:///{one}", shape.source(one)) for one in FILES])
    tried = 0
    for path, node in _nodes(source, ()):
        for example in node.get("examples", ()):
            wrapped = {**node, "$defs": source["$defs"]}
            validator = jsonschema_rs.Draft202012Validator(wrapped, registry=registry)
            assert validator.is_valid(example), f"{path} {example}"
            tried += 1
    assert tried > 20


def test_choices_are_those_of_the_reference_data() -> None:
    defs = shape.source("client.schema.json")["$defs"]
    assert defs["accident"]["enum"] == [row["name"] for row in built_in().table("accident_types")]
    zones = shape.source("client.schema.json")["properties"]["zones"]["items"]["properties"]
    risk = zones["risks"]["items"]["properties"]
    methods = built_in().table("risk_methods")["methods"]
    assert {key: risk[key]["enum"] for key in "LEC"} == {
        key: list(scale) for key, scale in methods["lec"]["scale"].items()
    }
    assert {key: one["enum"] for key, one in risk["LS"]["properties"].items()} == {
        key: list(scale) for key, scale in methods["ls"]["scale"].items()
    }


def test_every_key_of_the_skeletons_is_known(tmp_path: Path) -> None:
    """Uncomment every optional line: what is left are the marked blanks and the files that are not there."""
    client = tmp_path / "客户"
    client.mkdir()
    for kind, path in (("client", client / "client.yaml"), ("agency", tmp_path / "agency.yaml")):
        text = (home.templates() / "reference" / f"new_{kind}.yaml").read_text("utf-8")
        path.write_text(_uncommented(text), "utf-8")
    record = intake.read(client)
    assert set(shape.client().properties) == set(record.data)
    assert set(shape.agency().properties) == set(record.data["agency"])
    wrong = [one for one in errors_in(schema.check(record)) if "尚未填写" not in one.message]
    assert len(wrong) == 5
    assert all(one.message.startswith("找不到") for one in wrong)


def _uncommented(text: str) -> str:
    lines = text.split("\n")
    for number, line in enumerate(lines[4:], 4):
        bare = line.lstrip()
        body = bare.removeprefix("# ").lstrip()
        is_data = body.startswith(("- ", "[")) or body.split(":")[0].replace("_", "").isascii()
        if bare.startswith("# ") and body and is_data:
            lines[number] = line.replace("# ", "", 1)
    return "\n".join(lines)


def test_a_large_record_is_checked_quickly(small: Path) -> None:
    rows = "".join(f"  - {{name: 岗位{number}, count: 0, hazards: [噪声]}}\n" for number in range(100))
    (small / "client.yaml").write_text(CLIENT + "posts:\n" + rows, "utf-8")
    record = intake.read(small)
    schema.check(record)
    start = time.perf_counter()
    for _ in range(20):
        assert schema.check(record) == ()
    assert (time.perf_counter() - start) / 20 < 0.02
