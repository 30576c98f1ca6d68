"""Issuing, revising, withdrawing and renewing as an advisor types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.issuing import clients

NEXT = ("--start", "2027-09-01", "--end", "2028-08-31")


def test_a_renewal_is_told_in_a_line(small: Path) -> None:
    done = run("renew", small, *NEXT, "--number", "甲-2", "--signed", "2026-01-02", "--fee", "28000.50")
    written = small / "records/2026-01-02-续签.yaml"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"已续签 2027-09-01 至 2028-08-31：写入 {written}\n"
    assert 'number: "甲-2"' in written.read_text("utf-8")
    assert "fee: 28000.50" in written.read_text("utf-8")


@pytest.mark.parametrize("fee", ["-1", "nan", "1e10", "1.005", "三万"])
def test_a_fee_is_an_amount_of_money(small: Path, fee: str) -> None:
    done = run("renew", small, *NEXT, "--fee", fee)
    assert (done.returncode, done.stderr) == (2, "错误：--fee 的值不正确；用法请看 tuoguan renew --help\n")


def test_a_term_that_ends_before_it_starts_is_one_line(small: Path) -> None:
    done = run("renew", small, "--start", "2027-09-01", "--end", "2027-08-31")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("错误：--end：服务结束 2027-08-31 早于服务开始")
    assert not (small / "records").exists()


@pytest.fixture
def client(tmp_path: Path) -> Path:
    return clients.write(tmp_path)


def test_a_paper_goes_its_way_line_by_line(client: Path, tmp_path: Path) -> None:
    built = run("build", client, "-o", tmp_path / "out", "--only", "plan")
    assert built.returncode == 0, built.stderr
    done = run("issue", client, "plan", "--date", "2026-02-10", "-o", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "已签发 plan：安全生产技术服务方案 A/0，2026-02-10 → issued/安全生产技术服务方案 A-0.docx\n"
    )
    scan = tmp_path / "签收.pdf"
    scan.write_bytes(b"%PDF")
    done = run("issue", client, "plan", "--delivered", "2026-02-11", "--scan", scan)
    assert "，2026-02-11 送达，扫描件 1 份 → " in done.stdout
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("headcount: 12", "headcount: 17"), "utf-8")
    done = run("revise", client, "plan", "--reason", "从业人员增加")
    lines = done.stdout.splitlines()
    assert lines[0] == "已开启修订 plan：安全生产技术服务方案 A/1，从业人员增加"
    assert lines[-1] == f"核对后签发：tuoguan issue {client} plan"
    assert any(line.startswith("  改动") and "17" in line for line in lines)
    done = run("revise", client, "plan", "--reason", "从业人员增加", "--date", "2026-03-01")
    assert done.stdout.splitlines()[0].startswith("修订早已开启 plan")
    assert "已签发 plan：安全生产技术服务方案 A/1，2026-03-01" in done.stdout
    done = run("withdraw", client, "plan", "--reason", "日期写错")
    assert done.stdout.splitlines()[0] == "已作废 plan：安全生产技术服务方案 A/1，2026-03-01 签发"
    assert "issued/安全生产技术服务方案 A-1.docx" in done.stdout
    assert run("check", client).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("issue", "plam"), "没有编号为“plam”的交付件"),
        (("issue",), "没有写编号"),
        (("issue", "plan", "-o", "nowhere"), "的资料包；请写资料包的文件夹"),
        (("issue", "plan", "--date", "2999-01-01"), "还没有到"),
        (("issue", "--adopt"), "没有写资料包的位置"),
        (("revise", "plan"), "没有写修订的原因"),
        (("revise", "plan", "--reason", "改"), "还没有签发"),
        (("withdraw", "plan"), "没有写作废的原因"),
        (("withdraw", "plan", "--reason", "改"), "还没有签发"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_changed(
    client: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = clients.files(client)
    command, *others = arguments
    done = run(command, client, *others)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("错误：") and words in done.stderr
    assert clients.files(client) == before


def test_help_is_chinese() -> None:
    for command in ("issue", "revise", "withdraw", "renew"):
        told = run(command, "--help")
        assert told.returncode == 0
        assert told.stdout.startswith(f"用法：tuoguan {command} [选项] 客户")


def test_adopting_takes_its_days_from_the_data(client: Path) -> None:
    done = run("issue", client, "--adopt", "--date", "2026-02-10")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "错误：--adopt：只能与编号、-o 一起用；日期取自填报数据，文件取自资料包\n"
