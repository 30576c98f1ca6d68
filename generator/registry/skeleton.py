"""The commented skeleton of a client's file with what the registry knows of the client filled in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.intake import written

# A line with a key, also one that is commented out: indent, mark of a comment, more indent, key, the rest.
_LINE = re.compile(r"(?P<lead> *)(?P<off># )?(?P<more> *)(?P<key>[a-z_]+):(?P<rest>.*)")
_ASIDE = re.compile(r" +# .*")


def filled(skeleton: str, data: Mapping[str, Any]) -> str:
    """The skeleton with the values of ``data`` in its lines, its remarks and other blanks as they are.

    ``data`` has mappings, single values, and lists of texts or of mappings, as reading gives them. KeyError
    for a value that no line of the skeleton is about.
    """
    left = _flat(data)
    lines = list(_lines(skeleton.split("\n"), data, left))
    if left:
        raise KeyError(f"no line for {'.'.join(next(iter(left)))}")
    return "\n".join(lines)


def _flat(data: Mapping[str, Any], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """The values of mappings within mappings by their paths."""
    found: dict[tuple[str, ...], Any] = {}
    for key, value in data.items():
        found |= _flat(value, (*above, key)) if isinstance(value, Mapping) else {(*above, key): value}
    return found


def _lines(lines: Sequence[str], data: Mapping[str, Any], left: dict[tuple[str, ...], Any]) -> Iterator[str]:
    """Each line as it is or filled in; what was written goes out of ``left``."""
    above: list[tuple[int, str]] = []
    for line in lines:
        found = _LINE.fullmatch(line)
        path = _path(found, above) if found else ()
        value = _at(data, path) if found else None
        if found is None or value is None:
            yield line
            continue
        yield from _written(found, value)
        if not (isinstance(value, Mapping) and _is_open(found)):
            _take(path, left)


def _path(found: re.Match[str], above: list[tuple[int, str]]) -> tuple[str, ...]:
    """The path of a line's key; ``above`` are the keys that it may stand under, each with its indent."""
    indent = len(found["lead"] + found["more"])
    above[:] = [(depth, key) for depth, key in above if depth < indent]
    above.append((indent, found["key"]))
    return tuple(key for _, key in above)


def _take(path: tuple[str, ...], left: dict[tuple[str, ...], Any]) -> None:
    """Take out the values that stand under a path."""
    for one in [one for one in left if one[: len(path)] == path]:
        del left[one]


def _at(data: Any, path: Sequence[str]) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _is_open(found: re.Match[str]) -> bool:
    """Whether what belongs to the key stands in the lines below it."""
    return not _ASIDE.sub("", found["rest"])


def _written(found: re.Match[str], value: Any) -> Iterator[str]:
    """The lines of a key with its value, and the remark behind it in its column."""
    indent = found["lead"] + found["more"]
    aside = _ASIDE.search(found["rest"])
    rows = isinstance(value, list) and any(isinstance(one, Mapping) for one in value)
    text = f"{indent}{found['key']}:"
    if not rows and not (isinstance(value, Mapping) and _is_open(found)):
        text += f" {_inline(value)}"
    if aside:
        remark = aside[0].lstrip(" ")
        column = _width(found[0].removesuffix(remark))
        text += " " * max(2, column - _width(text)) + remark
    yield text
    if rows:
        yield from (f"{indent}  - {_inline(one)}" for one in value)


def _width(text: str) -> int:
    """How many half-width letters a text takes in a line."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return written.scalar(value)
