"""What was changed by hand before issuing stays on record beside the paper."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from generator import intake, issued
from generator.issued import Edits, Row, store

PLAN = Row("plan", "", "服务方案", "A/0", datetime.date(2026, 10, 13), "01/方案.docx", "方案 A-0.docx")


def _edits(client: Path) -> Edits:
    record = intake.read(client)
    return issued.edits(record, issued.rows(record)[0])


def test_edits_are_read_as_they_were_written(small: Path) -> None:
    edits = Edits(frozenset({"ab", "cd"}), frozenset({"ef"}))
    store.put(small, (store.Entry(PLAN, b"plan", {"a": "1"}, edits=edits),))
    assert _edits(small) == edits
    assert issued.digests(intake.read(small), issued.rows(intake.read(small))[0]) == {"a": "1"}


@pytest.mark.parametrize("told", [None, [], {"edited": 1}, {"edited": {"added": "x", "dropped": [1]}}])
def test_what_is_not_on_record_is_none(small: Path, told: object) -> None:
    store.append(small, PLAN, b"plan")
    assert _edits(small) == issued.NONE
    (small / "issued/方案 A-0.docx.json").write_text(json.dumps(told), "utf-8")
    assert _edits(small) == issued.NONE
