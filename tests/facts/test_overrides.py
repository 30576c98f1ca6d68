"""Features override what the data shows: a denial needs a reason, what nothing shows is told."""

from __future__ import annotations

from typing import Any

import pytest

from generator import schema
from generator.facts import evidence, overrides
from generator.facts.derivation import derive
from generator.library import built_in
from generator.problems import Problem
from tests.facts.sample import DAY, record

MACHINE = {"equipment": [{"name": "氨压缩机"}]}
DENIED = {"is": False, "because": "机组已拆除，设备清单待更新"}


def _told(**parts: Any) -> list[tuple[str, str]]:
    given = record(**parts)
    found = overrides.problems(given, evidence.derive(given.data, built_in()), built_in())
    return [(one.severity, str(one)) for one in found]


def _wanted(**parts: Any) -> list[Problem]:
    given = record(**parts)
    return list(overrides.wanted(given, evidence.derive(given.data, built_in()), built_in()))


def test_a_denial_against_the_data_is_an_error_with_both_places() -> None:
    ((severity, told),) = _told(**MACHINE, features={"ammonia": False, "gas": False})
    assert severity == "error"
    assert "features.ammonia" in told and "client.yaml:1" in told
    assert "设备[1]“氨压缩机” (client.yaml:1，凭“氨压缩机”)" in told


def test_a_denial_of_what_nothing_shows_is_in_order() -> None:
    assert _told(features={"ammonia": False}) == []


def test_a_denial_with_its_reason_holds_and_is_told_in_the_facts() -> None:
    assert _told(**MACHINE, features={"ammonia": DENIED}) == []
    facts = derive(record(**MACHINE, features={"ammonia": DENIED}), DAY)
    assert not facts.has.ammonia and not facts.here["ammonia"]
    assert [(one.title, one.applies, one.because) for one in facts.overrides] == [
        ("涉氨制冷", False, "机组已拆除，设备清单待更新")
    ]
    assert not [scene for scene in facts.scenes if scene.key == "ammonia"]
    assert derive(record(**MACHINE), DAY).overrides == ()


def test_what_is_said_and_nothing_shows_is_a_hint() -> None:
    ((severity, told),) = _told(features={"ammonia": True})
    assert severity == "warning"
    assert "填报里看不到" in told and "请补设备、风险点或核对" in told
    assert _told(**MACHINE, features={"ammonia": True}) == []


def test_a_part_that_is_there_keeps_the_whole_from_being_denied() -> None:
    machine = {"equipment": [{"name": "铝件抛光机"}]}
    ((severity, told),) = _told(**machine, features={"dust": DENIED})
    assert severity == "error" and "metal_dust" in told
    assert _told(**machine, features={"dust": DENIED, "metal_dust": DENIED}) == []
    assert derive(record(**machine, features={"dust": DENIED, "metal_dust": DENIED}), DAY).has.dust is False


@pytest.mark.parametrize("said", [{"is": False}, {"is": True}])
def test_the_long_form_without_a_reason_is_refused(said: dict[str, Any]) -> None:
    found = [str(one) for one in schema.check(record(features={"gas": said}))]
    assert any("没有写理由" in one for one in found), found


def test_the_long_form_without_an_answer_is_shown_how_to_write_one() -> None:
    found = [str(one) for one in schema.check(record(features={"gas": {"because": "租用的气瓶组"}}))]
    assert any(one.endswith("请加上 is，例如 is: false") for one in found), found


@pytest.mark.parametrize("said", [True, False, {"is": True, "because": "租用的气瓶组"}])
def test_plain_and_reasoned_answers_pass(said: Any) -> None:
    assert [one for one in schema.check(record(features={"gas": said})) if "features" in one.keys] == []


@pytest.mark.parametrize("sector", ["有色", "冶金"])
def test_what_a_sector_alone_makes_likely_may_be_denied_plainly(sector: str) -> None:
    rolling = {"enterprise": {"industry": {"name": "铝压延加工", "code": "3252", "sector": sector}}}
    assert _told(**rolling, features={"smelting": False}) == []
    smelter = {"enterprise": {"industry": {"name": "铜冶炼", "code": "3211", "sector": sector}}}
    ((severity, told),) = _told(**smelter, features={"smelting": False})
    assert severity == "error" and "3211" in told


def test_numbers_that_are_not_given_are_asked_for() -> None:
    (told,) = _wanted(**MACHINE)
    assert told.severity == "warning" and "氨制冷" in str(told) and "氨压缩机" in str(told)
    assert _wanted(**MACHINE, ammonia={"charge_t": 2}) == []
