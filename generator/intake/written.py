"""Data written as files have it: YAML as a person would type it, and JSON; read again it is the same data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_WIDEST = 120  # characters of a line that holds a whole mapping or list
_DEEPEST = 2  # levels of mappings and lists that such a line may hold
# Text that is text to every reader of YAML without quotes: inside of brackets, and alone in its line.
_FIRST = r"(?:\.\.?/)?[^\x00-/:-@\[-`{-\xa0\s]"
_PLAIN = re.compile(rf"{_FIRST}(?:[^\x00-\x1f\x7f-\xa0:,\[\]{{}}\s]| (?=[^\s#:,\[\]{{}}]))*")
_IN_BLOCK = re.compile(rf"{_FIRST}(?:[^\x00-\x1f\x7f-\xa0:\s]|:(?=\S)| (?=[^\s#:]))*")
# What some reader of YAML takes for a number, a time, a truth or nothing.
_NUMBER = re.compile(r"[0-9][0-9_.]*(?:[eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+|[0-9][0-9_:.]*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_LITERAL = re.compile(r"\S[^\n]*(?:\n|\n\S[^\n]*)*")
# Breaks of lines and marks of order that a reader of YAML takes for its own.
_HIDDEN = re.compile("[\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]")


def as_yaml(data: Mapping[str, Any]) -> str:
    """The data as YAML, in its order; what fits on a line is on one, each outermost mapping apart.

    ``data`` is what reading gives: mappings, lists, texts, numbers, booleans and None.
    """
    parts = ["\n".join(_pair(key, value, "", outermost=True)) + "\n" for key, value in data.items()]
    return _apart(parts) if parts else "{}\n"


def _apart(parts: list[str]) -> str:
    """The parts with an empty line around each that takes more than one."""
    text = parts[0]
    for before, part in zip(parts, parts[1:], strict=False):
        text += part if max(before.count("\n"), part.count("\n")) == 1 else f"\n{part}"
    return text


def as_json(data: Mapping[str, Any]) -> str:
    """The same as JSON, in its order; numbers have the digits that the data has."""
    return _json(data, "") + "\n"


def scalar(value: Any) -> str:
    """A single value of a line in YAML: plain where no reader can take it otherwise, else in quotes."""
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and _is_text(value) else _quoted(value)
    return _number(value)


def _in_block(text: str) -> str:
    """A text that stands in its line alone, where commas and brackets are nothing special."""
    return text if _IN_BLOCK.fullmatch(text) and _is_text(text) else _quoted(text)


def _is_text(text: str) -> bool:
    return text.casefold() not in _WORDS and not _NUMBER.fullmatch(text) and not _HIDDEN.search(text)


def _quoted(text: str) -> str:
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _number(value: Any) -> str:
    """A number, a truth or nothing, as both forms have it."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return str(value)


def _pair(key: str, value: Any, indent: str, outermost: bool = False) -> Iterator[str]:
    """The lines of a key with its value."""
    first, *rest = _lines(value, indent, outermost and isinstance(value, Mapping))
    yield f"{indent}{scalar(key)}:{first and ' '}{first}"
    yield from rest


def _lines(value: Any, indent: str, open_: bool = False) -> Iterator[str]:
    """What follows a key in its line, then the lines below it, which stand further right.

    With ``open_`` nothing but an empty mapping is put on one line.
    """
    inner = indent + "  "
    if isinstance(value, str):
        yield from _text_lines(value, inner)
    elif not _holds(value) or not (open_ or _is_long(value, inner)):
        yield inline(value)
    else:
        yield ""
        yield from _mapping(value, inner) if isinstance(value, Mapping) else _items(value, inner)


def _text_lines(text: str, inner: str) -> Iterator[str]:
    """A text: several lines as they are where YAML keeps them so, else in quotes."""
    body = text.removesuffix("\n")
    if _is_literal(body) and not _HIDDEN.search(text):
        yield "|-" if body == text else "|"
        yield from (f"{inner}{line}" if line else "" for line in body.split("\n"))
    else:
        yield _in_block(text)


def _is_literal(body: str) -> bool:
    """Whether YAML keeps the lines of a text as they are."""
    return "\n" in body and bool(_LITERAL.fullmatch(body)) and body[-1] != "\n"


def _mapping(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        yield from _pair(key, inner, indent)


def _items(value: list[Any], indent: str) -> Iterator[str]:
    """The items of a list, each after its dash."""
    for item in value:
        first, *rest = _lines(item, indent)
        if not first:  # a mapping or a list: its first line goes behind the dash
            first, *rest = rest[0].lstrip(" "), *rest[1:]
        yield f"{indent}- {first}"
        yield from rest


def _holds(value: Any) -> bool:
    """Whether a value is a mapping or a list that is not empty."""
    return isinstance(value, (Mapping, list)) and bool(value)


def _is_long(value: Any, indent: str) -> bool:
    return not _is_flat(value, _DEEPEST) or len(indent) + len(inline(value)) > _WIDEST


def _is_flat(value: Any, levels: int) -> bool:
    """Whether a value may stand on one line: no text of several, and no list of things."""
    if isinstance(value, str):
        return "\n" not in value
    if not isinstance(value, (Mapping, list)):
        return True
    inner = value.values() if isinstance(value, Mapping) else value
    return levels > 0 and not _holds_things(value) and all(_is_flat(one, levels - 1) for one in inner)


def _holds_things(value: Any) -> bool:
    """Whether a value is a list of groups."""
    return isinstance(value, list) and any(isinstance(one, Mapping) and one for one in value)


def inline(value: Any) -> str:
    """A value on one line in YAML, also within brackets; in quotes where a reader can take it otherwise."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return scalar(value)


def _json(value: Any, indent: str) -> str:
    """A value as JSON, whose further lines stand at the indent."""
    if not _holds(value) or not _is_long(value, indent):
        return _json_inline(value)
    left, right = "[]" if isinstance(value, list) else "{}"
    return f"{left}\n" + ",\n".join(_json_rows(value, indent + "  ")) + f"\n{indent}{right}"


def _json_rows(value: Mapping[str, Any] | list[Any], inner: str) -> Iterator[str]:
    """The lines of a mapping or of a list, one for each of what it holds."""
    if isinstance(value, list):
        yield from (inner + _json(item, inner) for item in value)
    else:
        yield from (f"{inner}{_string(key)}: {_json(item, inner)}" for key, item in value.items())


def _json_inline(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_string(key)}: {_json_inline(inner)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json_inline, value)) + "]"
    return _json_scalar(value)


def _json_scalar(value: Any) -> str:
    return _string(value) if isinstance(value, str) else _number(value)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
