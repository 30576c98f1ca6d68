"""The duties of the Measures towards one client, as shipped: article, words, verdict, answering articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.errors import CatalogueError
from generator.library.edition import Library
from generator.problems import error

ARTICLE = r"第[一二三四五六七八九十]+条(?:第\d+项)?"


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty; ``no`` is its number where the verdict is a list, 0 otherwise.

    ``titled`` are words of the titles that answer this duty among others of its article; ``also`` are
    articles, each with a word of the title if need be, whose deliverables answer it too; ``data`` is the
    dotted place that a warning points to, with its ``label`` and what ``mend``s it, all "" for a duty that
    check does not warn of.
    """

    article: str
    verdict: str
    duty: str
    no: int = 0
    titled: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    data: str = ""
    label: str = ""
    mend: str = ""


def load(library: Library) -> tuple[Rule, ...]:
    """All duties in the order of the Measures; CatalogueError names the faulty row."""
    return library.once(_load)


def _load(library: Library) -> tuple[Rule, ...]:
    return read(library.table("duties"), library)


def read(source: Iterable[Mapping[str, Any]], library: Library) -> tuple[Rule, ...]:
    """The duties of rows that fit the schema; ``library`` has the lists that they are spread over."""
    return tuple(rule for number, row in enumerate(source, 1) for rule in _rules(number, row, library))


def _rules(number: int, row: Mapping[str, Any], library: Library) -> Iterator[Rule]:
    """The duty of a row, or one for each of its words."""
    given = {key: value for key, value in row.items() if key not in ("words", "also", "titled")}
    also = row.get("also", ())
    if "words" not in row:
        yield Rule(**given, titled=tuple(row.get("titled", ())), also=tuple(also))
    else:
        for no, text in enumerate(_words(number, row["words"], library), 1):
            own = {**given, "article": f"{row['article']}第{no}项", "duty": text}
            yield Rule(**own, no=no, also=tuple(also.get(no, ()) if also else ()))


def _words(number: int, name: str, library: Library) -> list[str]:
    file, _, key = name.partition(".")
    found = library.table(file)
    found = found.get(key) if key else found
    if not isinstance(found, list):
        message = f"参考数据里没有这一列名称：{name}"
        raise CatalogueError(error(f"{library.place('reference/duties.yaml')} 第 {number} 项", message))
    return found
