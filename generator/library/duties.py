"""The duties of the Measures towards one client, as shipped: article, words, verdict, answering articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from generator.errors import CatalogueError
from generator.library.edition import Library
from generator.problems import error

ARTICLE = r"第[一二三四五六七八九十]+条(?:第\d+项)?"
_ADVICE = ("data", "label", "mend")
_ONE, _ALSO = re.compile(ARTICLE), re.compile(ARTICLE + "(?: .+)?")


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


def read(source: object, library: Library) -> tuple[Rule, ...]:
    """The duties of the definitions, checked; ``library`` has the lists that they are spread over."""
    if not isinstance(source, list):
        raise _fault(0, "应为事项的列表")
    return tuple(rule for number, row in enumerate(source, 1) for rule in _rules(number, row, library))


def _rules(number: int, row: Mapping[str, Any], library: Library) -> Iterator[Rule]:
    """The duty of a row, or one for each of its words."""
    _check(number, row)
    given = {key: value for key, value in row.items() if key not in ("words", "also", "titled")}
    titled, also = tuple(row.get("titled", ())), row.get("also", ())
    if "words" not in row:
        yield Rule(**given, titled=titled, also=_articles(number, also))
        return
    for no, text in enumerate(_words(number, row["words"], library), 1):
        own = {**given, "article": f"{row['article']}第{no}项", "duty": text}
        yield Rule(**own, no=no, also=_articles(number, also.get(no, ()) if also else ()))


def _check(number: int, row: object) -> None:
    known = {field.name: field for field in fields(Rule)}
    needed = {name for name, field in known.items() if field.default is MISSING}
    if not isinstance(row, dict):
        raise _fault(number, "每一项须为键值")
    allowed = set(known) - {"no"} | {"words"}
    if "words" in row:
        allowed, needed = allowed - {"duty", "titled"}, needed - {"duty"}
    wrong = sorted(set(map(str, row)) - allowed) or sorted(needed - set(row))
    if wrong:
        raise _fault(number, f"多余或缺少的键：{'、'.join(wrong)}")
    if len([key for key in _ADVICE if row.get(key)]) not in (0, len(_ADVICE)):
        raise _fault(number, "data、label、mend 要么都写，要么都不写")
    if "words" in row and not isinstance(row.get("also", {}), dict):
        raise _fault(number, "展开的事项，also 应写成“项号: [条款]”")
    if not _ONE.fullmatch(row["article"]):
        raise _fault(number, f"条款写法不对：{row['article']}")


def _articles(number: int, given: Any) -> tuple[str, ...]:
    for article in given:
        if not _ALSO.fullmatch(article):
            raise _fault(number, f"条款写法不对：{article}")
    return tuple(given)


def _words(number: int, name: str, library: Library) -> list[str]:
    file, _, key = name.partition(".")
    found = library.table(file)
    found = found.get(key) if key else found
    if not isinstance(found, list):
        raise _fault(number, f"参考数据里没有这一列名称：{name}")
    return found


def _fault(number: int, message: str) -> CatalogueError:
    return CatalogueError(error(f"templates/reference/duties.yaml 第 {number} 项", message))
