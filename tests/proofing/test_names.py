"""The list of names for authors of templates: whole, in Chinese, with examples, and never stale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import domain
from generator.library import Library, built_in, home
from generator.proofing import names
from tests.facts import sample


class _Told(Library):
    """The built-in library with another table of titles."""

    def __init__(self, records: Mapping[str, Any]) -> None:
        super().__init__(built_in().layers)
        self._records = records

    def table(self, name: str) -> Any:
        table = super().table(name)
        return {**table, "records": self._records} if name == "names" else table


@pytest.fixture(scope="module")
def whole() -> names.Names:
    return names._named(built_in())


def test_every_value_of_the_contract_has_a_chinese_title(whole: names.Names) -> None:
    assert [*whole.faults()] == []
    for kind in whole.records:
        for name in domain.printing.forms(kind):
            title, _ = whole.titles[kind.__name__].of(name)
            assert re.search("[一-鿿]", title), f"{kind.__name__}.{name}"


def test_the_list_is_fresh() -> None:
    assert names.check(built_in()) == ()


def test_a_missing_and_a_needless_title_are_told() -> None:
    records = dict(built_in().table("names")["records"])
    del records["Law"]
    own = {"code": "编号", "nobody": "没有"}
    records["Sheet"] = {"title": "一张图", "fields": own}
    records["Ghost"] = {"title": "没有"}
    told = [(one.where, one.message) for one in names.Names(_Told(records), None).faults()]
    where = "templates/reference/names.yaml"
    assert told == [
        (f"{where} Ghost", "没有这一组取值"),
        (f"{where} Sheet", "没有 name 的名称"),
        (f"{where} Sheet", "没有 tail 的名称"),
        (f"{where} Sheet", "没有 title 的名称"),
        (f"{where} Sheet", "没有 code 这一项"),
        (f"{where} Sheet", "没有 nobody 这一项"),
        (where, "没有 Law 的名称"),
    ]


def test_a_stale_list_is_told(tmp_path: Path) -> None:
    (tmp_path / names.FILE).write_text("旧的", encoding="utf-8")
    (told,) = names.check(Library((tmp_path, home.templates())))
    assert (told.where, told.message) == ("templates/names.md", "与取值的定义不一致")
    assert "template compile" in told.hint


def test_the_schema_gives_titles_meanings_and_examples(whole: names.Names) -> None:
    page = whole.page()
    assert "| `uscc` | `统一社会信用代码` | 文字 | 营业执照上的 18 位代码 |" in page
    assert "| `zones` | `区域` | 列表：[区域](#区域-zone) |" in page
    assert "## 区域 Zone" in page


def test_examples_are_what_would_print_and_no_path_of_a_machine(whole: names.Names) -> None:
    page = whole.page()
    assert str(home.templates().parent) not in page
    assert "None" not in page
    first = domain.Agreement(**dict.fromkeys(domain.printing.forms(domain.Agreement), ""))
    other = names.Names(built_in(), replace(first, name="甲|乙" * 30))
    told = other.examples[domain.Agreement, "name"]
    assert len(told) == 40
    assert told.endswith("…")
    row = next(line for line in other.page().splitlines() if told.replace("|", "／") in line)
    assert row.count("|") == 6


def test_the_smallest_client_gives_fewer_examples_and_the_same_names() -> None:
    from generator import facts

    small = names.Names(built_in(), facts.derive(sample.record(), sample.DAY, built_in()))
    names_of = re.compile(r"^\| `\w+`", re.M)
    assert names_of.findall(small.page()) == names_of.findall(names._named(built_in()).page())
