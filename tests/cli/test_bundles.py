"""From a bundle file that was sent to its use, and what a user is told on the way."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.bundles.published import FIELDS, KEYS, NAME, Desk, believe
from tests.cli.running import run


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("TUOGUAN_HOME", str(tmp_path / "home"))
    believe(monkeypatch)
    (tmp_path / "key.pub").write_bytes(KEYS[0].public.file())
    return Desk(tmp_path, trusting=False)


def _template(*arguments: object) -> CompletedProcess[str]:
    return run("template", *arguments)


def _trust(desk: Desk) -> None:
    assert _template("trust", desk.folder / "key.pub", "--for", NAME, "--committee").returncode == 0


def test_trust_shows_the_key_to_compare(desk: Desk) -> None:
    done = _template("trust", KEYS[0].public.line, "--for", NAME, "--committee")
    assert done.stdout.startswith(f"已登记：{NAME}（专业委）\n")
    assert KEYS[0].public.line in done.stdout and KEYS[0].public.number in done.stdout
    again = _template("trust", desk.folder / "key.pub", "--for", NAME, "--json")
    assert json.loads(again.stdout) == {
        "id": NAME,
        "role": "committee",
        "number": KEYS[0].public.number,
        "key": KEYS[0].public.line,
        "new": False,
    }
    other = _template("trust", KEYS[1].public.line, "--for", NAME)
    assert other.returncode == 1 and "已经登记了另一把公钥" in other.stderr
    assert "找不到文件" in _template("trust", desk.folder / "x.pub", "--for", NAME).stderr
    assert "编号" in _template("trust", KEYS[0].public.line, "--for", "../x").stderr
    assert "（机构）" in _template("trust", KEYS[0].public.line, "--for", "e\u0301").stdout
    assert "没有安装这个模板包" in _template("rollback", "e\u0301").stderr


def test_a_bundle_comes_into_use_and_goes_again(desk: Desk) -> None:
    first, second = desk.file("2026.11", changes=("牌上加了投诉电话",)), desk.file("2026.12")
    assert "没有登记" in _template("install", first).stderr
    _trust(desk)
    assert "登记了公钥，没有安装" in _template("status").stdout
    done = _template("install", first)
    assert done.returncode == 0
    assert done.stdout.startswith(f"已安装：{NAME} 2026.11（示例专业委员会模板包）\n")
    assert "  更改：牌上加了投诉电话\n" in done.stdout
    assert "早已安装，没有改动" in _template("install", first).stdout
    assert json.loads(_template("install", second, "--json").stdout)["before"] == "2026.11"
    assert "加 --downgrade" in _template("install", first).stderr
    assert _template("rollback", NAME).stdout.startswith(f"已退回：{NAME} 2026.11")
    assert _template("install", second).returncode == 0
    assert _template("install", first, "--downgrade").returncode == 0
    assert json.loads(_template("list", "--json").stdout)[0]["use"] == "2026.11"


def test_list_names_the_line_for_the_agency(desk: Desk) -> None:
    assert _template("list").stdout == "没有安装模板包\n"
    _template("trust", desk.folder / "key.pub", "--for", NAME)
    _template("install", desk.file("2026.11"))
    shown = _template("list").stdout
    digest = desk.use.digests["2026.11"][:16]
    assert f"  * 2026.11  不限日期  摘要 {digest}\n" in shown
    assert f"    agency.yaml 写法：library: {NAME}@2026.11#{digest}\n" in shown


def test_status_tells_days_and_damage(desk: Desk) -> None:
    _trust(desk)
    _template("install", desk.file("2026.11"))
    days = {"applies_from": datetime.date(2027, 1, 1), "applies_until": datetime.date(2027, 12, 31)}
    _template("install", desk.file("2027.1", **days))
    before, last, after = (
        _template("status", "--date", day) for day in ("2026-12-31", "2027-12-31", "2028-01-01")
    )
    assert (before.returncode, last.returncode, after.returncode) == (0, 0, 0)
    assert "今天用 2026.11，不限日期" in before.stdout
    assert "自 2027-01-01 起用；到那一天之前用 2026.11" in before.stderr
    assert "今天用 2027.1，2027-01-01 起，2027-12-31 止" in last.stdout and not last.stderr
    assert "已于 2027-12-31 停用，现在用 2026.11" in after.stderr
    (desk.place.bundle(NAME, "2026.11") / FIELDS).unlink()
    damaged = _template("status", "--date", "2027-06-01", "--json")
    assert damaged.returncode == 1
    (problem,) = json.loads(damaged.stdout)[0]["problems"]
    assert f"不全或者被改动过（{FIELDS}），不能用" in problem["message"]
    assert problem["hint"] == f"请重新安装：tuoguan template install {NAME}-2026.11.tgb.zip"


def test_status_tells_whose_key_is_gone(desk: Desk) -> None:
    _trust(desk)
    _template("install", desk.file("1"))
    desk.place.trust.unlink()
    done = _template("status")
    assert done.returncode == 1
    assert "登记的公钥里没有安装时的那一把，不能用" in done.stderr
    assert f"{NAME}（没有登记公钥）" in done.stdout
