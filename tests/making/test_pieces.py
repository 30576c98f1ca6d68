"""What a pack is made of: keys and days, and that each file is made alone as it is made with all others."""

from __future__ import annotations

import datetime
import re
from functools import partial
from pathlib import Path

import pytest

from generator import api, facts, making
from generator.api import Order, walk
from generator.library import built_in
from generator.record import Record
from generator.word import text
from tests import once
from tests.conftest import DAY, ROOT, studied
from tests.issuing import clients


def _job(record: Record, day: datetime.date = DAY, past: making.Past | None = None) -> making.Job:
    found = partial(walk._found, order=Order(day))
    return making.Job(record, day, built_in(), found, past)


@pytest.mark.parametrize("name", studied())
def test_keys_and_paths_tell_all_files_apart(name: str) -> None:
    job = _job(once.record(ROOT / "examples" / name))
    assert len({(piece.entry.id, piece.key) for piece in job.pieces}) == len(job.pieces)
    assert len({piece.path.casefold() for piece in job.pieces}) == len(job.pieces)
    visits = [piece for piece in job.pieces if piece.entry.id == "record_visit"]
    made = facts.derive(job.record, DAY, built_in()).service.made.visits
    assert [piece.key for piece in visits] == [str(sheet.done) for sheet in made]
    assert visits[0].title == f"到场服务记录（{visits[0].key}）"


def test_a_piece_made_alone_is_the_one_of_the_pack() -> None:
    record = once.record(ROOT / "examples/yunzhi-textile")
    job = _job(record)
    asked = ("record_visit", "badge_pictures", "ledger_meetings_xlsx", "contract_csv")
    whole = {(file.id, file.key): file for file in making.make(_job(record), asked)}
    for piece in job.pieces:
        if piece.entry.id in asked:
            file = making.made(job, piece)
            assert file == whole.pop((file.id, file.key))
            assert (file.life, file.day) == (piece.entry.life, piece.day.isoformat())
            assert file.dated == str(piece.dated or "")
    assert not whole


NEXT = """
  - {number: 示例AH-TG-2027-009, name: 安全生产托管服务协议, signed: 2026-12-20, effective: 2027-01-01,
     start: 2027-01-01, end: 2027-12-31, fee: 18000}
"""


def _pieces(client: Path, day: datetime.date) -> dict[tuple[str, str], making.Piece]:
    return {piece.name: piece for piece in _job(api.load(client), day).pieces}


def test_each_period_has_its_own_papers_and_those_of_before_stay_where_they_were_served(
    tmp_path: Path,
) -> None:
    client = clients.write(tmp_path)
    data = (client / "client.yaml").read_text("utf-8")
    acts = "documents: {plan_delivered: 2026-01-20, letter_enterprise_delivered: 2026-01-02}\n"
    (client / "client.yaml").write_text(f"{data}{acts}agreements:{NEXT}", "utf-8")
    old, new = (_pieces(client, day) for day in (datetime.date(2026, 12, 31), datetime.date(2027, 1, 1)))
    first, second = ("plan", ""), ("plan", "2027-01-01")
    assert second not in old
    assert new[first] == old[first]
    assert (new[first].day, new[first].dated) == (datetime.date(2026, 1, 20),) * 2
    assert new[second].dated is None
    assert new[second].path == new[first].path.replace("方案.docx", "方案（2027-01-01起）.docx")
    assert ("letter_bureau", "") in old
    assert ("letter_bureau", "") not in new  # it was never served
    assert ("letter_bureau", "2027-01-01") in new


def test_ledgers_have_a_file_for_each_year_and_the_index_lists_its_own(tmp_path: Path) -> None:
    client = clients.write(tmp_path)
    pieces = _pieces(client, datetime.date(2027, 1, 1))
    ledgers = [piece for (name, _), piece in pieces.items() if name == "ledger_meetings"]
    assert [(one.key, one.day, one.path) for one in ledgers] == [
        ("2026", datetime.date(2026, 12, 31), "04 台账/2026年/01 安全生产会议记录台账.docx"),
        ("2027", datetime.date(2027, 1, 1), "04 台账/2027年/01 安全生产会议记录台账.docx"),
    ]
    assert ledgers[0].title == "安全生产会议记录台账（2026年）"
    made = api.make(api.load(client), Order(datetime.date(2027, 1, 1), only=("pack_index",))).files
    for year, file in zip(("2026", "2027"), made, strict=True):
        said = text.text(file.data)
        assert set(re.findall(r"台账/(\d{4})年/", said)) == {year}
