"""Nothing that was issued is lost, written twice or written so that it is refused afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import api
from generator.api import issuing, standing
from generator.api.issuing import Issue, Renewal
from tests.issuing.clients import TODAY, Desk, day, files, record, refused, rows, visited


def order(session: Path, only: tuple[str, ...] = ("plan", "system_fire")) -> api.Order:
    return api.Order(day("2026-03-05"), only, cache=session / "cache/tuoguan")


def renew(client: Path, number: str = "") -> Path:
    return issuing.renew(client, Renewal(day("2027-01-01"), day("2027-12-31"), number), TODAY)


@pytest.mark.parametrize("lost", ["folder", "row"])
def test_the_pack_s_copy_of_an_issued_paper_stays_where_the_folder_of_issued_ones_is_lost(
    client: Path, pack: Path, desk: Desk, session: Path, lost: str
) -> None:
    issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10")))
    issuing.issue(desk(pack), Issue(("letter_bureau",), day("2026-02-10")))
    if lost == "folder":
        shutil.rmtree(client / "issued")
    else:
        index = client / "issued/index.yaml"
        lines = index.read_text("utf-8").splitlines(keepends=True)
        index.write_text("".join(line for line in lines if "id: plan" not in line), "utf-8")
    before = files(pack)
    out = pack.parent
    for act in (
        lambda: api.build(api.load(client), out, order(session)),
        lambda: desk(pack),
        lambda: standing.stand(api.load(client), order(session, ()), pack),
    ):
        told = refused(client, act)
        assert all("没有它的登记" in line and "请从备份恢复 issued 文件夹" in line for line in told)
        assert any("安全生产技术服务方案.docx" in line for line in told)
        assert files(pack) == before
    api.build(api.load(client), out, order(session), force=True)
    (plan,) = (path for path in before if path.endswith("服务方案.docx"))
    assert files(pack)[f"旧版 2026-03-05/{plan}"] == before[plan] != files(pack)[plan]


def test_a_withdrawn_or_revised_paper_is_no_lost_one(
    client: Path, pack: Path, desk: Desk, session: Path
) -> None:
    issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10")))
    issuing.issue(desk(pack), Issue(("system_fire",), day("2026-02-10")))
    issuing.withdraw(desk(pack), "plan", "日期写错")
    issuing.revise(desk(pack), "system_fire", "增加班组")
    api.build(api.load(client), pack.parent, order(session))
    desk(pack)


def test_two_who_read_before_either_wrote_do_not_write_one_version_twice(client: Path, desk: Desk) -> None:
    first, second = desk(), desk()
    issuing.issue(first, Issue(("policy",), day("2026-02-10")))
    (told,) = refused(client, lambda: issuing.issue(second, Issue(("policy",), day("2026-02-11"))))
    assert "刚刚由另一个程序登记" in told and "请再运行一次" in told
    first, second = desk(), desk()
    issuing.revise(first, "policy", "增加班组")
    (told,) = refused(client, lambda: issuing.revise(second, "policy", "别的原因"))
    assert "A/1 刚刚由另一个程序登记" in told
    assert len(rows(client)) == 2


def test_data_of_another_name_has_no_papers_and_is_not_issued(client: Path, session: Path) -> None:
    other = client / "小厂.yaml"
    (client / "client.yaml").rename(other)
    for act in (
        lambda: issuing.desk(other, api.Order(TODAY, cache=session / "cache/tuoguan")),
        lambda: renew(other),
    ):
        (told,) = refused(client, act)
        assert "小厂.yaml" in told and "请把填报文件改名为 client.yaml" in told


@pytest.mark.parametrize(
    ("reason", "words"), [("长" * 2001, "最多 2000 字"), ("铃\x07响", "U+0007"), ("坏\udcff字", "U+DCFF")]
)
def test_no_reason_is_written_that_would_be_refused_when_read(
    client: Path, desk: Desk, reason: str, words: str
) -> None:
    issuing.issue(desk(), Issue(("policy",), day("2026-02-10")))
    for act in (issuing.revise, issuing.withdraw):
        (told,) = refused(client, lambda: act(desk(), "policy", reason))  # noqa: B023
        assert words in told
    issuing.revise(desk(), "policy", "长" * 2000)
    assert rows(client)[1].reason == "长" * 2000


def test_no_day_is_written_that_would_be_refused_when_read(client: Path, desk: Desk) -> None:
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("letter_bureau",), day("0001-01-01"))))
    assert "年份不对：0001-01-01" in told


@pytest.mark.parametrize(("number", "words"), [("铃\x07响", "U+0007"), ("坏\udcff字", "U+DCFF")])
def test_no_renewal_is_written_that_would_be_refused_when_read(client: Path, number: str, words: str) -> None:
    (told,) = refused(client, lambda: renew(client, number))
    assert words in told


@pytest.mark.parametrize("left", [b"", b"hello", b"PK\x03\x04cut"])
def test_a_broken_file_of_the_pack_is_not_frozen(client: Path, pack: Path, desk: Desk, left: bytes) -> None:
    (pack / rows_path(pack)).write_bytes(left)
    before = files(pack)
    (told,) = refused(client, lambda: issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10"))))
    assert "不完整" in told and "方案.docx" in told
    assert files(pack) == before


def rows_path(pack: Path) -> str:
    return next(path.relative_to(pack).as_posix() for path in pack.rglob("*服务方案.docx"))


def test_a_link_in_the_pack_is_not_frozen(client: Path, pack: Path, desk: Desk, tmp_path: Path) -> None:
    place = pack / rows_path(pack)
    place.rename(tmp_path / "别处.docx")
    place.symlink_to(tmp_path / "别处.docx")
    (told,) = refused(client, lambda: issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10"))))
    assert "链接" in told


def test_an_office_file_that_is_handed_in_is_whole_and_of_the_paper_s_kind(
    client: Path, desk: Desk, tmp_path: Path, pack: Path
) -> None:
    broken, sheet = tmp_path / "断.docx", tmp_path / "表.xlsx"
    broken.write_bytes((pack / rows_path(pack)).read_bytes()[:3000])
    shutil.copyfile(pack / rows_path(pack), sheet)
    for path, words in ((broken, "不完整"), (sheet, "这一份是 .docx")):
        (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("plan",), None, path)))  # noqa: B023
        assert words in told


def test_a_file_of_which_the_pack_has_no_record_is_not_passed_over(
    client: Path, pack: Path, desk: Desk
) -> None:
    (pack / "manifest.json").write_text("{{", "utf-8")
    before = files(pack)
    (told,) = refused(client, lambda: issuing.issue(desk(pack), Issue(("plan",), day("2026-02-10"))))
    assert "没有它的生成记录" in told and "请先用 tuoguan build 重新生成" in told
    assert files(pack) == before


def test_an_issued_paper_under_another_id_stands_where_the_data_has_its_own(
    client: Path, desk: Desk, session: Path, tmp_path: Path
) -> None:
    issuing.issue(desk(), Issue(("plan",), day("2026-02-10")))
    index = client / "issued/index.yaml"
    index.write_text(index.read_text("utf-8").replace("id: plan,", "id: plann,"), "utf-8")
    told = refused(client, lambda: api.build(api.load(client), tmp_path / "out", order(session)))
    assert "index.yaml:4:" in told[0]
    assert "是 plan（安全生产技术服务方案）的位置，这一行登记的是 plann" in told[0]
    assert not (tmp_path / "out").exists()
    told = refused(client, lambda: issuing.issue(desk(), Issue(("plan",), day("2026-02-11"))))
    assert "另一行也在用" in told[0]


def test_status_refuses_what_a_build_refuses_of_records_to_come(client: Path, session: Path) -> None:
    record(client, day("2026-03-08"), visited(day("2026-03-08")))
    (told,) = refused(client, lambda: standing.stand(api.load(client), order(session, ())))
    assert "文件名的日期晚于文书日期 2026-03-05" in told


def test_a_paper_that_is_called_by_its_title_is_told_its_id(client: Path, desk: Desk) -> None:
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("技术服务方案",))))
    assert "没有编号为“技术服务方案”的交付件；请写编号：plan（安全生产技术服务方案）" in told
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("无此名",))))
    assert told.endswith("可用 tuoguan list 查看交付件编号")
    (told,) = refused(client, lambda: issuing.issue(desk(), Issue(("plan：2026",))))
    assert "没有“2026”这一份；有：plan" in told
