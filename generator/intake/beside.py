"""What lies beside a client's data: the records of its year, and the index of what was issued."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PureWindowsPath

from generator import domain
from generator.errors import IntakeError
from generator.intake.source import Source, of_file
from generator.intake.whereabouts import LOCKS, NAMES, RECORDS, TEXTS, opened, twins, usual
from generator.problems import Origin, Problem, error, warning
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
    folders = [file.parent / name for name in (RECORDS, ISSUED)]
    if file.name not in NAMES:
        passed = (_passed_over(folder, file) for folder in folders if folder.is_dir())
        return Beside(notes=(*opened(file), *passed))
    names = _names(folders[0])
    data = [name for name in names if name.lower().endswith(TEXTS)]
    _few(folders[0], data)
    others = [name for name in names if not name.lower().endswith((*TEXTS, *_PHOTOS))]
    unread = (_unread(folders[0], others),) if others else ()
    notes = (*opened(file), *twins(file), *unread, *map(_deeper, _folders(folders[0])))
    records = in_order(of_file(folders[0] / name) for name in data)
    index = _index(folders[1])
    return Beside(records, of_file(index) if index else None, notes)


def listed(file: Path) -> tuple[str, ...]:
    """The data files that are read with a client's file, relative to its folder; none of them is opened.

    IntakeError as of `of`.
    """
    if file.name not in NAMES:
        return ()
    records = (name for name in _names(file.parent / RECORDS) if name.lower().endswith(TEXTS))
    index = [f"{ISSUED}/{INDEX}"] if _index(file.parent / ISSUED) else []
    return (*(f"{RECORDS}/{name}" for name in records), *index)


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Records by the day that begins their names, then by name; those without a day first."""
    return tuple(sorted(sources, key=lambda one: (day(one.name) or datetime.date.min, _base(one.name))))


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
        raise IntakeError(error("", "应是文件夹，不是文件", "请改名或移走", Origin(str(folder)))) from None
    except OSError as exc:
        reason = exc.strerror or exc.__class__.__name__
        hint = "请核对权限和磁盘；里面的记录一份也没有读"
        raise IntakeError(error("", f"文件夹打不开（{reason}）", hint, Origin(str(folder)))) from exc
    return [name for name in found if not name.startswith((".", *LOCKS))]


def _few(folder: Path, names: list[str]) -> None:
    if len(names) > MOST:
        hint = "请把同一个月的合并，或核对是否放错了文件夹"
        raise IntakeError(error("", f"记录文件超过 {MOST} 个", hint, Origin(str(folder))))


def _unread(folder: Path, names: list[str]) -> Problem:
    shown = "、".join(names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")
    hint = f"这里只读 {'、'.join(TEXTS)}；其他文件请移到别处"
    return warning("", f"有 {len(names)} 个文件没有读：{shown}", hint, Origin(str(folder)))


def _folders(folder: Path) -> list[Path]:
    """The folders in that of the records that hold files of records, or are called like one."""
    try:
        inner = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
        return [one for one in inner if any(map(_is_data, (one, *islice(one.rglob("*"), MOST))))]
    except OSError:
        return []


def _is_data(path: Path) -> bool:
    return path.name.lower().endswith(TEXTS)


def _deeper(folder: Path) -> Problem:
    hint = "记录文件直接放在 records 里，不再分文件夹"
    return warning("", f"文件夹 {folder.name} 里的记录没有读", hint, Origin(str(folder.parent)))


def _passed_over(folder: Path, file: Path) -> Problem:
    hint = f"要读入，请把填报文件改名为 {usual(file)}"
    return warning("", f"没有读：填报文件不叫 {usual(file)}", hint, Origin(str(folder)))


def _index(folder: Path) -> Path | None:
    """The file with the index of what was issued; None where nothing was, IntakeError where it is gone."""
    names = _names(folder)
    if INDEX in names:
        return folder / INDEX
    other = next((name for name in names if name.lower() in _NEARLY), None)
    if other or any(f"{name}{SIDE}" in names for name in names):
        message = f"没有 {INDEX}，有 {other}" if other else f"有留底文件，没有 {INDEX}"
        hint = f"请改名为 {INDEX}" if other else "请从备份恢复；没有它就不知道签发过什么"
        raise IntakeError(error("", message, hint, Origin(str(folder))))
    return None
