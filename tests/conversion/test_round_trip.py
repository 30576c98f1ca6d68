"""Data comes back from the entry book as it went in, and makes the same pack."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generator import api, intake
from generator.api import InMemory, Record
from generator.conversion import convert, forms
from generator.intake import Source
from tests import drawn
from tests.conftest import DAY, ROOT, studied
from tests.depth import rounds
from tests.once import Packs

pytestmark = pytest.mark.usefixtures("brief_books")

SHARES = range(rounds(6, desk=1))  # drawn apart, by whichever worker is free
BOOK = Path("填报簿.xlsx")
_SOME = ("record_notice", "record_recheck", "riskmap_png", "risk_list_xlsx", "contract_json")
_QUICK = settings(  # a failing client is told as it was drawn: making it smaller takes minutes
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def _exactly(value: object) -> object:
    """A value with the kinds of what it holds; the fields of a thing stand in the order of the columns."""
    if isinstance(value, Mapping):
        return {key: _exactly(inner) for key, inner in value.items()}
    return [_exactly(one) for one in value] if isinstance(value, list) else repr(value)


def _comes_back(record: Record, kind: forms.Kind) -> None:
    read = forms.read(forms.written(record, BOOK, kind, InMemory()), BOOK, kind)
    assert _exactly(read.data) == _exactly(record.data)


@pytest.mark.parametrize("_", SHARES)
@settings(_QUICK, max_examples=rounds(50, desk=8))
@given(client=drawn.clients())
def test_a_drawn_client_comes_back_from_the_book(_: int, client: dict[str, Any]) -> None:
    _comes_back(intake.own(Source("客户", client)), "client")


@settings(_QUICK, max_examples=rounds(100, desk=6))
@given(drawn.agencies())
def test_a_drawn_agency_comes_back_from_the_book(agency: dict[str, Any]) -> None:
    _comes_back(intake.agency(Source("机构", agency)), "agency")


@pytest.mark.parametrize("name", studied())
def test_an_example_comes_back_with_its_photos(name: str, tmp_path: Path) -> None:
    client = ROOT / "examples" / name
    book = convert(client, tmp_path / "簿" / BOOK)
    kept = [path.name for path in (client / "photos").iterdir() if path.suffix in (".heic", ".webp")]
    assert sorted(path.name for path in book.beside) == sorted(kept)
    told = [note.hint for note in book.notes if "贴不进格里" in note.message]
    assert [f"photos/{one}；移动填报簿时" in told[0] for one in kept] == [True] * len(told)
    back = convert(book.file.parent, tmp_path / "回/client.yaml")
    assert (back.notes, len(back.beside)) == ((), len(list((client / "photos").iterdir())))
    for path in back.beside:
        assert path.read_bytes() == (client / "photos" / path.name).read_bytes()
    assert _exactly(api.load(back.file).data) == _exactly(api.load(client).data)


def test_an_agency_comes_back_and_serves_its_clients(small: Path, tmp_path: Path) -> None:
    book = convert(ROOT / "examples/agency.yaml", tmp_path / "agency.xlsx").file
    back = convert(book, tmp_path / "回/agency.json").file
    given = intake.agency(ROOT / "examples/agency.yaml").data
    assert _exactly(intake.agency(back).data) == _exactly(given)
    text = (small / "client.yaml").read_text("utf-8").replace("agency.yaml", "agency.xlsx")
    (small / "client.yaml").write_text(text, "utf-8")
    assert _exactly(api.load(small).data["agency"]) == _exactly(given)
    assert (tmp_path / "回/photos/advisor_a.jpg").is_file()


def test_a_book_makes_the_same_documents_byte_for_byte(packs: Packs, tmp_path: Path) -> None:
    """Some of every kind; `.ci/run` compares all packs whole."""
    made = packs["yunzhi-textile"]
    book = convert(made.client, tmp_path / "簿" / BOOK).file.parent
    cache = made.folder.parent.parent / "cache/tuoguan"
    pack = api.make(api.load(book), api.Order(DAY, only=_SOME, cache=cache))
    assert {file.path for file in pack.files} == {path for name, path in made.rows if name in _SOME}
    assert [file.path for file in pack.files if file.data != (made.folder / file.path).read_bytes()] == []


def test_the_same_data_gives_the_same_bytes(tmp_path: Path) -> None:
    client = ROOT / "examples/yunzhi-textile"  # the one with the fewest photos
    one, two = (convert(client, tmp_path / name / BOOK).file for name in "ab")
    assert one.read_bytes() == two.read_bytes()
