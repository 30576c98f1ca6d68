"""The papers of a major hazard: one of each for each of them, issued for their own acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx

from generator import api, domain, issued
from generator.api import issuing
from generator.api.issuing import Days, Issue
from generator.library import built_in, catalogue, usual_hazards
from tests.issuing.clients import TODAY, Desk, day, refused, rows, said
from tests.rows import each

PAPERS = [entry for entry in catalogue.load(built_in()) if entry.items == "hazards_major"]
FIRST = """\
  - number: 甲1
    code: FC-10
    location: 抛光间风管
    description: 风管内积铝粉约 3 mm
    found: 2026-02-08
    due: 2026-02-20
    stop: {what: 抛光线, done: 2026-02-08}
    department: 生产部
    responsible: 示例戊二
    funds: 20000
"""
SECOND = """\
  - number: 甲2
    code: FC-10
    location: 打磨间除尘器
    description: 灰斗积铝粉没有清出
    found: 2026-02-08
    due: 2026-02-28
    stop: {what: 打磨线, done: 2026-02-09}
    responsible: 示例戊三
"""
GENERAL = """\
  - {number: 乙1, location: 仓库, description: 灭火器缺失, level: 一般, basis: [消防法],
     recommendation: 补齐, found: 2026-02-08, due: 2026-03-20}
"""


def _add(client: Path, *hazards: str) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + "hazards:\n" + "".join(hazards), "utf-8")


def _issue(client: Path, desk: Desk, name: str, *given: str) -> str:
    """The words of the paper that was issued."""
    issuing.issue(desk(), Issue((name,), *map(day, given)))
    return said(issued.data(api.load(client), rows(client)[-1]))


def _hazard(client: Path) -> domain.Hazard:
    """The first hazard as it stands today."""
    told, _ = api.examine(api.load(client), TODAY)
    assert told
    return told.facts.hazards[0]


def test_there_are_five_each_with_its_act() -> None:
    assert [(entry.id, entry.life, entry.act) for entry in PAPERS] == [
        ("hazard_notice", "issued", "hazard.notified"),
        ("hazard_treatment", "issued", "hazard.plan_signed"),
        ("hazard_report", "issued", "hazard.reported"),
        ("hazard_urging", "issued", "hazard.supervised"),
        ("hazard_acceptance", "issued", "hazard.accepted"),
    ]


def test_each_major_hazard_has_its_own_and_no_other_has_any(client: Path, desk: Desk) -> None:
    _add(client, FIRST, SECOND, GENERAL)
    found = [paper.key for paper in desk().papers if paper.entry in PAPERS]
    assert sorted(found) == ["甲1"] * 5 + ["甲2"] * 5


def test_two_major_hazards_are_told_each_in_its_own_words(client: Path, desk: Desk) -> None:
    _add(client, FIRST, SECOND)
    for name in ("hazard_notice", "hazard_treatment", "hazard_report", "hazard_urging"):
        one, two = _issue(client, desk, f"{name}:甲1"), _issue(client, desk, f"{name}:甲2")
        assert [words for words in ("抛光间风管", "示例戊二", "2026-02-20") if words not in one] == []
        assert [words for words in ("打磨间除尘器", "示例戊三", "2026-02-28") if words not in two] == []
        assert "打磨" not in one and "抛光" not in two


def test_its_units_say_what_to_do_until_then_and_before_it_runs_again(client: Path, desk: Desk) -> None:
    dust = "zones: [{code: Z1, name: 抛光间}]\ndust: [{kind: 铝, zone: Z1}]\n"
    _add(client, FIRST.replace("    location", "    zone: Z1\n    location"))
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + dust, "utf-8")
    interim, restart = "不得用水清洗", "干燥的砂、D类灭火剂到位"
    told = {name: _issue(client, desk, name) for name in ACTS}
    assert [name for name, words in told.items() if interim in words] == ["hazard_notice", "hazard_treatment"]
    assert [name for name, words in told.items() if restart in words] == ["hazard_treatment"]


def test_no_two_cases_of_the_standard_have_the_same_five_measures(client: Path, compiled: Path) -> None:
    """All in one place, by one person, to one day: what is done and what is judged still differ."""
    codes = [entry["code"] for entry in usual_hazards.load(built_in()) if entry["code"].startswith("FC")]
    about = "location: 抛光间, found: 2026-02-08, due: 2026-02-20, responsible: 戊"
    row = f"  - {{{{code: {{}}, number: {{}}, {about}}}}}\n"
    _add(client, *(row.format(code, code) for code in codes))
    order = api.Order(TODAY, ("plan", "hazard_notice"), cache=compiled)
    folder = api.build(api.load(client), client.parent / "out", order).report.folder
    for name in ("*技术服务方案.docx", "*重大事故隐患告知单.docx"):
        five = [one for path in folder.rglob(name) for one in _five(path)]
        assert len(five) == len(set(five)) == 10


def _five(path: Path) -> Iterator[str]:
    """The words of each table of the five measures in a document."""
    for table in docx.Document(str(path)).tables:
        if table.cell(0, 0).text == "治理目标":
            yield "\n".join(cell.text for row in table.rows for cell in row.cells)


ACTS = {
    "hazard_notice": "notified",
    "hazard_treatment": "plan_signed",
    "hazard_report": "reported",
    "hazard_urging": "supervised",
}


def test_a_paper_bears_the_day_of_its_act(client: Path, desk: Desk) -> None:
    acts = "".join(f"    {field}: 2026-02-{no}\n" for no, field in enumerate(ACTS.values(), 10))
    _add(client, FIRST + acts)
    for no, name in enumerate(ACTS, 10):
        assert f"2026年2月{no}日" in _issue(client, desk, name)
        assert rows(client)[-1].day == day(f"2026-02-{no}")


def test_another_day_than_that_of_the_act_is_refused_with_its_place(client: Path, desk: Desk) -> None:
    _add(client, FIRST + "    notified: 2026-02-10\n")
    asked = Issue(("hazard_notice",), day("2026-02-11"))
    (line,) = refused(client, lambda: issuing.issue(desk(), asked))
    assert "书面告知日期 2026-02-10（" in line and "client.yaml:" in line


def test_what_was_issued_tells_the_day_of_the_act(client: Path, desk: Desk) -> None:
    _add(client, FIRST)
    for no, name in enumerate(ACTS, 10):
        issuing.issue(desk(), Issue((name,), day(f"2026-02-{no}")))
    found = _hazard(client)
    assert [getattr(found, field).day for field in ACTS.values()] == [10, 11, 12, 13]
    issuing.issue(desk(), Issue(("hazard_notice",), days=Days(delivered=day("2026-02-14"))))
    assert _hazard(client).notified == day("2026-02-14")


def test_what_came_after_the_notice_is_not_in_it(client: Path, desk: Desk) -> None:
    _add(client, FIRST + "    notified: 2026-02-08\n    rectified: 2026-02-19\n    spent: 18600\n")
    words = _issue(client, desk, "hazard_notice")
    assert "2026-02-19" not in words and "18600" not in words


def test_an_acceptance_waits_for_what_is_to_be_accepted(client: Path, desk: Desk) -> None:
    _add(client, FIRST)
    (line,) = refused(client, lambda: issuing.issue(desk(), Issue(("hazard_acceptance",))))
    assert "整改完成日期（hazards 的 rectified" in line and "复查日期" in line
    done = "    rectified: 2026-02-18\n    rechecked: 2026-02-19\n    result: 已整改\n"
    accepted = "    acceptance: {date: 2026-02-20, by: 示例戊一, result: 风管清净，同意恢复}\n"
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + done, "utf-8")
    blank = _issue(client, desk, "hazard_acceptance", "2026-02-20")
    assert "□合格，同意恢复" in blank
    issuing.withdraw(desk(), "hazard_acceptance:甲1", "填错")
    file.write_text(file.read_text("utf-8") + accepted, "utf-8")
    assert "风管清净，同意恢复" in _issue(client, desk, "hazard_acceptance")
    assert rows(client)[-1].day == day("2026-02-20")


@each(
    [
        ("    responsible: 示例戊二\n", "hazard_treatment", "整改责任人（hazards 的 responsible"),
        ("    due: 2026-02-20\n", "hazard_report", "整改期限（hazards 的 due 或者 days"),
    ]
)
def test_what_is_missing_is_told_with_where_to_fill_it_in(
    line: str, name: str, told: str, client: Path, desk: Desk
) -> None:
    file = client / "client.yaml"
    before = file.read_text("utf-8")
    _add(client, FIRST.replace(line, ""))
    (said_,) = refused(client, lambda: issuing.issue(desk(), Issue((name,))))
    assert told in said_
    file.write_text(before, "utf-8")


def test_an_overdue_one_is_urged_as_late_and_a_revision_says_what_changed(client: Path, desk: Desk) -> None:
    _add(client, FIRST)
    assert "重大逾期" in _issue(client, desk, "hazard_urging")
    opened = issuing.revise(desk(), "hazard_urging:甲1", "治理完成")
    assert opened
    file = client / "client.yaml"
    done = "    rectified: 2026-03-01\n    rechecked: 2026-03-02\n    result: 已整改\n"
    file.write_text(file.read_text("utf-8") + done, "utf-8")
    words = _issue(client, desk, "hazard_urging:甲1")
    assert "重大逾期" not in words and "A/1版" in words and "替代" in words
