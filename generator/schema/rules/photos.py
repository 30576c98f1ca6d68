"""Photos and floor plans: inside the folder they belong to, there, not empty, of a kind that can be read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from generator.assets import Assets
from generator.schema.rules.map_pages import pages
from generator.schema.view import Entry, View

Said = tuple[str, str] | None  # what is wrong and what to do

_HINT = "放在数据文件所在文件夹或其下级，写相对路径，例如"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is called, how its names end, and an example of a path."""

    word: str
    suffixes: tuple[str, ...]
    example: str

    @property
    def hint(self) -> str:
        return f"{self.word}{_HINT} {self.example}"


_PICTURES = ("jpg", "jpeg", "jfif", "png", "heic", "heif", "hif", "webp", "bmp", "gif", "tif", "tiff")
_PHOTO = Kind("照片", _PICTURES, "photos/yh-01.jpg")
_BACKGROUND = Kind("图片", _PICTURES, "photos/plan.jpg")
_PLAN = Kind("图纸", ("dxf", "geojson", "json"), "plan.dxf")


def photos(view: View) -> None:
    """Every path of the data; what is in the files is looked at when they are printed."""
    for row, field, kind in _rows(view):
        if field in row.row:
            keys, text = row.at(field), row.get(field)
            found = _fault(view.record.assets(keys), text, kind)
            if found:
                view.error(keys, *found)


def _rows(view: View) -> Iterator[tuple[Entry, str, Kind]]:
    """Every row that may name a file, and its field: photos, plans and pictures of the map."""
    for photo in (*_photos_of_hazards(view), *view.entries("agency", "advisors")):
        yield photo, "photo", _PHOTO
    for keys, page in pages(view):
        for name, kind in (("background", _BACKGROUND), ("zones_from", _PLAN)):
            yield Entry(view, (*keys, name), page.get(name) or {}), "file", kind


def _photos_of_hazards(view: View) -> Iterator[Entry]:
    for hazard in view.entries("hazards"):
        yield from hazard.rows("before")
        yield from hazard.rows("after")
        for recheck in hazard.rows("rechecks"):
            yield from recheck.rows("photos")


def _fault(assets: Assets, text: str, kind: Kind) -> Said:
    """What is wrong with a file as it is named, and what to do."""
    if "\\" in text:
        return f"{kind.word}路径里有反斜杠：{text}", "请用 / 分隔"
    if _is_absolute(text):
        return f"{kind.word}路径应为相对路径：{text}", kind.hint
    try:
        return _file_fault(assets, text, kind)
    except (OSError, RuntimeError) as exc:
        return f"{kind.word}无法读取：{text}（{exc.__class__.__name__}）", kind.hint


def _is_absolute(text: str) -> bool:
    return Path(text).is_absolute() or bool(PureWindowsPath(text).drive) or "://" in text


def _file_fault(assets: Assets, text: str, kind: Kind) -> Said:
    """What is wrong with the file that is named."""
    state = assets.find(text).state()
    if state == "outside":
        return f"{kind.word}不在数据文件夹内：{text}", kind.hint
    if Path(text).suffix.lower().lstrip(".") not in kind.suffixes:
        return f"{kind.word}格式不支持：{text}", f"支持 {'、'.join(kind.suffixes)}"
    if state == "missing":
        return f"找不到{kind.word}：{text}", _near(assets, text, kind)
    return _unusable(state, text, kind)


def _unusable(state: str, text: str, kind: Kind) -> Said:
    """What is wrong with what lies there by the name."""
    if state == "odd":
        return f"不是文件：{text}", kind.hint
    if state == "empty":
        return f"{kind.word}是空文件（0 字节）：{text}", "请重新导出或重新拍摄"
    return None


def _near(assets: Assets, text: str, kind: Kind) -> str:
    """What a file that is not there might be called, or that its folder is not there."""
    beside = assets.beside(text)
    if beside is None:
        return f"没有文件夹 {Path(text).parent.name}；{kind.hint}"
    near = _nearest(_stem(text), {_stem(one): one for one in beside})
    return f"是不是 {near}" if near else kind.hint


def _nearest(stem: str, names: Mapping[str, str]) -> str:
    """The name of the file whose stem is nearest; "" where none is near."""
    near = difflib.get_close_matches(stem, names, n=1, cutoff=0.7)
    return names[near[0]] if near else ""


def _stem(name: str) -> str:
    return Path(name).stem.lower()


RULES = (photos,)
