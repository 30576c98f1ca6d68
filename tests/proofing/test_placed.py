"""Rows of a catalogue that would lead out of the pack, out of the bundle, or to what nobody makes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.library import built_in, home
from generator.proofing import files

ROW = {
    "id": "overlay",
    "title": "回访单",
    "basis": "第十五条",
    "folder": "09 其他",
    "file": "回访单",
    "source": "text/plan/plan.md",
    "layout": "plan",
}
REFUSED = [
    {"folder": "../../evil"},
    {"folder": "01 a/../../b"},
    {"folder": "/tmp/evil"},
    {"folder": "C:\\evil"},
    {"folder": "con"},
    {"folder": "."},
    {"folder": " "},
    {"folder": "a\x07b"},
    {"folder": "{enterprise.nmae}"},
    {"folder": "{enterprise.name"},
    {"file": "{enterprise.name"},
    {"source": "/etc/passwd"},
    {"source": "text/../../passwd.md"},
    {"source": "form/../../x.docx"},
    {"id": "con"},
    {"id": "a" * 61},
    {"suffix": ".exe"},
    {"kind": "map"},
    {"kind": "data", "suffix": ".json"},
    {"act": "no.such"},
]


def _told(tmp_path: Path, row: dict[str, str]) -> list[str]:
    path = tmp_path / "catalogue.yaml"
    path.write_text(yaml.safe_dump([row], allow_unicode=True), "utf-8")
    found = files.check(path, "catalogue.yaml", path.name, built_in())
    lines = [line.partition(":")[0] for line in path.read_text("utf-8").splitlines()]
    keys = [lines[one.origin.line - 1].strip("- ") for one in found if one.origin]
    assert len(keys) == len(found)
    return keys


@pytest.mark.parametrize("row", REFUSED, ids=str)
def test_what_leads_away_is_refused_at_its_key(tmp_path: Path, row: dict[str, str]) -> None:
    assert _told(tmp_path, {**ROW, **row}) == [next(iter(row))]


@pytest.mark.parametrize(
    "row", [{}, {"id": "a" * 60}, {"folder": "09 其他/{year}年"}, {"suffix": ".docx"}], ids=str
)
def test_what_stays_in_the_pack_is_fine(tmp_path: Path, row: dict[str, str]) -> None:
    assert _told(tmp_path, {**ROW, **row}) == []


def test_a_drawn_deliverable_may_have_another_folder_but_no_other_kind(tmp_path: Path) -> None:
    shipped = yaml.safe_load((home.templates() / "catalogue.yaml").read_text("utf-8"))
    drawn = next(row for row in shipped if row.get("kind") == "map")
    assert _told(tmp_path, {**drawn, "folder": "09 图"}) == []
    for key, value in (("suffix", ".svg"), ("each", "file in service.advisors")):
        assert "kind" in _told(tmp_path, {**drawn, key: value})
