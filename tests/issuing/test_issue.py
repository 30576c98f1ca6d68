"""Issuing a paper: its day, its bytes, its row; what is refused, and that nothing is changed then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import api, issued
from generator.api import issuing
from generator.api.issuing import Days, Issue, IssuingError
from generator.delivery import disk
from generator.word import provenance, stamped
from tests.bundles import folders
from tests.issuing import clients
from tests.issuing.clients import TODAY, Desk, day, edit, files, refused, rows, said


def test_a_paper_is_made_for_its_day_and_kept_beside_the_data(client: Path, desk: Desk) -> None:
    (done,) = issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))
    (row,) = rows(client)
    data = (client / "issued" / row.file).read_bytes()
    assert issued.data(api.load(client), row) == data
    assert (row.id, row.version, row.day, row.number) == ("plan", "A/0", day("2026-02-10"), 0)
    assert row.path.startswith("01 服务方案/") and row.path.endswith(".docx")
    assert row.tool.startswith("tuoguan ") and row.values
    assert issued.digests(api.load(client), row)["enterprise.name"]
    assert "2026年2月10日" in said(data)
    told = stamped.read(data, row.file)
    assert told.parts == told.properties[provenance.PARTS]
    assert done.told == ()


def test_without_a_day_it_bears_today_or_the_day_of_its_act(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("plan",)))
    assert rows(client)[0].day == TODAY
    file = client / "client.yaml"
    file.write_text(
        file.read_text("utf-8") + "documents: {letter_enterprise_delivered: 2026-01-07}\n", "utf-8"
    )
    issuing.issue(desk(), Issue(("letter_enterprise",)))
    assert rows(client)[1].day == day("2026-01-07")


def test_the_version_of_the_plan_that_the_data_tells_is_on_paper_and_on_record(
    client: Path, desk: Desk
) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + "documents: {plan_version: 第一版}\n", "utf-8")
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))
    (row,) = rows(client)
    assert row.version == "第一版" and "第一版" in said(issued.data(api.load(client), row))
    issuing.issue(desk(), Issue(("letter_filing",), day("2026-02-12")))
    filing = said(issued.data(api.load(client), rows(client)[1]))
    assert "第一版" in filing and rows(client)[1].version == "A/0"


def test_the_bundle_by_which_a_paper_was_made_is_on_record(
    client: Path, compiled: Path, tmp_path: Path
) -> None:
    text = "@title 服务方案备查函\n@plain {{ enterprise.name }}的方案已经备查。\n"
    own = folders.bundle(tmp_path / "own", {"text/letters/letter_filing.md": text}, applies_from="2026-01-01")
    library = api.edition(own, TODAY, compiled)
    order = api.Order(TODAY, library=library, templates=own, cache=compiled)
    issuing.issue(issuing.desk(client, order), Issue(("policy",), day("2026-02-10")))
    assert rows(client)[0].edition == library.edition != api.built_in().edition


def test_what_came_after_its_day_is_not_in_it(client: Path, desk: Desk) -> None:
    clients.record(
        client,
        day("2026-02-24"),
        "hazards:\n  - {number: YH-9, location: 仓库, description: 灭火器缺失,"
        " level: 一般, basis: [消防法], recommendation: 补齐, found: 2026-02-24, due: 2026-03-20}\n",
    )
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))
    assert "灭火器缺失" not in said((client / "issued" / rows(client)[0].file).read_bytes())


def test_our_own_output_is_made_anew_for_the_day_and_put_into_the_pack(
    client: Path, desk: Desk, pack: Path
) -> None:
    (done,) = issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10")))
    frozen = (client / "issued" / done.row.file).read_bytes()
    assert (pack / done.row.path).read_bytes() == frozen
    assert "2026年2月10日" in said(frozen)
    assert done.told == ()


def test_a_file_edited_by_hand_is_frozen_as_it_is(client: Path, desk: Desk, pack: Path) -> None:
    path, edited = edit(pack, "安全生产技术服务方案")
    (done,) = issuing.issue(desk(pack.parent), Issue(("plan",), day("2026-02-10")))
    assert (client / "issued" / done.row.file).read_bytes() == edited == path.read_bytes()
    assert [one.message for one in done.told] == [
        "资料包里的文件手工改过",
        "手工改过的文件里日期还空着，或不是 2026-02-10",
    ]


def test_a_scan_takes_the_place_of_the_paper(desk: Desk, pack: Path, tmp_path: Path) -> None:
    scan = tmp_path / "签字.PDF"
    scan.write_bytes(b"%PDF-1.7 signed")
    (done,) = issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10"), scan))
    assert done.row.path.endswith("安全生产技术服务方案.pdf")
    assert (pack / done.row.path).read_bytes() == scan.read_bytes()
    assert done.row.file.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("甲.pdf", b"PK\x03\x04", "内容不是 .pdf 文件"),
        ("甲.txt", b"%PDF", "不能留底的文件类型"),
        ("甲.pdf", None, "找不到文件"),
        ("甲.docx", b"%PDF", "内容不是 .docx 文件"),
    ],
)
def test_a_file_that_is_none_is_refused(
    client: Path, desk: Desk, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    for asked in (Issue(("plan",), file=path), Issue(("plan",), days=Days(scans=(path,)))):
        (told,) = refused(client, lambda asked=asked: issuing.issue(desk(), asked))
        assert words in told


def test_several_papers_are_issued_all_or_none(client: Path, desk: Desk) -> None:
    asked = Issue(("plan", "letter_enterprise", "letter_filing"), day("2026-02-10"))
    (told,) = refused(client, lambda: issuing.issue(desk(), asked))
    assert "服务方案提交企业的日期" in told and "第十五条" in told
    issuing.issue(desk(), Issue(("plan", "letter_enterprise"), day("2026-02-10")))
    assert [row.id for row in rows(client)] == ["plan", "letter_enterprise"]
    issuing.issue(desk(), Issue(("letter_filing",), day("2026-02-11")))
    assert len(rows(client)) == 3


def test_one_file_is_not_two_papers(client: Path, desk: Desk, tmp_path: Path) -> None:
    (told,) = refused(
        client, lambda: issuing.issue(desk(), Issue(("plan", "letter_enterprise"), file=tmp_path / "甲.pdf"))
    )
    assert "一个文件不能作 2 份文书" in told


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Issue(("plam",)), "没有编号为“plam”的交付件"),
        (Issue(("plan:2027",)), "没有“2027”这一份；有：plan"),
        (Issue(("record_visit",)), "没有登记已完成的到场服务"),
        (Issue(("system_chemicals",)), "企业没有填报危险化学品"),
        (Issue(("risk_list",)), "随时更新，不签发"),
        (Issue(("plan",), day("2026-03-03")), "还没有到"),
        (
            Issue(("plan",), days=Days(delivered=day("2026-03-01"))),
            "送达日期 2026-03-01 早于签发日期",
        ),
        (Issue(("plan",), days=Days(signed=day("2026-03-03"))), "签字日期 2026-03-03 还没有到"),
    ],
)
def test_what_cannot_be_issued_is_one_line(client: Path, desk: Desk, asked: Issue, words: str) -> None:
    (told,) = refused(client, lambda: issuing.issue(desk(), asked))
    assert words in told


def test_a_day_that_contradicts_the_data_names_both_places(client: Path, desk: Desk) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + "documents:\n  plan_delivered: 2026-02-10\n", "utf-8")
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("plan",), day("2026-02-11"))))
    assert told.startswith("--date：plan 的 2026-02-11 与填报的")
    assert "2026-02-10" in told and "client.yaml:" in told
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))


def test_of_records_the_one_that_is_open_is_meant(client: Path, desk: Desk) -> None:
    for one in ("2026-01-08", "2026-01-22"):
        clients.record(client, day(one), clients.visited(day(one)))
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("record_visit",))))
    assert "record_visit:2026-01-08、record_visit:2026-01-22" in told
    issuing.issue(desk(), Issue(("record_visit:2026-01-08",)))
    issuing.issue(desk(), Issue(("record_visit",)))
    assert [(row.key, row.day) for row in rows(client)] == [
        ("2026-01-08", day("2026-01-08")),
        ("2026-01-22", day("2026-01-22")),
    ]
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("record_visit",))))
    assert "有 2 份" in told


def test_an_issued_paper_is_not_issued_again_but_told_more_of(
    client: Path, desk: Desk, tmp_path: Path
) -> None:
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("plan",), day("2026-02-10"))))
    assert "tuoguan revise plan --reason" in told and "tuoguan withdraw plan --reason" in told
    scan = tmp_path / "签收.jpg"
    scan.write_bytes(b"\xff\xd8\xff signed")
    days = Days(day("2026-02-11"), day("2026-02-12"), day("2026-02-13"), (scan,))
    issuing.issue(desk(), Issue(("plan",), days=days))
    (row,) = rows(client)
    assert (row.signed, row.delivered, row.filed) == (days.signed, days.delivered, days.filed)
    assert [(client / "issued" / name).read_bytes() for name in row.scans] == [scan.read_bytes()]
    issuing.issue(desk(), Issue(("plan",), days=days))
    assert rows(client) == (row,)
    other = Issue(("plan",), days=Days(delivered=day("2026-02-20")))
    (told,) = refused(client, lambda: issuing.issue(desk(), other))
    assert "送达日期已登记为 2026-02-12" in told


def test_a_paper_before_the_agreement_is_told(desk: Desk) -> None:
    (done,) = issuing.issue(desk(), Issue(("letter_enterprise",), day("2025-12-29")))
    assert [one.message for one in done.told] == ["签发日期 2025-12-29 早于服务协议签订日期 2025-12-30"]


def test_what_an_article_demands_must_not_be_blank(client: Path, desk: Desk) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("  uscc: 91330799MADEMA0195\n", ""), "utf-8")
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("plan",))))
    assert "被托管单位统一社会信用代码（enterprise.uscc，第十五条）" in told
    scan = client.parent / "甲.pdf"
    scan.write_bytes(b"%PDF")
    (done,) = issuing.issue(desk(), Issue(("plan",), file=scan))
    assert [one.severity for one in done.told] == ["warning"]


def test_the_pack_is_the_clients_own(client: Path, desk: Desk, pack: Path, tmp_path: Path) -> None:
    (told,) = refused(client, lambda: desk(tmp_path / "nowhere"))
    assert "没有“永康市示例小厂（虚构）”的资料包" in told
    shutil.copytree(pack, tmp_path / "other")
    manifest = tmp_path / "other/manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("示例小厂", "示例大厂"), "utf-8")
    assert desk(tmp_path / "other").pack == tmp_path / "other", "of its code, before it was renamed"
    code = manifest.read_text("utf-8").replace("91330799MADEMA0195", "91330799MADEMA0573")
    manifest.write_text(code, "utf-8")
    (told,) = refused(client, lambda: desk(tmp_path / "other"))
    assert "示例大厂" in told


@pytest.mark.parametrize("number", range(1, 4))
def test_a_disk_that_fails_beside_the_data_changes_nothing(
    client: Path, desk: Desk, pack: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = files(pack)
    left = iter(range(number - 1))
    replaced = disk.replace

    def fail(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise OSError(28, "full")
        replaced(source, target)

    here = desk(pack)
    monkeypatch.setattr(disk, "replace", fail)
    (told,) = refused(client, lambda: issuing.issue(here, Issue(("plan",), day("2026-02-10"))))
    assert "磁盘空间不足" in told
    assert files(pack) == before


def test_what_the_pack_refuses_is_told_and_the_next_build_puts_it_right(
    client: Path, desk: Desk, pack: Path, monkeypatch: pytest.MonkeyPatch, session: Path
) -> None:
    here = desk(pack)
    written = disk.write

    def fail(path: Path, data: bytes, lasting: bool = False) -> None:
        if "issued" not in path.parts:
            raise OSError(28, "full")
        written(path, data, lasting)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", fail)
        (done,) = issuing.issue(here, Issue(("plan",), day("2026-02-10")))
    assert any("下次生成资料包时补上" in str(one) for one in done.told)
    frozen = (client / "issued" / done.row.file).read_bytes()
    order = api.Order(TODAY, ("plan", "system_fire"), cache=session / "cache/tuoguan")
    api.build(api.load(client), pack.parent, order)
    assert (pack / done.row.path).read_bytes() == frozen


def test_an_error_in_the_data_stops_before_anything_is_made(client: Path, desk: Desk) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("headcount: 12", "headcount: -1"), "utf-8")
    assert any("从业人员" in one or "headcount" in one or "人数" in one for one in refused(client, desk))


def test_an_issued_file_that_was_altered_stops_everything(client: Path, desk: Desk) -> None:
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))
    path = client / "issued" / rows(client)[0].file
    path.write_bytes(path.read_bytes() + b"x")
    (told,) = refused(client, desk)
    assert "签发后被改动或损坏" in told
    assert IssuingError.__mro__[1] is api.GeneratorError


def test_a_hand_edit_that_bears_the_day_is_told_alone(client: Path, desk: Desk, pack: Path) -> None:
    issuing.issue(desk(), Issue(("system_fire",), day("2026-02-10")))
    (path,) = pack.rglob("*防火安全管理制度.docx")
    path.write_bytes((client / "issued" / rows(client)[0].file).read_bytes())
    edit(pack, "防火安全管理制度")
    issuing.withdraw(desk(), "system_fire", "改")
    (done,) = issuing.issue(desk(pack), Issue(("system_fire",), day("2026-02-10")))
    assert [one.message for one in done.told] == ["资料包里的文件手工改过"]


def test_the_last_days_that_are_not_too_late_or_too_early(client: Path, desk: Desk) -> None:
    (done,) = issuing.issue(desk(), Issue(("letter_enterprise",), day("2025-12-30")))
    assert done.told == ()
    days = Days(signed=TODAY, delivered=TODAY, filed=TODAY)
    issuing.issue(desk(), Issue(("plan",), TODAY, days=days))
    assert [(row.signed, row.delivered, row.filed) for row in rows(client)][1:] == [(TODAY, TODAY, TODAY)]
