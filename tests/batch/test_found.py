"""Clients named by folders, patterns and lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import batch
from generator.errors import IntakeError

THREE = ("甲", "乙", "丙")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three clients in two folders, an agency and a note beside them."""
    for name in ("东/甲", "东/乙", "西/丙"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "client.yaml").write_text("", "utf-8")
    for name in ("东/agency.yaml", "东/说明.md", "西/agency.json"):
        (tmp_path / name).write_text("", "utf-8")
    (tmp_path / "东/空").mkdir()
    return tmp_path


def _found(*paths: Path) -> list[str]:
    return [path.as_posix() for path in batch.clients(paths)]


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("东/*", ["东/乙", "东/甲"]),
        ("*", ["东/乙", "东/甲", "西/丙"]),
        ("*/甲", ["东/甲"]),
        ("东/[甲丙]", ["东/甲"]),
        ("?/*/client.yaml", ["东/乙/client.yaml", "东/甲/client.yaml", "西/丙/client.yaml"]),
        ("**/client.yaml", ["东/乙/client.yaml", "东/甲/client.yaml", "西/丙/client.yaml"]),
    ],
)
def test_patterns_are_filled_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, meant: list[str]
) -> None:
    monkeypatch.chdir(folder)
    assert _found(Path(pattern)) == meant
    assert _found(folder / pattern) == [f"{folder.as_posix()}/{one}" for one in meant]


@pytest.mark.parametrize("pattern", ["南/*", "东/*.md", "东/空*", "东/agency.*"])
def test_a_pattern_that_no_client_fits_is_told(folder: Path, pattern: str) -> None:
    with pytest.raises(IntakeError, match="没有符合的客户") as caught:
        batch.clients([folder / pattern])
    assert str(folder / pattern) in str(caught.value)


def test_a_path_with_brackets_is_a_path_where_it_is_there(folder: Path) -> None:
    (folder / "东/甲").rename(folder / "东/[甲]")
    assert batch.clients([folder / "东/[甲]"]) == (folder / "东/[甲]",)


def test_agencies_beside_clients_are_passed_over_as_the_shell_names_them(folder: Path) -> None:
    named = (folder / "东/agency.yaml", folder / "东/甲")
    assert batch.clients(named) == (folder / "东/甲",)
    assert batch.clients(named[:1]) == named[:1]


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("*", ["甲", "乙"]),
        ("*/*", ["甲/填报簿.xlsx", "乙/client.yaml"]),
        ("**/填报簿.xlsx", ["甲/填报簿.xlsx"]),
        ("*/*.xlsx", ["甲/台账.xlsx", "甲/填报簿.xlsx"]),
        ("*/*.xlsm", []),
    ],
)
def test_a_workbook_is_a_client_and_a_ledger_beside_it_is_none(
    tmp_path: Path, pattern: str, meant: list[str]
) -> None:
    for name in ("甲/填报簿.xlsx", "甲/~$填报簿.xlsx", "甲/台账.xlsx", "甲/agency.xlsx", "乙/client.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"PK")
    if meant:
        assert sorted(_found(tmp_path / pattern)) == sorted(f"{tmp_path.as_posix()}/{one}" for one in meant)
    else:
        with pytest.raises(IntakeError, match="没有符合的客户"):
            batch.clients([tmp_path / pattern])
    assert batch.clients([tmp_path]) == (tmp_path / "乙", tmp_path / "甲")
    locks = tuple(tmp_path / "甲" / name for name in ("~$填报簿.xlsx", "填报簿.xlsx"))
    assert batch.clients(locks) == locks[1:]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_names_one_client_a_line(folder: Path, mark: bytes, end: str) -> None:
    lines = ["# 本月", "东/甲", "", f'  "{folder / "西/丙"}"  ', "东/*", "没有这家", "西"]
    (folder / "名单.txt").write_bytes(mark + end.join(lines).encode())
    meant = ("东/甲", "西/丙", "东/乙", "没有这家")
    assert batch.clients([folder / "名单.txt"]) == tuple(folder / one for one in meant)


def test_a_list_is_read_beside_other_paths(folder: Path) -> None:
    (folder / "名单.LST").write_text("东/甲\n", "utf-8")
    assert batch.clients([folder / "西/丙", folder / "名单.LST"]) == (folder / "西/丙", folder / "东/甲")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "名单是空的"),
        ("# 空\n\n".encode(), "名单是空的"),
        ("enterprise:\n  name: 甲\n".encode(), "名单里的客户一个也找不到"),
        ("东/甲\n".encode("gbk"), "文件不是 UTF-8 编码，是 GBK"),
        (b"PK\x03\x04", "不是文本文件"),
    ],
)
def test_a_list_that_names_nobody_is_told(folder: Path, content: bytes, told: str) -> None:
    (folder / "名单.txt").write_bytes(content)
    with pytest.raises(IntakeError, match=told) as caught:
        batch.clients([folder / "名单.txt"])
    assert str(folder / "名单.txt") in str(caught.value)
    assert len(caught.value.problems) == 1


def test_data_that_was_saved_as_text_is_no_list(folder: Path) -> None:
    (folder / "client.yaml.txt").write_text("东/甲\n", "utf-8")
    assert batch.clients([folder / "client.yaml.txt"]) == (folder / "client.yaml.txt",)
    assert batch.clients([folder / "无.txt"]) == (folder / "无.txt",)
