"""Records and issued papers beside a consistent client: each case is one mistake and gives the one line.

A case is a file of tests/refused/records or tests/hinted/records: ``files`` are what lies beside
tests/clients/consistent.yaml, ``says`` is the line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from generator import api, batch
from generator.api import Order
from generator.errors import GeneratorError
from generator.problems import Problem
from tests.conftest import CLIENT, DAY, ROOT
from tests.rows import read

BASE = (ROOT / "tests/clients/consistent.yaml").read_text("utf-8")
HINTED, REFUSED = ROOT / "tests/hinted/records", ROOT / "tests/refused/records"
CASES = sorted((*HINTED.glob("*.yaml"), *REFUSED.glob("*.yaml")))
WORDS = {"error": "错误", "warning": "提示"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The consistent client with its photos."""
    (tmp_path / "photos").mkdir()
    for name in ("before", "after", "welder", "gate"):
        Image.new("RGB", (8, 8)).save(tmp_path / "photos" / f"{name}.jpg")
    (tmp_path / "client.yaml").write_text(BASE, "utf-8")
    return tmp_path


def _put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _told(folder: Path) -> list[str]:
    try:
        found: tuple[Problem, ...] = api.check(api.load(folder), DAY)
    except GeneratorError as exc:
        found = exc.problems
    return [f"{WORDS[one.severity]}：{one}".replace(f"{folder}/", "") for one in found]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_beside_the_data_is_told_in_one_line(folder: Path, path: Path) -> None:
    case = read(path)
    _put(folder, case["files"])
    assert _told(folder) == [case["says"]]
    assert case["says"].startswith("错误" if path.parent == REFUSED else "提示")


@pytest.mark.parametrize(
    ("day", "more", "told"),
    [
        ("2026-11-01", "", 0),
        ("2026-10-31", "", 1),
        ("2026-10-31", ", late: 当月记录单遗失", 0),
    ],
)
def test_what_is_late_is_told_from_the_month_before(folder: Path, day: str, more: str, told: int) -> None:
    row = f"records: {{trainings: [{{date: {day}, kind: 消防, topic: 灭火器{more}}}]}}\n"
    _put(folder, {"records/2026-11-20.yaml": row})
    assert len(_told(folder)) == told


def test_what_is_added_to_an_earlier_month_is_not_late(folder: Path) -> None:
    (folder / "client.yaml").write_text(
        BASE.replace("    rechecked: 2026-10-28\n    result: 已整改\n    accept", "    accept"), "utf-8"
    )
    _put(
        folder,
        {"records/2026-11-20.yaml": "hazards:\n  - {number: YH-01, rechecked: 2026-10-28, result: 已整改}\n"},
    )
    assert _told(folder) == []


@pytest.mark.parametrize(("day", "told"), [("2026-09-01", 0), ("2026-08-31", 1)])
def test_the_service_begins_with_its_first_agreement(folder: Path, day: str, told: int) -> None:
    row = f"records: {{trainings: [{{date: {day}, kind: 消防, topic: 灭火器}}]}}\n"
    _put(folder, {f"records/{day}.yaml": row})
    assert len([line for line in _told(folder) if "早于第一份协议" in line]) == told
    text = "agreements: [{signed: 2027-08-01, effective: 2027-09-01, start: 2027-09-01, end: 2028-08-31}]\n"
    (folder / "client.yaml").write_text(BASE + text, "utf-8")
    assert len([line for line in _told(folder) if "早于第一份协议" in line]) == told


def test_trainings_of_another_kind_or_day_are_no_twins(folder: Path) -> None:
    rows = "{date: 2026-11-20, kind: 消防, topic: 甲}, {date: 2026-11-20, kind: 应急, topic: 甲}"
    more = "{date: 2026-11-19, kind: 消防, topic: 甲}"
    _put(folder, {"records/2026-11-20.yaml": f"records: {{trainings: [{rows}, {more}]}}\n"})
    assert _told(folder) == []
    _put(folder, {"records/2026-11-21.yaml": f"records: {{trainings: [{more}]}}\n"})
    (line,) = _told(folder)
    assert "2026-11-19 已经有一条消防教育培训记录（2026-11-20.yaml 第 1 行）" in line


def test_a_record_of_the_day_itself_is_no_future(folder: Path) -> None:
    row = f"records: {{trainings: [{{date: {DAY}, kind: 消防, topic: 灭火器}}]}}\n"
    _put(folder, {f"records/{DAY}-到场.yaml": row})
    assert _told(folder) == []
    _put(folder, {f"records/{DAY}-到场.yaml": "schedule:\n  visits: [{date: 2026-12-08, form: 现场检查}]\n"})
    assert _told(folder) == []


def test_a_file_of_the_day_itself_tells_of_no_later_day(folder: Path) -> None:
    row = "records: {trainings: [{date: 2026-11-24, kind: 消防, topic: 灭火器}]}\n"
    _put(folder, {f"records/{DAY}-到场.yaml": row})
    (line,) = _told(folder)
    assert line.startswith(
        f"错误：records/{DAY}-到场.yaml:1:24 工作记录.教育培训记录[2].培训日期：2026-11-24 晚于"
    )


def test_nothing_is_built_of_a_record_to_come(folder: Path, tmp_path: Path) -> None:
    _put(folder, {"records/2026-11-24.yaml": "hazards: []\n"})
    with pytest.raises(GeneratorError, match="文件名的日期晚于文书日期"):
        api.build(api.load(folder), tmp_path / "out", Order(DAY))
    assert not (tmp_path / "out").exists()


def test_data_alone_is_not_judged_by_the_rules_of_records(folder: Path) -> None:
    text = BASE.replace("  trainings:\n", "  trainings:\n    - {date: 2026-10-20, kind: 全员, topic: 冲压}\n")
    (folder / "client.yaml").write_text(text.replace("found: 2026-10-14", "found: 2026-08-14"), "utf-8")
    assert not [line for line in _told(folder) if "次数只按一次计" in line or "早于第一份协议" in line]


def test_folders_of_records_are_no_clients(small: Path) -> None:
    for name in ("records", "issued"):
        (small / name).mkdir()
    (small / "records/2026-11-20.yaml").write_text("hazards: []\n", "utf-8")
    (small / "issued/index.yaml").write_text("[]\n", "utf-8")
    assert batch.clients([small.parent]) == (small,)
    assert batch.clients([small]) == (small,)
    for path in (small / "records", small / "records/2026-11-20.yaml", small / "issued/index.yaml"):
        with pytest.raises(GeneratorError, match=f"请写客户的文件夹 {small}"):
            api.load(path)
    assert CLIENT in (small / "client.yaml").read_text("utf-8")
