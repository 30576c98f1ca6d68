"""What a paper of an earlier day rests on: the data of that day, the files that they name, and no more."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from generator import api, intake
from generator.library import Library, home
from generator.making.draft import Draft
from tests.batch import edits, incremental

DAY = datetime.date(2026, 11, 23)


@pytest.fixture
def given(tmp_path: Path) -> incremental.World:
    return incremental.world(tmp_path / "world", beneath=False)


def _grounds(given: incremental.World, name: str, key: str = "") -> str:
    client = api.known(api.load(given.client), DAY, given.library)
    job = api.job(client, given.order)
    (piece,) = (one for one in job.pieces if one.name == (name, key))
    return Draft(job, piece, job.days.on(piece.day), piece.day, piece.dated).grounds


def _change(given: incremental.World, before: str, after: str) -> None:
    path = given.client / "client.yaml"
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


def _visit(given: incremental.World) -> str:
    return _grounds(given, "record_inspection", "2026-10-12")


def test_what_came_later_changes_nothing(given: incremental.World) -> None:
    before = _visit(given)
    assert before
    _change(given, "subject: 催办清点牌", "subject: 再次催办清点牌")
    assert _visit(given) == before
    _change(given, "topic: 整改部署", "topic: 整改安排")
    assert _visit(given) == before, "the day after"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("description: 3号冲床光电保护装置未通电", "description: 5号冲床光电保护装置未通电"),
        ("headcount: 60", "headcount: 61"),
        ("photo: photos/before.jpg", "photo: ./photos/gate.jpg"),
    ],
)
def test_the_data_of_the_day_count(given: incremental.World, before: str, after: str) -> None:
    first = _visit(given)
    _change(given, before, after)
    assert _visit(given) != first


@pytest.mark.parametrize("name", ["photos/before.jpg", "./photos/before.jpg", "photos//before.jpg"])
def test_a_photo_counts_by_its_bytes_however_it_is_named(given: incremental.World, name: str) -> None:
    _change(given, "photo: photos/before.jpg", f"photo: {name}")
    path = given.client / "photos/before.jpg"
    first = _visit(given)
    path.write_bytes(path.read_bytes() + b" ")
    assert _visit(given) != first


def test_the_library_counts_and_so_do_those_who_served(given: incremental.World) -> None:
    first = _visit(given)
    (given.root / "layer/reference").mkdir(parents=True)
    edits.write(given.root / "layer/reference/other.yaml", {})
    given.library = Library((given.layer, home.templates()))
    second = _visit(given)
    agency = given.root / "agency.yaml"
    agency.write_text(agency.read_text("utf-8").replace("本科", "硕士"), "utf-8")
    assert len({first, second, _visit(given)}) == 3


def test_what_lists_the_pack_or_bears_no_day_rests_on_more(given: incremental.World) -> None:
    assert _grounds(given, "compliance_table") == ""
    assert _grounds(given, "letter_bureau") != ""


def test_files_in_memory_count_by_their_bytes() -> None:
    def named(data: bytes) -> object:
        source = api.Source("client.yaml", b"enterprise: {}", assets=api.InMemory({"photos/a.jpg": data}))
        return intake.named(intake.read(source))

    assert named(b"1") != named(b"2")
