"""What was issued: which version counts, what is wrong with papers and rows, bytes that are believed."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import Any

import pytest

from generator import api, facts, intake, issued, schema
from generator.assets import InMemory
from generator.domain import Revision
from generator.errors import DataError, IssuedError
from generator.intake import Source
from generator.issued import store
from generator.record import Record
from tests.conftest import AGENCY, CLIENT, DAY

PAPER = b"as it was signed"
HASH = hashlib.sha256(PAPER).hexdigest()
DAY_ISSUED = datetime.date(2026, 10, 13)


def row(**fields: Any) -> dict[str, Any]:
    whole = {
        "id": "plan",
        "title": "方案",
        "version": "A/0",
        "day": "2026-10-13",
        "path": "01 方案/方案.docx",
        "file": "方案 A-0.docx",
        "sha256": HASH,
    }
    given = {**whole, **fields}
    return {name: value for name, value in given.items() if value is not None}


def opened(version: str = "A/1", **fields: Any) -> dict[str, Any]:
    return {"id": "plan", "version": version, "opened": "2026-11-01", "reason": "增加喷漆房", **fields}


def record(*rows: dict[str, Any], **files: bytes) -> Record:
    papers = {name: PAPER for one in rows if (name := one.get("file"))} | files
    index = Source("index.yaml", {"issued": list(rows)}, assets=InMemory(papers))
    return intake.read(
        Source("client.yaml", CLIENT.encode(), issued=index), Source("a.yaml", AGENCY.encode())
    )


def told(*rows: dict[str, Any]) -> list[str]:
    return [str(one) for one in issued.problems(record(*rows))]


def test_a_row_has_its_days_as_dates() -> None:
    withdrawn = {"day": "2026-10-20", "reason": "日期写错"}
    (one,) = issued.rows(record(row(key="甲", signed="2026-10-14", scans=["a.pdf"], withdrawn=withdrawn)))
    assert (one.day, one.signed, one.delivered) == (DAY_ISSUED, datetime.date(2026, 10, 14), None)
    assert (one.scans, one.name, one.keys) == (("a.pdf",), ("plan", "甲"), ("issued", 0))
    assert one.withdrawn == issued.Withdrawal(datetime.date(2026, 10, 20), "日期写错")
    assert issued.rows(intake.read(Source("c", {}), Source("a", {}))) == ()


def test_the_last_version_with_a_file_is_in_force() -> None:
    undone = {"day": "2026-11-20", "reason": "错"}
    first, second = row(), row(version="A/1", file="b.docx", reason="改")
    assert issued.in_force(record(first, second))["plan", ""].version == "A/1"
    assert issued.in_force(record(first, {**second, "withdrawn": undone}))["plan", ""].version == "A/0"
    assert issued.in_force(record(first, opened()))["plan", ""].version == "A/0"
    assert issued.in_force(record({**first, "withdrawn": undone})) == {}
    assert set(issued.in_force(record(first, row(key="2", file="c.docx")))) == {("plan", ""), ("plan", "2")}


def test_an_opened_version_waits_until_it_is_issued() -> None:
    assert issued.opened(record(row(), opened()))["plan", ""].version == "A/1"
    assert issued.opened(record(row())) == {}
    undone = {"day": "2026-11-20", "reason": "错"}
    assert issued.opened(record(row(), opened(withdrawn=undone))) == {}


def test_revisions_are_the_versions_that_stand() -> None:
    undone = {"day": "2026-10-20", "reason": "错"}
    whole = record(row(withdrawn=undone), row(file="b.docx"), opened(), row(id="x", file="c", path="c"))
    assert issued.revisions(whole, "plan") == (
        Revision("A/0", DAY_ISSUED, ""),
        Revision("A/1", None, "增加喷漆房"),
    )


def test_the_bytes_are_those_that_were_issued() -> None:
    good = record(row())
    assert issued.data(good, issued.rows(good)[0]) == PAPER
    bad = record(row(), **{"方案 A-0.docx": b"other"})
    with pytest.raises(IssuedError) as caught:
        issued.data(bad, issued.rows(bad)[0])
    line = str(caught.value)
    assert HASH in line
    assert hashlib.sha256(b"other").hexdigest() in line
    assert "方案 A-0.docx 签发后被改动或损坏" in line
    assert "没有用别的内容代替" in line


def test_a_sound_index_has_no_problems() -> None:
    later = row(version="A/2", file="b.docx", reason="改")
    undone = {"day": "2026-10-20", "reason": "错"}
    assert (
        told(
            row(withdrawn=undone), row(file="c.docx"), later, opened("A/10"), row(id="b", file="b", path="p")
        )
        == []
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((row(), row(file="b.docx")), "版本：方案 A/0 已经有这一版"),
        ((row(version="A/1"), row(file="b.docx")), "方案 A/0 排在 A/1 之后，版本却更早"),
        ((row(version="B/0"), row(file="b.docx", version="A/9")), "A/9 排在 B/0 之后"),
        ((row(), opened(), row(version="A/2", file="b.docx")), "排在还没有签发的 A/1 之后"),
        ((row(), row(id="x", file="方案 A-0.DOCX", path="p")), "留底文件 方案 A-0.DOCX 另一行也在用"),
        ((row(), row(id="x", file="b.docx")), "在资料包里的位置 01 方案/方案.docx 另一行也在用"),
        ((row(path="../out.docx"),), "不是资料包里的位置：../out.docx"),
        ((row(scans=["页.pdf"]),), "页.pdf 文件不见了"),
        ((row(scans=["../页.pdf"]),), "../页.pdf 不在 issued 文件夹里"),
    ],
)
def test_rows_that_contradict_are_told_once(rows: tuple[dict[str, Any], ...], words: str) -> None:
    (line,) = told(*rows)
    assert words in line


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"day": "2026-10-32"}, "签发日期：没有这一天"),
        ({"day": None}, "必填，还没有填；请加上 day"),
        ({"sha256": "abc"}, "文件指纹：格式不对"),
        ({"who": "甲"}, "没有“who”这一项"),
        ({"file": None}, "请加上 opened"),
        ({"signed": "十月"}, "签字日期"),
    ],
)
def test_the_schema_holds_for_the_index(change: dict[str, Any], words: str) -> None:
    found = [str(one) for one in schema.check(record(row(**change)))]
    assert any(words in line and "index.yaml" in line and "签发留底[1]" in line for line in found)


@pytest.fixture
def client(small: Path) -> Path:
    one = issued.Row("plan", "", "方案", "A/0", DAY_ISSUED, "01 方案/方案.docx", "方案.docx")
    store.append(small, one, PAPER, {"enterprise.name": "12"})
    return small


def _lines(client: Path) -> list[str]:
    return [str(one) for one in issued.problems(intake.read(client))]


def test_papers_on_the_disk_are_looked_at_without_following_links(client: Path) -> None:
    assert _lines(client) == []
    paper, aside = client / "issued/方案.docx", client / "aside.docx"
    paper.rename(aside)
    assert "文件不见了，登记的指纹是" in _lines(client)[0]
    paper.symlink_to(aside)
    assert "是链接，不是文件本身" in _lines(client)[0]
    paper.unlink()
    paper.mkdir()
    assert "不是普通文件" in _lines(client)[0]
    paper.rmdir()
    paper.write_bytes(b"")
    assert HASH in _lines(client)[0]
    aside.replace(paper)
    assert _lines(client) == []


@pytest.mark.parametrize("name", ["../client.yaml", "/etc/passwd", "a/../../client.yaml", "方案\n.docx"])
def test_a_file_outside_the_folder_is_never_opened(name: str) -> None:
    (line,) = told(row(file=name))
    assert "不在 issued 文件夹里" in line


def test_an_altered_paper_stops_check_and_build(client: Path, tmp_path: Path) -> None:
    (client / "issued/方案.docx").write_bytes(b"altered")
    found = api.check(api.load(client), DAY)
    assert [one.severity for one in found if "被改动或损坏" in one.message] == ["error"]
    with pytest.raises(DataError, match="被改动或损坏"):
        api.build(api.load(client), tmp_path / "out", api.Order(DAY))
    assert not (tmp_path / "out").exists()
    assert (client / "issued/方案.docx").read_bytes() == b"altered"


def test_the_digests_are_those_of_the_row(client: Path) -> None:
    whole = intake.read(client)
    (one,) = issued.rows(whole)
    assert issued.digests(whole, one) == {"enterprise.name": "12"}
    side = client / "issued/方案.docx.json"
    for text in (side.read_text("utf-8").replace("12", "13"), "[", ""):
        side.write_text(text, "utf-8")
        assert issued.digests(whole, one) == {}
    assert issued.digest({"a": "1", "b": "2"}) == issued.digest({"b": "2", "a": "1"})
    assert len({issued.digest({"a": "1"}), issued.digest({"a": "2"}), issued.digest({"b": "1"}), ""}) == 4


def test_a_paper_that_no_row_names_is_told(client: Path) -> None:
    place = client / "issued"
    (place / "签字页.pdf").write_bytes(b"%PDF")
    (place / "别的.docx.json").write_bytes(b"{}")
    assert _lines(client) == []
    (place / "别的.docx").write_bytes(b"x")
    (line,) = _lines(client)
    assert "签发留底：别的.docx 没有登记；上次没有写完的再签发一次就补上" in line


def test_a_row_keeps_its_number_where_others_are_not_known_yet() -> None:
    later = row(id="letter", day="2026-12-01", file="b.docx", path="b")
    known = facts.known.on(record(later, row()), DAY)
    (one,) = issued.rows(known)
    assert (one.id, one.number) == ("plan", 1)
