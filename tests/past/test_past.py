"""Packs of past versions: renewed whole, nothing lost, nothing taken for edited that nobody edited."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from generator import api, delivery
from generator.api import Order, Record, Report, issuing
from tests.conftest import DAY, ROOT
from tests.depth import some
from tests.word import made

CLIENTS = sorted(path.parent for path in Path(__file__).parent.glob("*/*/manifest.json"))
THROUGH = [Path(__file__).parent / "388e6ec/yunzhi-textile"]  # the whole walk with its dry run takes longest
DELIVERED = {"plan", "letter_enterprise", "letter_bureau", "letter_filing"}
PLAN, LEDGER = "plan", "ledger_meetings"


@dataclass(frozen=True)
class Old:
    """A pack of a past version with the delivered plan and a ledger edited by hand, and its client's data."""

    folder: Path
    record: Record
    rows: Mapping[str, Mapping[str, Any]]

    @cached_property
    def at(self) -> Mapping[str, str]:
        """The path of each deliverable's first file."""
        return {row["id"]: path for path, row in reversed(self.rows.items())}

    def now(self) -> list[dict[str, Any]]:
        """The rows of the pack's record as it is by now."""
        return list(json.loads((self.folder / "manifest.json").read_bytes())["files"])

    def lies(self, path: str) -> str:
        """The hash of what lies at a path."""
        return delivery.digest((self.folder / path).read_bytes())


def _record(past: Path, folder: Path) -> Record:
    """The client's data of that version, beside the photos of today's examples."""
    shutil.copytree(ROOT / "examples", folder)
    shutil.copy(past.parent / "agency.yaml", folder)
    shutil.copy(past / "client.yaml", folder / past.name)
    return api.load(folder / past.name)


def _stand_in(path: str, words: str) -> bytes:
    """Bytes that open as what the name says, as far as issuing looks."""
    return made.packed({"a.xml": words}) if path.endswith((".docx", ".xlsx")) else words.encode()


def _old(past: Path, work: Path) -> Old:
    """The pack by its manifest, each file a stand-in whose hash takes the place of the one on record."""
    manifest = json.loads((past / "manifest.json").read_text("utf-8"))
    folder = work / "out" / manifest["client"]
    for row in manifest["files"]:
        data = _stand_in(row["path"], f"旧 {row['sha256']}")
        (folder / row["path"]).parent.mkdir(parents=True, exist_ok=True)
        (folder / row["path"]).write_bytes(data)
        row["sha256"] = delivery.digest(data)
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    rows = {row["path"]: row for row in manifest["files"]}
    old = Old(folder, _record(past, work / "examples"), rows)
    for name in (PLAN, LEDGER):
        (folder / old.at[name]).write_bytes(_stand_in(old.at[name], f"手改 {name}"))
    return old


@pytest.fixture(params=some(CLIENTS, desk=3), ids=lambda path: f"{path.parent.name}-{path.name}")
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Old:
    return _old(request.param, tmp_path)


def test_pack_of_a_past_version_is_renewed(old: Old, compiled: Path) -> None:
    assert api.errors_in(api.check(old.record, DAY)) == ()  # old spellings are read
    pack = api.make(old.record, Order(DAY, cache=compiled), delivery.past(old.folder))
    assert pack.name == old.folder.name
    foreseen = api.preview(pack, old.folder, DAY)
    built = api.deliver(pack, old.folder, DAY)
    assert (foreseen.actions, foreseen.reasons) == (built.actions, built.reasons)
    _assert_taken_over(old, built)
    again = api.deliver(pack, old.folder, DAY)
    assert {action for action, _ in again.actions} == {"未变", "保留手改"}
    (told,) = again.problems
    assert "已送达或已发生的资料照原样保留" in told.message


@pytest.mark.parametrize("past", THROUGH, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_pack_of_a_past_version_is_built_anew(tmp_path: Path, past: Path, compiled: Path) -> None:
    """The whole walk, as a user goes it: a dry run, a build, and one more of the same data."""
    old = _old(past, tmp_path)
    foreseen = api.build(old.record, tmp_path / "out", Order(DAY, cache=compiled), dry_run=True)
    assert old.now() == list(old.rows.values())
    built = api.build(old.record, tmp_path / "out", Order(DAY, cache=compiled))
    assert foreseen.report.actions == built.report.actions
    assert built.report.folder == old.folder
    _assert_taken_over(old, built.report)
    again = api.build(old.record, tmp_path / "out", Order(DAY, cache=compiled))
    assert {action for action, _ in again.report.actions} == {"未变", "保留手改"}


def _assert_taken_over(old: Old, built: Report) -> None:
    _assert_told(built)
    _assert_nothing_lost(old, built)
    _assert_delivered_stay(old)
    (ledger,) = (row["path"] for row in old.now() if (row["id"], row.get("key")) == (LEDGER, "2026"))
    assert (old.folder / ledger).read_bytes() == _stand_in(ledger, f"手改 {LEDGER}")
    assert ledger.startswith("04 台账/2026年/")
    assert not (old.folder / old.at[LEDGER]).exists()
    assert all(row["values"] for row in old.now() if row["path"].endswith(".docx") and row.get("life"))


def _assert_told(built: Report) -> None:
    """Of edits the ledger alone: the plan was delivered, and what was is told in one line."""
    told = [str(problem) for problem in built.problems if "不再需要" not in problem.message]
    edited = [line for line in told if "手工修改" in line]
    assert [line.partition("：")[0] for line in edited] == [
        path.replace("（新版 2026-11-23）", "") for action, path in built.actions if action == "另存新版"
    ]
    assert len(edited) == 1
    assert "台账" in edited[0]
    delivered, happened = (line for line in told if line not in edited)
    assert all("份已送达或已发生的资料照原样保留" in line for line in (delivered, happened))
    assert "tuoguan issue --adopt 收入留底" in delivered
    assert "tuoguan issue --adopt 编号:日期 收入留底" in happened
    assert all(built.reasons[path] for action, path in built.actions if action not in ("未变", "保留手改"))


def _assert_nothing_lost(old: Old, built: Report) -> None:
    """Each old file lies where it lay, or aside, or gave way as our own output."""
    action = dict(reversed(pair) for pair in built.actions)
    places = {(row["id"], row.get("key", "")): row["path"] for row in old.now()}
    for path, row in old.rows.items():
        if action.get(path) == "移入旧版":
            assert delivery.digest((old.folder / f"旧版 {DAY}" / path).read_bytes()) == row["sha256"]
        elif action.get(path) in ("未变", "保留手改"):
            assert row["id"] == PLAN or old.lies(path) == row["sha256"]
        else:
            assert action.get(path) == "更新" or any(name == row["id"] for name, _ in places)


def _assert_delivered_stay(old: Old) -> None:
    """What was delivered and the papers of what happened are the very files; their rows wait."""
    assert (old.folder / old.at[PLAN]).read_bytes() == _stand_in(old.at[PLAN], f"手改 {PLAN}")
    kept = {row["path"]: row for row in old.now() if not row.get("life")}
    assert {row["id"] for row in kept.values()} >= DELIVERED | {"record_visit", "record_inspection"}
    for path, row in kept.items():
        assert row["sha256"] == old.rows[path]["sha256"]
        assert path == old.at[PLAN] or old.lies(path) == row["sha256"]


@pytest.mark.parametrize("past", THROUGH, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_delivered_is_taken_in_as_it_lies(tmp_path: Path, past: Path, compiled: Path) -> None:
    old, client = _old(past, tmp_path), tmp_path / "examples" / past.name
    before = {path: (old.folder / path).read_bytes() for path in old.rows}
    done = issuing.adopt(issuing.desk(client, Order(DAY, cache=compiled), old.folder))
    assert {one.row.id for one in done} >= DELIVERED
    api.build(api.load(client), tmp_path / "out", Order(DAY, cache=compiled))
    for one in done:
        kept = before[one.row.path]
        assert (client / "issued" / one.row.file).read_bytes() == kept
        assert (old.folder / one.row.path).read_bytes() == kept
