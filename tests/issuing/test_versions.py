"""Versions of an issued paper: opened with a reason, told by what they change, issued, withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import api, domain, issued
from generator.api import issuing
from generator.api.issuing import Days, Issue
from generator.issuing.versions import following
from tests.issuing import clients
from tests.issuing.clients import TODAY, Desk, day, edit, files, refused, rows, said


def change(client: Path, before: str = "headcount: 12", after: str = "headcount: 17") -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")


def frozen(client: Path, number: int) -> bytes:
    return (client / "issued" / rows(client)[number].file).read_bytes()


def test_a_revision_is_opened_told_and_issued(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))
    first = frozen(client, 0)
    change(client)
    done = issuing.revise(desk(), "plan", " 从业人员\n增加 ")
    assert (done.row.version, done.row.reason, done.row.opened) == ("A/1", "从业人员 增加", TODAY)
    told = [str(one) for one in done.differences or ()]
    assert any("12" in one and "17" in one for one in told), told
    assert not [one for one in told if "手工" in one or "A/1" in one]
    issuing.issue(desk(), Issue(("plan",), day("2026-03-01")))
    assert [(row.version, row.day) for row in rows(client)] == [
        ("A/0", day("2026-02-10")),
        ("A/1", day("2026-03-01")),
    ]
    assert frozen(client, 0) == first
    text = said(frozen(client, 1))
    assert "A/1" in text and "从业人员 增加" in text and "2026年3月1日" in text


@pytest.mark.parametrize(("heard", "own"), [("2026-02-10", False), ("2026-02-11", True)])
def test_a_revision_tells_of_no_act_of_the_version_before(
    client: Path, desk: Desk, heard: str, own: bool
) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + "documents: {consulted: 2026-02-09}\n", "utf-8")
    issuing.issue(desk(), Issue(("policy",), day("2026-02-10")))
    assert "于2026年2月9日听取" in said(frozen(client, 0))
    change(client, "consulted: 2026-02-09", f"consulted: {heard}")
    issuing.revise(desk(), "policy", "目标调整", day("2026-03-01"))
    assert (f"于{domain.day(heard):%Y年%-m月%-d日}听取" in said(frozen(client, 1))) is own


def test_the_receipt_of_a_revised_plan_bears_no_day_of_filing(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10"), days=Days(filed=day("2026-02-10"))))
    issuing.revise(desk(), "plan", "从业人员增加", day("2026-03-01"))
    (line,) = (one for one in said(frozen(client, 1)).splitlines() if "备查日期" in one)
    assert "2026" not in line


def test_what_was_edited_by_hand_is_told_as_such(client: Path, desk: Desk, pack: Path) -> None:
    edit(pack, "安全生产技术服务方案")
    issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10")))
    change(client)
    done = issuing.revise(desk(), "plan", "从业人员增加")
    told = {str(one): one.by_hand for one in done.differences or ()}
    assert any("手工加的一段话" in one and hand for one, hand in told.items())
    assert any("17" in one and not hand for one, hand in told.items())
    assert len([one for one, hand in told.items() if hand]) == 1


def test_a_scan_cannot_be_compared(client: Path, desk: Desk, tmp_path: Path) -> None:
    scan = tmp_path / "甲.pdf"
    scan.write_bytes(b"%PDF")
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10"), scan))
    assert issuing.revise(desk(), "plan", "换版").values == ()
    change(client)
    done = issuing.revise(desk(), "plan", "换版")
    assert done.differences is None and "从业人员" in "、".join(done.values)
    assert rows(client)[1].version == "A/1"


@pytest.mark.parametrize("reason", ["", " \n"])
def test_without_a_reason_nothing_is_opened_or_withdrawn(client: Path, desk: Desk, reason: str) -> None:
    issuing.issue(desk(), Issue(("policy",)))
    for act in (issuing.revise, issuing.withdraw):
        (told,) = refused(client, lambda act=act: act(desk(), "policy", reason))
        assert told.startswith("--reason：没有写")


def test_what_is_not_issued_is_neither_revised_nor_withdrawn(client: Path, desk: Desk) -> None:
    for act in (issuing.revise, issuing.withdraw):
        (told,) = refused(client, lambda act=act: act(desk(), "plan", "改"))
        assert "还没有签发" in told


def test_a_revision_that_is_open_is_told_and_not_opened_twice(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("policy",)))
    issuing.revise(desk(), "policy", "改")
    before = files(client)
    done = issuing.revise(desk(), "policy", "又改")
    assert (done.before, done.row.reason) == (True, "改")
    assert files(client) == before


def test_a_version_is_not_older_than_the_one_before(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("policy",), day("2026-02-10")))
    issuing.revise(desk(), "policy", "改")
    asked = Issue(("policy",), day("2026-02-09"))
    (told,) = refused(client, lambda: issuing.issue(desk(), asked))
    assert "早于 A/0 版的签发日期 2026-02-10" in told
    issuing.issue(desk(), Issue(("policy",), day("2026-02-10")))


def test_a_withdrawn_paper_is_open_again_and_all_rows_stay(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("policy",), day("2026-02-10")))
    issuing.withdraw(desk(), "policy", "日期写错")
    issuing.issue(desk(), Issue(("policy",), day("2026-02-09")))
    first, second = rows(client)
    assert first.withdrawn and (first.withdrawn.day, first.withdrawn.reason) == (TODAY, "日期写错")
    assert (second.version, second.day) == ("A/0", day("2026-02-09"))
    assert first.file != second.file
    assert (client / "issued" / first.file).is_file()


def test_withdrawing_takes_the_last_version_first(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("policy",), day("2026-02-10")))
    issuing.revise(desk(), "policy", "改")
    assert issuing.withdraw(desk(), "policy", "不改了").version == "A/1"
    assert [bool(row.withdrawn) for row in rows(client)] == [False, True]
    issuing.revise(desk(), "policy", "再改")
    issuing.issue(desk(), Issue(("policy",)))
    assert issuing.withdraw(desk(), "policy", "错了").version == "A/1"
    assert rows(client)[0].withdrawn is None


@pytest.mark.parametrize(
    ("version", "after"), [("A/0", "A/1"), ("A/9", "A/10"), ("B/2", "B/3"), ("第一版", "第一版/1")]
)
def test_versions_count_on(version: str, after: str) -> None:
    assert following(version) == after


def test_a_draft_of_the_next_version_stands_in_the_pack(
    client: Path, desk: Desk, pack: Path, session: Path
) -> None:
    issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10")))
    issuing.revise(desk(), "plan", "从业人员增加")
    order = api.Order(TODAY, ("plan", "system_fire"), cache=session / "cache/tuoguan")
    api.build(api.load(client), pack.parent, order)
    (path,) = pack.glob("*/*安全生产技术服务方案.docx")
    assert "A/1" in said(path.read_bytes()) and "从业人员增加" in said(path.read_bytes())
    issuing.withdraw(desk(), "plan", "不改了")
    api.build(api.load(client), pack.parent, order)
    assert path.read_bytes() == frozen(client, 0)


def test_a_paper_whose_item_left_the_data_stays_and_is_not_revised(
    client: Path, desk: Desk, session: Path, tmp_path: Path
) -> None:
    clients.record(client, day("2026-01-08"), clients.visited(day("2026-01-08")))
    issuing.issue(desk(), Issue(("record_visit",)))
    (client / "records/2026-01-08-服务.yaml").unlink()
    for act in (
        lambda: issuing.revise(desk(), "record_visit", "改"),
        lambda: issuing.revise(desk(), "record_visit:2026-01-08", "改"),
    ):
        (told,) = refused(client, act)
        assert "填报数据里已经没有这一项" in told
    order = api.Order(TODAY, ("record_visit",), cache=session / "cache/tuoguan")
    pack = api.build(api.load(client), tmp_path / "out", order).report.folder
    assert (pack / rows(client)[0].path).read_bytes() == frozen(client, 0)
    issuing.withdraw(desk(), "record_visit", "没有到场")
    assert rows(client)[0].withdrawn


def test_a_ledger_is_issued_when_its_year_is_over(client: Path, desk: Desk) -> None:
    asked = Issue(("ledger_meetings",))
    (told,) = refused(client, lambda: issuing.issue(desk(today=day("2026-12-31")), asked))
    assert "2026 年还没有结束" in told
    issuing.issue(desk(today=day("2027-01-01")), Issue(("ledger_meetings:2026",)))
    assert [(row.id, row.key) for row in rows(client)] == [("ledger_meetings", "2026")]


def test_a_revision_is_issued_at_once_or_not_opened_at_all(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))
    for wrong in ("2026-02-09", "2026-03-03"):
        (told,) = refused(client, lambda wrong=wrong: issuing.revise(desk(), "plan", "改", day(wrong)))
        assert told.startswith("--date：")
    done = issuing.revise(desk(), "plan", "从业人员增加", day("2026-03-01"))
    _, row = rows(client)
    assert done.issued and (row.version, row.day, row.opened) == ("A/1", day("2026-03-01"), TODAY)
    assert (row.reason, row.file) == ("从业人员增加", "安全生产技术服务方案 A-1.docx")
    text = said(frozen(client, 1))
    assert "2026年3月1日" in text and "2026年2月10日" in text and "从业人员增加" in text
    issuing.revise(desk(), "plan", "再改")
    issuing.revise(desk(), "plan", "又改", day("2026-03-02"))
    assert [(row.version, row.reason) for row in rows(client)][2:] == [("A/2", "再改")]


def test_a_hand_edit_outlives_a_mistaken_issue(client: Path, desk: Desk, pack: Path) -> None:
    _, edited = edit(pack, "安全生产技术服务方案")
    issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10")))
    issuing.withdraw(desk(), "plan", "日期写错")
    (done,) = issuing.issue(desk(pack), Issue(("plan",), day("2026-02-11")))
    assert frozen(client, 1) == edited
    assert done.told[0].message == "资料包里的文件手工改过"
    assert issued.edits(desk().record, rows(client)[1]) == issued.edits(desk().record, rows(client)[0])


def test_what_a_file_that_is_handed_in_has_of_its_own_is_told(desk: Desk, pack: Path, tmp_path: Path) -> None:
    path, _ = edit(pack, "防火安全管理制度")
    file = path.rename(tmp_path / "改好的.docx")
    issuing.issue(desk(), Issue(("system_fire",), day("2026-02-10"), file))
    done = issuing.revise(desk(), "system_fire", "改")
    assert [one.by_hand for one in done.differences or () if "手工加的一段话" in str(one)] == [True]


def test_the_version_before_is_not_frozen_as_the_next(client: Path, desk: Desk, pack: Path) -> None:
    _, edited = edit(pack, "安全生产技术服务方案")
    issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10")))
    issuing.revise(desk(pack), "plan", "从业人员增加", day("2026-03-01"))
    assert frozen(client, 0) == edited
    assert "A/1" in said(frozen(client, 1)) and "手工加的一段话" not in said(frozen(client, 1))
