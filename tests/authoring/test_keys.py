"""A pair of keys is written once, both files or none, the secret one for nobody else to read."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

import pytest

from generator import delivery
from generator.authoring import keys
from generator.delivery import disk
from generator.errors import PackError, SigningError
from tests.cli.running import run

WORDS = "正确 的 马 电池"


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A file with the passphrase."""
    (tmp_path / "words").mkdir()
    path = tmp_path / "words" / "口令.txt"
    path.write_bytes(f"\ufeff{WORDS}\r\n".encode())
    return path


def test_keygen_writes_a_pair_that_fits(tmp_path: Path, words: Path) -> None:
    place = tmp_path / "新" / "专业委"
    done = run("template", "keygen", "-o", place, "--passphrase-file", words)
    assert (done.returncode, done.stderr) == (0, "")
    assert lying(place.parent) == ["专业委.key", "专业委.pub"]
    public = keys.public(place.with_name("专业委.pub"))
    assert keys.secret(place.with_name("专业委.key"), lambda: WORDS).public == public
    assert public.number in done.stdout and public.line in done.stdout
    if os.name == "posix":
        assert stat.S_IMODE(place.with_name("专业委.key").stat().st_mode) == 0o600


def test_the_environment_may_hold_the_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUOGUAN_PASSPHRASE", WORDS)
    assert run("template", "keygen", "-o", tmp_path / "a.2027.key").returncode == 0
    assert lying(tmp_path) == ["a.2027.key", "a.2027.pub"]
    assert keys.secret(tmp_path / "a.2027.key", lambda: WORDS)


def test_without_a_terminal_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    done = run("template", "keygen", "-o", tmp_path / "a")
    assert done.returncode == 1 and done.stderr.startswith("错误：口令：没有终端，不能输入；")
    assert lying(tmp_path) == []


def _typing(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """A terminal where these are typed one after another."""
    lines = iter(typed)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: next(lines))


def test_a_passphrase_is_typed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _typing(monkeypatch, WORDS, WORDS + "。")
    done = run("template", "keygen", "-o", tmp_path / "a")
    assert done.returncode == 1 and "两次输入的不一样" in done.stderr and lying(tmp_path) == []
    _typing(monkeypatch, WORDS, WORDS)
    assert run("template", "keygen", "-o", tmp_path / "a").returncode == 0
    assert keys.secret(tmp_path / "a.key", lambda: WORDS)


@pytest.mark.parametrize("there", ["a.key", "a.pub"])
def test_neither_file_is_ever_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    with pytest.raises(PackError, match="文件已存在，未改动"):
        keys.make(tmp_path / "a", lambda: pytest.fail("asked for nothing"))
    assert lying(tmp_path) == [there] and (tmp_path / there).read_text() == "mine"


def test_a_secret_is_never_overwritten_even_when_it_came_meanwhile(tmp_path: Path) -> None:
    delivery.put_secret(tmp_path / "a.key", b"one")
    with pytest.raises(PackError, match="文件已存在，未改动"):
        delivery.put_secret(tmp_path / "a.key", b"two")
    assert (tmp_path / "a.key").read_bytes() == b"one"


def test_a_full_disk_leaves_no_half_of_a_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("write", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(disk, name, full)
            with pytest.raises(PackError, match="磁盘空间不足"):
                keys.make(tmp_path / "a", lambda: WORDS)
        assert lying(tmp_path) == []
    monkeypatch.setattr(disk.os, "fsync", full)
    with pytest.raises(PackError, match="磁盘空间不足"):
        keys.make(tmp_path / "a", lambda: WORDS)
    assert lying(tmp_path) == []


def test_a_short_passphrase_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(SigningError, match="8 个以上"):
        keys.make(tmp_path / "a", lambda: "short")
    assert lying(tmp_path) == []


def test_a_file_of_a_passphrase_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "p"
    for data, said in (
        (b"", "只有一行"),
        (b"a\nb", "只有一行"),
        (b"\n", "只有一行"),
        (b"\xff\xfe\0", "UTF-16"),
    ):
        path.write_bytes(data)
        with pytest.raises(SigningError, match=said):
            keys.passphrase(path)
    path.write_bytes(" 两边 有空格 \n".encode())
    assert keys.passphrase(path) == " 两边 有空格 "
    with pytest.raises(SigningError, match="找不到文件"):
        keys.passphrase(tmp_path / "none")
