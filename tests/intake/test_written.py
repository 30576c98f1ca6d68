"""Data written as YAML and JSON is read again as it was: every value, its kind, its order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake import Source, document, written
from generator.schema import Shape, shape
from tests import drawn
from tests.conftest import ROOT, studied
from tests.depth import rounds
from tests.rows import each

_DATA = (
    *(ROOT / "examples" / name / "client.yaml" for name in studied()),
    *sorted(ROOT.glob("tests/clients/*.yaml")),
)
_FREE = Shape(properties={"money": Shape(cents=2), "text": Shape(text=True)})
_KEYS = st.one_of(
    st.from_regex(r"[a-z_]{1,8}", fullmatch=True),
    st.sampled_from(("甲 乙", "3", "true", "null", "1.5", "乙,丙")),
)
_NUMBERS = st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), st.floats(allow_nan=False, allow_infinity=False))
_ODD = st.sampled_from(("", " ", "甲\n", "\n乙", " 丙\n丁", "\u2028", "\ufeff甲", "\u3000"))
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, drawn.texts(), _ODD),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=8,
)
_MONEY = st.decimals(0, 10**12, allow_nan=False, places=2)


def _read(text: str, name: str, by: Shape = _FREE) -> dict[str, Any]:
    read = document.load(Source(name, text.encode()), by, ())
    assert not read.problems
    return dict(read.data)


def _exactly(value: object) -> object:
    """A value as what tells kinds and orders apart."""
    if isinstance(value, Mapping):
        return [(key, _exactly(inner)) for key, inner in value.items()]
    return [_exactly(one) for one in value] if isinstance(value, list) else repr(value)


def _same(data: Mapping[str, Any], by: Shape = _FREE) -> None:
    for name, text in (("a.yaml", written.as_yaml(data)), ("a.json", written.as_json(data))):
        assert _exactly(_read(text, name, by)) == _exactly(data), text


@settings(max_examples=rounds(200, desk=30), deadline=None)
@given(st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=4), _MONEY)
def test_any_data_is_read_again_as_it_was(data: dict[str, Any], money: Decimal) -> None:
    _same({**data, "money": money})


@settings(max_examples=rounds(100, desk=12), deadline=None)
@given(drawn.clients(), drawn.agencies())
def test_data_of_the_schema_is_read_again_as_it_was(client: dict[str, Any], agency: dict[str, Any]) -> None:
    for data, by in ((client, shape.client()), (agency, shape.agency())):
        read = _read(json.dumps(data, ensure_ascii=False), "a.json", by)
        assert read.keys() == data.keys()
        _same(read, by)


@each(_DATA)
def test_an_example_is_read_again_as_it_was(path: Any) -> None:
    by = shape.agency() if path.stem == "agency" else shape.client()
    _same(_read(path.read_text("utf-8"), "a.yaml", by), by)


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ({"agency": "../a.yaml", "advisors": ["甲", "乙"]}, ["agency: ../a.yaml", "advisors: [甲, 乙]"]),
        ({"a": {"name": "甲"}, "b": 1}, ["a:", "  name: 甲", "", "b: 1"]),
        ({"a": [{"name": "甲", "at": [1, 2.5]}]}, ["a:", "  - {name: 甲, at: [1, 2.5]}"]),
        ({"a": [{"name": "甲", "of": [{"b": 1}]}]}, ["a:", "  - name: 甲", "    of:", "      - {b: 1}"]),
        ({"a": [[["x" * 60, "是"], ["z" * 60]]]}, ["a:", f"  - - [{'x' * 60}, 是]", f"    - [{'z' * 60}]"]),
        ({"code": "3382", "phone": "0579-1", "time": "15:05", "day": "2026-09-01"},
         ['code: "3382"', "phone: 0579-1", 'time: "15:05"', "day: 2026-09-01"]),
        ({"a": "8:00～17:00", "b": "甲: 乙", "c": "是", "d": "no"},
         ["a: 8:00～17:00", 'b: "甲: 乙"', "c: 是", 'd: "no"']),
        ({"a": "一\n二", "b": ["一\n\n二\n"]},
         ["a: |-", "  一", "  二", "", "b:", "  - |", "    一", "", "    二"]),
        ({"a": {}, "b": [], "c": None}, ["a: {}", "b: []", "c: null"]),
        ({"a": {"甲,乙": 1}}, ["a:", '  "甲,乙": 1']),
        ({}, ["{}"]),
    ],
)  # fmt: skip
def test_yaml_looks_as_a_person_types_it(data: dict[str, Any], lines: list[str]) -> None:
    assert written.as_yaml(data) == "\n".join(lines) + "\n"


@pytest.mark.parametrize("width", [120, 121])
def test_a_line_holds_so_much_and_no_more(width: int) -> None:
    line = "  - {a: 1, b: " + "x" * (width - len("  - {a: 1, b: }")) + "}"
    data = {"list": [{"a": 1, "b": "x" * (width - len("  - {a: 1, b: }"))}]}
    assert (line in written.as_yaml(data).splitlines()) == (width == 120)


def test_json_has_what_fits_on_a_line_and_every_digit() -> None:
    data = {
        "fee": Decimal("28000.10"),
        "zones": [{"name": "甲", "rect": [1, 2, 3.5, 4], "risks": [{"L": 0.5}]}],
    }
    text = written.as_json(data)
    assert '      "rect": [1, 2, 3.5, 4],\n      "risks": [\n        {"L": 0.5}\n      ]' in text
    assert json.loads(text, parse_float=Decimal)["fee"] == data["fee"] and "28000.10" in text


def test_every_reader_of_yaml_finds_the_texts() -> None:
    texts = {f"k{number}": piece for number, piece in enumerate(drawn.PIECES) if not piece.startswith("2026")}
    assert yaml.safe_load(written.as_yaml({"a": texts, "b": [*texts.values()]})) == {
        "a": texts,
        "b": [*texts.values()],
    }
