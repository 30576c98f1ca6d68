"""The forms that data may be written in, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from generator import intake
from generator.assets import Assets
from generator.errors import PackError
from generator.intake import Source
from generator.intake import written as texts
from generator.library import built_in
from generator.problems import Problem, error
from generator.record import Record
from generator.schema import Shape, shape

Kind = Literal["client", "agency"]
_Write = Callable[[Mapping[str, Any]], str]
_TEXTS: Mapping[str, _Write] = {
    ".yaml": texts.as_yaml,
    ".yml": texts.as_yaml,
    ".json": texts.as_json,
}
_BOOK = ".xlsx"
SUFFIXES = (*_TEXTS, _BOOK)


def shape_of(kind: Kind) -> Shape:
    """What the schema says of data of a kind."""
    return shape.client() if kind == "client" else shape.agency()


def written(record: Record, target: Path, kind: Kind, assets: Assets) -> bytes:
    """The data of a record in the form of a file of that name; ``assets`` are the files that it names.

    PackError for an ending that stands for no form, DataError for what the form cannot hold.
    """
    suffix = target.suffix.lower()
    if write := _TEXTS.get(suffix):
        return write(record.data).encode()
    if suffix == _BOOK:
        return _book(record, target, kind, assets)
    raise PackError(_unknown(target))


def _unknown(target: Path) -> Problem:
    hint = f"名称以 {'、'.join(SUFFIXES)} 结尾，例如 client.yaml、填报簿.xlsx"
    return error(str(target), "看不出要换成哪种文件", hint)


def _book(record: Record, target: Path, kind: Kind, assets: Assets) -> bytes:
    """The data as an entry book with the pictures that it can show."""
    from generator.entrybook import choices, filled, layout, writing  # only here: text needs none of it

    library = built_in()
    pages = filled.of_data(record.data, layout.of(kind, library), choices.words(library), record.origin)
    return writing.write(pages, library, assets, name=str(target))


def read(raw: bytes, target: Path, kind: Kind) -> Record:
    """What a file of that name and content is read as, with the files that it holds itself."""
    source = Source(str(target), raw)
    return intake.own(source) if kind == "client" else intake.agency(source)
