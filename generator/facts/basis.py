"""A basis given as data, printed whole: the edition of the day, and clauses only where they are proven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator import domain
from generator.facts import laws
from generator.facts.laws import Laws
from generator.library import Library, usual_hazards

CLAUSE = re.compile(r"(\d+(?:\.\d+)*)(?:/(\d+))?(?:\((\d+)\))?")
_DIGITS = "零一二三四五六七八九"
Line = Mapping[str, Any]  # a law with its clauses


def of(
    entry: usual_hazards.Entry, sector: str, level: str, law: Laws, library: Library
) -> tuple[domain.Words, domain.Words]:
    """What a usual hazard is judged by, nothing where it is not major, and what its mending rests on."""
    grave = level == usual_hazards.MAJOR
    judged = (*usual_hazards.applicable(entry.get("judged", ()), sector),) if grave else ()
    lines = (*judged, *usual_hazards.applicable(entry.get("basis", ()), sector))
    return written(judged, law, library), written(lines, law, library)


def written(lines: Iterable[Line], law: Laws, library: Library) -> domain.Words:
    """《title》（number）第…条 of each law in force, each once."""
    cited = (_cited(line, law[line["law"]], library) for line in lines if law[line["law"]].in_force)
    return tuple(dict.fromkeys(cited))


def _cited(line: Line, law: domain.Law, library: Library) -> str:
    proven = laws.proven(line["law"], law.number, library)
    clauses = (printed(str(clause), proven) for clause in line.get("clauses", ()))
    return law.cite + "、".join(dict.fromkeys(filter(None, clauses)))


def printed(clause: str, proven: laws.Proven) -> str:
    """97(5) as 第九十七条第五项; the article alone where its item is not proven, "" where it is not."""
    found = CLAUSE.fullmatch(clause)
    if not found or found[1] not in proven.articles:
        return ""
    article, paragraph, item = found.groups()
    words = _counted(article, "条")
    if item and item not in proven.items.get(article, {item}):
        return words
    return words + _counted(paragraph, "款") + _counted(item, "项")


def _counted(number: str | None, what: str) -> str:
    """第九十七条; a number of several parts (5.2.1) stays in figures. "" without one."""
    if not number:
        return ""
    return f"第{number if '.' in number else numeral(int(number))}{what}"


def numeral(value: int) -> str:
    """A whole number below a thousand in Chinese."""
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _below_hundred(rest)
    return f"{_DIGITS[hundreds]}百{_behind_hundreds(rest) if rest else ''}"


def _behind_hundreds(value: int) -> str:
    """零五, 一十, 三十五: what follows 百."""
    tens, ones = divmod(value, 10)
    return (f"{_DIGITS[tens]}十" if tens else "零") + _last_digit(ones)


def _last_digit(ones: int) -> str:
    return _DIGITS[ones] if ones else ""


def _below_hundred(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_last_digit(ones)}"
