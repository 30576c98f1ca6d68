"""``tuoguan registry`` as it is met on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.entrybook import books

HEADS = ("企业名称", "信用代码", "县市区", "乡镇")
ROWS = (
    ("示例甲厂（虚构）", "91330799MADEMB001J", "永康市", "虚构镇"),
    ("示例乙厂（虚构）", "91330799MADEMB002M", "永康"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "名册.xlsx").write_bytes(books.rows(HEADS, *ROWS, name="名册"))
    return tmp_path


def test_folders_are_made_and_told(folder: Path) -> None:
    done = run("registry", "名册.xlsx", "-o", "客户", "--yaml", cwd=folder)
    assert done.stdout.splitlines() == ["新建 客户/示例甲厂（虚构）", "名册 2 家：新建 1，没建 1"]
    notes = done.stderr.splitlines()
    assert notes[0].startswith("提示：名册.xlsx 名册!D1：这些列没有读：乡镇（D 列）；")
    assert notes[1].startswith("错误：名册.xlsx 名册!C3 企业.属地：") and len(notes) == 2
    assert done.returncode == 1


def test_differences_are_no_failure(folder: Path) -> None:
    (folder / "名册.xlsx").write_bytes(books.rows(HEADS, ROWS[0], name="名册"))
    assert run("registry", "名册.xlsx", "-o", "客户", "--yaml", cwd=folder).returncode == 0
    (folder / "名册.xlsx").write_bytes(books.rows(HEADS, (*ROWS[0][:2], "兰溪市"), name="名册"))
    done = run("registry", "名册.xlsx", "-o", "客户", "--yaml", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "已有 客户/示例甲厂（虚构），与名册不同 1 项",
        "名册 1 家：已有 1；已有的里面 1 家与名册不同，没有改动",
    ]
    assert "名册是“兰溪市”，客户/示例甲厂（虚构）/client.yaml:15:3 是“永康市”" in done.stderr


def test_programs_get_all_of_it(folder: Path) -> None:
    run("registry", "名册.xlsx", "-o", "客户", "--yaml", cwd=folder)
    (folder / "名册.xlsx").write_bytes(books.rows(HEADS, (*ROWS[0][:2], "兰溪市"), ROWS[1], name="名册"))
    done = run("registry", "名册.xlsx", "-o", "客户", "--yaml", "--json", cwd=folder)
    one, two = json.loads(done.stdout)["clients"]
    assert (one["state"], one["folder"], one["cell"]) == ("stands", "客户/示例甲厂（虚构）", "名册!A2")
    assert one["differences"] == [
        {
            "keys": ["enterprise", "county"],
            "label": "企业.属地",
            "registry": "兰溪市",
            "cell": "名册!C2",
            "client": "永康市",
            "place": "客户/示例甲厂（虚构）/client.yaml:15:3",
        }
    ]
    assert (two["state"], two["folder"], two["problems"][0]["cell"]) == ("failed", "", "名册!C3")
    assert done.returncode == 1 and not done.stderr


def test_what_is_no_registry_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "名册.xlsx").write_text("企业名称,代码\n", "utf-8")
    done = run("registry", "名册.xlsx", "-o", "客户", "--yaml", cwd=tmp_path)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1 and "CSV" in done.stderr
    assert run("registry", "无.xlsx", "-o", "客户", "--yaml", cwd=tmp_path).returncode == 1
    assert not (tmp_path / "客户").exists()
