"""Which file of a folder is the client's, and what stands there when none is."""

from __future__ import annotations

import difflib
import stat
from pathlib import Path

from generator.errors import IntakeError
from generator.problems import Origin, Problem, error
from generator.record import ISSUED

NAMES = ("client.yaml", "client.yml", "client.json")
SUFFIXES = (".yaml", ".yml", ".json")
RECORDS = "records"  # a folder beside the client's file, as that of what was issued is
_OFFICE = (".xls", ".xlsx", ".et", ".doc", ".docx", ".wps", ".pdf", ".csv")
_SHOWN = 5


def client_file(path: Path) -> Path:
    """The data file meant by a file or a folder; IntakeError where there is no one such file."""
    _apart(path, path if path.is_dir() else path.parent)
    if not path.is_dir():
        _usable(path)
        return path
    found = [path / name for name in NAMES if (path / name).is_file()]
    if not found:
        raise IntakeError(missing(path))
    if len(found) > 1:
        names = "、".join(one.name for one in found)
        raise IntakeError(error("", f"文件夹里同时有 {names}", "请只留一个", Origin(str(path))))
    return found[0]


def _apart(path: Path, folder: Path) -> None:
    """Refuse what lies beside a client's data in its stead."""
    if folder.name in (RECORDS, ISSUED) and any((folder.parent / name).is_file() for name in NAMES):
        hint = f"请写客户的文件夹 {folder.parent}，{folder.name} 会一起读入"
        raise IntakeError(error("", "这不是客户的填报文件", hint, Origin(str(path))))


def missing(folder: Path) -> Problem:
    """Why a folder is no client's: what is in it instead of client.yaml, and what to do with that."""
    names = _names(folder)
    found = _renamed(names) or _others(folder, names)
    message, hint = found or ("", "请先填写客户数据文件；新客户可用 tuoguan new 建立")
    return error("", f"文件夹里没有 client.yaml{message}", hint, Origin(str(folder)))


def _renamed(names: list[str]) -> tuple[str, str] | None:
    for name in names:
        if name.lower() not in NAMES and name.lower().removesuffix(".txt") in NAMES:
            hint = "请改名，去掉 .txt（资源管理器“查看”里勾选“文件扩展名”就能看到）"
            if not name.lower().endswith(".txt"):
                hint = "请把文件名改成小写的 client.yaml"
            return f"，有 {name}", hint
    return None


def _others(folder: Path, names: list[str]) -> tuple[str, str] | None:
    data = [name for name in names if name.lower().endswith((*SUFFIXES, ".yaml.txt", ".yml.txt"))]
    data = [name for name in data if not name.lower().startswith("agency.")]
    if data:
        hint = f"是客户数据就改名为 client.yaml，或者直接写这个文件：{folder / data[0]}"
        return f"，有 {'、'.join(data[:_SHOWN])}", hint
    office = [name for name in names if name.lower().endswith(_OFFICE)]
    if office:
        hint = "Word、Excel 不是填报文件：用 tuoguan new 建立 client.yaml 后填写"
        return f"，有 {'、'.join(office[:_SHOWN])}", hint
    return None


def _names(folder: Path) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir() if one.is_file())
    except OSError:
        return []


def _usable(path: Path) -> None:
    place = Origin(str(path))
    try:
        there = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        message = "找不到文件" if path.suffix.lower() in SUFFIXES else "没有这个文件或文件夹"
        raise IntakeError(error("", message, f"请核对路径{near(path)}", place)) from None
    except (OSError, ValueError):
        return  # told by whoever reads it
    suffix = path.suffix.lower()
    if suffix in SUFFIXES or not stat.S_ISREG(there.st_mode):
        return
    raise IntakeError(error("", "不认识的数据文件类型", _instead_of(suffix), place))


def _instead_of(suffix: str) -> str:
    """What to do about a file whose name ends so, which is none of ours."""
    hint = f"支持 {'、'.join(SUFFIXES)}"
    if suffix in _OFFICE:
        return f"Word、Excel 不是填报文件，用 tuoguan new 建立 client.yaml 后填写；{hint}"
    return f"内容是填报数据时改名，去掉 .txt；{hint}" if suffix == ".txt" else hint


def near(path: Path) -> str:
    """Names beside a path that is not there and might be meant, as words that follow a hint."""
    try:
        beside = [one.name for one in path.parent.iterdir()]
    except OSError:
        return f"，没有文件夹 {path.parent}" if not path.parent.is_dir() else ""
    found = [name for name in beside if name in (path.name + ".txt", path.name.removesuffix(".txt"))]
    found += difflib.get_close_matches(path.name, beside, n=1, cutoff=0.5)
    return f"，是不是 {found[0]}" if found else ""
