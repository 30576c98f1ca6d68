"""A fault of the program: one line, the details in a file, wherever one can be written."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest

from generator import crash


def _fault(words: str) -> Exception:
    try:
        raise TypeError(words)
    except TypeError as exc:
        return exc


def test_details_go_to_a_file_whose_path_is_told(tmp_path: Path) -> None:
    told = [str(crash.told("某厂", _fault("意外 \ud800"), tmp_path)) for _ in range(2)]
    (log,) = (tmp_path / "errors").iterdir()
    assert (
        told[0]
        == told[1]
        == f"某厂：程序出错，没有完成（TypeError）；不是填报的问题；详情已记入 {log}，请把它发给维护人员"
    )
    assert "意外" in log.read_text("utf-8")


def test_another_place_when_the_first_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "占用").write_text("", "utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    assert str(tmp_path / "temp/tuoguan/errors") in str(crash.told("", _fault("x"), tmp_path / "占用"))
    assert str(tmp_path / "temp/tuoguan/errors") in str(crash.told("", _fault("x"), None))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "占用"))
    assert "写不出来" in str(crash.told("", _fault("x"), None))


def test_file_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    told = str(crash.told("某厂", PermissionError(13, "denied", "photos"), tmp_path))
    assert told.startswith("某厂：读写文件出错，没有完成：photos（denied）；请检查权限")
    assert str(tmp_path / "errors") in told


def test_too_little_memory_is_no_fault_of_the_program(tmp_path: Path) -> None:
    assert "内存不足" in str(crash.told("某厂", MemoryError(), tmp_path))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("number", "is_full"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EIO, False)]
)
def test_a_full_disk_is_told_as_such(tmp_path: Path, number: int, is_full: bool) -> None:
    exc = OSError(number, "x", "somewhere")
    assert crash.is_full(exc) == is_full
    assert ("磁盘空间不足" in str(crash.told("某厂", exc, tmp_path))) == is_full
    assert (tmp_path / "errors").exists() != is_full
