"""What a tag may say: names, conditions and loops; everything else that Jinja knows is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, reduce

from generator.word.program import Node

LOOP_FIELDS = ("index", "first", "last")
_REMEMBERED = 4096  # the same tags stand in a template again and again
# Names of ASCII letters, few enough in a row; words with a meaning of their own are left to the parser.
_PLAIN = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*){0,9}", re.ASCII)
_RESERVED = frozenset(
    ("true", "false", "none", "True", "False", "None", "not", "and", "or", "in", "is", "if", "else", "loop")
)
_MOST_TERMS = 8  # far from the depth that the parser refuses
# A name beside a word or a number that no escaping changes.
_COMPARED = re.compile(
    r"""([A-Za-z][\w.]*) (==|!=|>=|<=|>|<) (?:"([^"'\\&<>\x00-\x1f]{0,40})"|(0|[1-9][0-9]{0,8}))""", re.ASCII
)


class RefusedError(Exception):
    """A tag says what it may not; str() is the message, ``hint`` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


# Tags of the usual forms are read here at once, all others by Jinja's parser, which takes longer to import
# than the texts of workbooks take to read. The tests hold that both say the same of every usual form.


@lru_cache(_REMEMBERED)
def printed(body: str) -> Node:
    """The operation of ``{{ body }}``."""
    if path := _plain_path(body.removesuffix("|blank")):
        return ("blank" if body.endswith("|blank") else "print", path)
    from generator.word import syntax

    return syntax.printed(body)


@lru_cache(_REMEMBERED)
def condition(body: str) -> Node:
    """The expression of ``{% if body %}``."""
    if plain := _plain_condition(body):
        return plain
    from generator.word import syntax

    return syntax.condition(body)


@lru_cache(_REMEMBERED)
def loop(body: str) -> tuple[str, Node]:
    """The name and the list of ``{% for body %}``."""
    if plain := _plain_loop(body):
        return plain
    from generator.word import syntax

    return syntax.loop(body)


def _plain_loop(body: str) -> tuple[str, Node] | None:
    """A plain name over a dotted one; None for everything else."""
    name, _, items = body.partition(" in ")
    path = _plain_path(items)
    return (name, path) if path and _plain_path(name) == ("name", name) else None


def _plain_condition(body: str) -> Node | None:
    """Plain terms joined by ``and`` and ``or``; None for everything else, such as parentheses."""
    if body.count(" and ") + body.count(" or ") >= _MOST_TERMS:
        return None
    return _joined("or", map(_plain_side, body.split(" or ")))


def _plain_side(side: str) -> Node | None:
    return _joined("and", map(_plain_term, side.split(" and ")))


def _joined(word: str, found: Iterable[Node | None]) -> Node | None:
    """The nodes joined by a word from the left; None where one of them is missing."""
    nodes = list(found)
    return None if None in nodes else reduce(lambda left, right: (word, left, right), filter(None, nodes))


def _plain_term(term: str) -> Node | None:
    """A dotted name, its opposite, or a comparison of one; None for everything else."""
    if compared := _COMPARED.fullmatch(term):
        return _plain_comparison(*compared.groups())
    path = _plain_path(term.removeprefix("not "))
    return ("not", path) if path and term.startswith("not ") else path


def _plain_comparison(name: str, sign: str, word: str | None, number: str | None) -> Node | None:
    """A dotted name beside a word or a number."""
    side = _plain_path(name)
    return side and ("compare", sign, side, ("const", int(number) if number else word))


def _plain_path(body: str) -> Node | None:
    """A dotted name that needs no parser, as most tags are; None for everything else."""
    if not _PLAIN.fullmatch(body):
        return None
    first, *fields = body.split(".")
    if first == "loop" and len(fields) == 1 and fields[0] in LOOP_FIELDS:
        return ("loop", fields[0])
    if first in _RESERVED or "loop" in fields:
        return None
    return reduce(_field, fields, ("name", first))


def _field(path: Node, name: str) -> Node:
    return ("get", path, name)
