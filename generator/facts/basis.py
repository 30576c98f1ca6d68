"""A basis given as data, printed whole: the edition of the day, and clauses only where they are proven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator import domain
from generator.facts import laws
from generator.library import Library, usual_hazards

CLAUSE = re.compile(r"(\d+(?:\.\d+)*)(?:/(\d+))?(?:\((\d+)\))?")
_DIGITS = "零一二三四五六七八九"


def of(
    entry: usual_hazards.Entry, sector: str, level: str, law: Mapping[str, domain.Law], library: Library
) -> tuple[domain.Words, domain.Words]:
    """What a usual hazard is judged by, nothing where it is not major, and what its mending rests on."""
    grave = level == usual_hazards.MAJOR
    judged = (*usual_hazards.applicable(entry.get("judged", ()), sector),) if grave else ()
    lines = (*judged, *usual_hazards.applicable(entry.get("basis", ()), sector))
    return written(judged, law, library), written(lines, law, library)


def written(
    lines: Iterable[Mapping[str, Any]], law: Mapping[str, domain.Law], library: Library
) -> domain.Words:
    """《title》（number）第…条 of each law in force, each once."""
    cited = (_cited(line, law[line["law"]], library) for line in lines if law[line["law"]].in_force)
    return tuple(dict.fromkeys(cited))


def _cited(line: Mapping[str, Any], law: domain.Law, library: Library) -> str:
    proven = laws.proven(line["law"], law.number, library)
    clauses = (printed(str(clause), proven) for clause in line.get("clauses", ()))
    return law.cite + "、".join(dict.fromkeys(filter(None, clauses)))


def printed(clause: str, proven: laws.Proven) -> str:
    """97(5) as 第九十七条第五项; the article alone where its item is not proven, "" where it is not."""
    found = CLAUSE.fullmatch(clause)
    if not found or found[1] not in proven.articles:
        return ""
    article, paragraph, item = found.groups()
    words = f"第{article if '.' in article else numeral(int(article))}条"
    if item and item not in proven.items.get(article, {item}):
        return words
    words += f"第{numeral(int(paragraph))}款" if paragraph else ""
    return words + (f"第{numeral(int(item))}项" if item else "")


def numeral(value: int) -> str:
    """A whole number below a thousand in Chinese."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones or not value else "")
