"""Many clients: each in its own folder; a bad one never stops the rest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from multiprocessing import parent_process
from pathlib import Path

import pytest

from generator import batch, pack
from generator.errors import IntakeError
from generator.pack import Order
from tests.conftest import DAY, ROOT


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
    with pytest.raises(IntakeError, match="没有 client.yaml"):
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


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "names", [("示例小厂", "示例小厂"), ("示例Li Wei厂", "示例li wei厂"), ("示例A/B", "示例A／B")]
)
def test_clients_that_would_share_a_folder_are_told_before_anything_is_written(
    small: Path, tmp_path: Path, jobs: int, names: tuple[str, str]
) -> None:
    one, two = (_clone(small, name, new=word) for name, word in zip(("子", "丑"), names, strict=True))
    third = _clone(small, "寅厂")
    order = Order(DAY, tmp_path / "out", only=("letter_enterprise",))
    outcomes = list(batch.build((one, third, two), order, jobs))
    assert [outcome.pack is not None for outcome in outcomes] == [False, True, False]
    for outcome in (outcomes[0], outcomes[2]):
        assert len(outcome.problems) == 1
        assert str(one) in str(outcome.problems[0])
        assert str(two) in str(outcome.problems[0])
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["永康市示例寅厂（虚构）"]


def test_client_named_twice_is_built_once(small: Path, tmp_path: Path) -> None:
    order = Order(DAY, tmp_path / "out", only=("letter_enterprise",))
    (outcome,) = batch.build((small, small / "client.yaml", small), order)
    assert outcome.client == small
    assert outcome.pack


def test_folder_that_cannot_be_looked_into_is_told_and_the_rest_built(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, real = _clone(small, "锁厂"), Path.is_file

    def is_file(path: Path) -> bool:
        if path.parent == closed:
            raise PermissionError(13, "denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    order = Order(DAY, tmp_path / "out", only=("letter_enterprise",), cache=tmp_path / "cache")
    found = batch.clients([tmp_path])
    assert found == (small, closed)
    outcomes = list(batch.build(found, order))
    assert [outcome.pack is not None for outcome in outcomes] == [True, False]
    assert "读写文件出错" in str(outcomes[1].problems[0])


class _Cursed(type(Path())):  # type: ignore[misc]
    """A client whose mere reading raises what nobody expected, in the process that builds it."""

    __slots__ = ()

    def is_dir(self) -> bool:
        if self.name == "致命" and parent_process():
            os._exit(3)
        raise TypeError("意外")


@pytest.mark.parametrize("jobs", [1, 2])
def test_unexpected_exception_is_that_clients_result(small: Path, tmp_path: Path, jobs: int) -> None:
    bad = _Cursed(_clone(small, "坏厂"))
    order = Order(DAY, tmp_path / "out", only=("letter_enterprise",), cache=tmp_path / "cache")
    outcomes = list(batch.build((small, bad, _clone(small, "好厂")), order, jobs))
    assert [outcome.pack is not None for outcome in outcomes] == [True, False, True]
    (problem,) = outcomes[1].problems
    (log,) = (tmp_path / "cache/errors").iterdir()
    assert str(log) in str(problem)
    assert "TypeError" in str(problem)
    assert "Traceback" in log.read_text("utf-8")
    assert "意外" in log.read_text("utf-8")


def test_process_that_dies_costs_its_client_alone(small: Path, tmp_path: Path) -> None:
    clients = (small, _Cursed(_clone(small, "致命")), *(_clone(small, name) for name in ("甲厂", "乙厂")))
    order = Order(DAY, tmp_path / "out", only=("letter_enterprise",))
    outcomes = list(batch.build(clients, order, 2))
    assert [outcome.pack is not None for outcome in outcomes] == [True, False, True, True]
    assert "工作进程意外中止" in str(outcomes[1].problems[0])


def test_stop_that_was_asked_for_stops_the_batch(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pack, "build", stopped)
    with pytest.raises(KeyboardInterrupt):
        list(batch.build((small,), Order(DAY, tmp_path)))


def test_a_pack_from_compiled_templates_needs_no_parser_of_templates() -> None:
    code = (
        "import sys, generator.batch\n"
        "sys.stdout.write(' '.join({'docxtpl', 'docx', 'lxml', 'jinja2', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == ""
