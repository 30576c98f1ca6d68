"""Records made after their month bear the remark 补录 with its reason, in ledgers and on papers."""

from __future__ import annotations

from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

LATE = "当月遗失，按签到表补记"


def test_a_late_row_is_marked_wherever_it_stands() -> None:
    row = {"date": "2026-10-20", "late": LATE}
    kinds = ("meetings", "trainings", "equipment_checks", "ppe_issues", "spending", "monitoring", "contacts")
    records = {name: [row, {"date": "2026-11-20"}] for name in kinds}
    facts = derive(record(records=records), DAY)
    kept = facts.records
    for found in (
        facts.meetings,
        kept.trainings,
        kept.equipment_checks,
        kept.ppe_issues,
        kept.spending,
        kept.monitoring,
        facts.service.contacts,
    ):
        assert [one.late for one in found] == [f"补录：{LATE}", ""]


def test_an_inspection_tells_its_note_and_what_was_late() -> None:
    hazard = {
        "number": "甲",
        "location": "门口",
        "description": "护罩缺失",
        "found": "2026-10-20",
        "late": LATE,
    }
    held = {"date": "2026-10-20", "kind": "托管检查", "note": "三人陪同"}
    facts = derive(record(hazards=[hazard], records={"inspections": [held]}), DAY)
    (row,) = facts.inspections
    assert (row.remark, row.late, row.note) == (("三人陪同", f"补录：{LATE}"), f"补录：{LATE}", "三人陪同")
    (paper,) = facts.service.made.inspections
    assert paper.late == (f"补录：{LATE}",)
