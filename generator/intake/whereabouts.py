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
# What may be a client's data under another name: how it ends, what it is, and the name that it should have.
_KINDS = (
    ((*TEXTS, ".yaml.txt", ".yml.txt"), "客户数据", NAMES[0]),
    (BOOKS, "填报簿", BOOK),
)
_TABLES = (".xls", ".xlsb", ".et", ".ods", ".csv")
_OFFICE = (*_TABLES, ".doc", ".docx", ".wps", ".pdf")
_SHOWN = 5
_ANEW = "用 tuoguan new 建立 client.yaml，或者用 tuoguan new --workbook 建立填报簿后填写"
_SAVE = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”"
_WINDOWS = "（资源管理器“查看”里勾选“文件扩展名”就能看到）"


Words = tuple[str, str]  # what is wrong and what to do


def refusal(path: Path, message: str, hint: str) -> IntakeError:
    """What is wrong with a file or a folder as a whole."""
    return IntakeError(error("", message, hint, Origin(str(path))))


def client_file(path: Path) -> Path:
    """The data file meant by a file or a folder; IntakeError where there is no one such file."""
    is_folder = path.is_dir()
    _apart(path, path if is_folder else path.parent)
    if is_folder:
        return _only(path)
    _usable(path)
    return path


def _only(folder: Path) -> Path:
    """The one data file of a client's folder."""
    found = _clients(folder)
    if not found:
        raise IntakeError(missing(folder))
    if len(found) > 1:
        raise refusal(folder, f"文件夹里同时有 {'、'.join(found)}", "请只留一个")
    return folder / found[0]


def _clients(folder: Path) -> list[str]:
    """The files of a folder that are called as a client's."""
    return [name for name in NAMES if (folder / name).is_file()]


def is_book(path: Path) -> bool:
    """Whether a file's name is that of a workbook."""
    return path.suffix.lower() in BOOKS


def usual(file: Path) -> str:
    """What a client's file of that kind is called, beside which records are read."""
    return BOOK if is_book(file) else NAMES[0]


def opened(file: Path) -> tuple[Problem, ...]:
    """The hint that a workbook is open in a program of tables, by the lock that lies beside it."""
    if not is_book(file) or not _is_locked(file):
        return ()
    hint = "还没有保存的内容读不到，请先保存；没有打开的，删去旁边以 ~$ 或 .~ 开头的文件"
    return (warning("", "正在 Excel、WPS 里打开，读的是上次保存的内容", hint, Origin(str(file))),)


def _is_locked(file: Path) -> bool:
    locks = (f"~${file.name}", f".~{file.name}", f".~lock.{file.name}#")
    return any((file.parent / name).exists() for name in locks)


def twins(file: Path) -> tuple[Problem, ...]:
    """The hint that a client has a workbook and a text, of which only the one that is named is read."""
    others = _of_the_other_kind(file)
    if file.name not in NAMES or not others:
        return ()
    hint = "请只留一个；不指明文件时两个都不读"
    return (warning("", f"旁边的 {'、'.join(others)} 没有读", hint, Origin(str(file))),)


def _of_the_other_kind(file: Path) -> list[str]:
    """The names beside a client's file that are a workbook's where it is a text, and the other way."""
    kind = is_book(file)
    return [name for name in _clients(file.parent) if is_book(Path(name)) != kind]


def _apart(path: Path, folder: Path) -> None:
    """Refuse what lies beside a client's data in its stead."""
    client = folder.parent
    if folder.name in (RECORDS, ISSUED) and _clients(client):
        hint = f"请写客户的文件夹 {client}，{folder.name} 会一起读入"
        raise refusal(path, "这不是客户的填报文件", hint)


def missing(folder: Path) -> Problem:
    """Why a folder is no client's: what is in it instead of its data, and what to do with that."""
    names = _names(folder)
    found = _renamed(names) or _others(folder, names)
    message, hint = found or ("", "请先填写客户数据文件；新客户可用 tuoguan new 建立")
    return error("", f"文件夹里没有 client.yaml 或 {BOOK}{message}", hint, Origin(str(folder)))


def _renamed(names: list[str]) -> Words | None:
    """A file that is the data but for the ending or the letters of its name."""
    for name in names:
        lower = name.lower()
        if more := _too_much(lower):
            return f"，有 {name}", f"请改名，去掉 {more}{_WINDOWS}"
        if name not in NAMES and lower in NAMES:
            return f"，有 {name}", f"请把文件名改成小写的 {lower}"
    return None


def _too_much(name: str) -> str:
    """The ending without which a name would be that of the data; "" where it is no such name."""
    found = (more for more in (".txt", ".xlsx", ".xls") if name.endswith(more))
    return next((more for more in found if name.removesuffix(more) in NAMES), "")


def _others(folder: Path, names: list[str]) -> Words | None:
    """Files under names of their own that may be the data, else what may have been taken for it."""
    names = [name for name in names if not name.lower().startswith(("agency.", *LOCKS))]
    return _data(folder, names) or _papers(names)


def _data(folder: Path, names: list[str]) -> Words | None:
    """Files that may be the data: texts before workbooks."""
    for suffixes, kind, name in _KINDS:
        if data := _ending(names, suffixes):
            hint = f"是{kind}就改名为 {name}，或者直接写这个文件：{folder / data[0]}"
            return _there(data), hint
    return None


def _papers(names: list[str]) -> Words | None:
    """Files of Office that are no data."""
    office = _ending(names, _OFFICE)
    return (_there(office), _of_office(Path(office[0]).suffix.lower())) if office else None


def _ending(names: list[str], suffixes: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith(suffixes)]


def _there(names: list[str]) -> str:
    return f"，有 {'、'.join(names[:_SHOWN])}"


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
    suffix = path.suffix.lower()
    try:
        there = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise _absent(path) from None
    except (OSError, ValueError):
        return  # told by whoever reads it
    if suffix not in SUFFIXES and stat.S_ISREG(there.st_mode):
        raise refusal(path, "不认识的数据文件类型", _instead_of(suffix))


def _absent(path: Path) -> IntakeError:
    is_ours = path.suffix.lower() in SUFFIXES
    message = "找不到文件" if is_ours else "没有这个文件或文件夹"
    return refusal(path, message, f"请核对路径{near(path)}")


def _instead_of(suffix: str) -> str:
    """What to do about a file whose name ends so, which is none of ours."""
    hint = f"支持 {'、'.join(SUFFIXES)}"
    if suffix in _OFFICE:
        return f"{_of_office(suffix)}；{hint}"
    return f"内容是填报数据时改名，去掉 .txt；{hint}" if suffix == ".txt" else hint


def near(path: Path) -> str:
    """Names beside a path that is not there and might be meant, as words that follow a hint."""
    folder = path.parent
    try:
        beside = [one.name for one in folder.iterdir() if not one.name.startswith(LOCKS)]
    except OSError:
        return f"，没有文件夹 {folder}" if not folder.is_dir() else ""
    found = _nearest(path.name, beside)
    return f"，是不是 {found}" if found else ""


def _nearest(name: str, names: list[str]) -> str:
    """The name that is another one but for .txt, else the most like it; "" where none is like it."""
    same = (one for one in names if one in (f"{name}.txt", name.removesuffix(".txt")))
    like = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return next(same, like[0] if like else "")
