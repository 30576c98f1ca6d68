"""Boards that hang in another style than the committee's, and from which day the new one is due."""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator import api, kept
from generator.api import issuing, standing
from generator.api.standing import Status, Style
from generator.bundles.home import Home
from generator.cli import status
from tests.bundles.layered import BOARD, COMMITTEE, LETTER, ONE, marked, put, use
from tests.cli.running import run

DAY = datetime.date(2026, 12, 1)
FIRST, SECOND = datetime.date(2027, 1, 1), datetime.date(2027, 7, 1)
Told = tuple[str, str, str, datetime.date | None]  # id, what it bears, what is wanted, when
A_DAY = datetime.timedelta(days=1)
ONLY = ("board_a3", "letter_enterprise")


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def _order(place: Home, day: datetime.date = DAY, own: Path | None = None) -> api.Order:
    cache = kept.folder(os.environ)
    return api.Order(day, ONLY, False, own, cache, api.edition(own, day, cache, place.folder))


def _build(client: Path, place: Home, day: datetime.date = DAY, own: Path | None = None) -> Path:
    return api.build(api.load(client), client.parent / "out", _order(place, day, own)).report.folder


def _styles(client: Path, place: Home, day: datetime.date, own: Path | None = None) -> list[Told]:
    found = standing.stand(api.load(client), _order(place, day, own), client.parent / "out").outdated
    return [(one.id, one.bears, one.wanted, one.due) for one in found]


def _published(place: Home, version: str, mark: str, day: datetime.date | None) -> None:
    about = {"title": "专业委员会模板包", "applies_from": day}
    put(place, COMMITTEE, version, {BOARD: marked(BOARD, mark)}, "committee", **about)


def test_a_board_of_an_old_style_is_told_with_the_day_of_the_new_one(small: Path, place: Home) -> None:
    _build(small, place)
    assert _styles(small, place, DAY) == []
    _published(place, "1", "一", FIRST)
    due = ("board_a3", "内置 2026.11", "专业委员会模板包 1", FIRST)
    assert _styles(small, place, FIRST - A_DAY) == [due]
    assert _styles(small, place, FIRST) == [due]
    _build(small, place, FIRST)
    assert _styles(small, place, FIRST) == []
    _published(place, "2", "二", SECOND)
    later = ("board_a3", f"{COMMITTEE} 1", "专业委员会模板包 2", SECOND)
    assert _styles(small, place, SECOND - A_DAY) == [later]
    assert _styles(small, place, SECOND) == [later]
    use(place, COMMITTEE, "1")
    assert _styles(small, place, SECOND) == []


def test_a_version_that_leaves_the_board_as_it_is_asks_for_nothing(small: Path, place: Home) -> None:
    _published(place, "1", "一", None)
    _build(small, place)
    _published(place, "2", "一", FIRST)
    assert _styles(small, place, DAY) == _styles(small, place, FIRST) == []


def test_an_agencys_own_template_is_its_own_matter(small: Path, place: Home, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "board_a3.docx").write_bytes(marked(BOARD, "自有"))
    _build(small, place, DAY, own)
    _published(place, "1", "一", None)
    assert _styles(small, place, DAY, own) == []
    assert _styles(small, place, DAY) == [("board_a3", "自有", "专业委员会模板包 1", None)]
    line = put(place, ONE, "1", {BOARD: marked(BOARD, "甲")})
    with (small.parent / "agency.yaml").open("a", encoding="utf-8") as file:
        file.write(f"library: {line}\n")
    assert [one[2] for one in _styles(small, place, DAY)] == ["专业委员会模板包 1"]


def test_what_was_issued_stays(small: Path, place: Home) -> None:
    with (small / "client.yaml").open("a", encoding="utf-8") as file:
        file.write("  end: 2027-08-31\n")
    pack = _build(small, place)
    order = _order(place)
    issuing.issue(issuing.desk(small, order, pack), issuing.Issue(("letter_enterprise",), DAY))
    files = {BOARD: marked(BOARD, "一"), LETTER: marked(LETTER, "一")}
    put(place, COMMITTEE, "1", files, "committee")
    assert [one[0] for one in _styles(small, place, DAY)] == ["board_a3"]
    before = {path: path.read_bytes() for path in (small / "issued").iterdir()}
    _build(small, place)
    assert _styles(small, place, DAY) == []
    assert {path: path.read_bytes() for path in (small / "issued").iterdir()} == before


def test_status_tells_it(small: Path, place: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUOGUAN_HOME", str(place.folder))
    pack = _build(small, place)
    _published(place, "2027.1", "一", FIRST)
    told = run("status", small, "--pack", pack.parent, "--date", FIRST - A_DAY).stdout
    assert (
        "样式要换的（重新生成，再换下已经挂出的）\n"
        "  服务公示牌（A3）  现为 内置 2026.11  应为 专业委员会模板包 2027.1  自 2027-01-01 起，还有 1 天\n"
    ) in told
    (row,) = json.loads(run("status", small, "--pack", pack, "--json", "--date", FIRST).stdout)
    assert row["counts"]["outdated"] == 1 and row["outdated"][0]["due"] == "2027-01-01"


def test_many_clients_are_told_by_number() -> None:
    style = Style("board_a3", "", "公示牌", "公示牌.docx", "内置", "统一", FIRST)
    plain = Status("甲厂", "1", FIRST, (), ())
    lines = [*status._lines([plain, replace(plain, client="乙厂", outdated=(style,))], False, many=True)]
    assert [line.partition("换样式 ")[2][:1] for line in lines[:2]] == ["0", "1"]
    assert "换样式" not in "".join(status._lines([plain, plain], False, many=True))
    told = [*status._lines([replace(plain, outdated=(style, replace(style, due=None)))], False, many=False)]
    assert [line.rpartition("  ")[2] for line in told[-2:]] == ["自 2027-01-01 起，现在就换", "现在就换"]
