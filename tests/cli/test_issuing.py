"""Issuing, revising, withdrawing and renewing as an advisor types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run

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
