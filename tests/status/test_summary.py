"""What the manifest keeps of a client: dated facts, none of which ages."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from generator import api, facts
from generator.library import built_in
from generator.status import summary
from tests import once
from tests.conftest import DAY, ROOT
from tests.facts.sample import record

LIBRARY = built_in()
HAZARD = {"number": "YH-1", "found": "2026-10-01", "due": "2026-10-20", "level": "一般"}
ONE = datetime.timedelta(days=1)


def _summary(day: str, **parts: Any) -> Any:
    known = facts.derive(record(**parts), datetime.date.fromisoformat(day), LIBRARY)
    return summary(known, LIBRARY)


def test_hazards_are_told_with_their_days_and_close_when_they_were_found_rectified() -> None:
    closed = {**HAZARD, "rectified": "2026-10-18", "rechecked": "2026-10-19", "result": "已整改"}
    row = {
        "number": "YH-1",
        "level": "一般",
        "found": "2026-10-01",
        "deadline": "2026-10-20",
        "stop": "",
        "closed": "",
    }
    assert _summary("2026-10-18", hazards=[closed])["hazards"] == [row]
    assert _summary("2026-10-19", hazards=[closed])["hazards"] == [{**row, "closed": "2026-10-19"}]
    partly = {**closed, "result": "部分整改"}
    assert _summary("2026-10-19", hazards=[partly])["hazards"] == [row]


def test_visits_deadlines_and_expiries_are_told_by_their_days() -> None:
    visit = {"date": "2026-09-10", "form": "现场检查", "done": "2026-09-11"}
    certificate = {"holder": "甲", "kind": "其他", "item": "乙", "expires": "2026-12-20"}
    told = _summary("2026-09-12", schedule={"visits": [visit]}, certificates=[certificate])
    assert told["visits"][0] == {"form": "现场检查", "planned": "2026-09-10", "done": "2026-09-11"}
    assert {"kind": "plan", "key": "2026-09-01", "day": "2026-10-19"} in told["deadlines"]
    assert [row["kind"] for row in told["expiries"]] == ["certificate", "agreement"]


def test_nothing_in_it_ages() -> None:
    client = once.record(ROOT / "examples/xinglan-cups")
    day = datetime.date(2026, 11, 24)
    one, other = (facts.derive(client, when, LIBRARY) for when in (day, day + ONE))
    assert summary(one, LIBRARY) == summary(other, LIBRARY)


def test_the_manifest_bears_it(small: Path, tmp_path: Path, compiled: Path) -> None:
    order = api.Order(DAY, only=("letter_enterprise",), cache=compiled)
    built = api.build(api.load(small), tmp_path / "out", order)
    head = json.loads((built.report.folder / "manifest.json").read_text("utf-8"))
    assert head["same_until"] == "2026-11-24"
    assert sorted(head["summary"]) == ["deadlines", "expiries", "hazards", "visits"]
