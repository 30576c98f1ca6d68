"""No text of one client stands in the pack of another that the same worker built."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from generator import api
from generator.library import Library, built_in
from tests import depth
from tests.batch import apart
from tests.conftest import DAY

# Of each kind of file those that tell most of a client.
ONLY = (
    *(
        "plan",
        "policy",
        "appointments",
        "system_fire",
        "system_emergency_plan",
        "board_large",
    ),
    *("operating_rules", "risk_list", "compliance_table", "ledger_inspections_xlsx"),
    *("contract_csv", "contract_json", "badge_pictures"),
)


def _order(compiled: Path) -> api.Order:
    return api.Order(DAY, () if depth.is_thorough() else ONLY, cache=compiled)


def test_packs_of_one_run_tell_of_their_own_clients_alone(tmp_path: Path, compiled: Path) -> None:
    small, large = "", "yunzhi-textile"
    sources = (small, large, small, *depth.some((small, large, small, small, small), desk=0))
    assert list(apart.tried(tmp_path, sources, _order(compiled), depth.rounds(2, desk=1))) == []


@pytest.mark.parametrize(
    ("name", "part", "text"),
    [
        ("x.docx", "word/document.xml", "<w:t>{0}</w:t></w:r><w:r><w:t>{1}</w:t>"),
        ("x.docx", "word/document.xml", '<wp:docPr descr="{0}{1}"/>'),
        ("x.xlsx", "xl/sharedStrings.xml", "<t>{0}{1}</t>"),
        ("x.json", "", '"\\u793a{0}{1}"'),
        ("x.csv", "", "\ufeff{0}{1},1"),
        ("x.html", "", "<b>{0}</b>{1}"),
        ("{0}{1}.png", "", ""),
    ],
)
def test_words_of_another_client_are_seen(tmp_path: Path, name: str, part: str, text: str) -> None:
    for word in apart.Marked(3).words:
        half = len(word) // 2
        path = tmp_path / name.format(word[:half], word[half:])
        told = f"100-{word}-0001" if word.isdigit() else word
        data = text.format(told[:half], told[half:]).encode()
        if part:
            with zipfile.ZipFile(path, "w") as file:
                file.writestr(part, data)
        else:
            path.write_bytes(data)
        found = apart.reading(tmp_path, apart.Marked(2).words)
        assert any(line.endswith(f": {word}") for line in found.strange) or (word.isdigit() and not text)
        path.unlink()


def test_library_keeps_no_words_of_a_client(tmp_path: Path, compiled: Path) -> None:
    """A worker builds thousands: what it keeps of each for good would fill its memory."""
    (client,) = apart.clients(tmp_path / "clients", ["yunzhi-textile"])
    order = replace(_order(compiled), library=Library(built_in().layers))
    api.make(api.load(client), order)
    assert [key for key in order.library._kept if apart.Marked(0).stem in repr(key)] == []


def test_clients_of_the_largest_runs_share_no_word() -> None:
    found = [word for number in range(2000) for word in apart.Marked(number).words]
    assert len(set(found)) == len(found)
