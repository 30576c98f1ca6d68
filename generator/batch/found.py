"""Which clients are meant by the folders, files, patterns and lists that were named."""

from __future__ import annotations

import glob
import os.path
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import intake, sidefile
from generator.errors import IntakeError
from generator.intake import BOOKS, SUFFIXES
from generator.problems import Origin, error
from generator.sidefile import SideFileError

_LISTS = (".txt", ".lst")
_AGENCY = "agency"
_LARGEST = 20 * 1024 * 1024  # bytes of a list
_COMMENT = "#"
_Paths = tuple[Path, ...]


def clients(paths: Iterable[Path]) -> _Paths:
    """The clients meant, each once.

    A client's file or folder is that client, a folder of client folders all of them. A pattern with ``*``,
    ``?`` or ``[]`` that is no path is filled in, also where the shell does not; ``**`` goes through folders.
    A list (.txt, UTF-8) names one of these a line, relative to itself; lines that begin with # are left out.
    Files of agencies and locks of open workbooks, as a pattern brings along those beside the clients, are
    passed over where others are named. IntakeError where a pattern, a list or a folder holds no client.
    """
    found = dict.fromkeys(client for path in paths for client in _named(path))
    return tuple(path for path in found if not (_is_agency(path) or _is_lock(path))) or tuple(found)


def _named(path: Path) -> Iterator[Path]:
    """The clients of one path as it was typed."""
    if path.suffix.lower() in _LISTS and path.is_file() and not _is_renamed_data(path):
        for line in _lines(path):
            yield from _filled_in(line)
    else:
        yield from _filled_in(path)


def _is_renamed_data(path: Path) -> bool:
    """Whether it is client.yaml.txt, as editors save it: what to do with it is told by reading it."""
    return Path(path.stem).suffix.lower() in SUFFIXES


def _lines(file: Path) -> _Paths:
    """The paths of a list; IntakeError where it cannot be read, and where no client is in it."""
    lines = [line.strip().strip('"') for line in _text(file).splitlines()]
    found = tuple(file.parent / line for line in lines if line and not line.startswith(_COMMENT))
    if not found:
        raise _fault(file, "名单是空的", "请每行写一个客户文件夹，相对于名单所在的文件夹")
    if not any(path.exists() or _is_pattern(path) for path in found):
        hint = f"第一个是 {found[0]}；名单每行写一个客户文件夹，内容是填报数据时改名，去掉 {file.suffix}"
        raise _fault(file, "名单里的客户一个也找不到", hint)
    return found


def _text(file: Path) -> str:
    try:
        return sidefile.text(sidefile.read(file, _LARGEST))
    except SideFileError as exc:
        raise IntakeError(error("", exc.message, exc.hint, Origin(str(file), exc.line, exc.column))) from exc


def _fault(path: Path, message: str, hint: str) -> IntakeError:
    return IntakeError(error("", message, hint, Origin(str(path))))


def _is_pattern(path: Path) -> bool:
    return glob.has_magic(str(path)) and not path.exists()


def _filled_in(path: Path) -> Iterator[Path]:
    if not _is_pattern(path):
        yield from _inside(path)
        return
    meant = [*_matching(path)]
    if not meant:
        hint = "请核对写法，例如 客户/* 或 客户/**/client.yaml"
        raise _fault(path, "没有符合的客户", hint)
    yield from meant


def _matching(pattern: Path) -> Iterator[Path]:
    for name in sorted(glob.glob(str(pattern), recursive=True)):  # noqa: PTH207 - any root
        yield from _matched(Path(name), pattern)


def _matched(path: Path, pattern: Path) -> _Paths:
    """What a pattern means by a path that it fits: clients, and nothing of what lies beside them.

    Workbooks of another name are ledgers and lists, unless the pattern asks for workbooks.
    """
    if path.is_dir():
        return (path,) if _is_client(path) else _clients_in(path)
    return (path,) if _is_data(path) and not _is_other_book(path, pattern) else ()


def _is_data(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not (_is_lock(path) or _is_agency(path))


def _is_other_book(path: Path, pattern: Path) -> bool:
    """Whether it is a workbook that need not be an entry book, and that the pattern does not ask for."""
    suffix = path.suffix.lower()
    return suffix in BOOKS and path.name not in intake.NAMES and pattern.suffix.lower() != suffix


def _inside(path: Path) -> _Paths:
    if not path.is_dir() or _is_client(path):
        return (path,)
    if found := _clients_in(path):
        return found
    raise IntakeError(intake.missing(path))


def _clients_in(folder: Path) -> _Paths:
    try:
        return tuple(sorted(filter(_is_client_folder, folder.iterdir())))
    except OSError as exc:
        raise IntakeError(error(str(folder), "文件夹打不开", "请检查权限和磁盘")) from exc


def _is_client_folder(path: Path) -> bool:
    return path.is_dir() and _is_client(path)


def _is_client(folder: Path) -> bool:
    """Whether a client's data lies there; a folder that cannot be looked into is told by its own build."""
    try:
        return any((folder / name).is_file() for name in intake.NAMES)
    except OSError:
        return True


def _is_agency(path: Path) -> bool:
    return path.stem.lower() == _AGENCY and path.suffix.lower() in SUFFIXES


def _is_lock(path: Path) -> bool:
    return path.name.startswith(intake.LOCKS)


def once(paths: Iterable[Path]) -> _Paths:
    """Each client once, also when it was named as a folder and as a file."""
    unique: dict[str, Path] = {}
    for path in paths:
        unique.setdefault(os.path.realpath(_file(path)), path)
    return tuple(unique.values())


def _file(path: Path) -> Path:
    try:
        return next((path / name for name in intake.NAMES if (path / name).is_file()), path)
    except OSError:
        return path
