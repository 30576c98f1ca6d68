"""Output on streams of any encoding, without a home, and where nobody reads it: never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import say
from tests.cli.running import process, written
from tests.conftest import ROOT

RARE = "永康市𠮷m²示例小厂（虚构）"


@pytest.fixture
def rare(small: Path) -> Path:
    """A client whose name GBK cannot tell, in a folder of that name, with something to say of it."""
    file = small / "client.yaml"
    text = file.read_text("utf-8").replace("永康市示例小厂（虚构）", RARE)
    holder = "certificates: [{holder: 𠮷m², kind: 特种作业, item: 焊接, number: A1, expires: 2026-01-01}]\n"
    file.write_text(text + holder, "utf-8")
    return small.rename(small.with_name("𠮷m²"))


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252", "utf-8"])
def test_characters_that_a_stream_cannot_show_end_in_no_traceback(rare: Path, encoding: str) -> None:
    told = written("check", rare, "--date", "2026-11-23", encoding=encoding)
    assert told.returncode == 0
    assert b"Traceback" not in told.stderr
    if "gbk" in encoding:
        assert "\\U00020bb7m\\xb2的焊接证件已于 2026-01-01 到期" in told.stderr.decode("gbk")
    plain = written("check", rare, "--json", encoding=encoding)
    (rows,) = json.loads(plain.stdout.decode(encoding)).values()
    assert any("𠮷m²的焊接证件" in row["message"] for row in rows)


def test_a_pack_is_made_and_told_on_a_stream_of_gbk(rare: Path, tmp_path: Path) -> None:
    options = ("-o", tmp_path / "out", "--only", "letter_enterprise")
    built = written("build", rare, *options, encoding="gbk")
    assert (built.returncode, b"Traceback" in built.stderr) == (0, False)
    assert len(list((tmp_path / "out" / RARE).rglob("*.docx"))) == 1


def test_json_is_readable_where_the_stream_is_utf8(rare: Path) -> None:
    assert "𠮷m²" in written("check", rare, "--json").stdout.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_that_cannot_be_written_is_one_line(small: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    told = process("check", small, stdout=full)
    os.close(full)
    assert told.returncode == 1
    lines = told.stderr.decode().splitlines()
    assert lines[-1].startswith("错误：写不出结果")
    assert not any("Traceback" in line or "Exception" in line for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_a_reader_that_leaves_early_is_no_error_of_ours() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    told = process("list", stdout=writer)
    os.close(writer)
    assert (told.returncode, told.stderr) == (1, b"")


def test_without_a_home_there_is_no_cache_and_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert say.cache() is None
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert say.cache() == Path("/somewhere/tuoguan")


def test_what_libraries_warn_of_is_not_printed() -> None:
    code = (
        "import multiprocessing, warnings; from generator.cli import streams\n"
        "streams.forgive(); warnings.warn('Corrupt EXIF')\n"
        "if __name__ == '__main__':\n"
        "    worker = multiprocessing.get_context('spawn').Process(target=warnings.warn, args=('EXIF',))\n"
        "    worker.start(); worker.join(); raise SystemExit(worker.exitcode)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stderr == b""
