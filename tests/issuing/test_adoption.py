"""Taking in what an older pack holds: as it lies, with the day of its act."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.api import issuing
from tests.issuing import clients
from tests.issuing.clients import TODAY, Desk, day, edit, refused, rows


@pytest.fixture
def acted(client: Path, pack: Path) -> Path:
    """The client's data with the days of acts, told after the pack was built."""
    file = client / "client.yaml"
    told = "documents:\n  plan_delivered: 2026-02-10\n  letter_enterprise_delivered: 2026-01-07\n"
    file.write_text(file.read_text("utf-8") + told, "utf-8")
    assert pack.is_dir()
    return client


def test_what_is_dated_and_lies_there_is_taken_in(acted: Path, desk: Desk, pack: Path) -> None:
    path, edited = edit(pack, "安全生产技术服务方案")
    (done,) = issuing.adopt(desk(pack))
    (row,) = rows(acted)
    assert (row.id, row.version, row.day, row.adopted) == ("plan", "A/0", day("2026-02-10"), TODAY)
    assert (acted / "issued" / row.file).read_bytes() == edited == path.read_bytes()
    assert done.row.values
    assert issuing.adopt(desk(pack)) == ()


def test_a_paper_that_is_named_must_be_dated_and_lie_there(acted: Path, desk: Desk, pack: Path) -> None:
    for name, words in (
        ("system_fire", "没有它办理的日期"),
        ("letter_enterprise", "资料包里没有这一份"),
        ("plan:x", "没有“x”这一份"),
    ):
        (told,) = refused(acted, lambda name=name: issuing.adopt(desk(pack), (name,)))
        assert words in told
    issuing.adopt(desk(pack), ("plan",))
    (told,) = refused(acted, lambda: issuing.adopt(desk(pack), ("plan",)))
    assert "不用再收录" in told


def test_without_a_pack_nothing_is_taken_in(acted: Path, desk: Desk) -> None:
    (told,) = refused(acted, lambda: issuing.adopt(desk()))
    assert told.startswith("-o：")


def test_records_are_taken_in_by_their_names(client: Path, desk: Desk, session: Path, tmp_path: Path) -> None:
    from generator import api

    clients.record(client, day("2026-01-08"), clients.visited(day("2026-01-08")))
    order = api.Order(TODAY, ("record_visit",), cache=session / "cache/tuoguan")
    pack = api.build(api.load(client), tmp_path / "out", order).report.folder
    assert issuing.adopt(desk(pack)) == ()
    issuing.adopt(desk(pack), ("record_visit:2026-01-08",))
    assert [(row.id, row.key, row.day) for row in rows(client)] == [
        ("record_visit", "2026-01-08", day("2026-01-08"))
    ]
