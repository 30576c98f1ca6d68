"""What may have been meant by a tag that says what none may say: asked only when one is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from generator.word.grammar import RefusedError

_WORDS = ("if", "elif", "else", "endif", "for", "endfor")
_SPELT = {"如果": "if", "elseif": "elif", "elsif": "elif", "foreach": "for", "fi": "endif"}
_ONLY = f"只有 {'、'.join(_WORDS)}"
# What other languages write, and how it is written here; in this order.
_WRITTEN = (
    (re.compile(r"≥|=>"), ">="),
    (re.compile(r"≤|=<"), "<="),
    (re.compile(r"≠"), "!="),
    (re.compile(r"\b(?:AND|And)\b"), "and"),
    (re.compile(r"\b(?:OR|Or)\b"), "or"),
    (re.compile(r"\b(?:NOT|Not)\b"), "not"),
    (re.compile(r"===?|(?<![=!<>])=(?!=)"), "=="),
    (re.compile(r"!==|<>"), "!="),
    (re.compile(r"\s*等于\s*"), " == "),
    (re.compile(r"\s*(?:&&?|并且|且)\s*"), " and "),
    (re.compile(r"\s*(?:\|\||或者|或)\s*"), " or "),
    (re.compile(r"!(?!=)\s*"), "not "),
    (re.compile(r"\s*(?:->|/|::|，|、)\s*"), "."),
    (re.compile(r"^[{\s]+|[}\s]+$"), ""),
    (re.compile(r"\s+of\s+"), " in "),
)


def statement(word: str, rest: str) -> str:
    """The mend of a statement that there is none of."""
    if rest.startswith("."):
        return f"取值写 {{{{ {(word + rest)[:40]} }}}}；{_ONLY}"
    small = word.lower()
    if small == "end" and rest in ("if", "for"):
        small, rest = f"end{rest}", ""
    other = _SPELT.get(small) or next(iter(get_close_matches(small, _WORDS, 1)), "")
    said = f"{other} {rest}".strip()[:40]
    return f"是否应为 {{% {said} %}}？{_ONLY}" if other else _ONLY


def more(word: str, rest: str) -> str:
    """The mend of a statement that says more than its word; "" where none is known."""
    return f"写成 {{% elif {rest[3:40]} %}}" if word == "else" and rest.startswith("if ") else ""


def expression(read: Callable[[str], object], body: str) -> str:
    """How an expression that was refused is written here; "" where that is not known."""
    other = body
    for sign, written in _WRITTEN:
        other = sign.sub(written, other)
    try:
        read(other.strip())
    except RefusedError:
        return ""
    return other.strip()
