"""The day until which nothing changes, held against a whole pack of an example."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator import api, delivery
from tests import once
from tests.conftest import ROOT

DAY, LAST = datetime.date(2026, 11, 10), datetime.date(2026, 11, 15)


def test_a_pack_is_the_same_byte_by_byte_on_the_last_day_before(tmp_path: Path, compiled: Path) -> None:
    client, place = once.record(ROOT / "examples/yunzhi-textile"), tmp_path / "pack"
    first = api.make(client, api.Order(DAY, cache=compiled))
    assert first.about["same_until"] == str(LAST + datetime.timedelta(days=1))
    api.deliver(first, place, DAY)
    last = api.make(client, api.Order(LAST, cache=compiled), delivery.past(place))
    assert {action for action, _ in api.deliver(last, place, LAST).actions} == {"未变"}
