"""A library: layers of files, read once, and what is derived kept with it and with nobody else."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path

import pytest
import yaml

from generator.errors import CatalogueError
from generator.library import Library, built_in, edition, home
from tests.rows import each

_counted_for: list[Library] = []


def _layer(root: Path, **files: str) -> Path:
    """A layer with reference files of that content, ``a__b`` for a/b."""
    for name, content in files.items():
        path = root / "reference" / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def _counted(library: Library, name: str, times: int) -> str:
    _counted_for.append(library)
    return str(library.table("fees")[name]) * times


def test_the_first_layer_that_has_a_file_wins(tmp_path: Path) -> None:
    above = _layer(tmp_path / "above", fees="a: 1")
    below = _layer(tmp_path / "below", fees="a: 2", laws="b: 3")
    library = Library((above, below))
    assert library.table("fees") == {"a": 1}
    assert library.table("laws") == {"b": 3}
    assert library.data("reference/laws.yaml") == b"b: 3"
    assert library.path("reference/fees.yaml") == above / "reference/fees.yaml"


def test_what_is_derived_is_computed_once_for_each_library(tmp_path: Path) -> None:
    one, other = (Library((_layer(tmp_path / key, fees=f"a: {key}"),)) for key in "12")
    _counted_for.clear()
    assert [one.once(_counted, "a", 2), other.once(_counted, "a", 2), one.once(_counted, "a", 2)] == [
        "11",
        "22",
        "11",
    ]
    assert [one.once(_counted, "a", 3)] == ["111"]
    assert _counted_for == [one, other, one]


def test_of_the_words_of_clients_the_last_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition, "_REMEMBERED", 2)
    one = Library((_layer(tmp_path, fees="a: 1"),))
    _counted_for.clear()
    assert [one.remembered(_counted, "a", times) for times in (1, 2, 2, 3, 1)] == [
        "1",
        "11",
        "11",
        "111",
        "1",
    ]
    assert _counted_for == [one] * 4


def test_a_library_goes_to_another_process_as_its_layers(tmp_path: Path) -> None:
    one = Library((_layer(tmp_path, fees="a: 1"),))
    one.once(_counted, "a", 1)
    sent = pickle.loads(pickle.dumps(one))
    assert sent.layers == one.layers and sent.table("fees") == {"a": 1}


def test_limits_are_filled_in_from_the_library_itself(tmp_path: Path) -> None:
    limits = {key: f"wind: {{value: {key}级}}" for key in "56"}
    text = "say: 不超过{{ limit.wind.value }}"
    found = [
        Library((_layer(tmp_path / key, limits=limits[key], risks__a=text),)).gather("risks")
        for key in limits
    ]
    assert found == [{"say": "不超过5级"}, {"say": "不超过6级"}]


def test_an_unknown_limit_is_told_with_its_line(tmp_path: Path) -> None:
    library = Library(
        (_layer(tmp_path, limits="wind: {value: 五级}", risks__a="\nsay: {{ limit.wnd.value }}"),)
    )
    with pytest.raises(CatalogueError, match=r"reference/risks/a.yaml:2：limits.yaml 里没有 limit.wnd"):
        library.gather("risks")


@pytest.mark.parametrize("content", [None, "a: [", "a: b: c"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: str | None) -> None:
    library = Library((_layer(tmp_path, **({} if content is None else {"fees": content})),))
    with pytest.raises(CatalogueError, match="reference/fees.yaml：参考数据文件无法读取"):
        library.table("fees")


def test_the_built_in_library_is_what_is_shipped() -> None:
    assert built_in().layers == (home.templates(),)
    assert built_in() is built_in()
    assert built_in().table("accident_types") == built_in().read("reference/accident_types.json")


@each(
    [
        ({"a": {"x": 1, "y": 2}, "b": 1}, {"a": {"x": 3}, "c": 1}, {"a": {"x": 3}, "b": 1, "c": 1}),
        (
            [{"id": "a", "name": "甲"}, {"id": "b", "name": "乙"}],
            [{"id": "b", "name": "丙"}, {"id": "c", "name": "甲"}],
            [{"id": "a", "name": "甲"}, {"id": "b", "name": "丙"}, {"id": "c", "name": "甲"}],
        ),
        ([{"code": "A-1", "x": 1}], [{"code": "A-1"}], [{"code": "A-1"}]),
        ([{"name": "甲", "x": 1}], [{"name": "乙"}], [{"name": "甲", "x": 1}, {"name": "乙"}]),
        ([["甲", "day"]], [["乙", "year"]], [["乙", "year"]]),
        (["甲", "乙"], ["丙"], ["丙"]),
        ([{"article": "一"}], [{"article": "二"}], [{"article": "二"}]),
        ([{"code": "A-1"}], [{"name": "甲"}], [{"name": "甲"}]),
        ({"a": 1}, [1], [1]),
    ]
)
def test_a_layer_replaces_whole_entries_rows_or_the_file(
    below: object, above: object, merged: object
) -> None:
    assert edition.over(below, above) == merged


def test_an_entry_is_known_by_its_key_whatever_file_it_stands_in(tmp_path: Path) -> None:
    below = _layer(tmp_path / "below", risks__a="x: 1\ny: 2", risks__b="z: 3")
    above = _layer(tmp_path / "above", risks__z="y: 4\nq: 5")
    found = Library((above, below)).gather("risks")
    assert list(found.items()) == [("x", 1), ("y", 4), ("z", 3), ("q", 5)]


def test_a_file_of_a_layer_is_named_as_it_lies_on_disk(tmp_path: Path) -> None:
    above = _layer(tmp_path / "above", fees="a: [")
    library = Library((above, _layer(tmp_path / "below", laws="b: 3")))
    assert library.place("reference/laws.yaml") == "templates/reference/laws.yaml"
    assert library.place("reference/fees.yaml") == str(above / "reference/fees.yaml")
    with pytest.raises(CatalogueError, match=f"{above}/reference/fees.yaml：参考数据文件无法读取"):
        library.table("fees")


def test_the_years_of_extinguishers_are_filled_in_as_years_and_months(tmp_path: Path) -> None:
    years = "干粉灭火器: {first: 5, again: 2, scrap: 10}"
    text = "say: {{ extinguishers.干粉灭火器.first }} {{ extinguishers.干粉灭火器.scrap_months }}"
    library = Library((_layer(tmp_path, extinguishers=years, risks__a=text),))
    assert library.gather("risks") == {"say": "5 120"}


def test_an_unknown_extinguisher_is_told_with_its_line(tmp_path: Path) -> None:
    text = "\nsay: {{ extinguishers.泡沫灭火器.first }}"
    library = Library((_layer(tmp_path, extinguishers="干粉灭火器: {first: 5}", risks__a=text),))
    with pytest.raises(CatalogueError, match=r"a.yaml:2：extinguishers.yaml 里没有 泡沫灭火器"):
        library.gather("risks")


def test_kinds_of_extinguishers_that_one_formula_takes_together_have_the_same_years() -> None:
    """The workbook's formulas write the years of powder for carbon dioxide as well."""
    years = built_in().table("extinguishers")
    powder, carbon_dioxide = years["干粉灭火器"], years["二氧化碳灭火器"]
    assert (powder["first"], powder["again"]) == (carbon_dioxide["first"], carbon_dioxide["again"])


def test_what_the_parser_found_is_kept_for_other_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = _layer(tmp_path / "layer", fees="a: [1, 二, 1.5, null, true]", limits="wind: {value: 5级}")
    for asked in range(3):
        library = pickle.loads(pickle.dumps(Library((layer,)).keeping(tmp_path)))  # the folder goes along
        assert library.table("fees") == {"a": [1, "二", 1.5, None, True]}
        if asked == 0:
            monkeypatch.setattr(yaml, "load", None)
        else:
            monkeypatch.undo()
            for file in (tmp_path / "library").iterdir():
                file.write_bytes(b"damaged")
    _layer(tmp_path / "layer", fees="a: 2")
    assert Library((layer,)).keeping(tmp_path).table("fees") == {"a": 2}


def test_days_without_quotes_are_read_each_time(tmp_path: Path) -> None:
    layer = _layer(tmp_path / "layer", fees="a: 2026-01-02")
    for _ in range(2):
        assert Library((layer,)).keeping(tmp_path).table("fees") == {"a": datetime.date(2026, 1, 2)}


def test_a_library_that_keeps_what_it_reads_is_the_same_one(tmp_path: Path) -> None:
    one = Library((_layer(tmp_path, fees="a: 1"),))
    fees = one.keeping(tmp_path).table("fees")
    assert one.table("fees") is fees
    assert one.keeping(None).table("fees") is fees
