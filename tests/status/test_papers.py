"""Papers by the index beside the data: what was issued, what waits for a signature, what was opened."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import pytest

from generator import api
from generator.api import standing
from generator.status import State, Status

ROW = (
    "- {{id: {id}, key: '{key}', title: 告知书, version: A/{no}, day: {day}, path: 甲/{id}.docx, "
    "file: {id}{no}.docx, sha256: {sha}, values: '', tool: t, edition: e{more}}}\n"
)


def _row(client: Path, id: str, day: str, no: int = 0, more: str = "", suffix: str = ".docx") -> str:
    """A row of the index, its file beside it."""
    (client / "issued").mkdir(exist_ok=True)
    data = f"{id}{no}".encode()
    (client / "issued" / f"{id}{no}{suffix}").write_bytes(data)
    row = ROW.format(id=id, key="", no=no, day=day, sha=hashlib.sha256(data).hexdigest(), more=more)
    return row.replace(".docx", suffix)


def _stood(client: Path, *rows: str, day: str = "2026-11-23") -> Status:
    (client / "issued" / "index.yaml").write_text("".join(rows), "utf-8")
    return standing.stand(api.load(client), api.Order(datetime.date.fromisoformat(day)))


def test_what_was_issued_waits_until_it_is_signed(small: Path) -> None:
    signed = _row(small, "letter_bureau", "2026-09-01", more=", signed: 2026-09-02, delivered: 2026-09-03")
    one = _stood(small, _row(small, "letter_enterprise", "2026-09-01"), signed)
    assert [(paper.id, paper.version, str(paper.day)) for paper in one.issued] == [
        ("letter_enterprise", "A/0", "2026-09-01"),
        ("letter_bureau", "A/0", "2026-09-01"),
    ]
    assert [paper.id for paper in one.unsigned] == ["letter_enterprise"]
    assert str(one.issued[1].delivered) == "2026-09-03"


@pytest.mark.parametrize(
    ("suffix", "state"),
    [(".docx", State.UNSIGNED), (".xlsx", State.UNSIGNED), (".pdf", State.SIGNED), (".json", State.ISSUED)],
)
def test_a_scan_is_signed_and_data_waits_for_no_signature(small: Path, suffix: str, state: State) -> None:
    one = _stood(small, _row(small, "letter_bureau", "2026-09-01", suffix=suffix))
    assert [paper.state for paper in one.issued] == [state]
    assert len(one.unsigned) == (state is State.UNSIGNED)


@pytest.mark.parametrize(("day", "waiting"), [("2026-09-01", 1), ("2026-09-02", 0)])
def test_a_paper_waits_until_the_day_it_is_signed(small: Path, day: str, waiting: int) -> None:
    row = _row(small, "letter_bureau", "2026-09-01", more=", signed: 2026-09-02, delivered: 2026-09-03")
    one = _stood(small, row, day=day)
    assert len(one.unsigned) == waiting
    assert one.issued[0].delivered is None


def test_a_paper_is_issued_from_its_day_on(small: Path) -> None:
    row = _row(small, "letter_enterprise", "2026-09-01")
    assert not _stood(small, row, day="2026-08-31").issued
    assert _stood(small, row, day="2026-09-01").issued


def test_what_is_opened_or_withdrawn_later_is_not_known_yet(small: Path) -> None:
    gone = _row(small, "letter_bureau", "2026-09-01", more=", withdrawn: {day: 2026-09-02, reason: 错}")
    opened = "- {id: letter_enterprise, version: A/1, reason: 换人, opened: 2026-10-01}\n"
    rows = (_row(small, "letter_enterprise", "2026-09-01"), gone, opened)
    assert len(_stood(small, *rows, day="2026-09-01").issued) == 2
    assert len(_stood(small, *rows, day="2026-09-02").issued) == 1
    assert not _stood(small, *rows, day="2026-09-30").opened
    assert _stood(small, *rows, day="2026-10-01").opened


def test_what_is_withdrawn_is_not_issued_and_what_is_opened_is_told_beside_the_version_in_force(
    small: Path,
) -> None:
    gone = _row(small, "letter_bureau", "2026-09-01", more=", withdrawn: {day: 2026-09-02, reason: 错}")
    opened = "- {id: letter_enterprise, version: A/1, reason: 换人, opened: 2026-10-01}\n"
    one = _stood(small, _row(small, "letter_enterprise", "2026-09-01"), gone, opened)
    assert [(paper.id, paper.version) for paper in one.issued] == [("letter_enterprise", "A/0")]
    assert [(paper.title, paper.version, str(paper.day)) for paper in one.opened] == [
        ("告知书", "A/1", "2026-10-01")
    ]


@pytest.mark.parametrize(("day", "missed"), [("2026-11-24", False), ("2026-11-25", True)])
def test_a_visit_is_missed_once_its_day_is_past(small: Path, day: str, missed: bool) -> None:
    file = small / "client.yaml"
    visits = "schedule:\n  visits:\n    - {date: 2026-11-24, form: 现场检查}\n"
    file.write_text(file.read_text("utf-8") + visits, "utf-8")
    one = standing.stand(api.load(small), api.Order(datetime.date.fromisoformat(day)))
    assert ("2026-11-24" in {str(visit.day) for visit in one.missed}) == missed
    assert ("2026-11-24" in {str(visit.day) for visit in one.next}) != missed


@pytest.mark.parametrize(("day", "kept"), [("2026-09-02", True), ("2026-09-03", False)])
def test_what_bears_the_day_of_an_act_is_not_kept_until_it_is_issued(
    small: Path, day: str, kept: bool
) -> None:
    file = small / "client.yaml"
    act = "documents: {letter_bureau_delivered: 2026-09-03}\n"
    file.write_text(file.read_text("utf-8") + act, "utf-8")
    order = api.Order(datetime.date.fromisoformat(day))
    one = standing.stand(api.load(small), order)
    assert ("letter_bureau" not in {paper.id for paper in one.unkept}) == kept
    issued = _stood(small, _row(small, "letter_bureau", "2026-09-03"), day=day)
    assert "letter_bureau" not in {paper.id for paper in issued.unkept}
