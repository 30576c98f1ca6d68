"""Over the examples: what applies is in the data, so features only override, and evidence alone decides."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import api, domain
from generator.api import Order, Record
from generator.facts import Shared, evidence, explain
from generator.facts.derivation import Derivation, derive
from generator.library import built_in, knowledge
from generator.problems import errors_in
from generator.word import text
from tests import once
from tests.conftest import DAY, ROOT
from tests.depth import is_thorough, some
from tests.once import example

NAMES = ("xinglan-cups", "yunzhi-textile")
DENIED = {"is": False, "because": "已核对，不适用"}
SHARED = {name: Shared(built_in()) for name in NAMES}  # what the records of an example have in common
TELLING = ("plan", "compliance_table", "system_emergency_plan", "forms_inspection", "post_cards")


def _record(name: str) -> Record:
    return once.record(ROOT / "examples" / name)


def _facts(name: str) -> domain.Facts:
    return once.derived(ROOT / "examples" / name)


def _with(given: Record, features: Mapping[str, Any] | None) -> Record:
    """The record with other features; None leaves the part out."""
    data = {key: value for key, value in given.data.items() if key != "features"}
    return replace(given, data=data if features is None else {**data, "features": dict(features)})


def _said(name: str) -> dict[str, Any]:
    return dict(_record(name).data["features"])


EACH = [(name, feature) for name in NAMES for feature in _said(name)]
TRUE = [(name, feature) for name, feature in EACH if _said(name)[feature] is True]
TRIED = some(TRUE, desk=6)


def test_both_examples_say_what_they_have() -> None:
    assert len(TRUE) >= 12


@pytest.mark.parametrize(("name", "feature"), some(EACH, desk=12))
def test_a_feature_left_out_changes_no_fact(name: str, feature: str) -> None:
    """What documents print is a function of the facts: equal facts, equal pack."""
    given, rest = _record(name), {key: said for key, said in _said(name).items() if key != feature}
    assert Derivation(_with(given, rest), DAY, shared=SHARED[name]).facts == _facts(name)


@pytest.mark.parametrize("name", NAMES)
def test_all_features_left_out_give_the_same_bytes(name: str, session: Path) -> None:
    """The papers that tell most of features; thorough, the whole pack."""
    only = () if is_thorough() else TELLING
    made = api.make(_with(_record(name), None), Order(DAY, only, cache=session / "cache/tuoguan"))
    pack = example(name, session)
    there = {
        path: (pack.folder / path).read_bytes() for known, path in pack.rows if not only or known in only
    }
    mine = {file.path: file.data for file in made.files}
    assert [path for path in sorted({*mine, *there}) if mine.get(path) != there.get(path)] == []


@pytest.mark.parametrize(("name", "feature"), TRIED)
def test_a_feature_denied_is_an_error_at_both_places(name: str, feature: str) -> None:
    denied = _with(_record(name), {**_said(name), feature: False})
    with pytest.raises(api.DataError) as refused:
        api.make(denied, Order(DAY, only=("compliance_table",)))
    (fault,) = errors_in(refused.value.problems)
    assert fault.keys == ("features", feature)
    assert fault.origin and str(fault.origin) in str(fault)
    lines = [part for part in str(fault).split("client.yaml:") if part[:1].isdigit()]
    assert len(lines) >= 2, str(fault)


@pytest.mark.parametrize(("name", "feature"), TRIED)
def test_a_feature_denied_with_its_reason_is_built_and_printed(
    name: str, feature: str, session: Path
) -> None:
    denied = _with(_record(name), {**_said(name), feature: DENIED})
    order = Order(DAY, only=("compliance_table",), cache=session / "cache/tuoguan")
    (file,) = api.make(denied, order).files
    title = evidence.features(built_in())[feature].title
    said = text.text(file.data)
    assert "企业声明不适用" in said and title in said and DENIED["because"] in said
    assert DENIED["because"] not in example(name, session).said("compliance_table")


@pytest.mark.parametrize(("name", "feature"), TRIED)
def test_evidence_removed_one_by_one_ends_the_unit(name: str, feature: str) -> None:
    rule = evidence.features(built_in())[feature]
    given = _with(_record(name), None)
    data, steps = copy.deepcopy(dict(given.data)), 0
    while shown := evidence.derive(data, built_in()).found[rule.key]:
        assert getattr(Derivation(replace(given, data=data), DAY)["has"], feature) is True
        _remove(data, shown[0].keys)
        steps += 1
        assert steps < 60
    assert steps
    left = replace(given, data=data)
    facts = derive(left, DAY)
    assert getattr(facts.has, feature) is False and facts.here[rule.key] is False
    plans = knowledge.scenes(built_in())
    assert not [scene.key for scene in facts.scenes if plans[scene.key].get("when") == [rule.key]]
    (why,) = (one.why for one in explain.unseen(left) if one.unit == rule.key)
    assert why.startswith("没有在")


def _remove(data: Any, keys: tuple[str | int, ...]) -> None:
    """Take out the row of a list in which the evidence stands, else the value itself."""
    places = [at for at, key in enumerate(keys) if isinstance(key, int)]
    end = places[-1] if places else len(keys) - 1
    if places and keys[end - 1] in ("accidents", "hazards") and len(places) > 1:
        end = places[-2]
    for key in keys[:end]:
        data = data[key]
    del data[keys[end]]
