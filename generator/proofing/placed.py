"""Rows of a catalogue whose files would lie outside the pack, or that ask for what nobody makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.library import Library, built_in, catalogue
from generator.names import is_inside
from generator.problems import Problem
from generator.proofing.reading import Content, Entry

Row = Mapping[str, str]
# The key of a row, what is said of it and the mend.
Fault = tuple[str, str, str]

_BRACES = re.compile(r"\{[a-z_.]+\}")
_SOURCE = re.compile(r"text/.+\.md|form/.+\.docx|reference/.+\.yaml#\w+")
_LONGEST = 60
_INSIDE = "写资料包里的文件夹，如 09 其他；不写 ..、盘符、\\ : * ? 和系统保留的名称"


def check(content: Content, _: Library) -> Iterator[Problem]:
    """The faults of a catalogue, at their lines."""
    for row in content:
        yield from _told(row)


def _told(row: Entry) -> Iterator[Problem]:
    for key, message, hint in _faults(row.value):
        yield row.at(key).error(message, hint)


def _faults(row: Row) -> Iterator[Fault]:
    yield from _id(row["id"])
    yield from _path(row)
    yield from _source(row.get("source", ""))
    yield from _made(row)


def _id(name: str) -> Iterator[Fault]:
    """An id is the name of a file as well."""
    if not is_inside(name) or len(name) > _LONGEST:
        yield "id", f"编号“{name[:_LONGEST]}”不能作文件名", f"换一个，不超过 {_LONGEST} 个字母"


def _source(source: str) -> Iterator[Fault]:
    """A text or a form lies in the bundle."""
    if source and not (_SOURCE.fullmatch(source) and is_inside(source.partition("#")[0])):
        yield "source", f"正文“{source}”不在模板包里", "写 text/….md、form/….docx 或 reference/….yaml#名称"


def _path(row: Row) -> Iterator[Fault]:
    """Where the file of a row would lie, whatever its values are."""
    yield from _folder(row["folder"])
    if key := _unpaired(row):
        yield key, f"“{row[key]}”的花括号不成对，或者里面不是取值名", "写成 {enterprise.name} 的样子"


def _folder(folder: str) -> Iterator[Fault]:
    if not is_inside(_filled(folder)):
        yield "folder", f"文件夹“{folder}”不在资料包里，或者有的系统不接受", _INSIDE


def _unpaired(row: Row) -> str:
    """The first key of a path in which a brace stands that is of no value; "" for none."""
    return next((key for key in ("folder", "file") if set("{}") & set(_filled(row[key]))), "")


def _filled(path: str) -> str:
    """A path with some word in the place of each value."""
    return _BRACES.sub("x", path)


def _made(row: Row) -> Iterator[Fault]:
    """What is no Word document is drawn by the tool itself, for its own rows as they are."""
    kind, suffix = row.get("kind", "word"), row.get("suffix", ".docx")
    if kind == "word":
        yield from _word(suffix)
    elif not _is_own(row["id"], (kind, suffix, row.get("each", ""))):
        hint = "只能照抄内置的这一行，改名称、文件夹和文件名；kind、suffix、each 不变"
        yield "kind", f"{kind} 由工具自己生成，模板包不能新加，也不能改成别的", hint


def _word(suffix: str) -> Iterator[Fault]:
    if suffix != ".docx":
        yield "suffix", f"Word 文件的扩展名不能是 {suffix}", "删去 suffix"


def _is_own(name: str, made: tuple[str, str, str]) -> bool:
    """Whether the tool itself has a deliverable that is made so: its kind, its suffix, of each what."""
    own = catalogue.find(name, built_in())
    return own is not None and (own.kind, own.suffix, own.each) == made
