"""Many clients: each in its own folder; a bad one never stops the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import batch
from generator.errors import IntakeError
from generator.pack import Order
from tests.conftest import DAY


def _clone(small: Path, name: str, old: str = "示例小厂", new: str = "") -> Path:
    other = small.parent / name
    shutil.copytree(small, other)
    file = other / "client.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new or f"示例{name}"), "utf-8")
    return other


def test_folder_of_clients(small: Path) -> None:
    other = _clone(small, "乙厂")
    assert batch.clients([small.parent]) == (other, small)
    assert batch.clients([small, small, small / "client.yaml"]) == (small, small / "client.yaml")
    with pytest.raises(IntakeError, match="没有客户数据"):
        batch.clients([_empty(small.parent)])


def _empty(folder: Path) -> Path:
    (folder / "空").mkdir()
    return folder / "空"


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_client_does_not_stop_the_rest(small: Path, tmp_path: Path, jobs: int) -> None:
    bad = _clone(small, "坏厂", "headcount: 12", "headcount: -1")
    good = _clone(small, "好厂")
    order = Order(DAY, tmp_path / "out", only=("letter_enterprise",))
    outcomes = list(batch.build((small, bad, good), order, jobs))
    assert [outcome.pack is not None for outcome in outcomes] == [True, False, True]
    assert "人" in str(outcomes[1].problems[0])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "永康市示例好厂（虚构）",
        "永康市示例小厂（虚构）",
    ]


def test_two_clients_of_one_name_are_told(small: Path, tmp_path: Path) -> None:
    twin = _clone(small, "同名", "示例路9号", "示例路10号")
    order = Order(DAY, tmp_path / "out", only=("letter_enterprise",))
    outcomes = list(batch.build((small, twin), order))
    assert not outcomes[0].problems
    assert "企业名称与" in str(outcomes[1].problems[0])
