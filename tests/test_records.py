"""Service records in the pack: a file for each sheet, blank ones for the pen, nothing signed beforehand."""

from __future__ import annotations

import datetime
import io
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from generator import api
from generator.api import Order
from generator.word import text
from tests import once
from tests.conftest import DAY, ROOT
from tests.once import Packs
from tests.rows import each
from tests.word import check

KINDS = {"visit": 6, "inspection": 4, "training": 3, "drill": 1, "contact": 2, "notice": 2, "recheck": 7}
BLANK = tuple(f"record_{kind}_blank" for kind in KINDS)


def _append(client: Path, more: str) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + more, "utf-8")


def _made(client: Path, out: Path, *only: str) -> list[bytes]:
    folder = api.build(api.load(client), out, Order(DAY, only)).report.folder
    made = [path.read_bytes() for path in sorted(folder.rglob("*.docx"))]
    assert all(check.check(data) == () for data in made)
    return made


def _rows(data: bytes, first: str) -> list[list[str]]:
    """Rows of every table whose first cell reads so."""
    tables = [table for table in docx.Document(io.BytesIO(data)).tables if table.cell(0, 0).text == first]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def _packed(packs: Packs, name: str) -> list[bytes]:
    """The files of a deliverable in the pack of the example, which tests/test_pack.py finds sound."""
    return [path.read_bytes() for path in packs["xinglan-cups"].paths(name)]


@each(KINDS.items())
def test_one_file_for_each_sheet_of_the_record(kind: str, count: int, packs: Packs) -> None:
    assert len(_packed(packs, f"record_{kind}")) == count


def test_client_without_any_record_has_blank_forms_alone(small: Path, tmp_path: Path) -> None:
    made = api.build(api.load(small), tmp_path / "out", Order(DAY))
    names = [path.name for path in (made.report.folder / "06 服务记录").rglob("*.docx")]
    assert sum("（空白）" in name for name in names) == len(KINDS)
    assert not [name for name in names if name.startswith("20")]
    left = [title for title, _ in made.left]
    assert "隐患整改通知书" in left and "到场服务记录" in left
    for data in _made(small, tmp_path / "blank", *BLANK):
        words = text.text(data)
        assert "永康市示例小厂（虚构）" in words
        assert "示例辅导员A" not in words and "示例戊一" not in words


@pytest.mark.parametrize("name", ["record_training", "record_training_ahead", "record_training_blank"])
def test_sign_in_sheet_is_never_filled(packs: Packs, name: str) -> None:
    assert _packed(packs, name)
    for data in _packed(packs, name):
        rows = [row for row in _rows(data, "序号") if row[0] != "序号"]
        assert rows and len(rows) % 25 == 0
        assert [row[0] for row in rows[:25]] == [str(number) for number in range(1, 26)]
        assert not any(cell for row in rows for cell in row[1:])


def test_forty_attendees_have_two_pages_to_sign(small: Path, tmp_path: Path) -> None:
    row = "{date: 2026-11-11, kind: 消防, topic: 灭火器, teacher: 示例辅导员A, expected: 40, present: 40}"
    _append(small, f"records: {{trainings: [{row}]}}\n")
    (data,) = _made(small, tmp_path / "out", "record_training")
    assert len([row for row in _rows(data, "序号") if row[0] != "序号"]) == 50


def test_photos_before_and_after_stand_side_by_side(packs: Packs) -> None:
    data = _packed(packs, "record_recheck")[1]  # of 2026-09-22
    document = docx.Document(io.BytesIO(data))
    pairs = [table.rows[1] for table in document.tables if table.cell(0, 0).text == "整改前"]
    shown = [[len(cell._tc.xpath(".//w:drawing")) for cell in row.cells] for row in pairs]
    assert shown == [[1, 1]] * 5
    boxes = {(int(shape.width.mm), int(shape.height.mm)) for shape in document.inline_shapes}
    assert all(width <= 64 and height <= 48 for width, height in boxes)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sum(name.startswith("word/media/") for name in archive.namelist()) == 10


def test_hazard_without_a_photo_after_leaves_room_for_it(small: Path, tmp_path: Path) -> None:
    _append(small, _hazards(1))
    (data,) = _made(small, tmp_path / "out", "record_recheck_ahead")
    _, row = _rows(data, "整改前")
    assert "没有整改前照片" in row[0] and "粘贴整改后照片" in row[1]


def _hazards(count: int, level: str = "一般") -> str:
    names = [f"YH-{number:02d}" for number in range(1, count + 1)]
    found = "".join(
        f"  - {{number: {name}, location: 1号车间{name}, description: 护罩缺失, level: {level},"
        f" recommendation: 装设护罩, clause: 示例判定条款, found: 2026-11-11,"
        f" due: 2026-11-20, responsible: 示例戊二}}\n"
        for name in names
    )
    listed = f"{{date: 2026-11-11, kind: 托管检查, inspectors: 示例辅导员A, hazards: [{', '.join(names)}]}}"
    return f"hazards:\n{found}records: {{inspections: [{listed}]}}\n"


def test_thirty_hazards_in_one_inspection(small: Path) -> None:
    _append(small, _hazards(30))
    only = ("record_inspection", "record_notice", "record_recheck_ahead")
    files = api.make(api.load(small), Order(DAY, only)).files
    assert sorted(file.id for file in files) == sorted(only)
    for file in files:
        assert check.check(file.data) == ()
        if file.id == "record_inspection":
            rows = [row for row in _rows(file.data, "序号") if row[0] != "序号"]
            assert [row[0] for row in rows] == [str(number) for number in range(1, 31)]
        else:
            words = text.text(file.data)
            assert all(f"1号车间YH-{number:02d}" in words for number in range(1, 31))


def test_the_scope_names_every_zone_inspected(small: Path, tmp_path: Path) -> None:
    zones = "".join(f"  - {{code: Z{n}, name: {n}号车间}}\n" for n in (1, 2, 3))
    rows = "".join(
        f"  - {{number: 丙{n}, zone: Z{n}, location: 门口, description: 护罩缺失, level: 一般,"
        f" recommendation: 装设护罩, found: 2026-11-11}}\n"
        for n in (1, 2)
    )
    listed = "{date: 2026-11-11, kind: 托管检查, department: 仓库、1号车间, hazards: [丙2, 丙1]}"
    _append(small, f"zones:\n{zones}hazards:\n{rows}records: {{inspections: [{listed}]}}\n")
    (data,) = _made(small, tmp_path / "out", "record_inspection")
    assert ["检查范围", "仓库、1号车间、2号车间"] in [row[:2] for row in _rows(data, "检查日期")]


def test_a_conclusion_is_ticked_only_where_the_day_of_the_recheck_is_given(
    small: Path, tmp_path: Path
) -> None:
    done = "rectified: 2026-11-12, result: 已整改, due: 2026-11-20"
    _append(small, _hazards(1).replace("due: 2026-11-20", done))
    (said,) = _made(small, tmp_path / "said", "record_recheck_ahead")
    assert "■" not in text.text(said)
    assert "填报为已整改，没有复查日期" in text.text(said)
    given = (small / "client.yaml").read_text("utf-8")
    dated = given.replace("rectified: 2026-11-12", "rectified: 2026-11-12, rechecked: 2026-11-13")
    (small / "client.yaml").write_text(dated, "utf-8")
    (checked,) = _made(small, tmp_path / "checked", "record_recheck")
    assert "■已整改" in text.text(checked)


@pytest.mark.parametrize("name", ["record_recheck_ahead", "letter_filing", "plan"])
def test_an_overdue_major_hazard_is_marked_wherever_it_stands(small: Path, tmp_path: Path, name: str) -> None:
    _append(small, _hazards(1, "重大"))
    (late,) = _made(small, tmp_path / "late", name)
    assert "逾期" in text.text(late)
    given = (small / "client.yaml").read_text("utf-8")
    (small / "client.yaml").write_text(given.replace("due: 2026-11-20", "due: 2026-11-23"), "utf-8")
    (timely,) = _made(small, tmp_path / "timely", name)
    assert "逾期" not in text.text(timely)


MEASURES = """\
    interim: 立即停用并断电挂牌
    interim_due: 2026-11-11
    department: 生产一部
    funds: 20000.50
    emergency: 停用期间的应急预案
    cause: 维修后没有装回
"""


@pytest.mark.parametrize("name", ["record_notice", "plan"])
def test_a_hazard_stops_at_once_and_is_rebuilt_by_its_deadline(
    small: Path, tmp_path: Path, name: str
) -> None:
    row = "hazards:\n  - number: 甲\n    location: 1号车间\n    level: 重大\n    clause: 某条\n"
    row += "    description: 护罩缺失\n    found: 2026-11-11\n    due: 2026-12-20\n"
    _append(small, row)
    (bare,) = _made(small, tmp_path / "bare", name)
    _append(small, MEASURES)
    (full,) = _made(small, tmp_path / "full", name)
    asked = (
        "立即停用并断电挂牌（2026-11-11前落实）",
        "生产一部",
        "20000.5元",
        "停用期间的应急预案",
        "维修后没有装回",
    )
    assert [words for words in asked if words not in text.text(full)] == []
    assert [words for words in asked if words in text.text(bare)] == []
    assert "2026-12-20前完成" in text.text(bare)
    measures = {label: said for row in _rows(bare, "编号") for label, said in pairwise(row)}
    five = {label: said for row in _rows(bare, "治理目标") for label, said in pairwise(row)}
    assert five["预案落实"] == measures["整改建议"] == ""
    assert five["资金落实"].startswith("　")


def test_inspection_without_hazards_says_so(small: Path, tmp_path: Path) -> None:
    _append(small, "records: {inspections: [{date: 2026-11-11, kind: 托管检查}]}\n")
    (data,) = _made(small, tmp_path / "out", "record_inspection")
    assert "没有登记事故隐患" in text.text(data)
    assert "现场照片" not in text.text(data)


def test_major_hazard_asks_for_the_five_measures(small: Path, tmp_path: Path) -> None:
    _append(small, _hazards(1, "重大"))
    (data,) = _made(small, tmp_path / "major", "record_notice")
    words = text.text(data)
    for name in (
        "治理目标",
        "责任落实",
        "措施落实",
        "资金落实",
        "时限落实",
        "预案落实",
        "第四十一条",
        "第四十六条",
        "第三十条",
    ):
        assert name in words
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("level: 重大", "level: 一般"), "utf-8")
    (data,) = _made(small, tmp_path / "general", "record_notice")
    assert "责任落实" not in text.text(data) and "第四十一条" not in text.text(data)


def test_drill_without_evaluation_leaves_the_choices_open(small: Path, tmp_path: Path) -> None:
    _append(small, "records: {drills: [{date: 2026-11-11, name: 疏散演练}]}\n")
    (data,) = _made(small, tmp_path / "out", "record_drill")
    judged = [row for row in _rows(data, "评估项目") if row[0] != "评估项目"]
    assert [row[0] for row in judged] == ["人员到位", "物资", "协调", "实战效果", "外部联动"]
    assert all(row[2].startswith("□好") for row in judged)


def test_examples_visit_on_working_days() -> None:
    client, _ = api.examine(once.record(ROOT / "examples/xinglan-cups"), DAY)
    assert client
    made = client.facts.service.made
    days = [one.done for one in made.visits] + [one.date for one in made.drills + made.contacts]
    assert all(day.weekday() < 5 for day in days)
    assert min(days) >= datetime.date(2026, 9, 1) and max(days) <= DAY
