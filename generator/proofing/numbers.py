"""Limits in the texts and reference data: every tag names one, and no number of one is written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.library import Library, limits
from generator.problems import Problem, error
from generator.proofing import citations

Limits = Mapping[str, limits.Limit]

_TAG = re.compile(r"\{\{ ?limit\.([^\s.}]*)(?:\.\w+)? ?\}\}")
_LOGIC = re.compile(r"\{%.*?%\}")
_COMMENT = re.compile(r"(?:^|\s)#\s.*")


def check(path: Path, name: str, library: Library) -> tuple[Problem, ...]:
    """Every unknown limit of a file, and every number that stands in it instead of in limits.yaml."""
    lines, known = citations.uncommented(path, name, _COMMENT), limits.load(library)
    return tuple(problem for where, line in lines for problem in _line(line, where, known))


def _line(line: str, where: str, known: Limits) -> Iterator[Problem]:
    for key in _TAG.findall(line):
        if key not in known:
            yield error(where, f"limits.yaml 里没有 limit.{key}", "先登记数值、依据和来源")
    yield from _by_hand(line, where, known)


def _by_hand(line: str, where: str, known: Limits) -> Iterator[Problem]:
    """Numbers of limits that stand in a line as they are."""
    rest = _LOGIC.sub("", _TAG.sub("", line))
    for key, limit in known.items():
        if found := _written(limit, rest):
            hint = f"用 {{{{ limit.{key}.value }}}}，数字只写在 limits.yaml"
            yield error(where, f"“{found}”直接写在这里（{limit.about}）", hint)


def _written(limit: limits.Limit, line: str) -> str:
    """A number of a limit as it stands in a line; "" where it does not."""
    found = filter(None, (pattern.search(line) for pattern in limit.written))
    return next((one[0] for one in found), "")
