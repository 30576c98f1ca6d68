"""The supported face: what README shows runs, and a client from memory gives the bytes of one from disk."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from generator import api
from generator.api import InMemory, Order, Source
from tests.conftest import DAY, ROOT

EXAMPLES = ROOT / "examples"
SHOWN = ("plan", "badge_pictures", "record_recheck", "contract_json")


def _snippets() -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


def test_what_readme_shows_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)
    exec(_snippets()[0], {})  # noqa: S102 - it is our own README
    (folder,) = (tmp_path / "out").iterdir()
    rows = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    assert [row["id"] for row in rows] == ["letter_enterprise", "contract_json"]
    assert "enterprise.name" in rows[0]["values"]
    told = capsys.readouterr().out
    assert all(row["path"] in told for row in rows)
    assert "新建" in told


def test_what_readme_shows_of_many_clients_runs(tmp_path: Path) -> None:
    """As a program of its own, with the first rows of the table; `.ci/run` builds all 50."""
    rows = (EXAMPLES / "enterprises.csv").read_text("utf-8").splitlines()
    codes = {row.split(",")[1] for row in rows[1:]}
    assert len(codes) == len(rows) - 1 == 50
    (tmp_path / "examples/photos").mkdir(parents=True)
    for name in ("agency.yaml", *(f"photos/advisor_{one}.jpg" for one in "abcd")):
        shutil.copy(EXAMPLES / name, tmp_path / "examples" / name)
    (tmp_path / "examples/enterprises.csv").write_text("\n".join(rows[:3]), "utf-8")
    (tmp_path / "many.py").write_text(_snippets()[1], "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "many.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["done"] * 2
    assert sorted(path.name for path in (tmp_path / "资料包").iterdir()) == sorted(
        row.split(",")[0] for row in rows[1:3]
    )


def _held(folder: Path) -> InMemory:
    files = (path for path in (folder / "photos").iterdir())
    return InMemory({f"photos/{path.name}": path.read_bytes() for path in files})


def test_a_client_from_memory_gives_the_bytes_of_one_from_disk() -> None:
    folder = EXAMPLES / "xinglan-cups"
    client = Source("client.yaml", (folder / "client.yaml").read_bytes(), assets=_held(folder))
    agency = Source("agency.yaml", (EXAMPLES / "agency.yaml").read_bytes(), assets=_held(EXAMPLES))
    order = Order(DAY, SHOWN)
    held, read = api.make(api.load(client, agency), order), api.make(api.load(folder), order)
    assert {file.id for file in held.files} == set(SHOWN)
    assert [file.path for file in held.files if file.data != read.files[held.files.index(file)].data] == []
    assert [file.values for file in held.files] == [file.values for file in read.files]
    assert {**held.about, "inputs": read.about["inputs"]} == read.about


def test_one_thread_makes_the_same_without_starting_another(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = Order(DAY, only=("letter_enterprise", "contract_json"))
    files = api.make(api.load(small), order).files
    assert len(files) == 2

    def forbidden(_: threading.Thread) -> None:
        raise AssertionError

    monkeypatch.setattr(threading.Thread, "start", forbidden)
    assert api.make(api.load(small), replace(order, threads=1)).files == files


def test_every_file_tells_what_it_prints(small: Path) -> None:
    pack = api.make(api.load(small), Order(DAY))
    assert [file.path for file in pack.files if not file.values] == []
    assert all(re.fullmatch("[0-9a-f]{12}", value) for file in pack.files for value in file.values.values())
    assert pack.whole


def test_errors_carry_every_problem_and_nothing_is_written(small: Path, tmp_path: Path) -> None:
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("headcount: 12", "headcount: 十二"), "utf-8")
    record = api.load(small)
    (problem,) = api.errors_in(api.check(record, DAY))
    assert problem.keys == ("enterprise", "headcount")
    for work in (lambda: api.make(record, Order(DAY)), lambda: api.known(record, DAY)):
        with pytest.raises(api.DataError) as caught:
            work()
        assert problem in caught.value.problems
    assert not (tmp_path / "out").exists()
