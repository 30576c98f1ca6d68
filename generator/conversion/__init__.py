"""Data from one form of file into another, YAML, JSON or the workbook, with the files that it names.

What is written is read again and compared before anything is put on the disk; nothing is ever overwritten.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import Any

from generator import intake, sidefile
from generator.assets import Asset
from generator.conversion import forms, named, placed
from generator.conversion.forms import SUFFIXES
from generator.errors import DataError, PackError
from generator.problems import Keys, Origin, Problem, error, warning
from generator.record import ISSUED, Record
from generator.schema import shape

__all__ = ["SUFFIXES", "Converted", "convert"]

_SHOWN = 5
_COMMENT = re.compile(r"(?m)^[ \t]*#(?! yaml-language-server:)")


@dataclass(frozen=True, slots=True)
class Converted:
    """The file that was written, those that were put beside it, and what there is to tell."""

    file: Path
    beside: tuple[Path, ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """What is to be converted: its file, its data as read, and what kind of data it is.

    ``records`` are the files of records beside it, by their names relative to its folder.
    """

    file: Path
    record: Record
    kind: forms.Kind
    records: tuple[str, ...] = ()


def convert(source: Path, target: Path, keep_records: bool = False) -> Converted:
    """Write the data of a client (a folder or a file) or of an agency (a file) in the form of ``target``.

    The records of a client are joined to its data, or with ``keep_records`` kept in files of their own.
    Photos, plans and kept records that do not lie beside ``target`` yet are put there. IntakeError for data
    that cannot be read, DataError for what the other form cannot hold, PackError, and nothing written, where
    something else stands in a place.
    """
    given = _read(source, keep_records)
    _refuse_place(given, target, keep_records)
    found = named.found(given.record, forms.shape_of(given.kind), target.parent)
    raw, apart = _written(given, found, target)
    records = named.of_records(given.file, given.records) if keep_records else {}
    made = placed.put(target, raw, {**apart, **records})
    notes = (*_notes(given, target, found.missing), *_outside(target, tuple(apart)))
    return Converted(target, made, (*given.record.notes, *notes))


def _written(given: _Given, found: named.Found, target: Path) -> tuple[bytes, Mapping[str, Asset]]:
    """The bytes of the target, read again and compared, and the files that it does not hold itself."""
    data = _linked(found.data, given.file.parent, target.parent)
    raw = forms.written(replace(given.record, data=data), target, given.kind, found)
    read = forms.read(raw, target, given.kind)
    _compared(read.data, data, target)
    return raw, found.apart(read)


def _read(source: Path, keep_records: bool) -> _Given:
    """What stands in a file; of a client with its records, unless they are kept apart."""
    file = intake.client_file(source)
    if intake.is_agency(file):
        return _Given(file, intake.agency(file), "agency")
    return _Given(file, intake.own(file, records=not keep_records), "client", _records(file))


def _records(file: Path) -> tuple[str, ...]:
    """The names of the files of records beside a client's."""
    folder = f"{intake.RECORDS}/"
    return tuple(name for name in intake.listed(file) if name.startswith(folder))


def _refuse_place(given: _Given, target: Path, keep_records: bool) -> None:
    """Refuse a place where records would be read twice, or no more."""
    is_read = target.name in intake.NAMES
    is_beside = is_read and _is_same(given.file.parent, target.parent)
    if given.records and is_beside and not keep_records:
        hint = "加 --keep-records 让它们留在原处，或者输出到另一个文件夹"
        raise PackError(error(str(target), "旁边的 records 并入后会再读一次", hint))
    if given.records and keep_records and not is_read:
        hint = f"名称请用 {'、'.join(intake.NAMES)} 中的一个，或者去掉 --keep-records"
        raise PackError(error(str(target), "用这个名称，旁边的 records 不会读入", hint))


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _linked(data: dict[str, Any], home: Path, place: Path) -> dict[str, Any]:
    """The data with the link to its agency's file as it leads there from another folder."""
    link = data.get("agency")
    if not isinstance(link, str) or not _is_relative(link) or _is_same(home, place):
        return data
    return {**data, "agency": _led(link, home, place)}


def _led(link: str, home: Path, place: Path) -> str:
    """A relative link of one folder as it leads to the same file from another."""
    try:
        return Path(os.path.relpath(home.resolve() / link, place.resolve())).as_posix()
    except ValueError:  # another drive of Windows: told when it is read
        return link


def _is_relative(link: str) -> bool:
    """Whether a link leads somewhere by the folder that it stands in."""
    is_path = "【" not in link and "\\" not in link
    return is_path and not Path(link).is_absolute() and not PureWindowsPath(link).drive


def _compared(read: Mapping[str, Any], data: Mapping[str, Any], target: Path) -> None:
    """Refuse what would not be read again as it was."""
    for keys in _differing(read, data):
        raise DataError(_changed(keys, target))


def _changed(keys: Keys, target: Path) -> Problem:
    """That a value would be another one in the target."""
    message = "换成这种文件后读回来不一样，没有写入任何文件"
    return error(shape.label(keys), message, "请把这一处告诉开发者", Origin(str(target)), keys)


def _differing(one: Any, other: Any, keys: Keys = ()) -> Iterator[Keys]:
    """The key paths of values that are not the same in both."""
    if _is_built_alike(one, other):
        for key in named.inner_keys(one):
            yield from _differing(one[key], other[key], (*keys, key))
    elif one != other:
        yield keys


def _is_built_alike(one: Any, other: Any) -> bool:
    """Whether two values hold others under the same keys or numbers."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys()
    return isinstance(one, list) and isinstance(other, list) and len(one) == len(other)


def _notes(given: _Given, target: Path, missing: tuple[Keys, ...]) -> Iterator[Problem]:
    """What the user should know of what went along, and of what did not."""
    place = Origin(str(given.file))
    if lines := _comments(given.file):
        yield warning("", f"有 {lines} 行注释没有带过去", "注释只留在原文件里", place)
    if missing:
        yield _not_found(given.record, missing)
    if _is_same(given.file.parent, target.parent):
        yield from _two_beside(given.file, target)
    elif given.kind == "client" and (given.file.parent / ISSUED).is_dir():
        hint = "换用新文件夹时，请把 issued 文件夹整个移过去"
        yield warning("", f"签发的留底（{ISSUED}）没有带过去", hint, place)


def _not_found(record: Record, missing: tuple[Keys, ...]) -> Problem:
    """How many files that data names are not there, told at the first."""
    first = missing[0]
    message = f"有 {len(missing)} 个照片或图纸找不到，名称照原样保留"
    return warning(shape.label(first), message, "请放到原处，或者改正名称", record.origin(first), first)


def _two_beside(file: Path, target: Path) -> Iterator[Problem]:
    """That a folder has a client's data twice, of which one can be read."""
    if {file.name, target.name} <= {*intake.NAMES}:
        message = f"同一个文件夹里现在有 {file.name} 和 {target.name}"
        yield warning("", message, "只能留一个，请核对后移走另一个", Origin(str(target.parent)))


def _outside(target: Path, names: tuple[str, ...]) -> Iterator[Problem]:
    """Which files lie beside a book, because its cells cannot show them."""
    if names and intake.is_book(target):
        hint = f"已放在填报簿旁边：{_shown(names)}；移动填报簿时一起带走"
        yield warning("", f"有 {len(names)} 个文件贴不进格里", hint, Origin(str(target)))


def _shown(names: tuple[str, ...]) -> str:
    return "、".join(names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")


def _comments(file: Path) -> int:
    """How many lines of a YAML file are comments."""
    if file.suffix.lower() not in (".yaml", ".yml"):
        return 0
    return len(_COMMENT.findall(sidefile.text(file.read_bytes())))
