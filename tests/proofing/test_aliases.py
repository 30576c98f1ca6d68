"""The Chinese names of values: one of each, names that tags can hold, the same in lists and templates."""

from __future__ import annotations

from collections import Counter

from generator import domain
from generator.library import Library, built_in, home
from generator.proofing import aliases, contract
from generator.proofing.hints import field_hints
from generator.proofing.names import Names
from generator.word import shapes


def test_every_field_has_a_name_of_its_own() -> None:
    assert list(aliases.faults(built_in())) == []
    known = aliases.of(built_in())
    for kind in Names(built_in(), None).records:
        fields = field_hints(kind)
        assert Counter(known[kind.__name__].values()) == Counter(dict.fromkeys(fields, 1)), kind


def test_all_that_templates_may_name_has_a_chinese_name() -> None:
    spoken = contract.spoken("plan", built_in()).known()
    without = {
        path for path, shape in _records(spoken, "") if set(shape.fields) != set(shape.aliases.values())
    }
    assert without == set()


def _records(shape: shapes.Shape, path: str, seen: set[int] | None = None) -> list[tuple[str, shapes.Shape]]:
    seen = set() if seen is None else seen
    if id(shape) in seen:
        return []
    seen.add(id(shape))
    found = [(path, shape)] if shape.kind == "record" else []
    inner = {**shape.fields, **({"[]": shape.item} if shape.item else {})}
    return found + [row for name, one in inner.items() for row in _records(one, f"{path}.{name}", seen)]


def test_what_the_issue_asks_for() -> None:
    spoken = contract.spoken("board_large", built_in()).known()
    client = spoken.fields[spoken.called("被托管单位")]
    assert client.called("名称") == "name" and spoken.called("被托管单位") == "enterprise"
    assert spoken.fields["board"].called("辅导员各排") == "lines"


def test_the_item_of_a_deliverable_has_a_name() -> None:
    spoken = contract.spoken("record_inspection", built_in()).known()
    assert spoken.called("本份") == "sheet" and spoken.fields["sheet"].called("检查日期") == "date"
    assert contract.spoken("plan", built_in()).known().called("本份") == "本份"


def test_signs_of_titles_are_left_out() -> None:
    assert aliases.alias("风险点（由高到低）") == "风险点由高到低"
    assert aliases.alias("L 值、E值") == "L值E值"


def test_titles_that_make_no_name_or_one_twice_are_told() -> None:
    table = dict(built_in().table("names"))
    records = {**table["records"], "Control": {"title": "甲", "fields": {
        "version": "版本", "dated": "版（本）", "revisions": "LEC"}}}  # fmt: skip
    library = Library((home.templates(),))
    library._kept[(Library._tabled, "names")] = {**table, "records": records}
    told = [str(one) for one in aliases.faults(library)]
    assert [("版本" in one, "LEC" in one) for one in told] == [(True, False), (False, True)]
    assert all("Control" in one for one in told)
    assert domain.Control.__name__ == "Control"
