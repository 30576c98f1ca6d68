"""Advice on a hazard, whole: what its own words leave unsaid is taken from the catalogue of usual hazards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import domain
from generator.domain import printing
from generator.facts.condition import named, say
from generator.facts.plain import distinct
from generator.library import Library, usual_hazards
from generator.problems import Problem
from generator.record import Record

_BRIEF = 20  # characters of advice without layers that leave most of it unsaid
_LAYER = re.compile(f"(?:^|[①②③④⑤。；\\s])({'|'.join(usual_hazards.LAYERS.values())})[：:]")
# What a major hazard needs of which the catalogue says nothing; protection is not called for by each.
_NEEDED = tuple(usual_hazards.LAYERS[key] for key in ("engineering", "management", "training"))
_PROTECTION = usual_hazards.LAYERS["ppe"]
_ENDS = "。；！"


def whole(own: str, entry: usual_hazards.Entry) -> str:
    """The hazard's own advice, then the layers of the catalogue that it does not speak of.

    Advice of some length that is not written in layers is left as it is: nobody can tell what it lacks.
    """
    if not open_to_more(own):
        return own
    told = layers(own)
    more = {name: words for name, words in usual_hazards.layered(entry).items() if name not in told}
    if not own or not more:
        return own or usual_hazards.written(more)
    return f"{_ended(own)}\n{usual_hazards.written(more, len(told), counted=True)}"


def _ended(advice: str) -> str:
    return advice if advice[-1] in _ENDS else f"{advice}。"


def protected(hazard: domain.Hazard, units: Iterable[domain.Unit]) -> str:
    """The advice on a hazard; of a major one in layers that leaves protection out, with that of its units."""
    told, ppe = layers(hazard.recommendation), distinct(name for unit in units for name in unit.ppe)
    if not (hazard.major and told and ppe) or _PROTECTION in told:
        return hazard.recommendation
    more = usual_hazards.written({_PROTECTION: f"{printing.words(ppe)}。"}, len(told), counted=True)
    return f"{hazard.recommendation}\n{more}"


def open_to_more(own: str) -> bool:
    """Whether the catalogue may add to the advice: there is none, it is brief, or it is in layers."""
    return brief(own) or bool(layers(own))


def brief(own: str) -> bool:
    """Whether there is no advice, or hardly any."""
    return len(own) < _BRIEF and not layers(own)


def layers(advice: str) -> frozenset[str]:
    """The layers that the advice names: 工程, 管理, 培训, 防护."""
    return frozenset(_LAYER.findall(advice)) - {usual_hazards.LAYERS[usual_hazards.AT_ONCE]}


def lacking(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """Major hazards of which the advice leaves out a layer that they need."""
    for hazard in facts.hazards_major:
        left = _left_out(hazard, library)
        if hazard.recommendation and left and hazard.result is not domain.Recheck.RECTIFIED:
            message = f"重大事故隐患的整改建议没有分层写到：{'、'.join(left)}"
            hint = "按“①工程：……②管理：……③培训：……”补写；没有这一层的写明不需要的理由"
            yield say(record, hazard.keys, named(hazard), message, hint)


def _left_out(hazard: domain.Hazard, library: Library) -> list[str]:
    """The layers that the catalogue has for a hazard, else those that each needs, which its advice lacks."""
    told = layers(hazard.recommendation)
    return [name for name in _needed(hazard.code, library) if name not in told]


def _needed(code: str, library: Library) -> Iterable[str]:
    return usual_hazards.layered(usual_hazards.find(code, library)) or _NEEDED
