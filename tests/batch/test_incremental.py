"""Edits of every kind: a build over the pack that is there gives what making everything anew gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from generator.library import built_in
from generator.making import lettering
from tests import depth
from tests.batch import edits, incremental

# One of each kind of file, with photos, a map in a document, a sign, what many days tell and what all list.
ONLY = (
    "letter_enterprise",
    "hazard_notice",
    "record_inspection",
    "ledger_inspections_xlsx",
    "riskmap_pdf",
    "riskmap_page",
    "riskmap_sheet",
    "post_cards",
    "contract_csv",
)


def test_a_build_over_a_pack_is_one_made_anew(tmp_path: Path, compiled: Path) -> None:
    given = incremental.world(tmp_path / "world", cache=compiled, only=ONLY, beneath=False)
    done = incremental.run(given, depth.rounds(15, desk=5), Random(0))
    assert set(done) <= {kind.__name__ for kind in edits.KINDS}
    assert given.reused["reused"] > given.reused["made"] > 0


def _data(given: incremental.World, *keys: str | int, value: object) -> None:
    path = given.client / "client.yaml"
    whole = holder = edits.read(path)
    for key in keys[:-1]:
        holder = holder[key]
    holder[keys[-1]] = value
    edits.write(path, whole)


def _photo(given: incremental.World) -> None:
    """Other bytes of the same size under the same name."""
    path = given.client / "photos/before.jpg"
    raw = path.read_bytes()
    path.write_bytes(raw[:-30] + bytes(byte ^ 1 for byte in raw[-30:-20]) + raw[-20:])


def _signs(given: incremental.World) -> None:
    """Every sign has another pictogram under the same name."""
    whole = built_in().read("reference/signs.yaml")
    rows = [
        {**row, "icon": whole["signs"][0]["icon"]} if row["kind"] == "warning" else row
        for row in whole["signs"]
    ]
    edits.write(given.layer / "reference/signs.yaml", {**whole, "signs": rows})
    given.renew()


# What no word of a document tells, and which files show it nevertheless.
UNTOLD: dict[str, tuple[Callable[[incremental.World], None], set[str]]] = {
    "blank rows": (lambda given: _data(given, "blank_rows", value=3), {"ledger_inspections_xlsx"}),
    "outline": (
        lambda given: _data(given, "zones", 0, "rect", value=[0, 0, 40, 29]),
        {"riskmap_sheet", "riskmap_pdf", "riskmap_page"},
    ),
    "pixels of a photo": (_photo, {"record_inspection"}),
    "pictogram": (
        _signs,
        {"post_cards", "ledger_inspections_xlsx", "riskmap_pdf", "riskmap_page", "contract_csv"},
    ),
}


def test_what_no_word_tells_is_seen(tmp_path: Path, compiled: Path) -> None:
    given = incremental.world(tmp_path / "world", cache=compiled, only=ONLY, beneath=False)
    assert incremental.build(given)
    for name, (edit, shown) in UNTOLD.items():
        edit(given)
        made = {file.id for file in given.made(lambda row: row).files if not file.known}
        assert made == shown, name
        assert incremental.build(given)


def test_another_font_makes_what_is_drawn_anew(
    tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = incremental.world(tmp_path / "world", cache=compiled, only=ONLY, beneath=False)
    assert incremental.build(given)
    monkeypatch.setattr(lettering, "fonts", lambda *_: {"₂": "that of another font"})
    pack = given.made(lambda row: row)
    assert pack.about["fonts"] == {"₂": "that of another font"}
    made = {file.id for file in pack.files if not file.known}
    assert made == {"riskmap_pdf", "riskmap_sheet", "post_cards"}
