"""A bundle that gives every document an agency's letterhead: all layouts anew, no text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import delivery
from generator.assets import Held
from generator.authoring import editions
from generator.errors import TemplateError
from generator.library import EDITION, Library
from generator.pictures import Picture, photos
from generator.problems import error
from generator.proofing import bundle
from generator.sidefile import SideFileError, read
from generator.word import letterhead

FONTS = letterhead.FONTS
_LARGEST_LOGO = 32 * 1024 * 1024
_SHARP = (1200, 480)  # pixels: 600 to the inch at the largest that a letter shows
_MOST = 40


def make(
    library: Library,
    out: Path,
    *,
    name: str,
    logo: Path,
    header: str = "",
    footer: str = "",
    fonts: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Write a bundle with the library's layouts in the look of an agency into a new folder; their paths.

    TemplateError for a logo that is no picture, words that have no room or a font for what there is not,
    PackError for a folder that is there or cannot be written: nothing is written then.
    """
    look = _look(name, logo, header, footer, fonts or {})
    files = dict(_layouts(library, look))
    files[EDITION] = _edition(name, tuple(files))
    delivery.put_folder(out, files)
    return tuple(files)


def _layouts(library: Library, look: letterhead.Letterhead) -> Iterator[tuple[str, bytes]]:
    """Each layout in that look, by its path."""
    for one in library.files("layout", ".docx"):
        path = f"layout/{one}"
        yield path, letterhead.put_on(library.path(path), look)


def _look(name: str, logo: Path, header: str, footer: str, fonts: Mapping[str, str]) -> letterhead.Letterhead:
    said = ((name, "机构名称"), (header, "页眉文字"), (footer, "页脚文字"), *_named(fonts))
    for words, called in said:
        _refuse_unseen(words, called)
    if not name:
        raise TemplateError(error("机构名称", "没有填写", "写机构的全称或者简称"))
    return letterhead.Letterhead(name, _picture(name, logo), header, footer, fonts)


def _refuse_unseen(words: str, called: str) -> None:
    if not words.replace("\u3000", " ").isprintable() or words != words.strip():
        hint = "写成一行，不要换行、制表符，前后不要空格"
        raise TemplateError(error(called, "有看不见的字符", hint))


def _picture(name: str, logo: Path) -> Picture:
    """The logo as it goes into documents; TemplateError for what is no picture."""
    asset = _held(logo)
    try:
        return photos.prepare(asset, f"{name}标志", _SHARP)
    except photos.UnreadableError as exc:
        raise TemplateError(error(str(logo), f"标志{exc}", "请换成 PNG 或者 JPG 图片")) from exc


def _held(logo: Path) -> Held:
    try:
        return Held(logo.name, read(logo, _LARGEST_LOGO))
    except SideFileError as exc:
        raise TemplateError(error(str(logo), exc.message, exc.hint)) from exc


def _named(fonts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The names of fonts for messages; TemplateError for a font of what there is not, or without a name."""
    for group, font in fonts.items():
        _refuse_font(group, font)
    return [(font, f"{group}字体") for group, font in fonts.items()]


def _refuse_font(group: str, font: str) -> None:
    if group not in FONTS:
        raise TemplateError(error(group, "不知道这是给哪里用的字体", f"可以写：{'、'.join(FONTS)}"))
    if not font or len(font) > _MOST:
        raise TemplateError(error(group, "没有字体名称，或者太长", f"如 {group}=仿宋_GB2312"))


def _edition(name: str, files: tuple[str, ...]) -> bytes:
    """The edition of the bundle."""
    return editions.written(
        {
            "id": _id(name),
            "edition": "1",
            "needs": bundle.FORMAT,
            "title": f"{name}信头",
            "files": sorted(files),
        }
    )


def _id(name: str) -> str:
    """The agency's name as far as an id may hold it."""
    return "".join(char for char in name if char.isalnum() or char in "-_")[:_MOST]
