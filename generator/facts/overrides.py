"""What the enterprise says of its features against what its data shows, and the reasons it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import domain
from generator.facts import evidence, naming
from generator.facts.condition import Advice
from generator.facts.evidence import Known, Shown
from generator.facts.plain import Data, part, text
from generator.library import Library
from generator.problems import Problem, error, warning
from generator.record import Keys, Record
from generator.schema import shape

_FEW = 3  # things that are named in a message
_REASON = "有的删去这一项；确实不适用的写 {is: false, because: 理由}"


def problems(record: Record, known: Known, library: Library) -> Iterator[Problem]:
    """Features denied against the evidence, which stops the work, and those said that nothing shows."""
    for name, rule in evidence.features(library).items():
        said = part(record.data, "features").get(name)
        answer = evidence.override(said)
        if answer is False:
            told = (
                _reasoned(known, rule, library) if isinstance(said, Mapping) else _bare(record, known, rule)
            )
            yield from (_error(record, name, message, hint) for message, hint in told)
        elif answer and any(one.field == "feature" for one in known.found[rule.key]):
            yield _unseen(record, name)


def _bare(record: Record, known: Known, rule: evidence.Rule) -> Iterator[Advice]:
    """A denial without a reason, against what is there."""
    if shown := known.against[rule.key]:
        yield f"写的是 false，但填报的{_named(record, shown)}表明有", _REASON


def _reasoned(known: Known, rule: evidence.Rule, library: Library) -> Iterator[Advice]:
    """A denial with a reason while a part of it is there all the same."""
    for key in rule.listed("keys"):
        one = evidence.rules(library)[key]
        if known.found[key] and one.feature:
            hint = f"两项一起改：{one.feature} 也写 {{is: false, because: 理由}}"
            yield f"写的是不适用，但其中的“{one.title}”适用", hint


def _unseen(record: Record, name: str) -> Problem:
    keys: Keys = ("features", name)
    message = "写的是 true，填报里看不到"
    return warning(_where(name), message, "请补设备、风险点或核对", record.origin(keys), keys)


def _error(record: Record, name: str, message: str, hint: str) -> Problem:
    keys: Keys = ("features", name)
    return error(_where(name), message, hint, record.origin(keys), keys)


def _where(name: str) -> str:
    return f"特征“{naming.feature(name)}”（features.{name}）"


def _named(record: Record, shown: Shown) -> str:
    """The first things that show it, each with its place."""
    told = naming.shown(record, shown)
    more = f"等 {len(told)} 处" if len(told) > _FEW else ""
    return "、".join(told[:_FEW]) + more


def wanted(record: Record, known: Known, library: Library) -> Iterator[Problem]:
    """Units that are there of which the numbers that texts print are not given."""
    for key, rule in evidence.rules(library).items():
        name, shown = str(rule.given.get("wants", "")), known.found[key]
        if name and shown and not record.data.get(name):
            yield _wanted(record, rule.title, name, shown)


def _wanted(record: Record, unit: str, name: str, shown: Shown) -> Problem:
    title, keys = shape.at((name,)).title, record.read_at(shown[0].keys)
    message = f"有{unit}，没有填写“{title}”（{name}），文书里相应的数字留空"
    hint = f"补填；凭{naming.shown(record, shown)[0]}认出"
    return warning(title, message, hint, record.origin(keys), keys)


def given(data: Data, library: Library) -> tuple[domain.Override, ...]:
    """What the enterprise says of its features with a reason."""
    return tuple(_given(part(data, "features"), library))


def _given(features: Data, library: Library) -> Iterator[domain.Override]:
    for name, rule in evidence.features(library).items():
        said = part(features, name)
        answer, because = evidence.override(said), text(said, "because")
        if answer is not None and because:
            yield domain.Override(rule.title, answer, because)
