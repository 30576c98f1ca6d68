"""Which file of a folder is the client's, and what stands there when none is."""

from __future__ import annotations

import difflib
import stat
from pathlib import Path

from generator.errors import IntakeError
from generator.problems import Origin, Problem, error, warning
from generator.record import ISSUED

BOOKS = (".xlsx", ".xlsm")
TEXTS = (".yaml", ".yml", ".json")
SUFFIXES = (*TEXTS, *BOOKS)
BOOK = "填报簿.xlsx"
AGENCIES = ("agency.yaml", "agency.yml", "agency.json", "agency.xlsx", "agency.xlsm")
NAMES = ("client.yaml", "client.yml", "client.json", BOOK, "填报簿.xlsm")
RECORDS = "records"  # a folder beside the client's file, as that of what was issued is
LOCKS = ("~$", ".~")  # how the names begin of what Excel, WPS and LibreOffice keep while a file is open
_TABLES = (".xls", ".xlsb", ".et", ".ods", ".csv")
_OFFICE = (*_TABLES, ".doc", ".docx", ".wps", ".pdf")
_SHOWN = 5
_ANEW = "用 tuoguan new 建立 client.yaml，或者用 tuoguan new --workbook 建立填报簿后填写"
_SAVE = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”"
_WINDOWS = "（资源管理器“查看”里勾选“文件扩展名”就能看到）"


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


def is_book(path: Path) -> bool:
    """Whether a file's name is that of a workbook."""
    return path.suffix.lower() in BOOKS


def usual(file: Path) -> str:
    """What a client's file of that kind is called, beside which records are read."""
    return BOOK if is_book(file) else NAMES[0]


def opened(file: Path) -> tuple[Problem, ...]:
    """The hint that a workbook is open in a program of tables, by the lock that lies beside it."""
    locks = (f"~${file.name}", f".~{file.name}", f".~lock.{file.name}#")
    if not is_book(file) or not any((file.parent / name).exists() for name in locks):
        return ()
    hint = "还没有保存的内容读不到，请先保存；没有打开的，删去旁边以 ~$ 或 .~ 开头的文件"
    return (warning("", "正在 Excel、WPS 里打开，读的是上次保存的内容", hint, Origin(str(file))),)


def twins(file: Path) -> tuple[Problem, ...]:
    """The hint that a client has a workbook and a text, of which only the one that is named is read."""
    others = [
        name for name in NAMES if is_book(Path(name)) != is_book(file) and (file.parent / name).is_file()
    ]
    if file.name not in NAMES or not others:
        return ()
    hint = "请只留一个；不指明文件时两个都不读"
    return (warning("", f"旁边的 {'、'.join(others)} 没有读", hint, Origin(str(file))),)


def _apart(path: Path, folder: Path) -> None:
    """Refuse what lies beside a client's data in its stead."""
    if folder.name in (RECORDS, ISSUED) and any((folder.parent / name).is_file() for name in NAMES):
        hint = f"请写客户的文件夹 {folder.parent}，{folder.name} 会一起读入"
        raise IntakeError(error("", "这不是客户的填报文件", hint, Origin(str(path))))


def missing(folder: Path) -> Problem:
    """Why a folder is no client's: what is in it instead of its data, and what to do with that."""
    names = _names(folder)
    found = _renamed(names) or _others(folder, names)
    message, hint = found or ("", "请先填写客户数据文件；新客户可用 tuoguan new 建立")
    return error("", f"文件夹里没有 client.yaml 或 {BOOK}{message}", hint, Origin(str(folder)))


def _renamed(names: list[str]) -> tuple[str, str] | None:
    for name in names:
        lower = name.lower()
        for more in (".txt", ".xlsx", ".xls"):
            if lower.endswith(more) and lower.removesuffix(more) in NAMES:
                return f"，有 {name}", f"请改名，去掉 {more}{_WINDOWS}"
        if name not in NAMES and lower in NAMES:
            return f"，有 {name}", f"请把文件名改成小写的 {lower}"
    return None


def _others(folder: Path, names: list[str]) -> tuple[str, str] | None:
    """Files under names of their own that may be the data, else what may have been taken for it."""
    names = [name for name in names if not name.lower().startswith(("agency.", *LOCKS))]
    for suffixes, kind, name in (
        ((*TEXTS, ".yaml.txt", ".yml.txt"), "客户数据", NAMES[0]),
        (BOOKS, "填报簿", BOOK),
    ):
        if data := [one for one in names if one.lower().endswith(suffixes)]:
            hint = f"是{kind}就改名为 {name}，或者直接写这个文件：{folder / data[0]}"
            return f"，有 {'、'.join(data[:_SHOWN])}", hint
    office = [name for name in names if name.lower().endswith(_OFFICE)]
    return (
        (f"，有 {'、'.join(office[:_SHOWN])}", _of_office(Path(office[0]).suffix.lower())) if office else None
    )


def _of_office(suffix: str) -> str:
    if suffix in _TABLES:
        return f"填报簿只认 .xlsx：是填报簿的{_SAVE}，名称用 {BOOK}"
    return f"Word、PDF 不是填报文件：{_ANEW}"


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
        return f"{_of_office(suffix)}；{hint}"
    return f"内容是填报数据时改名，去掉 .txt；{hint}" if suffix == ".txt" else hint


def near(path: Path) -> str:
    """Names beside a path that is not there and might be meant, as words that follow a hint."""
    try:
        beside = [one.name for one in path.parent.iterdir() if not one.name.startswith(LOCKS)]
    except OSError:
        return f"，没有文件夹 {path.parent}" if not path.parent.is_dir() else ""
    found = [name for name in beside if name in (path.name + ".txt", path.name.removesuffix(".txt"))]
    found += difflib.get_close_matches(path.name, beside, n=1, cutoff=0.5)
    return f"，是不是 {found[0]}" if found else ""
