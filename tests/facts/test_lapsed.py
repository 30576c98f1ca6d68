from __future__ import annotations

import datetime

import pytest

from generator import facts
from generator.facts import advice, lapsed
from tests.facts.sample import DAY, record


def _told(**row: object) -> list[str]:
    given = record(emergency_supplies=[{"name": "器材", **row}])
    return [one.message for one in lapsed.supplies(given, facts.derive(given, DAY))]


@pytest.mark.parametrize("days", [0, 1])
def test_what_has_expired_is_told_the_day_after(days: int) -> None:
    last = (DAY - datetime.timedelta(days=days)).isoformat()
    assert bool(_told(expires=last)) is bool(days)


def test_an_extinguisher_is_told_once_by_what_it_needs_most() -> None:
    powder = {"kind": "干粉灭火器"}
    year = DAY.year
    assert _told(**powder, made=f"{year - 2}-01") == []
    assert _told(**powder, made=f"{year - 7}-01")[0].startswith("器材已到维修期限")
    assert _told(**powder, made=f"{year - 7}-01", repaired=f"{year - 1}-01") == []
    assert _told(**powder, made=f"{year - 20}-01")[0].startswith("器材已到报废期限")


def _expired(**machine: object) -> str:
    category = {"category": "场（厂）内专用机动车辆"}
    holder = {"holder": "示例乙六", "kind": "特种设备作业", "item": "叉车司机（N1）", "number": "1"}
    given = record(
        equipment=[{"name": "叉车", "operators": "示例乙三、示例乙六", "special": category, **machine}],
        certificates=[{**holder, "expires": "2026-01-01"}],
    )
    told = advice.warnings(given, facts.derive(given, DAY), DAY)
    return next(one.message for one in told if one.where == "人员证书[1]")


def test_who_still_operates_with_a_certificate_that_expired_is_told_with_the_machine() -> None:
    assert "却还是设备“叉车”的作业人员" in _expired()
    assert "却还是" not in _expired(state="停用")
    assert "却还是" not in _expired(operators="示例乙三")
