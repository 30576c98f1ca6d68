"""``tuoguan batch`` as its users meet it: on a terminal, in a file, in a report, at its bounds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import api
from generator.cli import progress
from generator.cli.progress import Tally, clock
from generator.delivery import lock
from tests.cli.running import run, written
from tests.rows import each

ONE = ("--date", "2026-11-23", "--only", "letter_enterprise")


@pytest.fixture
def city(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two sound clients and one with a fault between them; what is built is built in this process."""
    monkeypatch.setattr(api.batch, "Supervised", lambda *_: api.batch.in_turn)
    place = tmp_path / "客户"
    text = (small / "client.yaml").read_text("utf-8").replace("../agency.yaml", "../../agency.yaml")
    for name, headcount in (("甲厂", 12), ("乙厂", -1), ("丙厂", 12)):
        (place / name).mkdir(parents=True)
        own = text.replace("示例小厂", f"示例{name}").replace("headcount: 12", f"headcount: {headcount}")
        (place / name / "client.yaml").write_text(own, "utf-8")

    return place


def _mend(city: Path) -> None:
    file = city / "乙厂/client.yaml"
    file.write_text(file.read_text("utf-8").replace("headcount: -1", "headcount: 12"), "utf-8")


def test_piped_it_prints_a_line_a_client_and_the_faults_at_the_end(city: Path, tmp_path: Path) -> None:
    done = run("batch", city, "-o", tmp_path / "out", *ONE)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [line.split("]")[0].split()[0] for line in lines[:3]] == ["[1/3", "[2/3", "[3/3"]
    assert sum("（虚构）：新建 1（" in line for line in lines) == 2
    assert f"未生成：{city / '乙厂'}" in done.stdout
    summary = lines.index(next(line for line in lines if line.startswith("共 3 家")))
    assert lines[summary].startswith("共 3 家：完成 2 家，有问题 1 家，用时 0:00:")
    assert lines[summary + 1] == f"  有问题  {city / '乙厂'}：企业.从业人员数：不能小于 1"
    assert "提示共" in lines[summary + 2] and "--report" in lines[summary + 2]
    assert done.stderr.count("错误：") == 1
    assert "提示：" not in done.stderr
    assert "\r" not in done.stdout + done.stderr


def test_on_a_terminal_one_line_moves_and_faults_stay(city: Path, tmp_path: Path) -> None:
    done = written("batch", city, "-o", tmp_path / "out", *ONE, terminal=True)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "[1/3" not in out
    assert out.startswith("共 3 家：完成 2 家，有问题 1 家")
    drawn = err.split("\r\x1b[K")
    assert drawn[-1] == ""  # nothing of the moving line stays
    assert any(line.startswith("[") and "/3 " in line for line in drawn)
    assert any(line.startswith("错误：") and line.endswith("\n") for line in drawn)


def test_report_has_a_line_a_client(city: Path, tmp_path: Path) -> None:
    report = tmp_path / "run.jsonl"
    done = run("batch", city, "-o", tmp_path / "out", *ONE, "--report", report)
    assert str(report) in done.stdout
    rows = {Path(row["client"]).name: row for row in map(json.loads, report.read_text("utf-8").splitlines())}
    assert {name: row["state"] for name, row in rows.items()} == {
        "甲厂": "done",
        "乙厂": "failed",
        "丙厂": "done",
    }
    sound, faulty = rows["甲厂"], rows["乙厂"]
    assert sound.keys() == {"id", "client", "name", "state", "problems", "files", "seconds", "worker"}
    assert (sound["name"], sound["files"]) == ("永康市示例甲厂（虚构）", {"新建": 1})
    assert {row["severity"] for row in sound["problems"]} == {"warning"}
    assert faulty["problems"][0]["keys"] == ["enterprise", "headcount"]
    assert (faulty["files"], sound["seconds"] > 0) == ({}, True)
    _mend(city)
    assert run("batch", city, "-o", tmp_path / "out", *ONE, "--report", report).returncode == 0
    assert len(report.read_text("utf-8").splitlines()) == 3


def test_report_is_written_as_clients_end(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, seen = tmp_path / "run.jsonl", []
    real = api.batch.run

    def watched(*given: object) -> Iterator[object]:
        for outcome in real(*given):  # type: ignore[arg-type]
            seen.append(len(report.read_text("utf-8").splitlines()))
            yield outcome

    monkeypatch.setattr(api.batch, "run", watched)
    run("batch", city, "-o", tmp_path / "out", *ONE, "--report", report)
    assert seen == [0, 1, 2]


@each(
    [
        ("client.yaml", lambda city: city / "甲厂/client.yaml", "已有别的文件，不覆盖"),
        ("no folder", lambda city: city / "没有/run.jsonl", "所在的文件夹不存在"),
        ("a folder", lambda city: city, "是文件夹"),
    ]
)
def test_report_that_cannot_be_written_is_told_before_anything_is_built(
    what: str, place: Callable[[Path], Path], words: str, city: Path, tmp_path: Path
) -> None:
    before = (city / "甲厂/client.yaml").read_bytes()
    done = run("batch", city, "-o", tmp_path / "out", *ONE, "--report", place(city))
    assert (done.returncode, done.stdout) == (1, ""), what
    assert done.stderr.startswith("错误：") and words in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
    assert (city / "甲厂/client.yaml").read_bytes() == before


def test_report_of_the_run_before_stays_until_the_next_one_is_planned(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise api.PackError(api.error("out", "在用"))

    report, out = tmp_path / "run.jsonl", tmp_path / "out"
    run("batch", city, "-o", out, *ONE, "--report", report)
    before = report.read_bytes()
    assert before.count(b"\n") == 3
    monkeypatch.setattr(api, "build_many", refused)
    new = tmp_path / "new.jsonl"
    for path in (report, new):
        done = run("batch", city, "-o", out, *ONE, "--report", path)
        assert (done.returncode, done.stderr) == (1, "错误：out：在用\n")
    assert report.read_bytes() == before
    assert not new.exists()


@each(
    [
        (("batch",), "缺少 客户"),
        (("batch", "x"), "缺少 --out"),
        (("batch", "x", "-o", "y", "--jobs", "0"), "--jobs 的值不正确"),
        (("batch", "x", "-o", "y", "--jobs", "很多"), "--jobs 的值不正确"),
        (("batch", "x", "-o", "y", "--limit", "0"), "--limit 的值不正确"),
        (("batch", "x", "-o", "y", "--memory", "255"), "--memory 的值不正确"),
        (("batch", "x", "-o", "y", "--date", "昨天"), "写成 2026-09-01 的样子"),
    ]
)
def test_wrong_options_are_told(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert (done.returncode, words in done.stderr) == (2, True)


def test_clients_may_stand_in_a_list_or_fit_a_pattern(city: Path, tmp_path: Path) -> None:
    names = city / "名单.txt"
    names.write_text("\ufeff# 今夜\n甲厂\n\n丙厂\n", "utf-8")
    done = run("batch", names, "-o", tmp_path / "out", *ONE)
    assert (done.returncode, "共 2 家：完成 2 家" in done.stdout) == (0, True)
    assert "共 1 家" in run("batch", city / "[甲]*", "-o", tmp_path / "out", *ONE).stdout
    names.write_text("丁厂\n", "utf-8")
    done = run("batch", names, "-o", tmp_path / "out", *ONE)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert str(names) in done.stderr and "丁厂" in done.stderr


def test_unknown_paper_is_told_once_and_one_that_does_not_apply_with_each_client(
    city: Path, tmp_path: Path
) -> None:
    given = ("batch", city, "-o", tmp_path / "out", "--date", "2026-11-23", "--only")
    done = run(*given, "leter")
    assert (done.returncode, done.stdout, done.stderr.count("没有编号为“leter”的交付件")) == (1, "", 1)
    done = run(*given, "riskmap_png")
    for name in ("甲厂", "丙厂"):
        assert f"错误：{city / name}：--only：" in done.stderr
    assert f"错误：{city / '乙厂/client.yaml'}:" in done.stderr


def test_the_next_night_skips_what_is_as_it_was_and_tells_of_edits_once(city: Path, tmp_path: Path) -> None:
    _mend(city)
    out, report = tmp_path / "out", tmp_path / "run.jsonl"
    given = ("batch", city / "甲厂", city / "乙厂", "-o", out, "--date", "2026-11-23", "--report", report)
    assert "完成 2 家" in run(*given).stdout
    (letter,) = (out / "永康市示例甲厂（虚构）").rglob("*致企业*.docx")
    edited = letter.read_bytes() + b"\0"
    letter.write_bytes(edited)
    file = city / "甲厂/client.yaml"
    file.write_text(file.read_text("utf-8").replace("示例戊一", "示例戊二"), "utf-8")
    done = run(*given)
    assert "共 2 家：完成 1 家，未变 1 家" in done.stdout
    assert "另存新版 1" in done.stdout
    assert done.stderr.count("该文件已被手工修改") == 1
    assert str(city / "甲厂") in done.stderr
    rows = {Path(row["client"]).name: row for row in map(json.loads, report.read_text("utf-8").splitlines())}
    assert rows["乙厂"]["state"] == "skipped"
    assert rows["乙厂"]["name"] == "永康市示例乙厂（虚构）"
    assert (rows["乙厂"]["files"], rows["乙厂"]["problems"]) == ({}, [])
    again = run(*given)
    assert (again.returncode, again.stderr) == (0, "")
    assert "保留手改 1" in again.stdout
    assert letter.read_bytes() == edited


def test_two_runs_never_write_one_folder(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with lock.of_run(out):
        done = run("batch", city, "-o", out, *ONE)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"错误：{out}：另一个程序正在写入这个输出文件夹")
    assert run("batch", city / "甲厂", city / "丙厂", "-o", out, *ONE).returncode == 0


def test_stopped_it_says_what_is_left(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = api.batch.run

    def stopped(*given: object) -> Iterator[object]:
        yield next(iter(real(*given)))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(api.batch, "run", stopped)
    done = run("batch", city, "-o", tmp_path / "out", *ONE)
    assert done.returncode == 1
    assert "没做 2 家" in done.stdout
    assert done.stdout.splitlines()[-1] == "没做的再运行一次就接着做"


def test_build_tells_the_same_as_json_in_the_given_order(city: Path, tmp_path: Path) -> None:
    given = ("build", city / "丙厂", city / "乙厂", city / "甲厂", "-o", tmp_path / "out", *ONE, "--json")
    foreseen = run(*given, "--dry-run")
    assert not (tmp_path / "out").exists()
    done = run(*given)
    assert (done.returncode, done.stderr) == (1, "")
    rows = json.loads(done.stdout)
    assert [row["state"] for row in rows] == ["done", "failed", "done"]
    assert rows[0]["changes"] == [{"action": "新建", "path": rows[0]["changes"][0]["path"], "reason": ""}]
    assert rows[0]["folder"] == str(tmp_path / "out/永康市示例丙厂（虚构）")
    for row in json.loads(foreseen.stdout):
        row["seconds"] = 0
        assert row in [one | {"seconds": 0} for one in rows]


def test_time_left_goes_by_what_was_built(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    tally = Tally(1000)
    assert tally.left == 0
    for _ in range(500):
        now[0] += 0.001
        tally.add("skipped", 0.0)
    assert (tally.left, tally.rate) == (0, 0)
    now[0] += 2.0
    tally.add("done", 2.0)
    assert tally.left == pytest.approx(998, abs=1e-6)
    now[0] += 2.0
    tally.add("failed", 2.0)
    assert tally.rate == pytest.approx(0.5)
    assert tally.summary() == "共 1000 家：完成 1 家，未变 500 家，有问题 1 家，没做 498 家，用时 0:00:04"
    assert (clock(59.4), clock(3599.6), clock(36000)) == ("0:00:59", "1:00:00", "10:00:00")
