"""The service plan as its reader sees it: what was done, what is to come, what it is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import api, domain
from generator.facts import derivation
from tests import once
from tests.conftest import studied

DATE = re.compile(r"\b(\d{4}-\d\d-\d\d)(?= / 当月第| \|)")
DONE, AHEAD, CHECKED, FOCUS = "已开展的服务", "年度服务工作计划表", "频次核对", "本企业服务重点"


@pytest.fixture(params=studied())
def made(request: pytest.FixtureRequest, session: Path) -> once.Made:
    return once.example(request.param, session)


def _then(made: once.Made) -> domain.Facts:
    """The facts as the plan knew them."""
    day = made.facts.deadline.delivered
    assert day
    return derivation.derive(api.load(made.client), day)


def _between(said: str, first: str, last: str) -> str:
    start = said.rindex(first)
    return said[start : said.index(last, start)]


def test_nothing_past_is_planned_and_what_was_done_is_told_as_done(made: once.Made) -> None:
    said, day = made.said("plan"), str(made.facts.deadline.delivered)
    done, ahead = _between(said, DONE, AHEAD), _between(said, AHEAD, CHECKED)
    assert DATE.findall(done) and all(found <= day for found in DATE.findall(done))
    assert len(DATE.findall(ahead)) >= 15 and all(found >= day for found in DATE.findall(ahead))


def test_the_focus_names_open_major_hazards_grave_risks_and_units_in_that_order(made: once.Made) -> None:
    focus, then = _between(made.said("plan"), FOCUS, DONE), _then(made)
    open_ = [one for one in then.hazards_major if one.result is not domain.Recheck.RECTIFIED]
    told = [focus.index(one.number) for one in open_]
    told += [focus.index(f"{one.zone}“{one.name}”") for one in then.top_risks]
    assert told == sorted(told)
    units = [one for one in then.units if one.places != ("全厂",) and one.places[0] in focus]
    assert units and len(focus.splitlines()) > len(told) + 3


def test_open_major_hazards_and_all_grave_risks_stand_in_the_months(made: once.Made) -> None:
    ahead, then = _between(made.said("plan"), AHEAD, CHECKED), _then(made)
    for hazard in then.hazards_major:
        assert (hazard.number in ahead) == (hazard.result is not domain.Recheck.RECTIFIED), hazard.number
    for risk in then.top_risks:
        assert f"{risk.zone}“{risk.name}”（{risk.grade}风险）" in ahead
