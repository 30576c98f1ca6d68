from __future__ import annotations

import dataclasses
import datetime
import json
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import domain, facts
from generator.assets import Asset, File
from generator.domain.printing import printed
from generator.facts import riskboards
from tests import once
from tests.conftest import ROOT, studied
from tests.depth import rounds, some
from tests.facts.sample import DAY, of, record, smallest
from tests.rows import each

EXAMPLES = ROOT / "examples"


def _matches(value: object, hint: Any) -> bool:
    """Whether the value is what the contract's type hint says."""
    return _judge(hint)(value)


@cache
def _judge(hint: Any) -> Callable[[Any], bool]:
    """What tells whether a value is of that hint, made once for each hint."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _all_of(tuple, _judge(args[0]), iter)
    if origin is Mapping:
        return _all_of(Mapping, _judge(args[1]), lambda value: value.values())
    if args:
        judges = tuple(map(_judge, args))
        return lambda value: any(judge(value) for judge in judges)
    if hint is Asset:
        return lambda value: isinstance(value, File)
    if dataclasses.is_dataclass(hint):
        fields = tuple((name, _judge(own)) for name, own in typing.get_type_hints(hint).items())
        return lambda value: (
            isinstance(value, hint) and all(judge(getattr(value, name)) for name, judge in fields)
        )
    return lambda value: type(value) is hint


def _all_of(
    kind: type, judge: Callable[[Any], bool], items: Callable[[Any], Iterable[Any]]
) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, kind) and all(map(judge, items(value)))


@dataclasses.dataclass(frozen=True)
class Inner:
    name: str


@dataclasses.dataclass(frozen=True)
class Outer:
    parts: tuple[Inner, ...]


@each(
    [
        ("甲", str, True),
        (1, str, False),
        (True, int, False),
        (("甲",), tuple[str, ...], True),
        (("甲", 1), tuple[str, ...], False),
        (["甲"], tuple[str, ...], False),
        ({"a": 1}, Mapping[str, int], True),
        ({"a": "1"}, Mapping[str, int], False),
        (None, int | None, True),
        ("1", int | None, False),
        (Outer((Inner("甲"),)), Outer, True),
        (Outer((Inner("甲"), Inner(1))), Outer, False),  # type: ignore[arg-type]
        (Outer(("甲",)), Outer, False),  # type: ignore[arg-type]
        (Inner("甲"), Outer, False),
    ]
)
def test_values_are_held_against_their_hints(value: object, hint: Any, fits: bool) -> None:
    assert _matches(value, hint) == fits


def test_the_smallest_record_gives_whole_facts() -> None:
    found = facts.derive(record(), DAY)
    assert _matches(found, domain.Facts)
    assert (printed(found, "day"), found.year) == ("2026年11月23日", 2026)
    assert (found.lead_advisor.name, found.advisor_names) == ("示例辅导员A", ("示例辅导员A",))
    assert found.hazards == found.zones == found.posts == found.departments == ()


@pytest.mark.parametrize("name", studied())
def test_examples_give_whole_facts_the_same_every_time(name: str) -> None:
    data = once.record(EXAMPLES / name)
    found = facts.derive(data, DAY)
    assert _matches(found, domain.Facts)
    assert found == facts.derive(data, DAY)
    assert facts.warnings(data, found, DAY) == facts.warnings(data, found, DAY)
    assert found.hazards
    assert found.schedule.complete


def test_facts_are_frozen() -> None:
    found = facts.derive(record(), DAY)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.year = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        found.law["safety"] = found.law["fire"]  # type: ignore[index]


def test_agency_without_advisors_gives_a_nameless_lead() -> None:
    found = facts.derive(record(agency={"advisors": []}), DAY)
    assert (found.advisors, found.lead_advisor.name, found.advisor_names) == ((), "", ())


def _paths(value: object, keys: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [(*keys, key) for key in value] + [p for k, v in value.items() for p in _paths(v, (*keys, k))]
    if isinstance(value, list):
        return [p for n, one in enumerate(value) for p in _paths(one, (*keys, n))]
    return []


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(one) for key, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, (list, tuple)) else value


FULL = _copy(once.record(EXAMPLES / "xinglan-cups").data)
REQUIRED = set(_paths(smallest()))
SCHEMAS = {
    name: json.loads((ROOT / "schemas" / name).read_text("utf-8"))
    for name in ("client.schema.json", "agency.schema.json")
}


def _asked(keys: tuple[str | int, ...]) -> bool:
    """Whether the schema asks for the last key wherever what holds it is given."""
    file, node = "client.schema.json", SCHEMAS["client.schema.json"]
    for key in (*keys[:-1], None):
        while "$ref" in node:
            name, _, inner = node["$ref"].partition("#/$defs/")
            file = name or file
            node = SCHEMAS[file]["$defs"][inner] if inner else SCHEMAS[file]
        if key is not None:
            node = node.get("items" if isinstance(key, int) else "properties", {})
            node = node if isinstance(key, int) else node.get(key, {})
    return keys[-1] in node.get("required", ())


OPTIONAL = [path for path in _paths(FULL) if path not in REQUIRED and not _asked(path)]


def test_what_the_schema_asks_of_a_group_is_not_taken_for_optional() -> None:
    assert ("certificates", 1, "kind") not in OPTIONAL
    assert ("agency", "advisors", 0, "name") not in OPTIONAL
    left = {("certificates",), ("certificates", 1, "expires"), ("agency", "advisors", 0, "phone")}
    assert left <= set(OPTIONAL)


@settings(max_examples=rounds(60, desk=8), deadline=None)
@given(
    st.lists(st.sampled_from(OPTIONAL), min_size=1, max_size=30),
    st.dates(datetime.date(2018, 1, 1), datetime.date(2035, 1, 1)),
)
def test_any_optional_value_may_be_missing_on_any_day(
    paths: list[tuple[str | int, ...]], day: datetime.date
) -> None:
    data = _copy(FULL)
    for *parents, last in sorted(set(paths), key=len, reverse=True):
        place = data
        for key in parents:
            place = place[key]
        del place[last]
    given_ = of(data)
    found = facts.derive(given_, day)
    assert _matches(found, domain.Facts)
    assert all(problem.severity == "warning" for problem in facts.warnings(given_, found, day))


CUPS = once.record(EXAMPLES / "xinglan-cups")


def test_each_field_is_derived_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = facts.derive(CUPS, DAY)
    for field in some(dataclasses.fields(domain.Facts), desk=20):
        assert facts.Derivation(CUPS, DAY)[field.name] == getattr(whole, field.name)

    def refuse(*_: Any) -> Any:
        raise AssertionError("derived though nobody asked")

    monkeypatch.setattr(riskboards, "boards", refuse)
    monkeypatch.setattr(riskboards, "cards", refuse)
    one = facts.Derivation(CUPS, DAY)
    assert one["hazards"] is one["hazards"]
    assert one["service"] == whole.service
    with pytest.raises(KeyError):
        one["nothing"]
