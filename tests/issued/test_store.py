"""The index and its papers are written whole or not at all; what people added to them stays."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import intake, issued, schema
from generator.delivery import disk, lock
from generator.errors import IssuedError
from generator.issued import Row, store
from generator.problems import errors_in
from tests.depth import some

PLAN = Row("plan", "", "服务方案", "A/0", datetime.date(2026, 10, 13), "01 方案/方案.docx", "方案 A-0.docx")
VISIT = Row(
    "record_visit", "2026-10-20", "到场记录", "A/0", datetime.date(2026, 10, 20), "05/1.docx", "到场 1.docx"
)
OPENED = Row("plan", version="A/1", opened=datetime.date(2026, 11, 1), reason="增加 #喷漆房：“夜班”\\")
DIGESTS = {"enterprise.name": "ab12"}


def _text(client: Path) -> str:
    return (client / "issued/index.yaml").read_bytes().decode()


def _rows(client: Path) -> tuple[Row, ...]:
    record = intake.read(client)
    assert errors_in(schema.check(record)) == ()
    assert errors_in(issued.problems(record)) == ()
    return issued.rows(record)


def test_papers_and_opened_versions_are_added_a_line_each(small: Path) -> None:
    first = store.append(small, PLAN, b"plan", DIGESTS)
    store.append(small, replace(VISIT, scans=("a b.pdf",)), b"visit")
    store.append(small, OPENED)
    plan, visit, more = _rows(small)
    assert plan == replace(first, number=0)
    assert (plan.values, plan.file) == (issued.digest(DIGESTS), "方案 A-0.docx")
    assert (visit.scans, visit.values) == (("a b.pdf",), "")
    assert more.reason == OPENED.reason
    assert [line[:7] for line in _text(small).splitlines()[3:]] == ["- {id: "] * 3
    assert (small / "issued/方案 A-0.docx").read_bytes() == b"plan"
    assert sorted(path.name for path in (small / "issued").iterdir()) == [
        "index.yaml", "到场 1.docx", "到场 1.docx.json", "方案 A-0.docx", "方案 A-0.docx.json",
    ]  # fmt: skip


def test_a_row_is_changed_in_its_place_and_keeps_what_people_wrote(small: Path) -> None:
    store.append(small, PLAN, b"plan", DIGESTS)
    store.append(small, VISIT, b"visit")
    index = small / "issued/index.yaml"
    lines = _text(small).splitlines()
    lines[3] = lines[3].removesuffix("}") + ', 原件: "档案盒 3"} # 我的备注'
    lines.insert(4, "# 下面是到场记录")
    index.write_text("\r\n".join(lines) + "\r\n", "utf-8", newline="")
    record = intake.read(small)
    signed = replace(issued.rows(record)[0], signed=datetime.date(2026, 10, 14))
    store.change(small, 0, signed)
    now = _text(small).split("\r\n")
    assert now[:3] == lines[:3]
    assert now[4:] == [*lines[4:], ""]
    assert now[3] == lines[3].replace(', 原件: "档案', ', signed: 2026-10-14, 原件: "档案')


def test_a_row_of_several_lines_is_changed_alone(small: Path) -> None:
    store.append(small, PLAN, b"plan")
    store.append(small, VISIT, b"visit")
    index = small / "issued/index.yaml"
    text = (
        _text(small)
        .replace("- {id: plan, ", "  - id: plan\n    ")
        .replace("- {id: record", "  - {id: record")
    )
    head, block, rest = text.partition("    title")
    first, _, after = (block + rest).partition("}\n")
    index.write_text(head + first.replace(", ", "\n    ") + "\n\n# 到场\n" + after, "utf-8")
    plan, visit = issued.rows(intake.read(small))
    store.change(small, 0, replace(plan, note="改"))
    store.append(small, OPENED)
    assert [one.note for one in _rows(small)] == ["改", "", ""]
    assert "}\n\n# 到场\n  - {id: record_visit" in _text(small)
    assert visit == issued.rows(intake.read(small))[1]


def test_an_opened_version_is_issued_in_its_row(small: Path) -> None:
    store.append(small, PLAN, b"plan")
    store.append(small, OPENED)
    day = datetime.date(2026, 11, 3)
    whole = replace(OPENED, title="服务方案", day=day, path="01 方案/方案.docx", file="方案 A-1.docx")
    store.change(small, 1, whole, b"second", DIGESTS)
    first, second = _rows(small)
    assert (first.version, second.version, second.day, second.reason) == ("A/0", "A/1", day, OPENED.reason)
    assert issued.data(intake.read(small), second) == b"second"


@pytest.mark.parametrize(
    "text",
    [
        "[{id: plan, version: A/0, opened: 2026-10-01, reason: x}]",
        "- &a {id: b, version: A/0, opened: 2026-10-01, reason: |\n  x}",
    ],
)
def test_an_index_that_lines_cannot_be_added_to_is_left(small: Path, text: str) -> None:
    (small / "issued").mkdir()
    (small / "issued/index.yaml").write_text(text, "utf-8")
    with pytest.raises(IssuedError, match="写法被改过|index.yaml"):
        store.append(small, PLAN, b"plan")
    assert _text(small) == text
    assert [path.name for path in (small / "issued").iterdir()] == ["index.yaml"]


def test_what_is_issued_is_not_given_another_file(small: Path) -> None:
    store.append(small, PLAN, b"plan")
    (one,) = _rows(small)
    for other, data in (
        (replace(one, file="b.docx"), b"x"),
        (one, b"x"),
        (replace(one, sha256="0" * 64), None),
    ):
        with pytest.raises(IssuedError, match="已经签发，不能换成别的文件"):
            store.change(small, 0, other, data)
    for number, other in ((1, one), (0, replace(one, version="A/1")), (0, replace(one, id="x"))):
        with pytest.raises(IssuedError, match=r"index.yaml 刚刚被改动"):
            store.change(small, number, other)
    with pytest.raises(IssuedError, match="这个名称不能用"):
        store.append(small, replace(VISIT, file=PLAN.file), b"x")
    assert (small / "issued" / PLAN.file).read_bytes() == b"plan"


@pytest.mark.parametrize("name", ["../x.docx", "a/b.docx", "CON.docx", ""])
def test_names_that_lead_elsewhere_are_refused(small: Path, name: str) -> None:
    with pytest.raises(IssuedError, match="这个名称不能用"):
        store.append(small, replace(PLAN, file=name), b"x")


def test_a_file_of_somebody_else_is_never_replaced(small: Path) -> None:
    (small / "issued").mkdir()
    paper = small / "issued" / PLAN.file
    paper.write_bytes(b"scan")
    with pytest.raises(IssuedError, match="已经有同名的文件，没有登记"):
        store.append(small, PLAN, b"plan")
    assert paper.read_bytes() == b"scan"
    store.append(small, PLAN, b"scan")
    assert len(_rows(small)) == 1


def test_file_names_are_free(small: Path) -> None:
    record = intake.read(small)
    assert store.file_name(record, PLAN, ".docx") == "服务方案 A-0.docx"
    assert store.file_name(record, VISIT, ".pdf") == "到场记录 2026-10-20 A-0.pdf"
    store.append(small, replace(PLAN, file="服务方案 A-0.docx"), b"x")
    assert store.file_name(intake.read(small), PLAN, ".DOCX") == "服务方案 A-0 2.DOCX"


def test_one_writer_at_a_time(small: Path) -> None:
    store.append(small, PLAN, b"plan")
    place = small / "issued"
    with (
        lock.held(place / store.LOCK, place),
        pytest.raises(IssuedError, match="另一个程序正在写入issued 文件夹"),
    ):
        store.append(small, OPENED)
    store.append(small, OPENED)
    assert len(_rows(small)) == 2


class Killed(BaseException):
    """As a process that is gone: nothing of its own runs afterwards."""


class Fault:
    """Fails the at-th change of the disk and all that follow, or kills there (kind None)."""

    def __init__(self, at: int, kind: int | None) -> None:
        self.at, self.kind, self.count = at, kind, 0

    def __call__(self, name: str, real: Any) -> Any:
        def change(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count < self.at:
                return real(*args, **kwargs)
            if self.count == self.at and name == "write":
                args[0].write_bytes(args[1][: len(args[1]) // 2])
            if self.kind is None:
                raise Killed
            raise OSError(self.kind, os.strerror(self.kind))

        return change


@contextlib.contextmanager
def _injected(fault: Fault) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("write", "replace", "remove", "make_folder"):
            patch.setattr(disk, name, fault(name, getattr(disk, name)))
        yield


@pytest.mark.parametrize("kind", some([errno.ENOSPC, errno.EROFS, errno.EIO, None], desk=2))
@pytest.mark.parametrize("issuing", [False, True])
def test_whatever_stops_a_write_the_index_is_whole(small: Path, kind: int | None, issuing: bool) -> None:
    store.append(small, PLAN, b"plan", DIGESTS)
    store.append(small, OPENED)
    at, more, before = 0, True, _rows(small)
    while more:
        at += 1
        client = small.parent / f"{at}"
        shutil.copytree(small, client)
        fault = Fault(at, kind)
        whole = replace(OPENED, title="方案", day=PLAN.day, path=PLAN.path, file="方案 A-1.docx")
        with _injected(fault), contextlib.suppress(IssuedError, Killed):
            _written(client, whole, issuing)
        more, now = fault.count >= at, _rows(client)
        assert now in (before, _after(before, now, whole, issuing))
        if now == before:
            _written(client, whole, issuing)
            now = _rows(client)
        assert now == _after(before, now, whole, issuing)
        assert not [path.name for path in (client / "issued").iterdir() if path.name == store.STAGE]
    assert at > 5


def _written(client: Path, whole: Row, issuing: bool) -> None:
    if issuing:
        store.change(client, 1, whole, b"second", DIGESTS)
    else:
        store.append(client, VISIT, b"visit", DIGESTS)


def _after(before: tuple[Row, ...], now: tuple[Row, ...], whole: Row, issuing: bool) -> tuple[Row, ...]:
    """The rows that a write leads to, with the digest of its file as it is ``now``."""
    if issuing:
        return (before[0], replace(whole, number=1, sha256=now[1].sha256, values=issued.digest(DIGESTS)))
    return (*before, *now[2:]) if now[2:] and now[2].file == VISIT.file else ()


@pytest.mark.parametrize("kind", [errno.ENOSPC, errno.EACCES])
def test_a_full_or_closed_disk_is_one_line_and_leaves_nothing(small: Path, kind: int) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(kind, os.strerror(kind))

    with pytest.MonkeyPatch.context() as patch, pytest.raises(IssuedError) as caught:
        patch.setattr(disk, "write", refused)
        store.append(small, PLAN, b"plan")
    assert len(caught.value.problems) == 1
    assert "没有留下写了一半的文件" in str(caught.value)
    assert list((small / "issued").iterdir()) == []


def test_several_rows_are_written_at_once_with_scans(small: Path) -> None:
    store.append(small, PLAN, b"plan")
    (plan,) = _rows(small)
    signed = replace(plan, signed=datetime.date(2026, 10, 14), scans=("签字.pdf",))
    entries = (store.Entry(signed, scans={"签字.pdf": b"%PDF"}), store.Entry(VISIT, b"visit", DIGESTS))
    store.put(small, entries)
    assert [(one.id, one.signed, one.scans) for one in _rows(small)] == [
        ("plan", datetime.date(2026, 10, 14), ("签字.pdf",)),
        ("record_visit", None, ()),
    ]
    assert (small / "issued/签字.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("number", range(1, 6))
def test_of_several_rows_none_is_written_when_the_disk_fails(
    small: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    store.append(small, PLAN, b"plan")
    before = {path.name: path.read_bytes() for path in (small / "issued").iterdir()}
    left = iter(range(number - 1))
    replace_ = disk.replace

    def fail(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "full")
        replace_(source, target)

    monkeypatch.setattr(disk, "replace", fail)
    entries = (store.Entry(VISIT, b"visit"), store.Entry(replace(VISIT, key="2", file="2.docx"), b"two"))
    with pytest.raises(IssuedError, match="磁盘空间不足"):
        store.put(small, entries)
    assert {path.name: path.read_bytes() for path in (small / "issued").iterdir()} == before


def test_two_papers_of_one_name_are_refused_before_anything_is_written(small: Path) -> None:
    with pytest.raises(IssuedError, match="这个名称不能用"):
        store.put(small, (store.Entry(VISIT, b"visit"), store.Entry(replace(VISIT, key="2"), b"two")))
    assert not (small / "issued/index.yaml").exists()


def test_what_lay_there_before_stays_when_the_disk_fails(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "issued").mkdir()
    scan = small / "issued/签字.pdf"
    scan.write_bytes(b"%PDF")
    real = disk.write

    def fail(path: Path, data: bytes, lasting: bool = False) -> None:
        if data.startswith(b"#"):
            raise OSError(errno.ENOSPC, "full")
        real(path, data, lasting)

    monkeypatch.setattr(disk, "write", fail)
    with pytest.raises(IssuedError, match="磁盘空间不足"):
        store.put(
            small, (store.Entry(replace(PLAN, scans=(scan.name,)), b"plan", scans={scan.name: b"%PDF"}),)
        )
    assert [path.name for path in (small / "issued").iterdir()] == [scan.name]


@pytest.mark.parametrize("kind", [errno.ENOSPC, None], ids=["full", "killed"])
def test_a_first_write_that_is_stopped_can_be_done_again(small: Path, kind: int | None) -> None:
    at, more = 0, True
    while more:
        at += 1
        client = small.parent / f"{at}"
        client.mkdir()
        (client / "client.yaml").write_bytes((small / "client.yaml").read_bytes())
        fault = Fault(at, kind)
        with _injected(fault), contextlib.suppress(IssuedError, Killed):
            store.append(client, PLAN, b"plan", DIGESTS)
        more = fault.count >= at
        if not issued.rows(intake.read(client)):
            store.append(client, PLAN, b"plan", DIGESTS)
        assert [one.file for one in _rows(client)] == [PLAN.file]
        assert "[]" not in _text(client)
    assert at > 5
