"""What lies beside a client's data: the records of its year, and the index of what was issued."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PureWindowsPath

from generator import domain
from generator.errors import IntakeError
from generator.intake.source import Source, of_file
from generator.intake.whereabouts import LOCKS, NAMES, RECORDS, TEXTS, opened, refusal, twins, usual
from generator.problems import Origin, Problem, warning
from generator.record import ISSUED

INDEX = "index.yaml"
SIDE = ".json"  # a paper that was issued has its digests beside it under its name with this ending
_NEARLY = (INDEX, "index.yml", "index.json", "index.yaml.txt")
MOST = 2000  # files of records
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_PHOTOS = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".bmp")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Beside:
    """The records in their order, the index of what was issued, and what in their folders was not read."""

    records: tuple[Source, ...] = ()
    issued: Source | None = None
    notes: tuple[Problem, ...] = ()


def of_memory(source: Source) -> Beside:
    """What a source of memory brings along."""
    return Beside(in_order(source.records), source.issued)


def of(file: Path) -> Beside:
    """What lies beside a client's file; IntakeError where it cannot be looked at or read."""
    if file.name not in NAMES:
        return Beside(notes=(*opened(file), *_all_passed_over(file)))
    records, told = _records(file.parent / RECORDS)
    index = _index(file.parent / ISSUED)
    notes = (*opened(file), *twins(file), *told)
    return Beside(records, of_file(index) if index else None, notes)


def _records(folder: Path) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The records of a folder, and what is told of what else lies there."""
    names = _names(folder)
    data = _data(names)
    _few(folder, data)
    told = (*_others(folder, names), *map(_deeper, _folders(folder)))
    return in_order(of_file(folder / name) for name in data), told


def _others(folder: Path, names: list[str]) -> Iterator[Problem]:
    """The hint of files that are neither records nor photos."""
    others = [name for name in names if not name.lower().endswith((*TEXTS, *_PHOTOS))]
    if others:
        yield _unread(folder, others)


def _data(names: Iterable[str]) -> list[str]:
    return list(filter(_is_data, names))


def _is_data(name: str) -> bool:
    return name.lower().endswith(TEXTS)


def listed(file: Path) -> tuple[str, ...]:
    """The data files that are read with a client's file, relative to its folder; none of them is opened.

    IntakeError as of `of`.
    """
    if file.name not in NAMES:
        return ()
    records = [f"{RECORDS}/{name}" for name in _data(_names(file.parent / RECORDS))]
    index = [f"{ISSUED}/{INDEX}"] if _index(file.parent / ISSUED) else []
    return (*records, *index)


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Records by the day that begins their names, then by name; those without a day first."""
    return tuple(sorted(sources, key=lambda one: _order(one.name)))


def _order(name: str) -> tuple[datetime.date, str]:
    return day(name) or datetime.date.min, _base(name)


def day(name: str) -> datetime.date | None:
    """The day that begins the name of a records file, its folders left aside; None where none does."""
    found = _DAY.match(_base(name))
    return domain.day(found[0]) if found else None


def _base(name: str) -> str:
    return PureWindowsPath(name).name


def _names(folder: Path) -> list[str]:
    """The files of a folder, none where there is no such folder; hidden ones and locks of Office left out."""
    try:
        found = sorted(one.name for one in folder.iterdir() if not one.is_dir())
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise refusal(folder, "应是文件夹，不是文件", "请改名或移走") from None
    except OSError as exc:
        raise _unopened(folder, exc) from exc
    return [name for name in found if not name.startswith((".", *LOCKS))]


def _unopened(folder: Path, exc: OSError) -> IntakeError:
    reason = exc.strerror or exc.__class__.__name__
    return refusal(folder, f"文件夹打不开（{reason}）", "请核对权限和磁盘；里面的记录一份也没有读")


def _few(folder: Path, names: list[str]) -> None:
    if len(names) > MOST:
        hint = "请把同一个月的合并，或核对是否放错了文件夹"
        raise refusal(folder, f"记录文件超过 {MOST} 个", hint)


def _unread(folder: Path, names: list[str]) -> Problem:
    shown = "、".join(names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")
    hint = f"这里只读 {'、'.join(TEXTS)}；其他文件请移到别处"
    return warning("", f"有 {len(names)} 个文件没有读：{shown}", hint, Origin(str(folder)))


def _folders(folder: Path) -> list[Path]:
    """The folders in that of the records that hold files of records, or are called like one."""
    try:
        inner = sorted(filter(_is_shown, folder.iterdir()))
        return list(filter(_holds_data, inner))
    except OSError:
        return []


def _is_shown(path: Path) -> bool:
    """Whether it is a folder that is not hidden."""
    return path.is_dir() and not path.name.startswith(".")


def _holds_data(folder: Path) -> bool:
    return any(_is_data(one.name) for one in (folder, *islice(folder.rglob("*"), MOST)))


def _deeper(folder: Path) -> Problem:
    hint = "记录文件直接放在 records 里，不再分文件夹"
    return warning("", f"文件夹 {folder.name} 里的记录没有读", hint, Origin(str(folder.parent)))


def _all_passed_over(file: Path) -> Iterator[Problem]:
    """What is told of the folders beside a file that has not the name of a client's."""
    for folder in (file.parent / RECORDS, file.parent / ISSUED):
        if folder.is_dir():
            yield _passed_over(folder, file)


def _passed_over(folder: Path, file: Path) -> Problem:
    hint = f"要读入，请把填报文件改名为 {usual(file)}"
    return warning("", f"没有读：填报文件不叫 {usual(file)}", hint, Origin(str(folder)))


def _index(folder: Path) -> Path | None:
    """The file with the index of what was issued; None where nothing was, IntakeError where it is gone."""
    names = _names(folder)
    if INDEX in names:
        return folder / INDEX
    if other := next((name for name in names if name.lower() in _NEARLY), None):
        raise refusal(folder, f"没有 {INDEX}，有 {other}", f"请改名为 {INDEX}")
    if any(f"{name}{SIDE}" in names for name in names):
        raise refusal(folder, f"有留底文件，没有 {INDEX}", "请从备份恢复；没有它就不知道签发过什么")
    return None
