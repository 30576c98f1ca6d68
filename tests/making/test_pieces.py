"""What a pack is made of: keys and days, and that each file is made alone as it is made with all others."""

from __future__ import annotations

import datetime
from functools import partial

import pytest

from generator import api, facts, making
from generator.api import Order
from generator.library import built_in
from generator.record import Record
from tests.conftest import DAY, EXAMPLES, ROOT


def _job(record: Record, day: datetime.date = DAY, past: making.Past | None = None) -> making.Job:
    found = partial(api._found, order=Order(day))
    return making.Job(record, day, built_in(), found, past)


@pytest.mark.parametrize("name", EXAMPLES)
def test_keys_and_paths_tell_all_files_apart(name: str) -> None:
    job = _job(api.load(ROOT / "examples" / name))
    assert len({(piece.entry.id, piece.key) for piece in job.pieces}) == len(job.pieces)
    assert len({piece.path.casefold() for piece in job.pieces}) == len(job.pieces)
    visits = [piece for piece in job.pieces if piece.entry.id == "record_visit"]
    made = facts.derive(job.record, DAY, built_in()).service.made.visits
    assert [piece.key for piece in visits] == [str(sheet.done) for sheet in made]
    assert visits[0].title == f"到场服务记录（{visits[0].key}）"


def test_a_piece_made_alone_is_the_one_of_the_pack() -> None:
    record = api.load(ROOT / "examples/yunzhi-textile")
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
