"""The rules of the field, one by one: what is refused, what is only told, what is let through."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import intake, schema
from generator.problems import Problem
from generator.schema.rules.geometry import simple
from generator.schema.rules.identity import check_digit
from tests.conftest import AGENCY, CLIENT
from tests.rows import each

HAZARD = (
    "hazards:\n  - {{location: 车间, description: 堆物, level: 一般, recommendation: 清理, "
    "found: 2026-09-01, {}}}\n"
)
ZONE = (
    "site: {{width: 100, height: 60}}\nzones:\n"
    "  - {{code: Z1, name: 车间, {}, risks: [{{name: 冲床, accidents: [机械致害], L: 3, E: 6, C: 7}}]}}\n"
)
RECT = ZONE.format("rect: [0, 0, 9, 9]")
RISK = "{name: 甲, code: F1, accidents: [火灾], direct: 乙}"
EQUIPMENT = "equipment: [{name: 电梯, special: {category: 电梯, inspected: %s, next_inspection: %s}}]\n"
CERTIFICATE = "certificates: [{holder: 甲, kind: 其他, item: 乙, number: 1, issued: %s, expires: %s}]\n"
VISIT = "  end: 2027-08-31\nschedule: {visits: [{date: 2027-09-01, form: 现场检查}]}\n"
INSPECTION = "records: {inspections: [{date: 2026-09-01, kind: 日常, hazards: [YH-9]}]}\n"
POST = "departments: [{name: 生产部}]\nposts: [{name: 工, department: 生产}]\n"
POSTS = "posts: [{name: 冲压工, zone: Z1}]\n"
BARE_ZONE = "site: {width: 9, height: 9}\nzones: [{code: Z1, name: 甲, rect: [0, 0, 9, 9]}]\n"
LATE, EARLY = "2026-09-02", "2026-09-01"


def _found(small: Path, more: str = "", text: str = CLIENT) -> tuple[Problem, ...]:
    (small / "client.yaml").write_text(text + more, "utf-8")
    return schema.check(intake.read(small))


def _one(small: Path, more: str, text: str = CLIENT) -> tuple[str, str]:
    (problem,) = _found(small, more, text)
    return problem.severity, f"{problem.where}：{problem.message}；{problem.hint}"


@each(
    [
        ("91350100M000100Y4", "3"),
        ("91330799MADEMA019", "5"),
        ("91330799MADEMA027", "0"),
        ("91330799MADEMA035", "T"),
        ("91330799MADEMA043", "M"),
        ("91330799MADEMA991", "P"),
    ]
)
def test_check_digit_of_the_credit_code(first: str, last: str) -> None:
    assert check_digit(first) == last


def test_wrong_check_digit_is_told_not_refused(small: Path) -> None:
    text = CLIENT.replace("  county", "  uscc: 91350100M000100Y4Z\n  county".replace("Y4Z", "Y42"))
    severity, line = _one(small, "", text)
    assert severity == "warning"
    assert "末位是 2，按前 17 位应为 3" in line
    assert _found(small, "", text.replace("Y42", "Y43")) == ()


@pytest.mark.parametrize(
    ("headcount", "people", "told"),
    [
        (100, "", False),
        (101, "", True),
        (101, "  safety_officers: [{name: 甲, duty: 兼职}]\n", True),
        (101, "  safety_officers: [{name: 甲, duty: 专职}]\n", False),
        (101, "  safety_body: 安全部\n", False),
    ],
)
def test_more_than_100_people_ask_for_a_full_time_officer(
    small: Path, headcount: int, people: str, told: bool
) -> None:
    text = CLIENT.replace("headcount: 12", f"headcount: {headcount}").replace(
        "agreement:", people + "agreement:"
    )
    found = _found(small, "", text)
    assert [one.severity for one in found] == ["warning"] * told
    assert all("《安全生产法》第二十四条" in one.hint for one in found)


@pytest.mark.parametrize("name", ["...", "CON", "/:*"])
def test_name_that_no_folder_can_have_is_refused(small: Path, name: str) -> None:
    severity, line = _one(small, "", CLIENT.replace("永康市示例小厂（虚构）", f'"{name}"'))
    assert (severity, "不能用作文件夹名" in line) == ("error", True)


@pytest.mark.parametrize(
    ("advisor", "told"),
    [
        ("education: 大专", False),
        ("education: 大学本科", False),
        ("education: 高中", False),
        ("education: 高中, experience_years: 4", True),
        ("education: 中专, experience_years: 5", False),
        ("education: 初中, experience_years: 20", True),
    ],
)
def test_advisors_qualify_under_article_10(small: Path, advisor: str, told: bool) -> None:
    whole = "  - {name: 示例辅导员A, phone: 100-0000-0091"
    agency = AGENCY.replace(whole, f"{whole}, {advisor}")
    (small.parent / "agency.yaml").write_text(agency, "utf-8")
    found = _found(small)
    assert [one.severity for one in found] == ["warning"] * told
    assert all("《办法》第十条" in one.message for one in found)


@pytest.mark.parametrize(
    ("more", "severity", "words"),
    [
        ("advisors: [示例辅导员A, 示例辅导员A]\n", "error", "写了两次"),
        ("  signed: 2026-09-02\n", "error", "生效日期：2026-09-01 早于签订日期 2026-09-02"),
        ("documents: {plan_delivered: 2026-08-01}\n", "warning", "早于协议生效日期"),
        (VISIT, "warning", "不在服务期内"),
        (EQUIPMENT % (LATE, EARLY), "error", "早于上次检验日期"),
        (CERTIFICATE % (LATE, EARLY), "error", "早于初领日期"),
        (HAZARD.format("due: 2026-08-31"), "error", "整改期限：2026-08-31 早于发现日期"),
        (HAZARD.format("rectified: 2026-08-31"), "error", "整改完成日期：2026-08-31 早于发现日期"),
        (HAZARD.format("finder: 甲乙"), "warning", "“甲乙”不是服务机构的辅导员"),
        (HAZARD.format("responsible: 甲乙、示例辅导员A"), "error", "不能当整改责任人"),
        (HAZARD.format("zone: Z9") + RECT, "warning", "没有这个区域编号：Z9"),
        (INSPECTION, "warning", "没有这个隐患编号：YH-9"),
        (POST, "warning", "是不是“生产部”"),
        ("departments: [{name: 生产部}, {name: 生产部}]\n", "warning", "“生产部”重复"),
        ("site: {width: 10, height: 10}\n", "warning", "没有填区域"),
        (RECT.partition("\n")[2], "warning", "没有填总平面"),
        (ZONE.format("rect: [0, 0, 0, 9]"), "error", "宽和高要大于 0"),
        (ZONE.format("polygon: [[0, 0], [50, 0], [50, 61]]"), "error", "超出总平面"),
        (ZONE.format("polygon: [[0, 0], [5, 5], [9, 9]]"), "error", "多边形"),
        (RECT.replace("60}", "60, exits: [{at: [120, 5]}]}"), "warning", "在总平面之外"),
        (RECT.replace("C: 7", "direct: 死亡事故"), "error", "缺少 C"),
        (RECT.replace("C: 7", "C: 7, LS: {L: 3, S: 4}"), "error", "只能填一种"),
        (RECT.replace("L: 3, E: 6, C: 7", "kind: 工艺"), "error", "没有分级依据"),
        (RECT.replace("C: 7", "C: 7, posts: [焊工]") + POSTS, "warning", "本区域没有岗位“焊工”"),
        (RECT.replace("C: 7", "C: 7, inherent: {L: 3, E: 6}"), "error", "缺少 C"),
        (RECT.replace("C: 7", "C: 7, inherent: {}"), "error", "没有分级依据"),
        (RECT.replace("C: 7", "C: 7, inherent: {L: 1, E: 6, C: 7}"), "warning", "得分 42 低于现有风险 126"),
        (HAZARD.format("due: 2026-10-01").replace("description: 堆物, ", ""), "error", "没有隐患描述"),
        (HAZARD.format("rectified: 2026-09-05, rechecked: 2026-09-04"), "warning", "早于整改完成日期"),
        (HAZARD.format("interim_due: 2026-08-31"), "warning", "临时措施期限：2026-08-31 早于发现日期"),
        (HAZARD.format("department: 生产") + "departments: [{name: 生产部}]\n", "warning", "是不是“生产部”"),
        (RECT.replace("[{name: 冲床,", f"[{RISK}, {{name: 冲床, code: F1,"), "error", "“F1”重复"),
        (BARE_ZONE, "warning", "“未评估”"),
    ],
)
def test_one_departure_gives_one_line(small: Path, more: str, severity: str, words: str) -> None:
    found, line = _one(small, more)
    assert found == severity
    assert words in line


@pytest.mark.parametrize(
    "more",
    [
        HAZARD.format("finder: 示例辅导员A, responsible: 示例戊二, code: XF-01, days: 0"),
        HAZARD.format("clause: 判定标准, accidents: [厂（场）内车辆致害]").replace(
            "level: 一般", "level: 重大"
        ),
        ZONE.format("rect: [80, 50, 20, 10]"),
        ZONE.format("polygon: [[0, 0], [50, 0], [50, 20], [20, 20], [20, 40], [0, 40]]"),
        ZONE.format("rect: [0, 0, 9, 9]").replace("L: 3, E: 6, C: 7", "direct: 构成重大危险源"),
        ZONE.format("rect: [0, 0, 9, 9]").replace("L: 3, E: 6, C: 7", "L: 0.5, E: 6.0, C: 40, direct: 理由"),
    ],
)
def test_what_is_in_order_is_let_through(small: Path, more: str) -> None:
    assert _found(small, more) == ()


@each(
    [
        ([(0, 0), (4, 0), (4, 4), (0, 4)], True),
        ([(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)], True),
        ([(0, 0), (4, 4), (4, 0), (0, 4)], False),
        ([(0, 0), (4, 0), (2, 0), (2, 3)], False),
        ([(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)], False),
        ([(0, 0), (2, 0), (4, 0), (4, 4)], True),
        ([(0, 0), (4, 0)], False),
    ]
)
def test_outlines_cross_themselves_or_not(points: list[tuple[float, float]], sound: bool) -> None:
    assert simple(points) is sound


def _photo(small: Path, path: str) -> list[str]:
    return [one.message for one in _found(small, HAZARD.format(f"before: [{{photo: {path}}}]"))]


def test_photos_are_found_beside_the_data(small: Path) -> None:
    (small / "photos").mkdir()
    (small / "photos" / "甲.JPG").write_bytes(b"x")
    assert _photo(small, "photos/甲.JPG") == []
    assert _photo(small, "photos/../photos/甲.JPG") == []
    (problem,) = _found(small, HAZARD.format("before: [{photo: photos/甲.png}]"))
    assert (problem.message, problem.hint) == ("找不到照片：photos/甲.png", "是不是 甲.JPG")
    assert _photo(small, "photo/甲.JPG") == ["找不到照片：photo/甲.JPG"]
    assert _photo(small, "https://example.invalid/a.jpg") == [
        "照片路径应为相对路径：https://example.invalid/a.jpg"
    ]
    assert _photo(small, "'C:/a.jpg'") == ["照片路径应为相对路径：C:/a.jpg"]
    (small / "folder.jpg").mkdir()
    assert _photo(small, "folder.jpg") == ["不是文件：folder.jpg"]
    long = "长" * 300 + ".jpg"
    assert _photo(small, long)[0].startswith("照片无法读取")


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_links_do_not_lead_out_of_the_folder(small: Path) -> None:
    outside = small.parent / "outside.jpg"
    outside.write_bytes(b"x")
    (small / "link.jpg").symlink_to(outside)
    assert _photo(small, "link.jpg") == ["照片不在数据文件夹内：link.jpg"]
    (small / "loop.jpg").symlink_to(small / "loop.jpg")
    assert len(_photo(small, "loop.jpg")) == 1


def test_advisor_photos_lie_beside_the_agency_file(small: Path) -> None:
    agency = small.parent / "agency.yaml"
    agency.write_text(AGENCY.replace("0091}", "0091, photo: a.jpg}"), "utf-8")
    assert [one.message for one in _found(small)] == ["找不到照片：a.jpg"]
    (small.parent / "a.jpg").write_bytes(b"x")
    assert _found(small) == ()
