"""Data comes back from the entry book as it went in, and makes the same pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generator import api, intake
from generator.api import InMemory, Record
from generator.conversion import convert, forms
from generator.entrybook import layout
from generator.errors import DataError
from generator.intake import Source
from generator.library import built_in
from tests import drawn
from tests.conftest import DAY, ROOT, studied
from tests.depth import rounds
from tests.once import Packs
from tests.rows import each

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


# What a reader would take for less, for more or for something else than it is.
_TAKEN_FOR_OTHER = [
    *("１２", "ａｂ", "１－２", "１．５", "１/２", "Ｚ１", "SB１", "（１）", "1E+12", "１E+１２"),
    *("同上", "〃", '"', "12", "'x", "'12", "’12", "''a", "甲、乙", "a;b"),
    *("甲\xa0乙", "甲\u3000乙", "甲  乙", "甲\t乙", "甲\n乙", "甲\u200b乙", "甲\xad乙", "甲 乙"),
    *("SB001", "SB001 冲床", "SB003 １－２", "GW002 ａｂ", "Z1 车间"),
]
_ROWS: dict[str, list[tuple[str, str]]] = {
    "nowhere": [],
    "elsewhere": [("Z1", "车间"), ("Z2", "库房")],
    "by number": [(text, "车间") for text in _TAKEN_FOR_OTHER],
    "by name": [(f"K{number}", text) for number, text in enumerate(_TAKEN_FOR_OTHER)],
    "by both": [(text, text) for text in _TAKEN_FOR_OTHER],
}


@pytest.mark.parametrize("rows", _ROWS)
def test_what_points_at_a_row_or_at_none_comes_back_in_every_column(rows: str) -> None:
    _comes_back(intake.own(Source("客户", _pointing(_ROWS[rows], _TAKEN_FOR_OTHER))), "client")


@each(["１２", "同上", "甲\xa0乙"])
def test_a_single_value_that_points_at_no_row_comes_back(text: str) -> None:
    _comes_back(intake.own(Source("客户", {"ammonia": {"zone": text}})), "client")


def test_rows_of_zones_whose_numbers_differ_in_blanks_alone_are_not_mixed() -> None:
    zones = [{"code": code, "name": "车间", "risks": [{"name": code}]} for code in ("甲 乙", "甲  乙")]
    with pytest.raises(DataError, match="区域编号重复"):
        _comes_back(intake.own(Source("客户", {"zones": zones})), "client")


def _pointing(rows: Sequence[tuple[str, str]], texts: Sequence[str]) -> dict[str, Any]:
    """A client with rows of these numbers and names, and each text in all columns that point at any."""
    data: dict[str, Any] = {
        "zones": [{"code": "Q", "name": "门卫"}, *({"code": one, "name": name} for one, name in rows)],
        "equipment": [{"code": one, "name": name} for one, name in rows],
        "hazards": [{"number": one, "description": name} for one, name in rows],
        "departments": [{"name": name} for _, name in rows],
        "posts": [{"name": name} for _, name in rows],
        "agency": {"advisors": [{"name": name} for _, name in rows]},
        "dust": [{"zone": "Q"}],
    }
    book = layout.of("client", built_in())
    for table in book.tables:
        for column in (one for one in table.fields if one.refers or one.library):
            put = (_row(table, number, column, text) for number, text in enumerate(texts))
            _listed(data, table).extend(put)
    return data


def _row(table: layout.Table, number: int, column: layout.Column, text: str) -> dict[str, Any]:
    """A row with a text in one column; a zone needs a number of its own."""
    own = {"code": f"{column.keys[-1]}{number}"} if table.path == ("zones",) else {}
    return {**own, column.keys[-1]: [text, "乙"] if column.many else text}


def _listed(data: dict[str, Any], table: layout.Table) -> list[Any]:
    """The list in which the rows of a table lie, of several the first one."""
    under = data if table.owner is None else data[table.owner[0]][0]
    for key in table.below[:-1]:
        under = under.setdefault(key, {})
    rows: list[Any] = under.setdefault(table.below[-1], [])
    return rows


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
