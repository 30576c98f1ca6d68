"""What issued papers would say by the data of today, and what a build would change."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from generator import api, kept, making
from generator.api import standing
from generator.issued import Row, store
from generator.status import Change
from tests.cli.running import run

HAZARD = "hazards:\n  - {{found: {day}, location: 车间, description: 通道堵塞, level: 一般}}\n"
ISSUED, LATER = datetime.date(2026, 9, 20), datetime.date(2026, 11, 23)


def _issue(client: Path, name: str) -> None:
    """Issue a paper on its day as the tool makes it."""
    order = api.Order(ISSUED, cache=kept.folder(os.environ))
    job = api.job(api.known(api.load(client), ISSUED), order)
    piece = next(piece for piece in job.pieces if piece.entry.id == name)
    file = making.made(job, piece, dated=ISSUED, day=ISSUED)
    row = Row(name, piece.key, piece.title, "A/0", ISSUED, file.path, f"{name}.docx", tool="t", edition="e")
    store.append(client, row, file.data, file.values)


def _differing(client: Path, day: datetime.date = LATER) -> tuple[Change, ...]:
    return standing.stand(api.load(client), api.Order(day, cache=kept.folder(os.environ))).differing


def _add(client: Path, text: str) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + text, "utf-8")


@pytest.mark.parametrize("name", ["letter_enterprise", "system_responsibility"])
def test_a_paper_whose_data_stays_differs_in_nothing_however_late_it_is(small: Path, name: str) -> None:
    _issue(small, name)
    assert not _differing(small)


def test_a_paper_of_an_act_is_held_against_what_was_known_on_its_day(small: Path) -> None:
    _issue(small, "plan")
    _add(small, HAZARD.format(day="2026-09-21"))
    assert not _differing(small)
    (small / "client.yaml").write_text(
        (small / "client.yaml").read_text("utf-8").replace("示例小厂", "示例改名厂"), "utf-8"
    )
    (change,) = _differing(small)
    assert (change.id, change.what) == ("plan", "与 A/0 版不同")
    assert change.why.startswith("内容变化（")
    assert "被托管单位" in change.why


def test_what_was_known_on_the_day_and_told_later_is_a_difference(small: Path) -> None:
    _issue(small, "plan")
    _add(small, HAZARD.format(day="2026-09-20"))
    (change,) = _differing(small)
    assert "隐患" in change.why


def test_a_standing_paper_is_held_against_what_is_known_on_the_day(small: Path) -> None:
    _issue(small, "system_investment")
    _add(small, HAZARD.format(day="2026-10-08"))
    assert not _differing(small, datetime.date(2026, 10, 7))
    (change,) = _differing(small)
    assert change.id == "system_investment"
    told = run("status", small, "--date", "2026-11-23").stdout
    assert "已签发，与现在的数据不同（要改用 tuoguan revise）" in told.splitlines()


def test_files_that_a_build_would_change_are_told_with_reasons_and_nothing_is_written(
    small: Path, tmp_path: Path
) -> None:
    assert run("build", small, "-o", tmp_path / "包", "--date", "2026-11-23").returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    told = run("status", small, "--pack", tmp_path / "包", "--date", "2026-11-23").stdout
    assert "再生成会改动的文件" not in told
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("示例路9号", "示例路10号"), "utf-8")
    (pack,) = (tmp_path / "包").iterdir()
    for place in (tmp_path / "包", pack):
        lines = run("status", small, "--pack", place, "--date", "2026-11-23").stdout.splitlines()
        rows = lines[lines.index("再生成会改动的文件") + 1 :]
        assert any("服务方案" in row and "更新" in row and "地址" in row for row in rows)


def test_a_folder_without_the_pack_is_told_and_other_clients_go_on(small: Path, tmp_path: Path) -> None:
    told = run("status", small, "--pack", tmp_path / "没有")
    assert told.returncode == 1
    assert "没有“永康市示例小厂（虚构）”的资料包；请写资料包的文件夹，或者它的上级" in told.stderr
