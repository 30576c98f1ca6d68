"""Catalogue, ledgers, reference data, one file each: shipped ones are whole, bad ones told at their line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from click.testing import CliRunner

from generator.cli.template import command
from generator.library import built_in, home
from generator.proofing import files, whole
from generator.schema import reference
from tests.conftest import ROOT
from tests.rows import each

REFUSED = ROOT / "tests/refused"
SHIPPED = sorted(whole.of(home.templates()))
SCHEMAS = sorted((home.schemas() / "reference").glob("*.json"))
LEDGERS = {
    "into_unknown_value": ("回读（into）里没有这个取值名的列：topic", 13),
    "into_without_rows": ("没有 rows 的表不能回读（into）", 12),
    "bad_name": ("各份台账.台账.表[1].列[3].取值名：格式不对，现在是“a b”", 16),
    "choice_without_list": ("列“甲”的可选值与类型不符", 16),
    "comma_in_choice": ("列“甲”的可选值含英文逗号", 16),
    "formula_of_unknown": ("公式里没有这一列：!乙", 16),
    "line_of_unknown": ("公式里没有这一列：别处!甲", 17),
    "list_too_long": ("列“甲”的可选值含英文逗号，或合计超过 255 字", 16),
    "list_without_choice": ("列“甲”的可选值与类型不符", 16),
    "missing_width": ("列宽：必填，还没有填；请加上 width", 16),
    "sheet_name": ("表名：格式不对，现在是“记录/一”", 11),
    "short_line": ("固定行“一”有 2 格，应有 3 格", 17),
    "sign_in_title": ("列“甲|乙”的名称含有不能用的符号", 16),
    "signature_filled": ("列“甲”由本人签字，不得预填", 16),
    "state_of_nothing": ("列“甲”要写明提醒哪一列的日期", 16),
    "state_of_unknown": ("公式里没有这一列：!期限", 16),
    "tag_open": ("{% if has.union %} 没有结束", 17),
    "title_twice": ("列名重复：日期", 16),
    "total_of_text": ("列“甲”不是数字，不能合计", 16),
    "unknown_colour": ("格式不对，现在是“pink”", 16),
    "unknown_condition": ("has 没有 unoin 这一项；是否应为 union？", 12),
    "unknown_fact": ("enterprise 没有 nmae 这一项；是否应为 name？", 2),
    "unknown_key": ("没有“colour”这一项", 16),
    "unknown_list": ("没有名为 meeting 的取值；是否应为 meetings？", 12),
    "unknown_type": ("只能填 no、text", 16),
    "unknown_value": ("row 没有 dat 这一项；是否应为 date？", 16),
    "value_of_flag": ("是“是否”项，不能打印", 16),
}


@pytest.mark.parametrize("path", SHIPPED)
def test_what_is_shipped_is_whole(path: str) -> None:
    found = files.check(home.templates() / path, path, path, built_in())
    assert list(map(str, found)) == []


@each(sorted((REFUSED / "ledgers").glob("*.yaml")))
def test_a_bad_ledger_is_told_at_its_line(path: Path) -> None:
    words, line = LEDGERS[path.stem]
    first, *_ = found = files.check(path, "reference/ledgers.yaml", path.name, built_in())
    assert words in str(first), list(map(str, found))
    assert first.origin and (first.origin.file, first.origin.line) == (path.name, line)


@pytest.mark.parametrize("name", ["ledgers.yaml", "risk_list.yaml"])
def test_the_command_refuses_it_with_its_own_file_and_line(tmp_path: Path, name: str) -> None:
    words = (home.templates() / "reference" / name).read_text("utf-8")
    bad = tmp_path / name
    bad.write_text(words.replace("{{ enterprise.name }}", "{{ enterprise.nmae }}", 1), "utf-8")
    line = words[: words.index("{{ enterprise.name }}")].count("\n") + 1
    told = CliRunner().invoke(command, ["lint", str(bad)])
    assert told.exit_code == 1
    assert f"{bad}:{line}:" in told.stderr and "enterprise 没有 nmae 这一项" in told.stderr
    good = CliRunner().invoke(command, ["lint", str(home.templates() / "reference" / name)])
    assert good.exit_code == 0, good.stderr


def test_every_kind_of_file_has_a_schema_and_a_refused_case() -> None:
    kinds = {reference.name(path) for path in SHIPPED} | {"edition"}
    # What several of them have in common, what a bundle file says of itself.
    others = {"match", "bundle"}
    assert kinds == {path.name.removesuffix(".schema.json") for path in SCHEMAS} - others
    refused = {path.stem for path in (REFUSED / "reference").iterdir()} | {"ledgers", "edition"}
    assert refused == kinds


@each(sorted((REFUSED / "reference").iterdir()))
def test_a_bad_file_is_told_at_its_line(path: Path) -> None:
    """The first line says what is told, and on which line; a JSON file says it under the key ``legacy``.

    Of a unit it is the first line of its head.
    """
    first = path.read_text("utf-8").removeprefix("---\n").partition("\n")[0].strip("# ")
    line, _, words = first.partition(" ") if path.suffix != ".json" else ("4", "", "应为整数，现在是“一”")
    below = "catalogue.yaml" if path.stem == "catalogue" else f"reference/{path.name}"
    below = f"reference/{path.stem}/{path.name}" if path.stem in ("risks", "scenes") else below
    below = f"knowledge/{path.name}" if path.suffix == ".md" else below
    found = files.check(path, below, path.name, built_in(), whole=False)
    assert len(found) == 1, list(map(str, found))
    assert words in str(found[0])
    assert found[0].origin and found[0].origin.line == int(line)


@each(SCHEMAS)
def test_schemas_are_valid_and_described_in_chinese(path: Path) -> None:
    source = json.loads(path.read_text("utf-8"))
    jsonschema_rs.meta.validate(source)
    for where, node in _nodes(source, path.name):
        if set(node) == {"$ref"}:
            continue
        for key in ("title", "description"):
            assert any("一" <= char <= "鿿" for char in node.get(key, "")), f"{where} {key}"
        if node.get("type") == "object":
            assert "additionalProperties" in node, where


@each(SCHEMAS)
def test_examples_in_the_schemas_are_valid(path: Path) -> None:
    source = reference.source(path.name.removesuffix(".schema.json"))
    for where, node in _nodes(source, path.name):
        for example in node.get("examples", ()):
            rule = jsonschema_rs.Draft202012Validator({**node, "$defs": source.get("$defs", {})})
            assert rule.is_valid(example), f"{where} {example}"


def _nodes(node: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield where, node
    for group in ("properties", "$defs"):
        for key, child in node.get(group, {}).items():
            yield from _nodes(child, f"{where}/{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            yield from _nodes(node[key], f"{where}/{key}")


@each(SHIPPED)
def test_a_file_names_its_schema_for_editors(path: str) -> None:
    file = home.templates() / path
    if file.suffix == ".yaml":
        first = file.read_text("utf-8").partition("\n")[0]
        up = "../" * (path.count("/") + 1)
        assert (
            first
            == f"# yaml-language-server: $schema={up}schemas/reference/{reference.name(path)}.schema.json"
        )


def test_two_deliverables_of_one_id_are_told(tmp_path: Path) -> None:
    row = "- {id: plan, title: 方案, basis: 第十五条, folder: 01, file: 方案}\n"
    (tmp_path / "catalogue.yaml").write_text(row * 2, "utf-8")
    (fault,) = files.check(tmp_path / "catalogue.yaml", "catalogue.yaml", "catalogue.yaml", built_in())
    assert str(fault).startswith("catalogue.yaml:2:8：交付件编号重复：plan")


def test_a_demand_names_facts_and_deliverables_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "demands.yaml"
    rows = ["[plan, plann]", "[plan]", "[record_visit]", "[plan]"]
    asks = ["enterprise.uscc", "hazards[].photo", "sheet.participant", "hazards[].basis"]
    row = "- {{of: {}, asks: ['{}'], missing: 甲, data: 乙, article: 第十五条}}\n"
    path.write_text("".join(map(row.format, rows, asks)), "utf-8")
    found = files.check(path, "reference/demands.yaml", "甲.yaml", built_in())
    assert [(one.origin.line if one.origin else 0, one.message) for one in found] == [
        (1, "没有编号为“plann”的交付件"),
        (2, "row 没有 photo 这一项"),
        (3, "sheet 没有 participant 这一项"),
    ]
