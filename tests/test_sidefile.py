"""One reader for every file that a person gives: it never hangs, and names encodings and bad numbers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import sidefile
from generator.sidefile import SideFileError
from tests.rows import each

WORDS = "名称: 永康市示例小厂\n电话: 0579\n"


@pytest.mark.skipif(os.name == "nt", reason="no such files on Windows")
def test_what_never_ends_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "client.yaml")
    for path in (tmp_path / "client.yaml", Path("/dev/zero")):
        with pytest.raises(SideFileError, match="不是普通文件"):
            sidefile.read(path, 100)


def test_a_folder_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(SideFileError, match="是文件夹，不是文件"):
        sidefile.read(tmp_path, 100)


def test_a_file_is_read_to_its_limit_and_not_beyond(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    assert sidefile.read(path, 100) == b"x" * 100
    with pytest.raises(SideFileError, match="文件超过"):
        sidefile.read(path, 99)
    with pytest.raises(SideFileError, match="找不到文件"):
        sidefile.read(tmp_path / "b", 99)
    with pytest.raises(SideFileError, match="无法读取"):
        sidefile.read(tmp_path / "a\0b", 99)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("gbk", "是 GBK（记事本里叫 ANSI）"),
        ("utf-16", "是 UTF-16（记事本里叫 Unicode）"),
        ("utf-16-be", "文件不是 UTF-8 编码，是 UTF-16，或者不是文本"),
        ("utf-32", "是 UTF-32"),
    ],
)
def test_another_encoding_is_named_with_the_place(encoding: str, named: str) -> None:
    raw = ("a: 1\n" + WORDS).encode(encoding)
    with pytest.raises(SideFileError, match=named) as caught:
        sidefile.text(raw)
    assert caught.value.line >= 1
    assert "UTF-8" in caught.value.hint


@pytest.mark.parametrize(
    ("start", "kind"), [(b"PK\x03\x04", "Office"), (b"\xd0\xcf\x11\xe0", "旧版 Office"), (b"%PDF-1.7", "PDF")]
)
def test_what_is_no_text_is_named(start: bytes, kind: str) -> None:
    with pytest.raises(SideFileError, match=kind):
        sidefile.text(start + b"\0\xff" * 50)


def test_the_mark_of_utf8_is_no_text() -> None:
    assert sidefile.text(WORDS.encode("utf-8-sig")) == sidefile.text(WORDS.encode()) == WORDS


@each(["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 400])
def test_a_number_that_is_none_is_refused_where_it_stands(number: str) -> None:
    raw = f'{{"note": "{number}",\n "at": [1.5, {number}]}}'.encode()
    with pytest.raises(SideFileError, match="有不能用的数") as caught:
        sidefile.json_value(raw)
    assert (caught.value.line, caught.value.column) == (2, 14)


def test_json_faults_have_their_place() -> None:
    assert sidefile.json_value(b'\xef\xbb\xbf{"a": [1, 2.5, 12345678901234567890]}') == {
        "a": [1, 2.5, 12345678901234567890.0]
    }
    with pytest.raises(SideFileError, match="JSON") as caught:
        sidefile.json_value(b'{"a": 1,\n "b" 2}')
    assert (caught.value.line, caught.value.column) == (2, 6)
    with pytest.raises(SideFileError, match="层级太多"):
        sidefile.json_value(b"[" * 200_000)
