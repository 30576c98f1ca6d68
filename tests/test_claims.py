"""No act without its date: what a document says was done is told by a dated field, or left to the pen."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator import api
from generator.api import Order
from tests import depth
from tests.conftest import AGENCY, CLIENT, DAY, ROOT, studied
from tests.once import Packs, everything, words
from tests.rows import read

WANTED: dict[str, Any] = read(ROOT / "tests/claims.yaml")
CLAIM = re.compile("|".join(WANTED["claims"]))
NORM = re.compile("|".join(WANTED["norms"]))
DATE = re.compile(r"\d{4}(年\d{1,2}月\d{1,2}日|-\d\d-\d\d)")
TO_FILL = re.compile(r"□|\|\s*(\||$)|　年　　月|＿＿")  # a box, an empty cell, a date for the pen
HAZARDS = """\
hazards:
  - location: 车间东侧
    description: 皮带轮没有护罩
    level: 重大
    clause: 某标准
    recommendation: 加装护罩并联锁
    found: 2026-09-08
"""
DATES = """\
documents:
  plan_delivered: 2026-10-13
  plan_filed: 2026-10-15
  consulted: 2026-09-15
  policy_reviewed: 2026-09-18
  published: 2026-09-20
  emergency_reviewed: 2026-09-22
"""
# Judged by the data item by item (tests/test_compliance.py), or the client's own words.
APART = ("compliance_table", "pack_index", "ledger_meetings")


def _said(client: Path, out: Path, *only: str) -> dict[str, list[str]]:
    return _lines(api.build(api.load(client), out, Order(DAY, only)).report.folder)


def _lines(folder: Path) -> dict[str, list[str]]:
    """The lines of every document of a pack, by deliverable."""
    said: dict[str, list[str]] = {}
    for row in json.loads((folder / "manifest.json").read_text("utf-8"))["files"]:
        if row["path"].endswith(".docx"):
            said.setdefault(row["id"], []).extend(words(folder / row["path"]).splitlines())
    return said


def _client(folder: Path, more: str) -> Path:
    (folder / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    client = folder / "小厂"
    client.mkdir()
    (client / "client.yaml").write_text(CLIENT + more, encoding="utf-8")
    return client


def _unproven(said: dict[str, list[str]], own: str) -> list[tuple[str, str]]:
    """Lines that claim an act with neither a date nor a place for the pen, the client's own words apart."""
    return [
        (name, line)
        for name, lines in said.items()
        if name not in APART
        for line in lines
        if not TO_FILL.search(line)
        for claim in CLAIM.finditer(NORM.sub("", line))
        if not DATE.search(line[max(0, claim.start() - 40) : claim.end()])
        and not any(part in own for part in re.split(r"[；。：|，]", line) if CLAIM.search(part))
    ]


@pytest.mark.parametrize(
    "more", depth.some([HAZARDS, ""], desk=1), ids=depth.some(["hazards", "bare"], desk=1)
)
def test_a_client_without_dates_is_told_to_have_done_nothing(tmp_path: Path, more: str) -> None:
    said = _said(_client(tmp_path, more), tmp_path / "out")
    assert _unproven(said, "") == []


@pytest.mark.parametrize("name", studied())
def test_every_claim_of_the_examples_has_its_date(packs: Packs, name: str) -> None:
    own = (packs[name].client / "client.yaml").read_text("utf-8")
    said: dict[str, list[str]] = {}
    for entry, path in packs[name].rows:
        if path.endswith(".docx"):
            said.setdefault(entry, []).extend(everything(packs[name])[path].splitlines())
    assert _unproven(said, own) == []


@pytest.mark.parametrize("ahead", [False, True], ids=["past", "ahead"])
def test_a_date_is_told_once_it_has_come(tmp_path: Path, ahead: bool) -> None:
    dates = f"    notified: 2026-09-08\n{DATES}"
    later = dates.replace("2026-", "2027-")
    said = _said(_client(tmp_path, HAZARDS + (later if ahead else dates)), tmp_path, *WANTED["dated"])
    for name, claim in WANTED["dated"].items():
        assert (claim in "\n".join(said[name])) != ahead, name
