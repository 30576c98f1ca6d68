"""What a line says to whoever fills in a workbook: no keys of a file, and yes and no as cells have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.problems import Keys, Problem
from generator.schema import shape
from generator.schema.shape import Shape

_BOOKS = (".xlsx", ".xlsm")
_NUMBER = re.compile(r"\[[0-9]+\]")  # of a row in its list, which is not that of its line
_KEYS = re.compile(r"（[a-z_.]+(?:、[a-z_.]+)*）")  # behind the Chinese name: 停用日期（stop.done）
_KEY = re.compile(r"(?<=[填写进在]) ?([a-z_]+)(?![a-z_:./]) ?")
_SAID = (
    ("{is: false, because: 理由}", "“否”，并填理由"),
    ("because: 理由；不需要理由的直接写 true 或 false", "理由；不需要理由的只填“是”或“否”"),
    ("写的是 true", "填的是“是”"),
    ("写的是 false", "填的是“否”"),
    ("矩形 rect: [x, y, 宽, 高] 或多边形 polygon", "矩形（x, y, 宽, 高）或多边形"),
)


def told(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, those at a cell in the words of a workbook; the others as they are."""
    return tuple(_said(one) if one.origin and one.origin.cell else one for one in problems)


def part(file: str, keys: Keys) -> str:
    """Where a part of the data is written: under its key, in a workbook on the sheet of its name."""
    is_book = file.lower().endswith(_BOOKS)
    return f"{file} 的“{shape.record().at(keys).title}”" if is_book else f"{file} 的 {keys[0]}"


def _said(problem: Problem) -> Problem:
    plain = partial(_plain, shapes=tuple(_around(problem.keys)))
    where, message, hint = map(plain, (problem.where, problem.message, problem.hint))
    return replace(problem, where=_NUMBER.sub("", where), message=message, hint=hint)


def _plain(text: str, shapes: tuple[Shape, ...]) -> str:
    for written, plain in _SAID:
        text = text.replace(written, plain)
    return _KEY.sub(lambda found: _title(found[1], shapes) or found[0], _KEYS.sub("", text))


def _around(keys: Keys) -> Iterator[Shape]:
    """The shapes of a value and of all around it, the nearest first."""
    return (shape.record().at(keys[:end]) for end in range(len(keys), -1, -1))


def _title(key: str, shapes: tuple[Shape, ...]) -> str:
    """What a key is called in the nearest group that has it; "" where none has."""
    found = (one.properties[key].title for one in shapes if key in one.properties)
    return next(found, "")
