"""Clause numbers as texts write them after a law: what a run such as 第四十条至第四十三条 names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_WORDS = "[零一二三四五六七八九十百]+"
_ARTICLE = rf"第(?:{_WORDS}|\d+(?:\.\d+)*)条"
_ONE = rf"{_ARTICLE}(?:第{_WORDS}款)?(?:第?（{_WORDS}）项?|第{_WORDS}项)?"
RUN = rf"{_ONE}(?:[、和及至]{_ONE})*"
_NAMED = re.compile(rf"第({_WORDS}|\d+(?:\.\d+)*)条(?:第{_WORDS}款)?(?:第?（({_WORDS})）项?|第({_WORDS})项)?")
_CITED = re.compile(rf"(\{{\{{ ?law\.(\w+)\.(?:name|cite) ?\}}\}}》?)({RUN})")


def guarded(text: str) -> str:
    """The text with a condition around each run of clauses after a law's tag.

    The run is printed only where the register proves every clause of it in the edition in force on the
    document's day; else the law stands alone.
    """
    return _CITED.sub(lambda found: f"{found[1]}{_condition(found[2], found[3])}", text)


def _condition(law: str, run: str) -> str:
    names = " and ".join(f"law.{law}.proven.{field(article)}" for article, _ in named(run))
    return f"{{% if {names} %}}{run}{{% endif %}}"


def cited(text: str) -> Iterator[tuple[str, str]]:
    """Every law's key with the run of clauses after its tag."""
    return ((found[2], found[3]) for found in _CITED.finditer(text))


def without(text: str) -> str:
    """The text without laws' tags and the clauses after them."""
    return _CITED.sub("", text)


def named(run: str) -> tuple[tuple[str, str], ...]:
    """Each article or section of a run with its item, "" for the whole; 至 names all between."""
    found: list[tuple[str, str]] = []
    end = 0
    for one in _NAMED.finditer(run):
        article, item = _value(one[1]), one[2] or one[3]
        if run[end : one.start()] == "至":
            found += _between(found[-1][0], article)
        found.append((article, str(value(item)) if item else ""))
        end = one.end()
    return tuple(dict.fromkeys(found))


def _between(first: str, last: str) -> list[tuple[str, str]]:
    """The articles between two."""
    return [(str(number), "") for number in range(int(first) + 1, int(last))]


def listed(
    edition: Mapping[str, Any], wanted: Callable[[Sequence[str]], bool] = lambda _: True
) -> Iterator[tuple[str, str]]:
    """Clauses that the register lists of an edition, each with its item or "": 24, "5.9.1", "7(3)"."""
    for seen in edition.get("clauses", ()):
        for one in seen["of"] if wanted(seen["sources"]) else ():
            article, _, item = str(one).rstrip(")").partition("(")
            yield article, item


def registered(law: Mapping[str, Any]) -> frozenset[str]:
    """The articles or sections that the register lists of any edition of a law, proven or not."""
    editions = law.get("editions", ())
    return frozenset(article for edition in editions for article, _ in listed(edition))


def field(article: str) -> str:
    """The name of an article or section among what is proven of a law: c24, c5_9_1."""
    return f"c{article.replace('.', '_')}"


def _value(words: str) -> str:
    return words if words[0].isdigit() else str(value(words))


def value(words: str) -> int:
    """The value of a Chinese number below a thousand, such as 一百零一."""
    total, last = 0, 0
    for char in words:
        if char in ("百", "十"):
            total += (last or 1) * (100 if char == "百" else 10)
            last = 0
        else:
            last = _DIGITS[char]
    return total + last
