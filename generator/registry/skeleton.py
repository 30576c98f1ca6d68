"""The commented skeleton of a client's file with what the registry knows of the client filled in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.intake import written
from generator.record import at

# A line with a key, also one that is commented out: indent, mark of a comment, more indent, key, the rest.
_LINE = re.compile(r"(?P<lead> *)(?P<off># )?(?P<more> *)(?P<key>[a-z_]+):(?P<rest>.*)")
_ASIDE = re.compile(r" +# .*")


_Path = tuple[str, ...]
_Left = dict[_Path, Any]  # values by their paths that no line has taken yet


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


def _flat(data: Mapping[str, Any], above: _Path = ()) -> _Left:
    """The values of mappings within mappings by their paths."""
    found: _Left = {}
    for key, value in data.items():
        path = (*above, key)
        found |= _flat(value, path) if isinstance(value, Mapping) else {path: value}
    return found


def _lines(lines: Sequence[str], data: Mapping[str, Any], left: _Left) -> Iterator[str]:
    """Each line as it is or filled in; what was written goes out of ``left``."""
    above: list[tuple[int, str]] = []
    for line in lines:
        found = _LINE.fullmatch(line)
        path = _path(found, above) if found else ()
        value = at(data, path) if found else None
        if found is None or value is None:
            yield line
            continue
        yield from _written(found, value)
        if not _stands_below(found, value):
            _take(path, left)


def _path(found: re.Match[str], above: list[tuple[int, str]]) -> _Path:
    """The path of a line's key; ``above`` are the keys that it may stand under, each with its indent."""
    indent = len(_indent(found))
    while above and above[-1][0] >= indent:
        above.pop()
    above.append((indent, found["key"]))
    return tuple(key for _, key in above)


def _indent(found: re.Match[str]) -> str:
    return found["lead"] + found["more"]


def _take(path: _Path, left: _Left) -> None:
    """Take out the values that stand under a path."""
    for one in [one for one in left if one[: len(path)] == path]:
        del left[one]


def _stands_below(found: re.Match[str], value: Any) -> bool:
    """Whether a mapping stands in the lines below its key."""
    return isinstance(value, Mapping) and not _ASIDE.sub("", found["rest"])


def _written(found: re.Match[str], value: Any) -> Iterator[str]:
    """The lines of a key with its value, and the remark behind it in its column."""
    rows = value if _has_rows(value) else ()
    text = f"{_indent(found)}{found['key']}:"
    if not rows and not _stands_below(found, value):
        text += f" {_inline(value)}"
    yield text + _remark(found, _width(text))
    for one in rows:
        yield f"{_indent(found)}  - {_inline(one)}"


def _has_rows(value: Any) -> bool:
    """Whether a value is a list of mappings, which have a line each."""
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def _remark(found: re.Match[str], width: int) -> str:
    """The remark of a line behind a text of that width, in its column where there is room."""
    aside = _ASIDE.search(found["rest"])
    if not aside:
        return ""
    remark = aside[0].lstrip(" ")
    column = _width(found[0].removesuffix(remark))
    return " " * max(2, column - width) + remark


def _width(text: str) -> int:
    """How many half-width letters a text takes in a line."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(_pair(*one) for one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return written.scalar(value)


def _pair(key: str, value: Any) -> str:
    return f"{key}: {_inline(value)}"
