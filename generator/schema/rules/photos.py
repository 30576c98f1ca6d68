"""Photo files: inside the folder they belong to, there, not empty, of a kind that can be read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from generator.record import Keys
from generator.schema.view import View

_SUFFIXES = ("jpg", "jpeg", "png", "heic", "heif", "webp", "bmp")
_HINT = "照片放在数据文件所在文件夹或其下级，写相对路径，例如 photos/yh-01.jpg"


def photos(view: View) -> None:
    """Every photo path of the data; what is in the files is looked at when they are printed."""
    for keys, text in _paths(view):
        found = _fault(view.record.folder(keys), text)
        if found:
            view.error(keys, *found)


def _paths(view: View) -> Iterator[tuple[Keys, str]]:
    for keys, _ in view.rows("hazards"):
        for moment in ("before", "after"):
            for photo, inner in view.rows_below(keys, moment):
                if "photo" in inner:
                    yield (*photo, "photo"), inner["photo"]
    for keys, row in view.rows("agency", "advisors"):
        if "photo" in row:
            yield (*keys, "photo"), row["photo"]


def _fault(folder: Path, text: str) -> tuple[str, str] | None:
    if "\\" in text:
        return f"照片路径里有反斜杠：{text}", "请用 / 分隔"
    if Path(text).is_absolute() or PureWindowsPath(text).drive or "://" in text:
        return f"照片路径应为相对路径：{text}", _HINT
    path = folder / text
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return f"照片不在数据文件夹内：{text}", _HINT
        return _file_fault(path, text)
    except (OSError, RuntimeError) as exc:
        return f"照片无法读取：{text}（{exc.__class__.__name__}）", _HINT


def _file_fault(path: Path, text: str) -> tuple[str, str] | None:
    if path.suffix.lower().lstrip(".") not in _SUFFIXES:
        return f"照片格式不支持：{text}", f"支持 {'、'.join(_SUFFIXES)}"
    if not path.exists():
        return f"找不到照片：{text}", _near(path)
    if not path.is_file():
        return f"不是文件：{text}", _HINT
    return (f"照片是空文件（0 字节）：{text}", "请重新导出或重新拍摄") if not path.stat().st_size else None


def _near(path: Path) -> str:
    if not path.parent.is_dir():
        return f"没有文件夹 {path.parent.name}；{_HINT}"
    names = {one.stem.lower(): one.name for one in sorted(path.parent.iterdir())}
    near = difflib.get_close_matches(path.stem.lower(), names, n=1, cutoff=0.7)
    return f"是不是 {names[near[0]]}" if near else _HINT


RULES = (photos,)
