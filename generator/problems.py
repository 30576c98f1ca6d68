"""What a person can mend, as values: where it is, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PureWindowsPath
from typing import Literal

Severity = Literal["error", "warning"]
Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was written: a file with line and column (both from 1), or a workbook's cell 设备!D7."""

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file} {self.cell}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def within(self) -> str:
        """The place in its file as a sentence has it: 第 12 行, 设备!D7; "" where none is known."""
        return self.cell or (f"第 {self.line} 行" if self.line else "")

    @property
    def sheet(self) -> str:
        """The sheet of a cell, "" of a line."""
        return self.cell.rpartition("!")[0]

    def spoken(self, beside: Origin | None = None) -> str:
        """The same with the file's name, which is left out beside a place in the same file."""
        name = "" if beside and beside.file == self.file else PureWindowsPath(self.file).name
        return f"{name} {self.within}".strip()

    def row(self) -> dict[str, object]:
        """The place as plain data."""
        return {"file": self.file, "line": self.line, "column": self.column, "cell": self.cell}


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of a Word file: its part, and which one it is there, from 0 as they begin.

    ``paragraph`` is None where it is about the part as a whole.
    """

    part: str
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend; prints as one Chinese line: place, label, what is wrong, what to do.

    ``keys`` lead from a record's outermost mapping to the value that it is about, so that a form can mark its
    field; () where it is about no value of a record. ``spot`` is where in a Word file it stands, for programs
    that mark it there: no part of what the problem says, so two that differ in nothing else are the same.
    """

    severity: Severity
    where: str
    message: str
    hint: str = ""
    keys: Keys = ()
    origin: Origin | None = None
    spot: Spot | None = field(default=None, compare=False)

    def __str__(self) -> str:
        place = " ".join(part for part in (str(self.origin or ""), self.where) if part)
        text = f"{self.message}；{self.hint}" if self.hint else self.message
        return f"{place}：{text}" if place else text


Problems = tuple[Problem, ...]  # all that was found out, in its order


def error(where: str, message: str, hint: str = "", origin: Origin | None = None, keys: Keys = ()) -> Problem:
    """A problem that stops the work."""
    return Problem("error", where, message, hint, keys, origin)


def warning(
    where: str, message: str, hint: str = "", origin: Origin | None = None, keys: Keys = ()
) -> Problem:
    """A problem that is told and does not stop the work (unless the user asks for strictness)."""
    return Problem("warning", where, message, hint, keys, origin)


def standing(problems: Iterable[Problem], spot: Spot | None) -> Iterator[Problem]:
    """The problems with the place in a Word file that they are about."""
    return (replace(problem, spot=spot) for problem in problems)


def renamed(problem: Problem, names: Mapping[str, str]) -> Problem:
    """The problem with other names of files, wherever it says them; a longer name goes before one in it."""

    def said(text: str) -> str:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, names[name])
        return text

    origin = problem.origin and replace(problem.origin, file=said(problem.origin.file))
    return replace(problem, where=said(problem.where), message=said(problem.message), origin=origin)


def errors_in(problems: Problems | list[Problem]) -> Problems:
    """The problems that stop the work, in their order."""
    return tuple(problem for problem in problems if problem.severity == "error")
