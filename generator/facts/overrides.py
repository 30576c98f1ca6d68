"""What the enterprise says of its features against what its data shows, and the reasons it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import domain
from generator.facts import evidence, naming
from generator.facts.evidence import Found, Known
from generator.facts.plain import Data, part, text
from generator.library import Library
from generator.problems import Problem, error, warning
from generator.record import Keys, Record
from generator.schema import shape

_FEW = 3  # things that are named in a message


def problems(record: Record, known: Known, library: Library) -> Iterator[Problem]:
    """Features denied against the evidence, which stops the work, and those said that nothing shows."""
    for name, rule in evidence.features(library).items():
        said = part(record.data, "features").get(name)
        answer = evidence.override(said)
        if answer is False:
            yield from _denied(record, known, rule, said, library)
        elif answer and any(one.field == "feature" for one in known.found[rule.key]):
            yield _unseen(record, name)


def _denied(
    record: Record, known: Known, rule: evidence.Rule, said: object, library: Library
) -> Iterator[Problem]:
    """A denial without a reason, or with one while a part of it is there all the same."""
    keys: Keys = ("features", rule.feature)
    shown, listed = known.against[rule.key], evidence.rules(library)
    if not isinstance(said, Mapping):
        if shown:
            message = f"写的是 false，但填报的{_named(record, shown)}表明有"
            hint = "有的删去这一项；确实不适用的写 {is: false, because: 理由}"
            yield _error(record, keys, message, hint)
        return
    parts = [listed[key] for key in rule.listed("keys") if known.found[key] and listed[key].feature]
    for one in parts:
        message = f"写的是不适用，但其中的“{one.title}”适用"
        yield _error(record, keys, message, f"两项一起改：{one.feature} 也写 {{is: false, because: 理由}}")


def _unseen(record: Record, name: str) -> Problem:
    keys: Keys = ("features", name)
    message = "写的是 true，填报里看不到"
    return warning(_where(name), message, "请补设备、风险点或核对", record.origin(keys), keys)


def _error(record: Record, keys: Keys, message: str, hint: str) -> Problem:
    return error(_where(str(keys[-1])), message, hint, record.origin(keys), keys)


def _where(name: str) -> str:
    return f"特征“{naming.feature(name)}”（features.{name}）"


def _named(record: Record, shown: tuple[Found, ...]) -> str:
    """The first things that show it, each with its place."""
    told = naming.shown(record, shown)
    more = f"等 {len(told)} 处" if len(told) > _FEW else ""
    return "、".join(told[:_FEW]) + more


def wanted(record: Record, known: Known, library: Library) -> Iterator[Problem]:
    """Units that are there of which the numbers that texts print are not given."""
    for key, rule in evidence.rules(library).items():
        name, shown = str(rule.given.get("wants", "")), known.found[key]
        if name and shown and not record.data.get(name):
            title, first = shape.at((name,)).title, shown[0]
            message = f"有{rule.title}，没有填写“{title}”（{name}），文书里相应的数字留空"
            hint = f"补填；凭{naming.shown(record, shown)[0]}认出"
            keys = record.read_at(first.keys)
            yield warning(title, message, hint, record.origin(keys), keys)


def given(data: Data, library: Library) -> tuple[domain.Override, ...]:
    """What the enterprise says of its features with a reason."""
    found = []
    for name, rule in evidence.features(library).items():
        said = part(part(data, "features"), name)
        answer = evidence.override(said)
        if answer is not None and text(said, "because"):
            found.append(domain.Override(rule.title, answer, text(said, "because")))
    return tuple(found)
