"""Values escaped once, with nothing in them that Word cannot hold."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import Any

import pytest
from markupsafe import Markup

from generator.assets import File
from generator.domain import Day, ProseDay, Words, printing
from generator.pictures import Picture
from generator.word import escaped, values
from tests.rows import each


@dataclass(frozen=True, slots=True)
class _Photo:
    asset: File
    caption: str


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    photo: _Photo | None = None


@dataclass(frozen=True, slots=True)
class _Facts:
    lead: _Person
    people: tuple[_Person, ...]
    count: int
    ready: bool
    share: float
    law: Mapping[str, _Person]


def _prepared() -> dict[str, object]:
    photo = _Photo(File(Path("/x.jpg")), "图")
    facts = _Facts(
        _Person("甲 & 乙 <重大>", photo),
        (_Person("丙"),),
        3,
        True,
        0.5,
        MappingProxyType({"a": _Person("法")}),
    )
    return dict(values.prepare(facts, {"site_map": ""}))


def test_records_become_dicts_of_escaped_text() -> None:
    context = _prepared()
    lead = context["lead"]
    assert isinstance(lead, dict)
    assert lead["name"] == "甲 &amp; 乙 &lt;重大&gt;"
    assert type(lead["name"]) is escaped.Text
    assert isinstance(lead["photo"], _Photo)
    assert context["people"] == ({"name": "丙", "photo": None},)
    assert (context["count"], context["ready"], context["share"]) == (3, True, 0.5)
    assert context["law"] == {"a": {"name": "法", "photo": None}}
    assert context["site_map"] == ""


@dataclass(frozen=True, slots=True)
class _Typed:
    signed: ProseDay
    found: Day
    names: Words
    heads: int | None


def test_typed_values_are_written_in_the_form_of_their_field() -> None:
    day = datetime.date(2026, 9, 1)
    context = values.prepare(_Typed(day, day, ("甲<", "乙"), 0), {"day": day, "cost": Decimal("8.0")})
    assert [str(value) for value in context.values()] == [
        "2026年9月1日",
        "2026-09-01",
        "甲&lt;、乙",
        "0",
        "2026-09-01",
        "8",
    ]
    names = context["names"]
    assert isinstance(names, escaped.Listed)
    assert names.items == ("甲&lt;", "乙")
    assert {type(item) for item in names.items} == {escaped.Text}
    nothing = values.prepare(_Typed(None, None, (), None), {})
    assert [bool(value) for value in nothing.values()] == [False] * 4


def test_a_text_is_escaped_once() -> None:
    once = escaped.text('"甲" & <乙>')
    assert once == "&#34;甲&#34; &amp; &lt;乙&gt;"
    assert escaped.text(once) is once
    assert escaped.text(Markup("&amp;")) == "&amp;"
    assert escaped.text(Markup("<b>")) == "&lt;b&gt;"


@pytest.mark.parametrize(
    "raw", ["<", ">", '"', "'", "甲&乙", "&nbsp;", "\t", "\x00", "\x7f", "\ud800", "\uffff"]
)
def test_no_text_is_made_of_what_is_not_escaped(raw: str) -> None:
    """Documents are not parsed once they are made: what is a Text must be sound."""
    for kind in (escaped.Text, escaped.Lines, escaped.Listed):
        with pytest.raises(ValueError, match="not escaped"):
            kind(raw)
    with pytest.raises(ValueError, match="not escaped"):
        escaped.text("甲").join([Markup(raw)] * 2)
    assert type(escaped.Text(escaped.text(raw))) is escaped.Text


def test_a_record_makes_ready_what_is_asked_for_alone() -> None:
    @dataclass(frozen=True, slots=True)
    class Odd:
        name: str
        broken: object

    row = values.ready(Odd("甲<", object()))
    assert isinstance(row, values.Row)
    assert row["name"] is row["name"] == "甲&lt;"
    assert (len(row), list(row), "broken" in row, "no" in row) == (2, ["name", "broken"], True, False)
    assert row.get("no", 0) == 0
    with pytest.raises(KeyError):
        row["no"]
    with pytest.raises(TypeError, match=r"Odd\.broken object: cannot be printed"):
        row["broken"]


def test_a_record_is_gone_through_as_if_all_of_it_were_ready() -> None:
    def row() -> Any:
        return values.ready(_Person("甲", None))

    whole = {"name": "甲", "photo": None}
    assert row() == whole
    assert whole == row()
    assert row() == row()
    assert row() != {"name": "甲"}
    assert {**row(), "more": 1} == {**whole, "more": 1}
    assert dict(row()) == dict(row().items()) == whole
    assert (list(row().keys()), list(row().values())) == (["name", "photo"], ["甲", None])


def test_lines_and_control_characters() -> None:
    lines = escaped.text("一\r\n二 & 三\n四")
    assert isinstance(lines, escaped.Lines)
    assert lines.broken("|") == "一|二 &amp; 三|四"
    assert escaped.text("甲\t乙\x07丙\x00\ufffe") == "甲 乙丙"
    assert escaped.text("坏\ud800字") == "坏\ufffd字"


def test_pictures_pass_as_they_are() -> None:
    picture = Picture(b"x", "png", 1, 1, "图")
    assert values.prepare({}, {"site_map": picture}) == {"site_map": picture}


@pytest.mark.parametrize("value", [object(), float("nan"), {"a": {1, 2}}])
def test_what_no_template_can_print_is_a_bug_with_its_path(value: object) -> None:
    with pytest.raises(TypeError, match=r"facts\.deep"):
        values.prepare({"deep": value}, {})
    with pytest.raises(TypeError, match="must be a dataclass"):
        values.prepare("text", {})


@each(
    [
        (0.1 + 0.2, "0.3"),
        (5.0, "5"),
        (12, "12"),
        (-0.0, "0"),
        (1234567.25, "1234567.25"),
        (1e15, "1000000000000000"),
        (2.675, "2.675"),
    ]
)
def test_numbers_as_a_person_writes_them(value: float, written: str) -> None:
    assert printing.number(value) == written
    assert escaped.written(value, "|") == written


@pytest.mark.parametrize("value", [None, True, False, (), ["a"], {"a": 1}, _Photo(File(Path("a")), "b")])
def test_values_without_a_text_are_not_printed(value: object) -> None:
    with pytest.raises(escaped.UnprintableError):
        escaped.written(value, "|")
    with pytest.raises(escaped.UnprintableError):
        escaped.written_or_blank(value, "|")


def test_blank_for_the_pen() -> None:
    assert escaped.written_or_blank("", "|") == escaped.BLANK == "＿" * 6
    assert escaped.written_or_blank(Markup("甲"), "|") == "甲"
    assert escaped.written_or_blank(0, "|") == "0"
    assert escaped.written("生 & 熟", "|") == "生 &amp; 熟"


def test_a_name_is_made_ready_when_it_is_asked_for_and_once() -> None:
    asked: list[str] = []

    def make(name: str) -> object:
        asked.append(name)
        return values.ready({"lead": "甲<", "count": None}[name])

    context = values.Prepared(make, RLock())
    own = context.beside({"sheet": {"no": "1<"}, "count": 3})
    assert own["lead"] == context["lead"] == "甲&lt;"
    assert own["count"] == 3
    assert own["sheet"] == {"no": "1&lt;"}
    assert context.get("count") is None
    assert context.get("nothing", 0) == 0
    assert asked == ["lead", "count", "nothing"]
    with pytest.raises(KeyError):
        own["nothing"]
    with pytest.raises(TypeError, match="cannot be printed"):
        values.ready({"deep": object()})


def test_a_value_is_ready_in_the_form_of_its_field() -> None:
    day = datetime.date(2026, 9, 1)
    assert values.ready(day, printing.form_of(ProseDay)) == "2026年9月1日"
    assert values.ready(day) == "2026-09-01"
