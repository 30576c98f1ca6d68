"""Documents live in time: what a later build changes, what it leaves, and that what was issued stays."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import api, delivery, facts, issued
from generator.api import Order, head, issuing
from generator.domain import Life
from generator.facts import horizon
from generator.library import built_in, home
from generator.word import text
from tests import depth
from tests.conftest import DAY, ROOT, STUDIED
from tests.issuing import clients
from tests.once import Packs

DELIVERED = "\ndocuments: {plan_delivered: 2026-10-12}\n"
ONE = datetime.timedelta(days=1)
CLIENTS = [*STUDIED, "aluminium", "cold_store", "furniture", "plating"]


def _client(name: str, folder: Path) -> Path:
    """An example, or a client of the tests beside its agency."""
    if name in STUDIED:
        return ROOT / "examples" / name
    (folder / name).mkdir()
    shutil.copy(ROOT / "tests/clients/agency.yaml", folder)
    # While a plan is overdue every day counts.
    given = (ROOT / f"tests/clients/{name}.yaml").read_text("utf-8")
    (folder / name / "client.yaml").write_text(given + DELIVERED, "utf-8")
    return folder / name


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != delivery.MANIFEST
    }


def _built(record: api.Record, out: Path, day: datetime.date, compiled: Path) -> tuple[api.Pack, api.Report]:
    """A pack made over the one that is there, as `api.build` does."""
    order = Order(day, cache=compiled)
    pack = api.make(record, order, delivery.past(out))
    return pack, api.deliver(pack, out, day)


def _spans(record: api.Record) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Each of the next days with the first one on which something may change by itself."""
    for day in (DAY + number * ONE for number in range(30)):
        until = horizon.same_until(record, facts.derive(record, day, built_in()), day, built_in())
        yield day, until or day


def _quiet(record: api.Record, out: Path, compiled: Path) -> dict[str, bytes]:
    """A pack over days on which nothing falls due: not a byte of it changes. What it holds then."""
    day, until = next((day, until) for day, until in _spans(record) if until > day + ONE)
    _built(record, out, day, compiled)
    first = _tree(out)
    for later in (day + ONE, until - ONE):
        _, report = _built(record, out, later, compiled)
        assert {action for action, _ in report.actions} == {"未变"}, report.reasons
        assert _tree(out) == first
    return first


@pytest.mark.parametrize("name", depth.some(CLIENTS, desk=2))
def test_a_later_build_changes_what_a_day_changed_alone(
    name: str, tmp_path: Path, compiled: Path, packs: Packs
) -> None:
    record, out = api.load(_client(name, tmp_path)), tmp_path / "pack"
    if name in packs:  # begun with the pack of the tests' day
        shutil.copytree(packs[name].folder, out)
    first = _quiet(record, out, compiled)
    pack, report = _built(record, out, DAY + datetime.timedelta(days=45), compiled)
    later, files = _tree(out), {file.path: file for file in pack.files}
    for action, path in report.actions:
        if action == "未变":
            assert later[path] == first[path]
        elif action == "新建":
            assert files[path].key == "2027", path
        elif action == "更新":
            assert not files[path].dated or files[path].life == Life.STANDING, path
            assert files[path].life in (Life.CURRENT, Life.STANDING, Life.ISSUED), path
            assert report.reasons[path]
        else:
            assert (action, path in later) == ("移入旧版", False)
    closed = [file for file in pack.files if file.life == Life.YEARLY and file.key == "2026"]
    assert closed and all(file.settled for file in closed)


PLANNED = datetime.date(2026, 10, 13)  # when the plan of the example was delivered
SEEDS = (
    "hazards:\n  - {number: YH-99, location: 冲压区, description: 后来发现的隐患, level: 一般,\n"
    "     basis: [冲床安全规程], recommendation: 修复, found: 2026-10-14, finder: 示例辅导员A,\n"
    "     responsible: 示例甲三, due: 2026-10-30, rectified: 2026-10-20, rechecked: 2026-10-20,\n"
    "     rechecker: 示例辅导员A, result: 已整改}\n"
    "records:\n  trainings:\n    - {date: 2026-10-14, kind: 全员, topic: 后来的培训, hours: 2,\n"
    "       teacher: 示例辅导员A, place: 食堂, expected: 5, present: 5, method: 口试, passed: 5}\n"
    "  spending:\n    - {date: 2026-10-14, item: 后来的支出, amount: 30}\n"
    "  meetings:\n    - {date: 2026-10-14, topic: 后来的会议}\n"
)


def test_a_plan_tells_no_event_after_the_day_it_was_delivered(tmp_path: Path, compiled: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    client = tmp_path / "examples/xinglan-cups"
    order = Order(DAY, only=("plan",), cache=compiled)
    (before,) = api.make(api.load(client), order).files
    assert (before.day, before.dated) == (str(PLANNED), str(PLANNED))
    said = text.text(before.data)
    for found in re.findall(r"(?:完成|复查|检测|填报)：(\d{4}-\d\d-\d\d)", said):
        assert found <= str(PLANNED)
    (client / "records").mkdir()
    (client / "records/2026-10-14-到场.yaml").write_text(SEEDS, "utf-8")
    record = api.load(client)
    (after,) = api.make(record, order).files
    assert after.data == before.data
    (now,) = api.make(record, Order(DAY, only=("ledger_meetings",))).files
    assert "后来的会议" in text.text(now.data)


def test_what_was_issued_is_the_same_everywhere(
    tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, out = clients.write(tmp_path), tmp_path / "out"
    order = Order(datetime.date(2026, 1, 20), cache=compiled)
    api.build(api.load(client), out, order)
    for name in ("plan", "letter_enterprise", "system_fire"):
        issuing.issue(issuing.desk(client, order, out), issuing.Issue((name,)))
    rows = issued.in_force(api.load(client))
    assert len(rows) == 3
    agency = tmp_path / "agency.yaml"
    agency.write_text(agency.read_text("utf-8").replace("100-0000-0099", "100-0000-0042"), "utf-8")
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(home.templates() / "word/letter_bureau.docx", own / "letter_enterprise.docx")
    monkeypatch.setattr(head, "__version__", "99.9")
    record = api.load(client)
    later = Order(datetime.date(2027, 3, 1), templates=own, cache=compiled)
    made = api.build(record, tmp_path / "elsewhere", later).report.folder
    for row in rows.values():
        assert (made / row.path).read_bytes() == (client / "issued" / row.file).read_bytes()
    manifest = json.loads((made / delivery.MANIFEST).read_bytes())
    settled = {row["id"] for row in manifest["files"] if row.get("settled") and row["life"] != Life.YEARLY}
    assert settled == {"plan", "letter_enterprise", "system_fire"}


@pytest.mark.parametrize(("held", "told"), [("2026-12-20", True), ("2027-01-05", False)])
def test_a_closed_year_takes_in_what_its_last_days_brought(
    tmp_path: Path, compiled: Path, held: str, told: bool
) -> None:
    client, out = clients.write(tmp_path), tmp_path / "pack"
    _built(api.load(client), out, datetime.date(2026, 12, 1), compiled)
    before = _tree(out)
    (client / "records").mkdir()
    words = f"records:\n  meetings:\n    - {{date: {held}, topic: 年末会议}}\n"
    (client / f"records/{held}-会议.yaml").write_text(words, "utf-8")
    pack, report = _built(api.load(client), out, datetime.date(2027, 1, 10), compiled)
    path = "04 台账/2026年/01 安全生产会议记录台账.docx"
    (file,) = (one for one in pack.files if one.path == path)
    assert ("年末会议" in text.text((out / path).read_bytes())) == told
    assert (file.settled, file.day) == ((False, "2026-12-31") if told else (True, "2026-12-01"))
    assert ({p: a for a, p in report.actions}[path] == "更新") == told
    other = "04 台账/2026年/03 安全生产教育培训记录台账.docx"
    assert (out / other).read_bytes() == before[other]


def test_a_closed_year_is_left_by_a_tool_that_prints_more_of_it(tmp_path: Path, compiled: Path) -> None:
    client, out = clients.write(tmp_path), tmp_path / "pack"
    _built(api.load(client), out, datetime.date(2026, 12, 1), compiled)
    manifest = json.loads((out / delivery.MANIFEST).read_bytes())
    for row in manifest["files"]:  # as a tool wrote it that knew neither this name nor this form
        row.get("values", {}).pop("enterprise.name", None)
        if row["life"] == Life.YEARLY:
            (out / row["path"]).write_bytes(b"as it was")
            row["sha256"] = delivery.digest(b"as it was")
    (out / delivery.MANIFEST).write_text(json.dumps(manifest), "utf-8")
    before = _tree(out)
    _built(api.load(client), out, datetime.date(2027, 1, 10), compiled)
    ledgers = [path for path in before if path.startswith("04 台账/2026年/")]
    assert ledgers and all((out / path).read_bytes() == before[path] for path in ledgers)


@pytest.mark.parametrize("reply", ["", ", reply: 已经办好, replied: 2026-11-20"])
def test_a_contact_sheet_tells_its_reply_once_there_is_one(tmp_path: Path, reply: str) -> None:
    client = clients.write(tmp_path)
    (client / "records").mkdir()
    row = f"{{date: 2026-11-05, subject: 催办, content: 请整改{reply}}}"
    (client / "records/2026-11-05-联系单.yaml").write_text(f"records:\n  contacts:\n    - {row}\n", "utf-8")
    order = Order(datetime.date(2026, 11, 20), only=("record_contact",))
    (sheet,) = api.make(api.load(client), order).files
    assert (sheet.key, sheet.day) == ("2026-11-05", "2026-11-20" if reply else "2026-11-05")
    assert ("已经办好" in text.text(sheet.data)) == bool(reply)
