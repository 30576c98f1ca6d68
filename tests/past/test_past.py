"""Packs of past versions: renewed whole, nothing lost, nothing taken for edited that nobody edited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator import api, delivery
from generator.api import Order
from tests.conftest import DAY, ROOT

CLIENTS = sorted(path.parent for path in Path(__file__).parent.glob("*/*/manifest.json"))
EDITED = "安全生产技术服务方案.docx"


def _data(past: Path, folder: Path) -> Path:
    """The client's data of that version, beside the photos of today's examples."""
    shutil.copytree(ROOT / "examples", folder)
    shutil.copy(past.parent / "agency.yaml", folder)
    shutil.copy(past / "client.yaml", folder / past.name)
    return folder / past.name


def _pack(past: Path, out: Path) -> Path:
    """The pack by its manifest, each file a stand-in whose hash takes the place of the one on record."""
    manifest = json.loads((past / "manifest.json").read_text("utf-8"))
    folder = out / manifest["client"]
    for row in manifest["files"]:
        data = f"旧 {row['sha256']}".encode()
        (folder / row["path"]).parent.mkdir(parents=True, exist_ok=True)
        (folder / row["path"]).write_bytes(data)
        row["sha256"] = delivery.digest(data)
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    return folder


@pytest.mark.parametrize("past", CLIENTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_pack_of_a_past_version_is_renewed(tmp_path: Path, past: Path) -> None:
    folder = _pack(past, tmp_path / "out")
    before = {
        row["path"]: row["sha256"] for row in json.loads((folder / "manifest.json").read_bytes())["files"]
    }
    (plan,) = (path for path in before if path.endswith(EDITED))
    (folder / plan).write_bytes(b"edited")
    record = api.load(_data(past, tmp_path / "examples"))
    assert api.errors_in(api.check(record, DAY)) == ()  # old spellings are read
    pack = api.make(record, Order(DAY))  # made once: that it is the same every time, test_pack.py shows
    assert pack.name == folder.name
    foreseen = api.preview(pack, folder, DAY)
    built = api.deliver(pack, folder, DAY)
    assert foreseen.actions == built.actions
    (told,) = (str(problem) for problem in built.problems if "不再需要" not in problem.message)
    assert "已送达或已发生的资料照原样保留" in told  # the plan is among them, edited as it is
    assert (folder / plan).read_bytes() == b"edited"
    counted = dict.fromkeys(("更新", "新建", "移入旧版", "未变", "保留手改"), 0)
    for action, path in built.actions:
        counted[action] += 1
        if action == "移入旧版":
            assert delivery.digest((folder / f"旧版 {DAY}" / path).read_bytes()) == before[path]
    kept = counted["未变"] + counted["保留手改"]
    assert told.startswith(f"{folder}：{kept} 份")
    assert counted["保留手改"] == 1
    assert counted["更新"] + counted["移入旧版"] + kept == len(before)
    renewed = json.loads((folder / "manifest.json").read_bytes())
    assert renewed["format"] == 3
    made = [row for row in renewed["files"] if row["path"].endswith(".docx") and row.get("life")]
    assert made and all(row["values"] for row in made)
    again = api.deliver(pack, folder, DAY)
    assert {action for action, _ in again.actions} == {"未变", "保留手改"}
    assert [str(problem) for problem in again.problems] == [told]
