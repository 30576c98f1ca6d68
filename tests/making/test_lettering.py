"""The fonts of the machine that have a say in a client's drawings."""

from __future__ import annotations

from pathlib import Path

from generator.library import Library, home
from generator.making import lettering
from generator.record import Record


def _fonts(data: dict[str, object], *layers: Path) -> set[str]:
    return set(lettering.fonts(Record(data, {}, {}, ""), Library((*layers, home.templates()))))


def test_usual_characters_ask_for_no_font() -> None:
    assert _fonts({"zones": [{"name": "冲压车间 A²", "width": 4}], "day": None}) == set()
    assert _fonts({"emergency_supplies": [{"model": "O₂/CO"}]}) == set()


def test_rare_characters_of_data_and_layers_ask_for_theirs(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference/signs.yaml").write_text("signs: [{name: 禁止𠮷}]", "utf-8")
    assert _fonts({"zones": [{"name": "H₂"}]}, tmp_path) == {"₂", "𠮷"}
