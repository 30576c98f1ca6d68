"""The forms that data may be written in, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from generator import intake
from generator.errors import PackError
from generator.intake import Source
from generator.intake import written as texts
from generator.problems import error
from generator.schema import Shape, shape

Kind = Literal["client", "agency"]
_TEXTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    ".yaml": texts.as_yaml,
    ".yml": texts.as_yaml,
    ".json": texts.as_json,
}
SUFFIXES = (*_TEXTS,)


def shape_of(kind: Kind) -> Shape:
    """What the schema says of data of a kind."""
    return shape.client() if kind == "client" else shape.agency()


def written(data: Mapping[str, Any], target: Path) -> bytes:
    """The data in the form of a file of that name; PackError for an ending that stands for no form."""
    write = _TEXTS.get(target.suffix.lower())
    if write is None:
        hint = f"名称以 {'、'.join(SUFFIXES)} 结尾，例如 client.yaml"
        raise PackError(error(str(target), "看不出要换成哪种文件", hint))
    return write(data).encode()


def read(raw: bytes, target: Path, kind: Kind) -> Mapping[str, Any]:
    """The data that a file of that name and content is read as."""
    source = Source(str(target), raw)
    return (intake.own(source) if kind == "client" else intake.agency(source)).data
