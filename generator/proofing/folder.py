"""A folder of own templates, accounted for file by file: what is used, passed over or in the way."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from generator import names
from generator.library import CATALOGUE, EDITION, Library, catalogue, texts
from generator.problems import Problem, error, errors_in, warning

# What Windows, macOS, Word, WPS and LibreOffice leave lying about.
_STRAYS = re.compile(r"(?i)desktop\.ini|thumbs\.db|__macosx|~\$.*|~wrl.*\.tmp|\..*")
# What Word, WPS and others save that is no .docx.
WORDS = (".doc", ".wps", ".wpt", ".dot", ".dotx", ".docm", ".dotm", ".rtf", ".odt", ".uot", ".pdf", ".lnk")
_COPY = re.compile(r"\s*(?:[（(]\d+[)）]|-\s*(?:副本|复制|copy).*|副本|\.docx?)$|^(?:副本|copy of)\s*", re.I)
_DEEP = 3
# A bundle may lie beside the templates: see `bundle`.
FOLDERS = ("reference", "knowledge", "text", "layout", "word", "form", "samples")
_SHARED = f"{texts.FOLDER}/_parts/"  # parts of texts, which are of no deliverable by themselves
_FILES = (EDITION, CATALOGUE)


def is_part(path: Path) -> bool:
    """Whether a file or folder is a part of a bundle by its name."""
    return path.name in (FOLDERS if path.is_dir() else _FILES)


def is_stray(name: str) -> bool:
    """Whether a file or folder of that name is what systems and programs leave lying about."""
    return bool(_STRAYS.fullmatch(name))


def used(own: Path, library: Library) -> dict[str, Path]:
    """The template of each deliverable that the folder has one for, in capitals or small letters."""
    known = _known(library)
    found: dict[str, Path] = {}
    for path in sorted(own.iterdir()) if own.is_dir() else ():
        name = known.get(names.key(path.stem))
        if name and path.suffix.lower() == ".docx" and path.is_file():
            found.setdefault(name, path)
    return found


def _known(library: Library) -> dict[str, str]:
    """The ids of Word deliverables as they may be written."""
    return {names.key(name): name for name in _ids(library)}


def _ids(library: Library) -> list[str]:
    return [entry.id for entry in catalogue.load(library) if entry.kind == "word"]


def account(own: Path, library: Library) -> tuple[Problem, ...]:
    """What speaks against the folder, and what of it is passed over; an error for a template left unused."""
    if not own.is_dir():
        return (error(str(own), "模板文件夹不存在", "请检查 --templates 后的路径"),)
    taken = used(own, library)
    told = [fault for path in _left(own, taken, library) for fault in _told(path, taken, library)]
    if own in library.layers:
        told += _unused_texts(own, library)
    elif not taken and not errors_in(told):
        told.append(_empty(own))
    return tuple(told)


def _empty(own: Path) -> Problem:
    hint = "放入以交付件编号命名的 .docx，如 plan.docx；不换模板就不写 --templates"
    return error(str(own), "模板文件夹里没有模板", hint)


def _unused_texts(own: Path, library: Library) -> Iterator[Problem]:
    """Texts of a bundle that are of no deliverable: their name, or the row's, is wrong."""
    sources = {entry.source for entry in catalogue.load(library)}
    for path in sorted((own / texts.FOLDER).rglob("*.md")):
        below = path.relative_to(own).as_posix()
        if below not in sources and not below.startswith(_SHARED):
            yield _unused_text(path)


def _unused_text(path: Path) -> Problem:
    hint = "路径照交付目录里的 source 写；给几份正文共用的放在 text/_parts/"
    return warning(str(path), "不是任何交付件的正文，不会使用", hint)


def _left(own: Path, taken: dict[str, Path], library: Library) -> Iterator[Path]:
    """What is no template in use, no part of a bundle in use, and nothing that systems leave lying about."""
    is_bundle = own in library.layers
    for path in sorted(own.iterdir()):
        is_known = (is_bundle and is_part(path)) or path in taken.values()
        if not (is_known or is_stray(path.name)):
            yield path


def _told(path: Path, taken: dict[str, Path], library: Library) -> Iterator[Problem]:
    name = meant(_stem(path), library)
    if path.is_dir():
        yield from _below(path, library)
    elif path.suffix.lower() == ".docx":
        yield _unused(path, name, taken, library)
    elif name and path.suffix.lower() in WORDS:
        yield _other_format(path, name)
    else:
        yield warning(str(path), "不是模板，不会使用", "可移出该文件夹")


def _other_format(path: Path, name: str) -> Problem:
    message = f"格式是 {path.suffix}，不是 .docx，不会使用"
    return error(str(path), message, f"{saved(name)}，再删去这一份")


def _unused(path: Path, name: str, taken: dict[str, Path], library: Library) -> Problem:
    """Why a Word file is not used; ``name`` is the deliverable that its name means."""
    if meant(_stem(path), library, exactly=True) and not path.is_file():
        return error(str(path), "不是普通文件，不能作模板", "请换成磁盘上的 .docx 文件")
    if name in taken:
        return _second(path, taken[name])
    if name:
        return error(str(path), "文件名多了别的字，不会使用", f"改名为 {name}.docx")
    return _stranger(path, library)


def _second(path: Path, first: Path) -> Problem:
    message = f"与 {first.name} 是同一交付件的模板，不会使用"
    return error(str(path), message, "只留一份，另一份移出该文件夹")


def _stem(path: Path) -> str:
    return path.name.removesuffix(path.suffix)


def meant(stem: str, library: Library, *, exactly: bool = False) -> str:
    """The deliverable that a file's name means, also as the name of a copy; "" for none."""
    known = _known(library)
    before = None
    while not exactly and before != stem and names.key(stem) not in known:
        before, stem = stem, _COPY.sub("", stem)
    return known.get(names.key(stem), "")


def saved(name: str) -> str:
    """How a file of another format becomes the template of a deliverable; "" for one that is not known."""
    return f"用 Word 或 WPS 打开，另存为“Word 文档 (*.docx)”{f'，文件名 {name}.docx' if name else ''}"


def near(stem: str, library: Library) -> str:
    """The id of a Word deliverable that a wrong name may stand for; "" for none."""
    close = difflib.get_close_matches(names.key(stem), _ids(library), 1)
    return meant(stem, library) or (close[0] if close else "")


def _below(folder: Path, library: Library) -> Iterator[Problem]:
    """Templates in a folder inside the folder: they are not looked for there."""
    for path in sorted(_inside(folder, _DEEP)):
        if path.suffix.lower() in (".docx", *WORDS) and meant(_stem(path), library):
            hint = "把要用的模板放在模板文件夹里，不放在下级文件夹；旧模板移到别处"
            yield error(str(path), "在下级文件夹里，不会使用", hint)
            return
    yield warning(str(folder), "下级文件夹，里面的文件不会使用", "可移出该文件夹")


def _inside(folder: Path, deep: int) -> Iterator[Path]:
    for path in folder.iterdir():
        if is_stray(path.name):
            continue
        if path.is_dir() and not path.is_symlink() and deep:
            yield from _inside(path, deep - 1)
        else:
            yield path


def _stranger(path: Path, library: Library) -> Problem:
    other = catalogue.find(path.stem, library)
    if other and other.kind != "word":
        return error(str(path), "这一件交付件不是 Word 文件，不能换模板", "移出该文件夹")
    return error(str(path), "文件名不是任何交付件的编号", _meant_hint(path.stem, library))


def _meant_hint(stem: str, library: Library) -> str:
    close = near(stem, library)
    return f"是否应为 {close}.docx？" if close else "可用 tuoguan list 查看交付件编号"
