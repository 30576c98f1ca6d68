"""What days of a client have in common is derived once, and nothing is taken for another's."""

from __future__ import annotations

import datetime

from generator import facts
from generator.facts import derivation, evidence, seen
from generator.library import built_in
from tests import once
from tests.conftest import DAY, ROOT


def _doubled(number: int, log: list[int]) -> int:
    log.append(number)
    return number * 2


def test_equal_givens_are_derived_once_and_others_anew() -> None:
    shared, log = facts.Shared(built_in()), list[int]()
    found = [shared.once(_doubled, number, [*log]) for number in (1, 1, 2, 1)]
    assert found == [2, 2, 4, 2]
    assert shared.once(len, (1,)) == 1  # another function of the same kind of givens


def test_days_tell_the_same_with_and_without_what_others_derived() -> None:
    record, shared = once.record(ROOT / "examples" / "yunzhi-textile"), facts.Shared(built_in())
    days = [DAY - datetime.timedelta(days=number) for number in (300, 60, 30, 0)]
    for day in days:
        beside = facts.Derivation(record, day, built_in(), shared=shared)
        alone = facts.Derivation(record, day, built_in())
        for name in derivation._FIELDS:
            assert beside[name] == alone[name], (day, name)


def test_what_is_told_to_show_nothing_shows_nothing() -> None:
    for client in ("xinglan-cups", "yunzhi-textile", "muyun-furniture", "xuehe-frozen"):
        data = once.record(ROOT / "examples" / client).data
        assert evidence.derive(seen.telling(data), built_in()) == evidence.derive(data, built_in())


def test_every_field_of_values_has_its_turn() -> None:
    assert set(seen._values({})) == set(seen.VALUES)


def test_parts_of_the_data_are_told_apart_by_what_they_hold() -> None:
    shared, seen_ = facts.Shared(built_in()), list[object]()

    def _names(data: dict[str, object]) -> tuple[str, ...]:
        seen_.append(data)
        return tuple(data)

    for data in ({"a": [1], "b": 1}, {"a": [1], "b": 2}, {"a": [2]}, {"c": 1}, {"a": [1]}):
        assert shared.of(_names, data, ("a", "d")) == (("a",) if "a" in data else ())
    assert seen_ == [{"a": [1]}, {"a": [2]}, {}]
